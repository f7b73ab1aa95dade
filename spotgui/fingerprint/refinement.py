"""Onsets resolved from ticks of 23 ms to about one frame of 3 ms.

A tick holds seven or eight frames. Each delta known from the codes (of one to three onsets) compares the places of
two onsets inside their ticks: as ``floor(c (f + g))`` is either the sum of the floors or one more, a delta says that
one place is before, not after, after or not before the other. All placements that agree with all comparisons are
equally likely. A forward and a backward pass over the places of three neighbours count them exactly, and so give the
mean place of every onset.

The counts of three neighbours are an array of 8 x 8 x 8. As a comparison only asks for an order, "all places of the
leaving onset that agree" is a running sum along its axis. All inner loops have fixed lengths of 8 or 64, so the
machine does eight at once.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.deltas import LAGS, UNKNOWN

_PLACES = 8
_PAIRS = _PLACES * _PLACES
# What a delta says of the later onset's place against the earlier's
_ANY, _NOT_BEFORE, _AFTER, _BEFORE, _NOT_AFTER = range(5)
_IMPOSSIBLE = -1
_RESCALE_EVERY = 16  # steps; each multiplies the counts by eight at most


def _tables() -> NDArray[np.float32]:
    """1 where a comparison holds, by [later has 8 places][relation][place of the earlier][place of the later]."""
    earlier, later = np.meshgrid(np.arange(_PLACES), np.arange(_PLACES), indexing="ij")
    holds = [later >= 0, later >= earlier, later > earlier, later < earlier, later <= earlier]
    in_tick = [later < _PLACES - 1, later < _PLACES]
    return np.array([[table & fits for table in holds] for fits in in_tick], np.float32)


_TABLES = _tables()


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
    if deltas[j - i - 1, i] == gap - 1:
        return _NOT_AFTER if strict else _BEFORE
    return _IMPOSSIBLE


@njit(cache=True, nogil=True)
def _relate(ticks, deltas, i, relations):  # type: ignore[no-untyped-def]
    """Fill what the deltas from the three onsets before i say, and whether its tick has 8 places."""
    for lag in range(1, LAGS + 1):
        relations[lag - 1] = _relation(ticks, deltas, i - lag, i)
    relations[LAGS] = first_frame(ticks[i] + 1) - first_frame(ticks[i]) - (_PLACES - 1)
    return min(relations[0], relations[1], relations[2]) != _IMPOSSIBLE


@njit(cache=True, nogil=True)
def _accumulate(counts, relation, backward, out):  # type: ignore[no-untyped-def]
    """Running sums along the first axis of ``counts`` (8, 64): ``out[p]`` sums all places that agree with place p.

    Forward the earlier onset is summed over, backward the later; then each comparison is read the other way round.
    """
    if relation == _ANY:
        out[7] = np.float32(0)
        for p in range(_PLACES):
            for z in range(_PAIRS):
                out[7, z] += counts[p, z]
        for p in range(_PLACES - 1):
            out[p] = out[7]
        return
    rising = (relation in (_NOT_BEFORE, _AFTER)) != backward
    first, step = (0, 1) if rising else (_PLACES - 1, -1)
    if relation in (_AFTER, _BEFORE):
        out[first] = np.float32(0)
        for p in range(first + step, first + _PLACES * step, step):
            for z in range(_PAIRS):
                out[p, z] = out[p - step, z] + counts[p - step, z]
    else:
        out[first] = counts[first]
        for p in range(first + step, first + _PLACES * step, step):
            for z in range(_PAIRS):
                out[p, z] = out[p - step, z] + counts[p, z]


@njit(cache=True, nogil=True)
def _enter(sums, nearest, second, out):  # type: ignore[no-untyped-def]
    """``out[m, n, p] = sums[p, m, n]`` where place p of the newest onset agrees with the two before it, else 0."""
    for m in range(_PLACES):
        for n in range(_PLACES):
            for p in range(_PLACES):
                out[m, n, p] = sums[p, m, n] * second[m, p] * nearest[n, p]


@njit(cache=True, nogil=True)
def _leave(counts, nearest, second, out):  # type: ignore[no-untyped-def]
    """``out[p, m, n] = counts[m, n, p]`` where place p of the newest onset agrees with the two before it, else 0."""
    for m in range(_PLACES):
        for n in range(_PLACES):
            for p in range(_PLACES):
                out[p, m, n] = counts[m, n, p] * second[m, p] * nearest[n, p]


@njit(cache=True, nogil=True)
def _rescale(counts):  # type: ignore[no-untyped-def]
    """Keep the counts in float32's range; False when no placement is left."""
    total = counts.sum()
    if total <= 0:
        return False
    counts *= np.float32(1) / total
    return True


