"""Votes lie within their rows."""

import numpy as np
import pytest

from spotgui.fingerprint.constants import BANDS
from spotgui.recognizer.votes import CELL, count_votes

BOUNDS = np.array([0] + [3] * BANDS, np.int32)
VOTERS = np.array([0] + [2] * BANDS, np.int64)
WEIGHT, HOME = np.array([1.0, 2.0], np.float32), np.zeros(2, np.int64)


def votes(frames: list[int], ahead: list[int], cells: int) -> np.ndarray:
    parts = np.full((1, cells), 9, np.float32)
    count_votes(np.array(frames, np.int32), BOUNDS, np.array(ahead, np.int32), VOTERS, WEIGHT, HOME, parts)
    return parts[0]


def test_every_pair_votes_for_a_cell() -> None:
    counted = votes([0, 8, 40], [0, 4], 12)
    wanted = np.zeros(12)
    for frame in (0, 8, 40):
        wanted[frame // CELL] += 1
        wanted[(frame + 4) // CELL] += 2
    assert np.array_equal(counted, wanted)


@pytest.mark.parametrize(("frames", "ahead"), [([0, 8, 44], [0, 4]), ([0, 8, 40], [-1, 4]), ([-5, 8, 40], [0, 4])])
def test_a_vote_outside_is_refused(frames: list[int], ahead: list[int]) -> None:
    with pytest.raises(IndexError):
        votes(frames, ahead, 12)
