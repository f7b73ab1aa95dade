"""The score looks at all places that the votes propose, at the recording's own speed."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.index.reader import Index
from spotgui.recognizer.alignment import Aligner, aligner_of
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.scan import Places
from spotgui.recognizer.sieve import sieve

Songs = list[NDArray[np.float32]]
START_S, LENGTH_S = 25, 8
RIGHT = START_S * FRAMES_PER_SECOND


@pytest.fixture(scope="module")
def aligner(songs: Songs) -> Aligner:
    heard = listen(songs[2][START_S * SAMPLE_RATE : (START_S + LENGTH_S) * SAMPLE_RATE], Network.load())
    return aligner_of(heard, field_of(heard))


def sieved(
    index: Index, aligner: Aligner, offsets: list[float], scores: list[float], pitch: list[float]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    segment, place = index.locate(2)
    rows = [np.array([values], np.float32) for values in (offsets, scores, pitch)]
    places = Places(rows[0], rows[1], rows[2], len(offsets))
    found = sieve([segment], np.zeros(1, np.int32), np.array([place], np.uint32), places, aligner)
    return found[0][0], found[1][0]


@pytest.mark.parametrize("wrong_by", [-16.0, -5.0, 0.0, 16.0])
def test_a_rough_place_becomes_the_right_one(index: Index, aligner: Aligner, wrong_by: float) -> None:
    offset, score = sieved(index, aligner, [RIGHT + wrong_by, RIGHT + 900], [0, 0], [0, 0])
    assert offset[0] == pytest.approx(RIGHT, abs=4)
    assert score[0] > 20 > 5 > score[1]


def test_pitches_add_and_what_is_no_place_stays_none(index: Index, aligner: Aligner) -> None:
    _, score = sieved(index, aligner, [RIGHT, RIGHT, RIGHT], [0, 0, -1e9], [0, 2.5, 0])
    assert score[1] - score[0] == pytest.approx(2.5, abs=1e-3)
    assert score[2] < -1e8


def test_a_place_without_onsets_is_not_moved(index: Index, aligner: Aligner) -> None:
    offset, score = sieved(index, aligner, [1e6], [0], [0])
    assert offset[0] == 1e6 and np.isfinite(score[0])
