"""A clip in, an answer or an honest no out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.reader import Index
from spotgui.recognizer.recognizer import THOROUGH, Recognizer
from spotgui.recognizer.results import Confidence, Reason
from tests.unit.recognizer.conftest import melody

Songs = list[NDArray[np.float32]]


@pytest.fixture(scope="module")
def recognizer(index: Index) -> Recognizer:
    return Recognizer(index)


def clip(sound: NDArray[np.float32], start: float, seconds: float) -> NDArray[np.float32]:
    return sound[int(start * SAMPLE_RATE) : int((start + seconds) * SAMPLE_RATE)]


@pytest.mark.parametrize("start", [0.0, 21.37, 49.5])
def test_right_track_and_position(recognizer: Recognizer, songs: Songs, start: float) -> None:
    answer = recognizer.recognise(clip(songs[3], start, 10))
    assert [m.track_id for m in answer.matches] == [f"song{3:018d}"]
    match = answer.matches[0]
    assert match.position_s == pytest.approx(start, abs=0.05)
    assert match.speed == pytest.approx(1, abs=0.004)
    assert match.score == pytest.approx(match.onset_score + match.chroma_score)
    assert match.confidence is Confidence.CERTAIN
    assert answer.reason is None and answer.query.onsets > 20


def test_noise_and_speed(recognizer: Recognizer, songs: Songs) -> None:
    from scipy.signal import resample_poly

    faster = resample_poly(clip(songs[4], 15, 13), 100, 101).astype(np.float32)[: 12 * SAMPLE_RATE]
    noise = np.random.default_rng(1).standard_normal(len(faster)).astype(np.float32)
    noisy = faster + noise * faster.std() * np.float32(10 ** (-8 / 20))
    answer = recognizer.recognise(noisy)
    assert answer.found and answer.matches[0].track_id == f"song{4:018d}"
    assert answer.matches[0].speed == pytest.approx(1.01, abs=0.002)
    assert answer.matches[0].position_s == pytest.approx(15, abs=0.1)


def test_releases_are_one_match(recognizer: Recognizer, songs: Songs) -> None:
    answer = recognizer.recognise(clip(songs[0], 10, 12))
    assert len(answer.matches) == 1
    assert {r.track_id for r in answer.matches[0].releases} == {f"song{0:018d}", "again00000000000000000"}
    assert answer.matches[0].margin > 8


def test_isrc_makes_releases_too(index: Index, songs: Songs) -> None:
    same = {f"song{i:018d}": "XX0000000001" for i in range(6)}
    answer = Recognizer(index, lambda ids: {i: same[i] for i in ids if i in same}).recognise(clip(songs[2], 5, 10))
    assert len(answer.matches[0].releases) >= 6


def test_unknown_song_is_not_found(recognizer: Recognizer, songs: Songs) -> None:
    for start in (0, 10, 20, 30, 40):
        answer = recognizer.recognise(clip(songs[-1], start, 12))
        assert not answer.found and answer.reason in (Reason.NOT_IN_CATALOGUE, Reason.NOT_SURE)
        assert all(c.confidence is Confidence.UNSURE for c in answer.candidates)


def test_what_chance_explains_is_shown_beside_what_chance_demands(recognizer: Recognizer, songs: Songs) -> None:
    answer = recognizer.recognise(clip(songs[-1], 10, 12))
    needed = recognizer.needed(1, answer.query.seconds)
    assert answer.candidates[0].score < needed
    assert [c.threshold for c in answer.candidates] == pytest.approx([needed] * len(answer.candidates))


def test_unknown_song_on_the_grid_of_another_is_not_found(recognizer: Recognizer, songs: Songs) -> None:
    assert not recognizer.recognise(clip(songs[-1], 45, 12)).found


def test_a_song_of_the_same_loop_is_not_the_song(tmp_path: Path) -> None:
    loop, own, others = (melody(seed)[0] for seed in (40, 20, 21))
    known, played = ((1.4 * loop + part) / 3 for part in (others, own))
    none = np.zeros(0, np.uint8)
    build_segment(tmp_path / "index", [IndexedTrack(0, "loop000000000000000000", 60.0, 50, fingerprint(known), none)])
    recognizer = Recognizer(Index.open(tmp_path / "index"))
    answer = recognizer.recognise(clip(played, 35, 15))
    assert recognizer.needed(1, 15) < answer.candidates[0].score < answer.candidates[0].threshold  # more than by chance
    assert not answer.found
    assert answer.reason is Reason.NOT_SURE


def test_each_witness_alone_is_asked(index: Index, songs: Songs) -> None:
    answer = Recognizer(index, chroma=False).recognise(clip(songs[1], 30, 10))
    assert answer.found and answer.matches[0].chroma_score == 0
    assert Recognizer(index).recognise(clip(songs[1], 30, 10)).matches[0].chroma_score > 5


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (np.zeros(10 * SAMPLE_RATE, np.float32), Reason.NO_SOUND),
        (np.full(10 * SAMPLE_RATE, 0.5, np.float32), Reason.NO_SOUND),
        (np.zeros(0, np.float32), Reason.TOO_SHORT),
        (np.ones(2 * SAMPLE_RATE, np.float32), Reason.TOO_SHORT),
        (np.zeros(90 * SAMPLE_RATE, np.float32), Reason.NO_SOUND),
    ],
    ids=["silence", "a constant", "nothing", "two seconds", "long silence"],
)
def test_nothing_to_hear(recognizer: Recognizer, sound: NDArray[np.float32], reason: Reason) -> None:
    answer = recognizer.recognise(sound)
    assert not answer.found and answer.reason is reason


def test_odd_sounds_do_not_crash(recognizer: Recognizer) -> None:
    rng = np.random.default_rng(3)
    n = 6 * SAMPLE_RATE
    click = np.zeros(n, np.float32)
    click[n // 2] = 1
    sine = np.sin(np.arange(n) * 0.3).astype(np.float32)
    half = np.concatenate([np.zeros(n // 2, np.float32), rng.standard_normal(n // 2).astype(np.float32)])
    quiet = (rng.standard_normal(n) * 3e-4).astype(np.float32)
    for sound in (click, sine, half, quiet, np.clip(50 * sine, -1, 1)):
        assert not recognizer.recognise(sound).found
    assert recognizer.recognise(quiet).reason is Reason.TOO_QUIET


def test_empty_index_says_so(empty_index: Index, songs: Songs) -> None:
    assert Recognizer(empty_index).recognise(clip(songs[0], 0, 8)).reason is Reason.EMPTY_INDEX


def test_long_recording_is_placed_by_its_beginning(recognizer: Recognizer, songs: Songs) -> None:
    answer = recognizer.recognise(clip(songs[5], 8, 50))
    assert answer.found and answer.matches[0].position_s == pytest.approx(8, abs=0.1)
    assert answer.query.seconds == pytest.approx(50)


def test_index_is_asked_in_a_large_library(recognizer: Recognizer, songs: Songs) -> None:
    heard = recognizer.snippet(clip(songs[2], 33, 8))
    answer = recognizer.search(heard, effort=replace(THOROUGH, whole_library=0))
    assert answer.found and answer.matches[0].track_id == f"song{2:018d}"
    assert answer.matches[0].position_s == pytest.approx(33, abs=0.05)
