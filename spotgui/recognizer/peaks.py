"""The few best places of a track by votes and pitches together."""

from __future__ import annotations

import numpy as np
from numba import njit

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS
from spotgui.fingerprint.constants import FRAMES_PER_SECOND

SKETCH_CELL_FRAMES = CELL_SECONDS * FRAMES_PER_SECOND
NEIGHBOURHOOD_FRAMES = 64
"""Peaks nearer than this are one place: an exact alignment of one finds the other."""
_BLOCK = 32
"""Cells that are passed over at once where nothing in them can be among the best."""


@njit(cache=True, nogil=True)
def _keep(v, begin, near, peak, peak_at):  # type: ignore[no-untyped-def]
    """Put a place among the best, in the place of its neighbour if there is one."""
    last = len(peak) - 1
    if v <= peak[last]:
        return
    k = last
    for other in range(last + 1):
        if peak[other] > -1e8 and abs(peak_at[other] - begin) < near:
            k = other
            break
    if v <= peak[k]:
        return
    peak[k], peak_at[k] = v, begin
    while k > 0 and peak[k] > peak[k - 1]:
        peak[k], peak[k - 1] = peak[k - 1], peak[k]
        peak_at[k], peak_at[k - 1] = peak_at[k - 1], peak_at[k]
        k -= 1


@njit(cache=True, nogil=True)
def _smooth_maxima(cells, smooth, most):  # type: ignore[no-untyped-def]
    """Fill `smooth` with the cells, each with half its neighbours, and `most` with the maxima of its blocks.

    Votes are not negative, so they rise as their bits do: of integers the compiler makes vectors, of floats not.
    """
    end = len(cells) - 1
    for c in range(1, end):
        smooth[c] = cells[c] + np.float32(0.5) * (cells[c - 1] + cells[c + 1])
    bits, most_bits = smooth.view(np.int32), most.view(np.int32)
    for k in range(len(most)):
        block = bits[1 + k * _BLOCK : min(1 + (k + 1) * _BLOCK, end)]
        highest = np.int32(0)
        for c in range(len(block)):
            highest = max(highest, block[c])
        most_bits[k] = highest


@njit(cache=True, nogil=True)
def best_places(cells, usual, width, votes_weight, half, pitch, known, smooth, peak, peak_at):  # type: ignore[no-untyped-def]
    """The places where votes and pitches together say most, best first; those of one neighbourhood count once.

    `smooth` is room for as many votes as there are cells.
    """
    near = max(NEIGHBOURHOOD_FRAMES, 4 * width)
    start, rate = np.float32(0.5 * width - 2 * half), np.float32(1 / SKETCH_CELL_FRAMES)
    end = len(cells) - 1
    highest = np.empty((end + _BLOCK - 2) // _BLOCK, np.float32)
    _smooth_maxima(cells, smooth, highest)
    peak[:] = -1e9
    least = np.float32(-1e9)
    for k in range(len(highest)):
        first = 1 + k * _BLOCK
        # what pitches may add in it: a cell of theirs more on either side does no harm
        low, high = (start + first * width) * rate, (start + (first + _BLOCK) * width) * rate
        most = np.float32(-1e9) if low >= 0 and high < known - 1 else np.float32(0)
        for j in range(max(int(low), 0), min(int(high) + 2, known)):
            most = max(most, pitch[j])
        if votes_weight * (highest[k] - 2 * usual) + most <= least:
            continue  # nearly all blocks: nothing in them can be among the best
        for c in range(first, min(first + _BLOCK, end)):
            v = votes_weight * (smooth[c] - 2 * usual)
            if v + most > least:
                begin = start + np.float32(c * width)  # the track's frame at the clip's start
                j = int(np.rint(begin * rate))
                _keep(v + pitch[j] if 0 <= j < known else v, begin, near, peak, peak_at)
                least = peak[-1]