@njit(cache=True, nogil=True)
def _places(forward, backward, first):  # type: ignore[no-untyped-def]
    """Number of placements, and the sum over them of the newest onset's frame; ``first`` is its tick's first."""
    f, b = forward.reshape(_PLACES, _PAIRS), backward.reshape(_PLACES, _PAIRS)
    weights = np.zeros(_PAIRS, np.float32)
    for o in range(_PLACES):
        for z in range(_PAIRS):
            weights[z] += f[o, z] * b[o, z]
    total, moment = 0.0, 0.0
    for z in range(_PAIRS):
        total += weights[z]
        moment += (first + z % _PLACES) * weights[z]
    return total, moment


@njit(cache=True, nogil=True)
def _forward(before, relations, sums, out):  # type: ignore[no-untyped-def]
    """Counts of the next three neighbours from those of the three before."""
    table = _TABLES[relations[LAGS]]
    _accumulate(before.reshape(_PLACES, _PAIRS), relations[2], False, sums.reshape(_PLACES, _PAIRS))
    _enter(sums, table[relations[0]], table[relations[1]], out)


@njit(cache=True, nogil=True)
def _backward(after, relations, sums, out):  # type: ignore[no-untyped-def]
    """The same from the end."""
    table = _TABLES[relations[LAGS]]
    _leave(after, table[relations[0]], table[relations[1]], sums)
    _accumulate(sums.reshape(_PLACES, _PAIRS), relations[2], True, out.reshape(_PLACES, _PAIRS))


@njit(cache=True, nogil=True)
def _refine_last(ticks, starts, deltas, before, frames, out):  # type: ignore[no-untyped-def]
    """Mean frames of the last two onsets of a band, each of which may lie in its tick or the next.

    ``before`` are the counts up to the last start. ``out`` receives the counts from the end down to there.
    Returns False when no placement is left.
    """
    shape = (_PLACES, _PLACES, _PLACES)
    sums, last, ones = np.empty(shape, np.float32), np.empty(shape, np.float32), np.ones(shape, np.float32)
    next_last, from_last, part = np.empty(shape, np.float32), np.empty(shape, np.float32), np.empty(shape, np.float32)
    of_next, of_last = np.empty(LAGS + 1, np.int64), np.empty(LAGS + 1, np.int64)
    i = starts
    totals, moments = np.zeros(2), np.zeros(2)
    moved = ticks[: starts + 2].copy()
    out[:] = np.float32(0)
    for later_next in range(2):
        moved[i] = ticks[i] + later_next
        if not _relate(moved, deltas, i, of_next):
            continue
        _forward(before, of_next, sums, next_last)
        from_last[:] = np.float32(0)
        for later_last in range(2):
            moved[i + 1] = ticks[i + 1] + later_last
            if not _relate(moved, deltas, i + 1, of_last):
                continue
            _forward(next_last, of_last, sums, last)
            total, moment = _places(last, ones, first_frame(moved[i + 1]))
            totals[1] += total
            moments[1] += moment
            _backward(ones, of_last, sums, part)
            from_last += part
        total, moment = _places(next_last, from_last, first_frame(moved[i]))
        totals[0] += total
        moments[0] += moment
        _backward(from_last, of_next, sums, part)
        out += part
    if totals.min() <= 0:
        return False
    frames[i], frames[i + 1] = moments[0] / totals[0], moments[1] / totals[1]
    return True


@njit(cache=True, nogil=True)
def refine(ticks, starts, deltas, frames, store):  # type: ignore[no-untyped-def]
    """Mean frames of the onsets of one band, over all placements that agree with the deltas.

    Parameters
    ----------
    ticks : int64 (onsets,)
        Ticks. Those of the onsets after the starts may be one too low.
    starts : int
        Onsets that start codes: all, or all but two.
    deltas : int64 (3, onsets)
        Quantised deltas to the next three onsets, or -1.
    frames : float32 (onsets,)
        Receives the frames.
    store : float32 (at least starts, 8, 8, 8)
        Room for the forward pass.

    Returns
    -------
    bool
        False when the deltas contradict each other.
    """
    relations = np.empty((starts, LAGS + 1), np.int64)
    shape = (_PLACES, _PLACES, _PLACES)
    sums, counts = np.empty(shape, np.float32), np.zeros(shape, np.float32)
    counts[0, 0, 0] = np.float32(1)
    for i in range(starts):
        if not _relate(ticks, deltas, i, relations[i]):
            return False
        _forward(counts if i == 0 else store[i - 1], relations[i], sums, store[i])
        if i % _RESCALE_EVERY == 0 and not _rescale(store[i]):
            return False
    counts[:] = np.float32(1)
    if len(frames) > starts and not _refine_last(ticks, starts, deltas, store[starts - 1], frames, counts):
        return False
    for i in range(starts - 1, -1, -1):
        total, moment = _places(store[i], counts, first_frame(ticks[i]))
        if total <= 0:
            return False
        frames[i] = moment / total
        _backward(counts, relations[i], sums, counts)
        if i % _RESCALE_EVERY == 0 and not _rescale(counts):
            return False
    return True
