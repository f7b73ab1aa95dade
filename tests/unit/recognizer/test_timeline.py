"""Songs played one after another are named with their times; nothing is invented between them."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.reader import Index
from spotgui.progress import Cancelled, CancelToken, Progress
from spotgui.recognizer.recognizer import Recognizer
from spotgui.recognizer.results import Confidence, Match, Release
from spotgui.recognizer.timeline import Stretch, timeline

Songs = list[NDArray[np.float32]]


def test_two_songs_and_an_unknown_one(index: Index, songs: Songs) -> None:
    mix = np.concatenate([songs[1][: 45 * SAMPLE_RATE], songs[-1][: 40 * SAMPLE_RATE], songs[4][10 * SAMPLE_RATE :]])
    told: list[Progress] = []
    found = timeline(Recognizer(index), np.array_split(mix, 50), seconds=len(mix) / SAMPLE_RATE, progress=told.append)
    names = [s.match.track_id if s.match else None for s in found]
    assert names == [f"song{1:018d}", None, f"song{4:018d}"]
    first, unknown, last = found
    assert first.start_s == 0 and first.end_s == pytest.approx(45, abs=8)
    assert unknown.start_s == first.end_s and unknown.end_s == last.start_s
    assert last.start_s == pytest.approx(85, abs=10) and last.end_s == pytest.approx(135, abs=1)
    assert last.match and last.match.position_s == pytest.approx(10 + last.start_s - 85, abs=0.3)
    assert told[-1].done == told[-1].total == 1000


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, songs: Songs) -> Index:
    """Two tracks of which the first 20 s are the same, too little to be one recording."""
    sounds = {
        "first": np.concatenate([songs[0], songs[4]]),
        "other": np.concatenate([songs[0][: 20 * SAMPLE_RATE], songs[2], songs[3][: 40 * SAMPLE_RATE]]),
    }
    directory = tmp_path_factory.mktemp("versions") / "index"
    tracks = [
        IndexedTrack(number, f"{name:>022s}", 120.0, 50, fingerprint(sound), b"")
        for number, (name, sound) in enumerate(sounds.items())
    ]
    build_segment(directory, tracks)
    return Index.open(directory)


def test_what_two_tracks_hold_is_one_of_them(versions: Index, songs: Songs) -> None:
    (found,) = timeline(Recognizer(versions), [songs[0][: 20 * SAMPLE_RATE]])
    assert found.match is None
    assert {song.track_id.strip("0") for song in found.songs} == {"first", "other"}
    assert (found.start_s, found.end_s) == (0, pytest.approx(20, abs=2))


@pytest.mark.parametrize("name", ["first", "other"])
def test_what_follows_tells_which_it_was(versions: Index, songs: Songs, name: str) -> None:
    rest = songs[0][20 * SAMPLE_RATE :] if name == "first" else songs[2][: 40 * SAMPLE_RATE]
    (found,) = timeline(Recognizer(versions), [songs[0][: 20 * SAMPLE_RATE], rest])
    assert found.match and found.match.track_id.strip("0") == name
    assert found.match.accepted and found.match.position_s == pytest.approx(0, abs=0.3)
    assert (found.start_s, found.end_s) == (0, pytest.approx(60, abs=2))


A, B, C = (
    Match(name, 40, 40, 0, 13, 1, 40.0, 1.0, False, Confidence.UNSURE, releases=(Release(name),)) for name in "abc"
)


def at(match: Match, position_s: float, *, accepted: bool = False) -> Match:
    return replace(match, position_s=position_s, accepted=accepted)


def named(songs: tuple[Match, ...]) -> list[tuple[str, float]]:
    return [(song.track_id, song.position_s) for song in songs]


def test_one_of_several_is_named_only_by_an_answer() -> None:
    both = Stretch(0, 15, (A, B))
    assert named(both.going_on([at(A, 50), at(B, 50)], 10)) == [("a", 40), ("b", 40)]
    assert named(both.going_on([at(A, 46), at(B, 50)], 10)) == [("a", 40), ("b", 40)]  # A at another turn of a loop
    assert named(both.going_on([at(B, 50), at(C, 50)], 10)) == [("a", 40), ("b", 40)]
    assert named(both.going_on([at(B, 50, accepted=True)], 10)) == [("b", 40)]
    assert both.going_on([at(B, 55, accepted=True)], 10) == ()
    assert both.going_on([at(C, 50, accepted=True)], 10) == ()


def test_releases_of_one_recording_are_one_song() -> None:
    releases = (Release("a"), Release("b"))
    one = Stretch(0, 15, (replace(A, releases=releases),))
    assert named(one.going_on([at(A, 50), at(B, 52)], 10)) == [("a", 40)]
    both = Stretch(0, 15, (A, B))
    assert named(both.going_on([at(replace(A, releases=releases), 50, accepted=True)], 10)) == [("a", 40)]


def test_what_begins_before_a_track_keeps_its_place() -> None:
    early = Stretch(20, 45, Stretch(30, 45, (at(A, 50), at(B, 2))).moved_to(20))
    assert named(early.going_on([at(B, 12, accepted=True)], 40)) == [("b", -8)]


@pytest.mark.parametrize("before", [5, 7, 9])
def test_a_song_that_begins_within_a_window_is_one(index: Index, songs: Songs, before: int) -> None:
    found = timeline(Recognizer(index), [np.concatenate([songs[-1][: before * SAMPLE_RATE], songs[1]])])
    assert [s.match.track_id if s.match else None for s in found][-1] == f"song{1:018d}"
    assert sum(s.match is not None for s in found) == 1
    assert found[-1].end_s == pytest.approx(before + 60, abs=1)


def test_cancel(index: Index, songs: Songs) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        timeline(Recognizer(index), [songs[0]], cancel=cancel)


def test_silence_is_one_unknown_stretch(index: Index) -> None:
    found = timeline(Recognizer(index), [np.zeros(40 * SAMPLE_RATE, np.float32)])
    assert [(s.start_s, s.end_s, s.songs) for s in found] == [(0, 40, ())]
