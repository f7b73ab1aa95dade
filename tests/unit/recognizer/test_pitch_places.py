"""The pitches of all places at once say what the exact correlation says of each."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import CODES, EMPTY, PITCH_CLASSES
from spotgui.recognizer.chroma import (
    QueryChroma,
    beyond_bound,
    correlation,
    frame_times,
    log_ratios,
    silence,
)
from spotgui.recognizer.peaks import SKETCH_CELL_FRAMES
from spotgui.recognizer.pitch_places import pitch_nats, pitch_table

BY_CHANCE = 0.01, 0.06
FRAMES = 140


def heard(rng: np.random.Generator) -> QueryChroma:
    """Some seconds of music in four chords."""
    chords = rng.standard_normal((4, PITCH_CLASSES))
    classes = chords[np.repeat(rng.integers(0, 4, 20), 7)] + 0.3 * rng.standard_normal((FRAMES, PITCH_CLASSES))
    classes -= classes.mean(0)
    return QueryChroma(classes.astype(np.float32), float(np.linalg.norm(classes)), frame_times(FRAMES))


def played(query: QueryChroma) -> NDArray[np.uint8]:
    """The sketch of what was heard."""
    cell = (query.times // SKETCH_CELL_FRAMES).astype(int)
    pooled = np.zeros((cell[-1] + 1, PITCH_CLASSES))
    np.add.at(pooled, cell, query.classes)
    second, first = np.argsort(pooled, axis=1)[:, -2:].T
    return (first * (PITCH_CLASSES - 1) + second - (second > first)).astype(np.uint8)


def of_all_starts(query: QueryChroma, sketch: NDArray[np.uint8]) -> NDArray[np.float32]:
    pitches = pitch_table(query, BY_CHANCE)
    sums, out = np.zeros(4096, np.float32), np.full(4096, 7.0, np.float32)
    count = pitch_nats(sketch, pitches.table, pitches.usual, pitches.rate, pitches.nats, sums, out)
    assert np.all(out[count:] == 7.0)
    return out[:count]


def exact(query: QueryChroma, sketch: NDArray[np.uint8], starts: int) -> NDArray[np.float32]:
    """By the correlation at each start; a start a hair later than its cell's, as floats are not exact."""
    scores = np.array(
        [
            correlation(sketch, (j + 1e-4) * SKETCH_CELL_FRAMES, 1.0, query.classes, query.norm, query.times)
            for j in range(starts)
        ],
        np.float32,
    )
    return log_ratios(scores, *BY_CHANCE, query.seconds) + beyond_bound(scores, *BY_CHANCE, query.seconds)


@pytest.mark.parametrize("seed", range(6))
def test_every_start_has_what_the_exact_correlation_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    query = heard(rng)
    sketch = np.repeat(rng.integers(0, CODES, 60), 3)[: 120 + seed].astype(np.uint8)
    sketch[40 : 40 + len(played(query))] = played(query)
    quick = of_all_starts(query, sketch)
    assert len(quick) == len(sketch) - (int(query.times[-1] // SKETCH_CELL_FRAMES) + 1) + 1
    # a step of the table is a tenth of a standard deviation
    assert np.abs(quick - exact(query, sketch, len(quick))).max() < 0.3
    assert np.argmax(quick) == 40 and quick[40] > 8.0


def test_empty_cells_say_nothing_and_a_stretch_that_is_mostly_empty_is_left_out() -> None:
    rng = np.random.default_rng(9)
    query = heard(rng)
    sketch = np.repeat(rng.integers(0, CODES, 60), 3).astype(np.uint8)
    some = sketch.copy()
    some[rng.random(len(some)) < 0.1] = EMPTY
    # what is left out of the clip's mean makes the quick sum differ a little
    quick, slow = of_all_starts(query, some), exact(query, some, len(of_all_starts(query, some)))
    assert np.corrcoef(quick, slow)[0, 1] > 0.95
    some[30:] = EMPTY
    assert not of_all_starts(query, some)[30:].any()


def test_a_track_shorter_than_the_clip_has_no_start() -> None:
    assert not len(of_all_starts(heard(np.random.default_rng(1)), np.zeros(8, np.uint8)))


@pytest.mark.parametrize(
    ("query", "by_chance"), [(silence(), BY_CHANCE), (heard(np.random.default_rng(2)), (0.0, 0.0))]
)
def test_without_pitches_or_anything_to_measure_them_by_nothing_is_said(
    query: QueryChroma, by_chance: tuple[float, float]
) -> None:
    pitches = pitch_table(query, by_chance)
    sums, out = np.zeros(4096, np.float32), np.zeros(4096, np.float32)
    sketch = np.zeros(500, np.uint8)
    assert pitch_nats(sketch, pitches.table, pitches.usual, pitches.rate, pitches.nats, sums, out) == 0
