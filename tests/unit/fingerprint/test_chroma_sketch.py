"""The sketch keeps the two strongest pitch classes of every quarter second."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spotgui.fingerprint.chroma_sketch import CODES, EMPTY, MAX_CELLS, cells_of, classes_of, sketch


def pitches(*pairs: tuple[int, int]) -> np.ndarray:
    out = np.full((len(pairs), 12), 0.1)
    for row, (first, second) in enumerate(pairs):
        out[row, first], out[row, second] = 1.0, 0.7
    return out


def test_two_strongest_classes_in_order() -> None:
    cells = sketch([0.0, 0.5], [0.5, 0.5], pitches((3, 9), (9, 3)))
    first, second = classes_of(cells)
    assert first.tolist() == [3, 3, 9, 9]
    assert second.tolist() == [9, 9, 3, 3]


def test_cell_pools_by_duration() -> None:
    cells = sketch([0.0, 0.2], [0.2, 0.05], pitches((1, 2), (5, 6)))
    assert classes_of(cells)[0].tolist() == [1]


def test_gap_is_empty() -> None:
    cells = sketch([0.0, 1.0], [0.25, 0.25], pitches((1, 2), (5, 6)))
    assert cells.tolist()[1:4] == [EMPTY] * 3
    assert classes_of(cells)[0].tolist() == [1, -1, -1, -1, 5]


def test_no_segments() -> None:
    assert len(sketch([], [], np.zeros((0, 12)))) == 0


def test_every_byte_names_two_different_classes() -> None:
    first, second = classes_of(np.arange(CODES, dtype=np.uint8))
    pairs = set(zip(first.tolist(), second.tolist(), strict=True))
    assert len(pairs) == CODES
    assert all(a != b and 0 <= a < 12 and 0 <= b < 12 for a, b in pairs)


def test_wrong_numbers_do_not_fill_the_memory() -> None:
    starts = np.array([0.0, 1e9, np.nan, -5.0, np.inf], np.float32)
    cells = sketch(starts, np.ones(5), np.ones((5, 12)))
    assert len(cells) == 4
    assert cells_of(starts, np.full(5, 1e12, np.float32), 5) <= MAX_CELLS


@given(
    arrays(np.float32, 20, elements=st.floats(0, 100, width=32)),
    arrays(np.float32, 20, elements=st.floats(0, 5, width=32)),
    arrays(np.float32, (20, 12), elements=st.floats(0, 1, width=32)),
)
def test_any_segments_give_valid_bytes(starts: np.ndarray, durations: np.ndarray, strengths: np.ndarray) -> None:
    cells = sketch(starts, durations, strengths)
    assert len(cells) == int(np.ceil((starts + durations).max() / 0.25))
    assert ((cells < CODES) | (cells == EMPTY)).all()
