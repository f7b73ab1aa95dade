"""Onsets resolved from ticks of 23 ms to about one frame of 3 ms.

A tick holds seven or eight frames. Each delta known from the codes (of one to three onsets) compares the places of
two onsets inside their ticks: as ``floor(c (f + g))`` is either the sum of the floors or one more, a delta says that
one place is before, not after, after or not before the other. All placements that agree with all comparisons are
equally likely. A forward and a backward pass over the places of three neighbours count them exactly, and so give the
mean place of every onset.

The counts of three neighbours are an array of 8 x 8 x 8, whose axes are the onsets' numbers modulo 3: a new onset takes
the axis of the one that leaves. As a comparison only asks for an order, "all places of the leaving onset that agree"
is a running sum along that axis.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.deltas import UNKNOWN

_PLACES = 8
# What a delta says of the later onset's place against the earlier's
_ANY, _NOT_BEFORE, _AFTER, _BEFORE, _NOT_AFTER = range(5)
_RESCALE_EVERY = 16  # steps; each multiplies the counts by eight at most


def _tables() -> NDArray[np.float32]:
    """1 where a comparison holds, by [later has 8 places][relation][transposed][row][column].

    Rows are the earlier onset's places, columns the later's; the other way round when transposed.
    """
    earlier, later = np.meshgrid(np.arange(_PLACES), np.arange(_PLACES), indexing="ij")
    holds = [later >= 0, later >= earlier, later > earlier, later < earlier, later <= earlier]
    tables = np.zeros((2, 5, 2, _PLACES, _PLACES), np.float32)
    for eight in range(2):
        for relation, table in enumerate(holds):
            tables[eight, relation, 0] = table & (later < _PLACES - 1 + eight)
            tables[eight, relation, 1] = tables[eight, relation, 0].T
    return tables


_TABLES = _tables()
_ONES = np.ones((_PLACES, _PLACES), np.float32)


@njit(cache=True, nogil=True)
def first_frame(tick):  # type: ignore[no-untyped-def]
    """First frame of a tick; also the least delta in frames that is quantised to that many ticks."""
    return (tick * 10_143 + 1_279) // 1_280


@njit(cache=True, nogil=True)
def _relation(ticks, deltas, i, j):  # type: ignore[no-untyped-def]
    """What the delta from onset i to onset j says of their places."""
    if i < 0 or deltas[j - i - 1, i] == UNKNOWN:
        return _ANY
    gap = ticks[j] - ticks[i]
    strict = first_frame(gap) - (first_frame(ticks[j]) - first_frame(ticks[i])) > 0
    if deltas[j - i - 1, i] == gap:
        return _AFTER if strict else _NOT_BEFORE
    return _NOT_AFTER if strict else _BEFORE


@njit(cache=True, nogil=True)
def _accumulate(counts, axis, relation, backward):  # type: ignore[no-untyped-def]
    """Replace the counts along ``axis`` by sums over all places of the leaving onset that agree.

    Forward the earlier onset leaves, backward the later; then each comparison is read the other way round.
    """
    inner = 64 if axis == 0 else 8 if axis == 1 else 1
    cube = counts.reshape(512 // (8 * inner), 8, inner)
    rising = (relation == _NOT_BEFORE or relation == _AFTER) != backward
    exclusive = relation == _AFTER or relation == _BEFORE
    for o in range(cube.shape[0]):
        block = cube[o]
        if rising or relation == _ANY:
            for p in range(1, 8):
                for z in range(inner):
                    block[p, z] += block[p - 1, z]
            if relation == _ANY:
                for p in range(7):
                    for z in range(inner):
                        block[p, z] = block[7, z]
            elif exclusive:
                for p in range(7, 0, -1):
                    for z in range(inner):
                        block[p, z] = block[p - 1, z]
                block[0, :] = np.float32(0)
        else:
            for p in range(6, -1, -1):
                for z in range(inner):
                    block[p, z] += block[p + 1, z]
            if exclusive:
                for p in range(7):
                    for z in range(inner):
                        block[p, z] = block[p + 1, z]
                block[7, :] = np.float32(0)


@njit(cache=True, nogil=True)
def _weigh(counts, axis, eight, nearest, second):  # type: ignore[no-untyped-def]
    """Set the counts to 0 where the newest onset (on ``axis``) disagrees with the two before it."""
    xy, yz, xz = _ONES, _ONES, _ONES
    if axis == 0:
        xz, xy = _TABLES[eight, nearest, 1], _TABLES[eight, second, 1]
    elif axis == 1:
        xy, yz = _TABLES[eight, nearest, 0], _TABLES[eight, second, 1]
    else:
        yz, xz = _TABLES[eight, nearest, 0], _TABLES[eight, second, 0]
    for x in range(8):
        for y in range(8):
            w = xy[x, y]
            for z in range(8):
                counts[x, y, z] *= w * yz[y, z] * xz[x, z]


@njit(cache=True, nogil=True)
def _rescale(counts):  # type: ignore[no-untyped-def]
    """Keep the counts in float32's range; False when no placement is left."""
    total = counts.sum()
    if total <= 0:
        return False
    counts *= np.float32(1) / total
    return True


@njit(cache=True, nogil=True)
def _mean_place(forward, backward, axis):  # type: ignore[no-untyped-def]
    """Mean place of the onset on ``axis``; -1 when no placement is left."""
    inner = 64 if axis == 0 else 8 if axis == 1 else 1
    f = forward.reshape(512 // (8 * inner), 8, inner)
    b = backward.reshape(512 // (8 * inner), 8, inner)
    total, moment = np.float32(0), np.float32(0)
    for p in range(8):
        weight = np.float32(0)
        for o in range(f.shape[0]):
            for z in range(inner):
                weight += f[o, p, z] * b[o, p, z]
        total += weight
        moment += np.float32(p) * weight
    return moment / total if total > 0 else np.float32(-1)


@njit(cache=True, nogil=True)
def refine(ticks, starts, deltas, places, store):  # type: ignore[no-untyped-def]
    """Mean places of the onsets of one band inside their ticks.

    Parameters
    ----------
    ticks : int64 (starts,)
        Known ticks.
    deltas : int64 (3, starts)
        Quantised deltas to the next three onsets, or -1.
    places : float32 (starts,)
        Receives frames from each tick's first.
    store : float32 (starts, 8, 8, 8)
        Room for the forward pass.

    Returns
    -------
    bool
        False when the deltas contradict each other.
    """
    relations = np.zeros((3, starts + 3), np.int64)
    eight = np.ones(starts + 3, np.int64)
    for i in range(starts):
        eight[i] = first_frame(ticks[i] + 1) - first_frame(ticks[i]) - 7
        for lag in range(1, 4):
            relations[lag - 1, i] = _relation(ticks, deltas, i - lag, i)
    counts = np.zeros((8, 8, 8), np.float32)
    counts[0, 0, 0] = np.float32(1)
    for i in range(starts):
        axis = i % 3
        _accumulate(counts, axis, relations[2, i], False)
        _weigh(counts, axis, eight[i], relations[0, i], relations[1, i])
        if i % _RESCALE_EVERY == 0 and not _rescale(counts):
            return False
        store[i] = counts
    counts[:] = np.float32(1)
    for i in range(starts - 1, -1, -1):
        axis = i % 3
        places[i] = _mean_place(store[i], counts, axis)
        if places[i] < 0:
            return False
        _weigh(counts, axis, eight[i], relations[0, i], relations[1, i])
        _accumulate(counts, axis, relations[2, i], True)
        if i % _RESCALE_EVERY == 0 and not _rescale(counts):
            return False
    return True
