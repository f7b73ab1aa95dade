"""The scan proposes the place the clip is from: within a cell at the recording's speed, nearby at another."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import resample_poly

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.reader import Index
from spotgui.recognizer.alignment import aligner_of
from spotgui.recognizer.chroma import silence
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.proposals import whole_library
from spotgui.recognizer.scan import AT_SPEED, OFF_SPEED, Places, scan
from spotgui.recognizer.votes import CELL, most_at_any_speed

STARTS_S = 22


def places_of(clip: NDArray[np.float32], index: Index) -> Places:
    evidence = listen(clip, Network.load())
    tracks = whole_library(index.segments)
    return scan(
        index.segments, tracks.segment, tracks.local, aligner_of(evidence, field_of(evidence)), silence(), (0.0, 0.0)
    )


def clip_of(song: NDArray[np.float32], seconds: int = 10) -> NDArray[np.float32]:
    return song[STARTS_S * SAMPLE_RATE : (STARTS_S + seconds) * SAMPLE_RATE]


def test_at_the_recordings_speed_the_place_is_right_to_a_cell(songs: list[NDArray[np.float32]], index: Index) -> None:
    places = places_of(clip_of(songs[3]), index)
    assert int(np.argmax(places.score[:6, 0])) == 3
    assert places.offset[3, 0] == pytest.approx(STARTS_S * FRAMES_PER_SECOND, abs=2 * CELL)


@pytest.mark.parametrize("seconds", [8, 16])
def test_music_that_runs_fast_is_found_among_the_wider_places(
    songs: list[NDArray[np.float32]], index: Index, seconds: int
) -> None:
    fast = resample_poly(clip_of(songs[2], seconds), 100, 101).astype(np.float32)
    places = places_of(fast, index)
    # wide places are where the clip's middle is right, so its start is off by half the drift and a cell
    drift = 0.01 * seconds / 2 * FRAMES_PER_SECOND
    away = np.abs(places.offset[2, AT_SPEED:] - STARTS_S * FRAMES_PER_SECOND)
    assert away.min() <= drift + 40


def test_places_of_a_track_are_best_first_and_apart(songs: list[NDArray[np.float32]], index: Index) -> None:
    places = places_of(clip_of(songs[1]), index)
    assert places.score.shape == (len(index.segments[0]) + len(index.segments[1]), AT_SPEED + OFF_SPEED)
    for kind in (slice(None, AT_SPEED), slice(AT_SPEED, None)):
        scores, offsets = places.score[:, kind], np.sort(places.offset[:, kind], axis=1)
        assert np.all(np.diff(scores, axis=1) <= 0)
        assert np.all(np.diff(offsets[scores.min(axis=1) > -1e8], axis=1) > 30)


@pytest.mark.parametrize(("up", "down"), [(100, 101), (200, 203), (101, 100), (1, 1)])
def test_looked_at_closely_the_place_is_right_at_any_speed(
    songs: list[NDArray[np.float32]], index: Index, up: int, down: int
) -> None:
    clip = resample_poly(clip_of(songs[2], 16), up, down).astype(np.float32)
    evidence = listen(clip, Network.load())
    aligner = aligner_of(evidence, field_of(evidence))
    where = np.array([0], np.int32), np.array([2], np.uint32)
    places = scan(index.segments, *where, aligner, silence(), (0.0, 0.0), closely=True)
    # the clip's middle is that of the stretch it was made of
    middle = (STARTS_S + 8) * FRAMES_PER_SECOND - evidence.frames / 2
    best = places.offset[0, 0 if up == down else places.at_speed]
    assert best == pytest.approx(middle, abs=3 * CELL)


def test_a_track_of_three_hours_is_looked_at_too(
    songs: list[NDArray[np.float32]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rng = np.random.default_rng(5)
    song, directory = fingerprint(songs[3]), tmp_path_factory.mktemp("long") / "index"
    rest = np.arange(61 * FRAMES_PER_SECOND, 3 * 3600 * FRAMES_PER_SECOND, 600)
    bands = [np.concatenate([song.band(b), rest + rng.integers(0, 500, len(rest))]) for b in range(BANDS)]
    onsets = OnsetList.from_bands(bands)
    assert len(onsets.frames) > 1 << 15
    build_segment(directory, [IndexedTrack(0, "long000000000000000000", 10_800.0, 50, onsets, np.zeros(0, np.uint8))])
    places = places_of(clip_of(songs[3]), Index.open(directory))
    assert places.offset[0, 0] == pytest.approx(STARTS_S * FRAMES_PER_SECOND, abs=2 * CELL)


def test_votes_at_any_speed_are_those_of_the_best_speed() -> None:
    rng = np.random.default_rng(3)
    parts, shifts = rng.random((3, 90), np.float32), np.array([[-4, 0, 4], [2, 0, -2], [1, 0, -1]])
    out = np.empty(90, np.float32)
    most_at_any_speed(parts, shifts, np.empty(90, np.float32), out)
    for cell in range(5, 85):
        assert out[cell] == pytest.approx(max(sum(parts[w, cell + s[w]] for w in range(3)) for s in shifts), rel=1e-6)
    assert not out[:5].any() and not out[85:].any()
