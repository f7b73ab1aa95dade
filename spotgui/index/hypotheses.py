"""The query's landmarks: every triple of likely onsets that the right track may have as a landmark.

A microphone's onsets are uncertain: each comes with the probability that the track has it. A triple is a landmark of
the track when all three are onsets and no more than two others lie before the last of them, counted from the anchor;
both follow from the probabilities. A distance known to a few frames falls into one of several cells; each likely cell
is a hypothesis of its own.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.index.landmarks import DISTANCES, FIRST_FRAME, LAST_FRAME, QUANTUM, landmark_key
from spotgui.index.lookup import QueryLandmarks

MOST = 20_000
"""Hypotheses of a query, about; the likeliest ones are kept."""
FAINTEST = 1e-4
"""Triples less likely than this are never worth their postings."""
_SPLIT = 0.15
"""Cells with a smaller share of a triple's chance are dropped first."""
_CELLS_EACH = 3
"""Cells that a triple gives, on average."""
_STRIDE = 4
"""Anchors of which one is counted when the limit of likelihood is chosen."""
_STEPS = 128
_STEP_NATS = math.log(1 / FAINTEST) / _STEPS


@njit(cache=True, nogil=True)
def _cell_masses(distance, deviation, masses):  # type: ignore[no-untyped-def]
    """Probabilities of the cell of a distance and the one on either side; returns the middle cell."""
    beyond = distance - FIRST_FRAME + 0.5  # stored distances are whole frames: a cell begins half a frame below
    middle = math.floor(beyond / QUANTUM)
    below = beyond - middle * QUANTUM
    scale = 1.0 / (deviation * math.sqrt(2.0))
    previous = math.erf(-(below + QUANTUM) * scale)
    for s in range(3):
        edge = math.erf(((s - 1 + 1) * QUANTUM - below) * scale)
        masses[s] = 0.5 * (edge - previous)
        previous = edge
    return middle


@njit(cache=True, nogil=True)
def _enumerate(frames, bands, p, deviation, least, stride, histogram, keys, times, chances):  # type: ignore[no-untyped-def]
    """Go through all triples that are landmarks with a chance of at least ``least``.

    Parameters
    ----------
    stride : int
        1 lists the hypotheses; more only counts the triples of every ``stride``-th anchor.
    histogram : int64 (_STEPS + 1,)
        Counts triples by the logarithm of their chance.
    keys, times, chances : arrays
        Filled with the hypotheses at least `_SPLIT` times as likely, as many as there is room for.

    Returns
    -------
    int
        Number listed.
    """
    n = len(frames)
    room = len(keys)
    mass1, mass2 = np.empty(3, np.float64), np.empty(3, np.float64)
    count = 0
    strongest = 0.0
    for i in range(n):
        strongest = max(strongest, p[i])
    for i in range(0, n, stride):
        if p[i] * strongest * strongest < least:
            continue
        first = i + 1
        while first < n and frames[first] - frames[i] < FIRST_FRAME - 2 * deviation:
            first += 1
        # none, one, two: probabilities of so many onsets of the track before j; more are too many
        none, one, two = 1.0, 0.0, 0.0
        for j in range(first, n):
            if frames[j] - frames[i] >= LAST_FRAME or p[i] * strongest * strongest * (none + one + two) < least:
                break
            pair = p[i] * p[j]
            if pair * strongest * (none + one + two) >= least:
                with_none, with_one, with_two = none, one, two  # the same before k, j not counted
                middle1 = _cell_masses(frames[j] - frames[i], deviation, mass1)
                for k in range(j + 1, n):
                    fits = with_none + with_one + with_two
                    if frames[k] - frames[i] >= LAST_FRAME or pair * strongest * fits < least:
                        break
                    chance = pair * p[k] * fits
                    if chance >= least:
                        histogram[min(int(-math.log(chance) / _STEP_NATS), _STEPS)] += 1
                    if chance >= least and stride == 1:
                        middle2 = _cell_masses(frames[k] - frames[i], deviation, mass2)
                        for cell in range(9):
                            d1, d2 = middle1 + cell // 3 - 1, middle2 + cell % 3 - 1
                            here = chance * mass1[cell // 3] * mass2[cell % 3]
                            inside = 0 <= d1 < DISTANCES and 0 <= d2 < DISTANCES
                            if inside and here >= least * _SPLIT and count < room:
                                keys[count] = landmark_key(int(bands[i]), int(bands[j]), int(bands[k]), d1, d2)
                                times[count] = frames[i]
                                chances[count] = here
                                count += 1
                    with_two += p[k] * (with_one - with_two)
                    with_one += p[k] * (with_none - with_one)
                    with_none *= 1.0 - p[k]
            two += p[j] * (one - two)
            one += p[j] * (none - one)
            none *= 1.0 - p[j]
    return count


def query_landmarks(
    frames: NDArray[np.float32], bands: NDArray[np.uint8], p: NDArray[np.float32], *, deviation: float = 2.5,
    most: int = MOST,
) -> QueryLandmarks:  # fmt: skip
    """List what the query and the right track may have in common.

    Parameters
    ----------
    frames : float32 (n,)
        Possible onsets, rising over all bands, in frames since the query's start.
    bands : uint8 (n,)
    p : float32 (n,)
        Probability that each is an onset of the track.
    deviation : float
        Standard deviation of a distance between two onsets, heard minus stored, frames.
    most : int
        Length of the result, about; the likeliest are listed.

    Returns
    -------
    QueryLandmarks
        One entry for a key and time cell.
    """
    times = frames.astype(np.float64)
    chances = np.minimum(p.astype(np.float64), 0.999)
    histogram = np.zeros(_STEPS + 1, np.int64)
    nothing = np.empty(0, np.uint32)
    _enumerate(times, bands, chances, deviation, FAINTEST, _STRIDE, histogram, nothing, np.empty(0), np.empty(0))
    more = np.cumsum(histogram) * _STRIDE * _CELLS_EACH
    steps = int(np.searchsorted(more, most))
    least = max(FAINTEST, math.exp(-steps * _STEP_NATS))
    room = 2 * most
    keys, at, chance = np.empty(room, np.uint32), np.empty(room), np.empty(room)
    count = _enumerate(times, bands, chances, deviation, least, 1, histogram, keys, at, chance)
    return _merged(keys[:count], at[:count], chance[:count])


def _merged(keys: NDArray[np.uint32], at: NDArray[np.float64], chance: NDArray[np.float64]) -> QueryLandmarks:
    """Add up hypotheses of one landmark: the same key within a time that positions cannot tell apart."""
    order = np.lexsort((at, keys))
    keys, at, chance = keys[order], at[order], chance[order]
    new = np.ones(len(keys), bool)
    new[1:] = (np.diff(keys) != 0) | (np.diff(at) > 8.0)
    firsts = np.flatnonzero(new)
    total = np.add.reduceat(chance, firsts) if len(firsts) else chance
    middle = np.add.reduceat(chance * at, firsts) / total if len(firsts) else at
    return QueryLandmarks(keys[firsts], middle.astype(np.float32), np.minimum(total, 0.98).astype(np.float32))
