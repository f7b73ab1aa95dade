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

from spotgui.index.landmarks import DISTANCES, FAN, FIRST_FRAME, LAST_FRAME, QUANTUM, landmark_key
from spotgui.index.lookup import QueryLandmarks

MOST = 30_000
"""Hypotheses of a query, at most; the likeliest ones are kept."""
FAINTEST = 1e-4
"""Hypotheses less likely than this are never worth their postings."""
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
def _enumerate(frames, bands, p, deviation, least, keys, times, chances):  # type: ignore[no-untyped-def]
    """List the hypotheses that are at least ``least`` likely, as many as there is room for.

    With no room at all (empty outputs) only the histogram of their probabilities is made.

    Returns
    -------
    tuple
        Number listed; histogram of log probabilities, in steps below 1.
    """
    n = len(frames)
    room = len(keys)
    histogram = np.zeros(_STEPS + 1, np.int64)
    others = np.empty(FAN - 1, np.float64)
    mass1 = np.empty(3, np.float64)
    mass2 = np.empty(3, np.float64)
    count = 0
    strongest = 0.0
    for i in range(n):
        strongest = max(strongest, p[i])
    for i in range(n):
        if p[i] * strongest * strongest < least:
            continue
        first = i + 1
        while first < n and frames[first] - frames[i] < FIRST_FRAME - 2 * deviation:
            first += 1
        expected = 0.0
        for j in range(first, n):
            if frames[j] - frames[i] >= LAST_FRAME or expected > 3.0 * FAN:
                break
            expected += p[j]
            pair = p[i] * p[j]
            if pair * strongest < least:
                continue
            # others[c]: probability that c onsets of the track lie before k, j not counted
            others[:] = 0.0
            others[0] = 1.0
            for k in range(first, j):
                for c in range(FAN - 2, 0, -1):
                    others[c] += p[k] * (others[c - 1] - others[c])
                others[0] *= 1.0 - p[k]
            middle1 = _cell_masses(frames[j] - frames[i], deviation, mass1)
            for k in range(j + 1, n):
                room_left = 0.0
                for c in range(FAN - 1):
                    room_left += others[c]
                if frames[k] - frames[i] >= LAST_FRAME or pair * strongest * room_left < least:
                    break
                chance = pair * p[k] * room_left
                if chance >= least:
                    middle2 = _cell_masses(frames[k] - frames[i], deviation, mass2)
                    for s in range(3):
                        d1 = middle1 + s - 1
                        if d1 < 0 or d1 >= DISTANCES:
                            continue
                        for t in range(3):
                            d2 = middle2 + t - 1
                            here = chance * mass1[s] * mass2[t]
                            if here < least or d2 < 0 or d2 >= DISTANCES:
                                continue
                            histogram[min(int(-math.log(here) / _STEP_NATS), _STEPS)] += 1
                            if count < room:
                                keys[count] = landmark_key(int(bands[i]), int(bands[j]), int(bands[k]), d1, d2)
                                times[count] = frames[i]
                                chances[count] = here
                                count += 1
                for c in range(FAN - 2, 0, -1):
                    others[c] += p[k] * (others[c - 1] - others[c])
                others[0] *= 1.0 - p[k]
    return count, histogram


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
        Length of the result, at most; the likeliest are listed.

    Returns
    -------
    QueryLandmarks
        One entry for a key and time cell.
    """
    times = frames.astype(np.float64)
    chances = np.minimum(p.astype(np.float64), 0.999)
    nothing = np.empty(0, np.uint32)
    _, histogram = _enumerate(times, bands, chances, deviation, FAINTEST, nothing, np.empty(0), np.empty(0))
    more = np.cumsum(histogram)
    steps = int(np.searchsorted(more, most, "right"))
    least = max(FAINTEST, math.exp(-steps * _STEP_NATS)) if steps < len(more) else FAINTEST
    room = int(more[min(steps, len(more) - 1)])
    keys, at, chance = np.empty(room, np.uint32), np.empty(room), np.empty(room)
    count, _ = _enumerate(times, bands, chances, deviation, least, keys, at, chance)
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
