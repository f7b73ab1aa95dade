"""The few best places of a track, kept in order while all are looked at."""

from __future__ import annotations

from numba import njit

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS
from spotgui.fingerprint.constants import FRAMES_PER_SECOND

CELL_SHIFT = 2
CELL = 1 << CELL_SHIFT
"""Frames of a cell of the histogram of votes."""
SKETCH_CELL_FRAMES = CELL_SECONDS * FRAMES_PER_SECOND
NEIGHBOURHOOD_FRAMES = 64
"""Peaks nearer than this are one place: an exact alignment of one finds the other."""


@njit(cache=True, nogil=True)
def keep(v, begin, near, peak, peak_at):  # type: ignore[no-untyped-def]
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
