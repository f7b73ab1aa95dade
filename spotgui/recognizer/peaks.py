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
def best_places(cells, usual, width, votes_weight, half, pitch, known, peak, peak_at):  # type: ignore[no-untyped-def]
    """The places where votes and pitches together say most, best first; those of one neighbourhood count once."""
    near = max(NEIGHBOURHOOD_FRAMES, 4 * width)
    start, rate = np.float32(0.5 * width - 2 * half), np.float32(1 / SKETCH_CELL_FRAMES)
    peak[:] = -1e9
    last = len(peak) - 1
    for first in range(1, len(cells) - 1, _BLOCK):
        stop = min(first + _BLOCK, len(cells) - 1)
        here, before, after = cells[first:stop], cells[first - 1 : stop - 1], cells[first + 1 : stop + 1]
        highest = np.float32(0)
        for c in range(len(here)):
            highest = max(highest, here[c] + np.float32(0.5) * (before[c] + after[c]))
        most = np.float32(-1e9) if known else np.float32(0)
        low, high = int(np.rint((start + first * width) * rate)), int(np.rint((start + stop * width) * rate))
        if low < 0 or high >= known:
            most = np.float32(0)
        for j in range(max(low, 0), min(high + 1, known)):
            most = pitch[j] if pitch[j] > most else most
        if votes_weight * (highest - 2 * usual) + most <= peak[last]:
            continue  # nearly all blocks: nothing in them can be among the best
        for c in range(first, stop):
            v = votes_weight * (cells[c] + np.float32(0.5) * (cells[c - 1] + cells[c + 1]) - 2 * usual)
            if v + most > peak[last]:
                begin = start + np.float32(c * width)  # the track's frame at the clip's start
                j = int(np.rint(begin * rate))
                _keep(v + pitch[j] if 0 <= j < known else v, begin, near, peak, peak_at)
