"""What sounds together counts once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.fingerprint.constants import BANDS
from spotgui.recognizer.alignment import least_score
from spotgui.recognizer.events import OTHERS_SHARE, TOGETHER_FRAMES, counted_once


def total(at: list[float], nats: list[float]) -> float:
    return float(counted_once(np.array(at, np.float32), np.array(nats, np.float32)))


def test_onsets_apart_add() -> None:
    assert total([0, TOGETHER_FRAMES + 1, 100], [1, 2, 3]) == pytest.approx(6)


def test_of_those_together_the_strongest_counts_and_a_share_of_the_others() -> None:
    assert total([0, 5, 12], [1, 4, 2]) == pytest.approx(4 * (1 + OTHERS_SHARE))
    assert total([0, 5], [4, 0.5]) == pytest.approx(4.5)


@given(st.lists(st.tuples(st.floats(0, 500, width=32), st.floats(0, 9, width=32)), max_size=30))
def test_lies_between_the_strongest_and_the_sum(onsets: list[tuple[float, float]]) -> None:
    onsets.sort()
    nats = [n for _, n in onsets]
    assert max(nats, default=0) * 0.999 - 1e-3 <= total([a for a, _ in onsets], nats) <= sum(nats) * 1.001 + 1e-3


def test_a_score_begins_with_what_is_missing_and_gets_back_what_is_found() -> None:
    frames, at = 1000, np.array([-300, -296, 40, 200], np.float32)  # two that sound together
    band = np.array([1, 5, 2, 2], np.uint8)
    gains = np.array([2, 1, 3, 0.5], np.float32)
    row_of = np.zeros((BANDS, frames), np.int32)
    row_of[band, (at + frames / 2).astype(int)] = [1, 2, 3, 4]
    rows = np.zeros((5, 9), np.float32)  # two nulls that say nothing, then what is found
    rows[1:, 6] = gains
    missed = np.array([-4, -9, -9], np.float32)
    score = least_score(at, band, len(at), 0.0, 1.0, row_of, rows, missed)
    assert score == pytest.approx(-4 + total((at + 500).tolist(), gains.tolist()) - np.log(3), abs=1e-4)
    assert least_score(at, band, 0, 0.0, 1.0, row_of, rows, missed) == pytest.approx(-4 - np.log(3), abs=1e-4)
