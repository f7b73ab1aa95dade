"""A small keepsake of an analysis' `segments`: the two strongest pitch classes every quarter of a second.

The shards are deleted after their import, so what a later witness needs must be kept then. One byte a cell of
0.25 s (880 bytes for 220 s) keeps 85 to 93 per cent of what the full pitches tell.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

CELL_SECONDS = 0.25
"""Length of a cell."""
PITCH_CLASSES = 12
EMPTY = 255
"""The byte of a cell without pitches."""
CODES = PITCH_CLASSES * (PITCH_CLASSES - 1)
"""132: a byte below is ``11 * strongest + second``, the second counted without the strongest."""
MAX_CELLS = 4 * 3600 * 6
"""Longest sketch, six hours: a wrong number in a line must not fill the memory."""
_ROW = 16
"""Numbers of a cell in the pool: the classes, and some that make its place a multiple of a vector."""


@njit(cache=True, nogil=True)
def cells_of(starts: NDArray[np.float32], durations: NDArray[np.float32], n: int) -> int:
    """Cells that the first `n` segments reach into."""
    last = 0.0
    for i in range(n):
        end = starts[i] + durations[i]
        if end > last and end < MAX_CELLS * CELL_SECONDS:
            last = end
    return math.ceil(last / CELL_SECONDS)


@njit(cache=True, nogil=True)
def sketch_into(
    starts: NDArray[np.float32],
    durations: NDArray[np.float32],
    pitches: NDArray[np.float32],
    n: int,
    out: NDArray[np.uint8],
) -> int:
    """Write the sketch of `n` segments and return the number of cells, at most ``len(out)``.

    Parameters
    ----------
    starts, durations : float32 (>= n,)
        Seconds. Any order; segments with unusable numbers are left out.
    pitches : (>= n, 12)
        Strengths of the pitch classes C to B; any scale.
    out : uint8
        Filled with cell bytes. Its length should be `cells_of` the same segments.
    """
    cells = min(cells_of(starts, durations, n), len(out))
    pool = np.zeros(cells * _ROW, np.float32)
    for i in range(n):
        begin, end = starts[i], starts[i] + durations[i]
        if not (begin >= 0.0 and durations[i] > 0.0 and end <= MAX_CELLS * CELL_SECONDS):
            continue
        for c in range(int(begin / CELL_SECONDS), cells):
            share = min(end, (c + 1) * CELL_SECONDS) - max(begin, c * CELL_SECONDS)
            if share <= 0.0:
                break
            cell = pool[c * _ROW : c * _ROW + PITCH_CLASSES]
            weight = np.float32(share)
            for k in range(PITCH_CLASSES):
                cell[k] += weight * pitches[i, k]
    _strongest(pool.view(np.int32), out[:cells])
    return cells


@njit(cache=True, nogil=True)
def _strongest(pool: NDArray[np.int32], out: NDArray[np.uint8]) -> None:
    """The byte of every cell from its strengths, whose bits as whole numbers have the same order: no branches.

    Of equals the first counts, so numbers get the class, counted from the end, as their lowest digits.
    """
    for c in range(len(out)):
        first, second = np.int64(0), np.int64(0)
        for k in range(PITCH_CLASSES):
            strength = np.int64(max(pool[c * _ROW + k], np.int32(0)))
            key = (strength << 4) | (PITCH_CLASSES - 1 - k) if strength > 0 else np.int64(0)
            second = max(second, min(first, key))
            first = max(first, key)
        if first == 0:
            out[c] = EMPTY
            continue
        strongest = PITCH_CLASSES - 1 - (first & 15)
        # a lone class: its fifth sounds along in its overtones
        other = PITCH_CLASSES - 1 - (second & 15) if second else (strongest + 7) % PITCH_CLASSES
        out[c] = strongest * (PITCH_CLASSES - 1) + (other - 1 if other > strongest else other)


def sketch(starts: ArrayLike, durations: ArrayLike, pitches: ArrayLike) -> NDArray[np.uint8]:
    """The sketch of a track's segments.

    Parameters
    ----------
    starts, durations : (n,)
        Seconds.
    pitches : (n, 12)
        Strengths of the pitch classes C to B.

    Returns
    -------
    uint8 (cells,)
        One byte a cell of 0.25 s, from the track's first second to the end of its last segment.
    """
    begin = np.ascontiguousarray(starts, np.float32)
    length = np.ascontiguousarray(durations, np.float32)
    strengths = np.ascontiguousarray(pitches, np.float32).reshape(-1, PITCH_CLASSES)
    out = np.full(cells_of(begin, length, len(begin)), EMPTY, np.uint8)
    used = sketch_into(begin, length, strengths, len(begin), out)
    return out[:used]


def classes_of(cells: NDArray[np.uint8]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The strongest and the second pitch class of every cell, int8 (cells,); -1 in empty ones."""
    code = cells.astype(np.int16)
    first = code // (PITCH_CLASSES - 1)
    second = code % (PITCH_CLASSES - 1)
    second = second + (second >= first)
    empty = code >= CODES
    return np.where(empty, -1, first).astype(np.int8), np.where(empty, -1, second).astype(np.int8)
