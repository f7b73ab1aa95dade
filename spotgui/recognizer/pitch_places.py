"""What the pitches say of every place of a track that the clip may begin at.

The second witness's correlation (`chroma.correlation`), in the cells of a sketch and for all starts of it together, at
the recording's speed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import CODES, PITCH_CLASSES, classes_of
from spotgui.recognizer.chroma import SECOND, STILL, QueryChroma, beyond_bound, log_ratios
from spotgui.recognizer.peaks import SKETCH_CELL_FRAMES

MARGIN = 3
"""Zeros beside a row of the table, so that rows can be added that begin some cells later."""
_Z_STEP, _MOST_Z = 0.1, 20.0


@dataclass(frozen=True, slots=True, eq=False)
class PitchTable:
    """A clip's pitches made ready for sketches.

    Attributes
    ----------
    table : float32 (133, cells + 2 margins)
        What each byte of a sketch agrees with each quarter second of the clip, the last first; in units that make a
        start's sum, divided by what its cells have in common, a correlation. Zeros in the margins. Without cells the
        pitches say nothing.
    usual, rate : float
        Mean of what chance gives, and steps of `nats` in one unit.
    nats : float32
        By standard deviations of what chance gives, `_Z_STEP` each.
    """

    table: NDArray[np.float32]
    usual: np.float32
    rate: np.float32
    nats: NDArray[np.float32]


def pitch_table(chroma: QueryChroma, by_chance: tuple[float, float]) -> PitchTable:
    """Prepare a clip.

    Parameters
    ----------
    by_chance : tuple of float
        Mean and spread of the correlation with stretches of other tracks, see `chroma.chance`; a spread of 0 for none.
    """
    usual, spread = by_chance
    steps = np.arange(0, _MOST_Z, _Z_STEP, dtype=np.float32)
    nats = log_ratios(steps, 0.0, 1.0, chroma.seconds) + beyond_bound(steps, 0.0, 1.0, chroma.seconds)
    if not len(chroma.times) or spread <= 0:
        return PitchTable(np.zeros((CODES + 1, 2 * MARGIN), np.float32), np.float32(0), np.float32(0), nats)
    cell = np.floor(chroma.times / SKETCH_CELL_FRAMES).astype(np.int64)
    pooled = np.zeros((int(cell[-1]) + 1, PITCH_CLASSES), np.float32)
    np.add.at(pooled, cell, chroma.classes)
    pooled /= chroma.norm * np.sqrt(len(chroma.times) / len(pooled))
    first, second = classes_of(np.arange(CODES, dtype=np.uint8))
    table = np.zeros((CODES + 1, len(pooled) + 2 * MARGIN), np.float32)
    table[:CODES, MARGIN:-MARGIN] = (pooled[:, first] + np.float32(SECOND) * pooled[:, second])[::-1].T
    return PitchTable(table, np.float32(usual), np.float32(1 / (spread * _Z_STEP)), nats)


@njit(cache=True, nogil=True)
def pitch_nats(sketch, table, usual, rate, nats, sums, out):  # type: ignore[no-untyped-def]
    """Fill `out` with what the pitches say of every cell of a sketch as the clip's first; returns how many are full.

    Parameters
    ----------
    sketch : uint8 (cells,)
    table, usual, rate, nats
        Of a `PitchTable`.
    sums : float32
        Room for as many sums as sketch and table have cells.
    """
    length = table.shape[1] - 2 * MARGIN
    count = len(sketch) - length + 1
    if count < 1 or length < 1:
        return 0
    # sums[length - 1 + j] is start j's: every cell adds its row to `length` starts at once, which the compiler makes
    # straight code of; four cells at a time, as each sum is loaded and stored again
    sums[: len(sketch) + length + MARGIN] = 0
    for s in range(0, len(sketch), 4):
        ahead = sums[s : s + length + 3]
        left = len(sketch) - s
        a = table[min(sketch[s], CODES)][MARGIN:]
        b = table[min(sketch[s + 1], CODES) if left > 1 else CODES][MARGIN - 1 :]
        c = table[min(sketch[s + 2], CODES) if left > 2 else CODES][MARGIN - 2 :]
        d = table[min(sketch[s + 3], CODES) if left > 3 else CODES][MARGIN - 3 :]
        for i in range(length + 3):
            ahead[i] += (a[i] + b[i]) + (c[i] + d[i])
    starts = sums[length - 1 : length - 1 + count]
    weights = np.zeros(PITCH_CLASSES, np.float32)
    shared, used = np.float32(0), np.float32(0)  # squares of the window's weights; its cells that are not empty
    for j in range(length - 1):
        shared, used = _moved(weights, sketch[j], np.float32(1), shared, used)
    whole = np.float32((1 + SECOND * SECOND) * (1 + STILL))
    last = np.int32(len(nats) - 1)
    for j in range(count):
        shared, used = _moved(weights, sketch[j + length - 1], np.float32(1), shared, used)
        out[j] = 0
        if 2 * used >= length:
            score = starts[j] * np.sqrt(length / (used * used * whole - shared))
            out[j] = nats[min(max(np.int32((score - usual) * rate), np.int32(0)), last)]
        shared, used = _moved(weights, sketch[j], np.float32(-1), shared, used)
    return count


@njit(cache=True, nogil=True)
def _moved(weights, byte, sign, shared, used):  # type: ignore[no-untyped-def]
    """Put a cell's classes into the window, or take them out; returns `shared` and `used` after it."""
    if byte >= CODES:
        return shared, used
    first, second = byte // (PITCH_CLASSES - 1), byte % (PITCH_CLASSES - 1)
    if second >= first:
        second += 1
    part = sign * np.float32(SECOND)
    shared += 2 * (sign * weights[first] + part * weights[second]) + np.float32(1 + SECOND * SECOND)
    weights[first] += sign
    weights[second] += part
    return shared, used + sign
