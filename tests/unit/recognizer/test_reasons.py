"""Why there is no title: what several tracks hold is not what no track holds."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.reader import Index
from spotgui.recognizer.recognizer import Recognizer
from spotgui.recognizer.results import Reason

SHARED = slice(20 * SAMPLE_RATE, 36 * SAMPLE_RATE)
SOUND, SHORTER = "sound0000000000000000", "medley000000000000000"


@pytest.fixture(scope="module")
def sampled(songs: list[NDArray[np.float32]], tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A song, and another one that holds 16 s of it between other music."""
    directory = tmp_path_factory.mktemp("sampled") / "index"
    medley = np.concatenate([songs[1], songs[0][SHARED], songs[2]])
    none = np.zeros(0, np.uint8)
    tracks = [
        IndexedTrack(number, track_id, len(sound) / SAMPLE_RATE, 50, fingerprint(sound), none)
        for number, (track_id, sound) in enumerate([(SOUND, songs[0]), (SHORTER, medley)])
    ]
    build_segment(directory, tracks)
    return Index.open(directory)


def test_music_of_two_tracks_is_one_of_these(sampled: Index, songs: list[NDArray[np.float32]]) -> None:
    answer = Recognizer(sampled).recognise(songs[0][SHARED][SAMPLE_RATE:-SAMPLE_RATE])
    assert not answer.found
    assert answer.reason is Reason.SHARED
    assert {match.track_id for match in answer.one_of} == {SOUND, SHORTER}


def test_what_only_one_of_them_holds_is_named(sampled: Index, songs: list[NDArray[np.float32]]) -> None:
    answer = Recognizer(sampled).recognise(songs[0][: 15 * SAMPLE_RATE])
    assert [match.track_id for match in answer.matches] == [SOUND]
    assert answer.one_of == ()


def test_what_no_track_holds_is_not_one_of_any(sampled: Index, songs: list[NDArray[np.float32]]) -> None:
    answer = Recognizer(sampled).recognise(songs[-1][: 15 * SAMPLE_RATE])
    assert answer.reason in (Reason.NOT_IN_CATALOGUE, Reason.NOT_SURE)
    assert answer.one_of == ()
