"""Onsets resolved from ticks of 23 ms to about one frame of 3 ms.

A tick holds seven or eight frames. Each delta known from the codes (of one to three onsets) compares the places of
two onsets inside their ticks: as ``floor(c (f + g))`` is either the sum of the floors or one more, a delta says that
one place is before, not after, after or not before the other. All placements that agree with all comparisons are
equally likely; wanted is the mean place of every onset.

Belief propagation (Pearl 1988) comes within three percent of the exact mean's error at a twentieth of its cost: every
onset tells its six neighbours how likely each of its places is by what the other five told it, from the first onset
to the last and back again. As a comparison only asks for an order, such a message is made of running sums over the
places before, at and after.

Each onset waits for the one before, so eight stretches of a fingerprint, its lanes, are worked on side by side. All
that belongs to one onset of each lane is a column: numbers at constant distances, so that the compiler can tell that
nothing overlaps, and does all lanes at once.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.deltas import LAGS, UNKNOWN

_PLACES = 8
_LANES = 8
_SWEEPS = 2  # there and back; one errs 5 % more, three 1 % less
_LONGEST = 160  # onsets of a lane; with 64 they err 0.1 % more, as margins cut messages off
_MARGIN = 9  # onsets of a lane on either side whose neighbours outside count
_TINY, _HARDLY, _ONE = np.float32(1e-30), np.float32(1e-4), np.float32(1)
_F2, _F3, _F4, _F5, _F6, _F7 = (np.float32(place) for place in range(2, 8))
_MIDDLE = np.float32(3)  # of the places of a tick
_END_PLACES = 2 * _PLACES

_MESSAGE = _PLACES * _LANES
_TO_LATER, _TO_EARLIER = 0, LAGS * _MESSAGE  # messages in a column, each by the lag they came over
_ORDERS = 2 * LAGS * _MESSAGE  # for each lag to the onset before: may its place be before, at, after this one's?
_EIGHTHS = _ORDERS + 3 * LAGS * _LANES
_COLUMN = _EIGHTHS + _LANES
# Unsigned, as an index that may be negative is tested, and loops with tests are not made vectors
_U_LANES, _U_MESSAGE, _U_COLUMN = np.uint64(_LANES), np.uint64(_MESSAGE), np.uint64(_COLUMN)
_R1, _R2, _R3, _R4, _R5, _R6, _R7 = (np.uint64(row * _LANES) for row in range(1, 8))
_L1, _L2, _L3 = (np.uint64(_TO_LATER + k * _MESSAGE) for k in range(LAGS))
_E1, _E2, _E3 = (np.uint64(_TO_EARLIER + k * _MESSAGE) for k in range(LAGS))
_O1, _O2, _O3 = (np.uint64(_ORDERS + 3 * k * _LANES) for k in range(LAGS))
_C1, _C2, _C3 = (np.uint64(k * _COLUMN) for k in range(1, 4))
_U_EIGHTHS, _BEFORE, _AT, _AFTER = np.uint64(_EIGHTHS), np.uint64(0), np.uint64(_LANES), np.uint64(2 * _LANES)


@njit(cache=True, nogil=True)
def first_frame(tick):  # type: ignore[no-untyped-def]
    """First frame of a tick; also the least delta in frames that is quantised to that many ticks."""
    return (tick * 10_143 + 1_279) // 1_280


@njit(cache=True, nogil=True)
def _compare(ticks, rests, is_end, deltas, orders):  # type: ignore[no-untyped-def]
    """Fill ``orders`` (lags, 3, onsets): how likely the onset before may be before, at, after this one in its tick.

    Nothing is impossible: a wrong delta would leave its onsets no place, and they all others that they tell of it.
    The ticks of a band's last two onsets are not known, so nothing is said of these here.
    """
    orders[:] = np.float32(1)
    for lag in range(1, LAGS + 1):
        tick, rest, last, earlier, delta = ticks[lag:], rests[lag:], is_end[lag:], ticks[:-lag], deltas[lag - 1]
        before, at, after = orders[lag - 1, 0, lag:], orders[lag - 1, 1, lag:], orders[lag - 1, 2, lag:]
        for j in range(np.uint64(len(tick))):
            unknown = last[j] | (delta[j] == UNKNOWN)
            is_gap = delta[j] == tick[j] - earlier[j]
            least_is_more = rest[j] > rests[j]
            before[j] = _ONE if unknown | is_gap else _HARDLY
            at[j] = _ONE if unknown | (is_gap != least_is_more) else _HARDLY
            after[j] = _HARDLY if is_gap & (not unknown) else _ONE


@njit(cache=True, nogil=True)
def _lay_out(orders, eighths, left, length, columns):  # type: ignore[no-untyped-def]
    """Set columns up: nothing is told yet; a lane's first onset that counts is ``length`` after the lane's before."""
    columns[: 2 * LAGS * _COLUMN] = np.float32(1)  # the first tell others before they are told themselves
    for at in range(0, len(columns), _COLUMN):
        columns[at + _TO_EARLIER : at + _ORDERS] = np.float32(1)
        first = left - _MARGIN - LAGS + at // _COLUMN
        for lane in range(_LANES):
            j, to = first + lane * length, at + _ORDERS + lane
            if 0 <= j < len(eighths):
                for k in range(LAGS):
                    for row in range(3):
                        columns[to] = orders[k, row, j]
                        to += _LANES
                columns[to] = eighths[j]
            else:
                for _ in range(3 * LAGS + 1):
                    columns[to] = np.float32(1)
                    to += _LANES


@njit(nogil=True, inline="always")
def _tell(columns, message, eighths, before, at, after):  # type: ignore[no-untyped-def]
    """Make weights of an onset's places what they say of a neighbour's, of sum at most eight."""
    for lane in range(_U_LANES):
        to = message + lane
        x0, x1, x2, x3 = columns[to], columns[to + _R1], columns[to + _R2], columns[to + _R3]
        x4, x5, x6 = columns[to + _R4], columns[to + _R5], columns[to + _R6]
        x7 = columns[to + _R7] * columns[eighths + lane]
        b2 = x0 + x1
        b3 = b2 + x2
        b4 = b3 + x3
        b5 = b4 + x4
        b6 = b5 + x5
        b7 = b6 + x6
        a5 = x7 + x6
        a4 = a5 + x5
        a3 = a4 + x4
        a2 = a3 + x3
        a1 = a2 + x2
        a0 = a1 + x1
        scale = np.float32(1) / (a0 + x0 + _TINY)
        b, s, a = columns[before + lane] * scale, columns[at + lane] * scale, columns[after + lane] * scale
        columns[to] = s * x0 + a * a0
        columns[to + _R1] = b * x0 + s * x1 + a * a1
        columns[to + _R2] = b * b2 + s * x2 + a * a2
        columns[to + _R3] = b * b3 + s * x3 + a * a3
        columns[to + _R4] = b * b4 + s * x4 + a * a4
        columns[to + _R5] = b * b5 + s * x5 + a * a5
        columns[to + _R6] = b * b6 + s * x6 + a * x7
        columns[to + _R7] = b * b7 + s * x7


@njit(nogil=True, inline="always")
def _tell_later(columns, here, lag, message, orders):  # type: ignore[no-untyped-def]
    """`_tell` the onset ``lag`` (in numbers of columns) later."""
    at = here + lag + orders
    _tell(columns, here + lag + message, here + _U_EIGHTHS, at + _BEFORE, at + _AT, at + _AFTER)


@njit(nogil=True, inline="always")
def _tell_earlier(columns, here, lag, message, orders):  # type: ignore[no-untyped-def]
    """`_tell` the onset ``lag`` earlier, of which this one is after where that is before this one."""
    at = here + orders
    _tell(columns, here - lag + message, here + _U_EIGHTHS, at + _AFTER, at + _AT, at + _BEFORE)


@njit(cache=True, nogil=True, error_model="numpy")
def _sweep(columns):  # type: ignore[no-untyped-def]
    """Let every onset tell the three after it what it was told, from the first to the last; then those before."""
    count = np.uint64(len(columns) // _COLUMN - 2 * LAGS)
    for column in range(count):
        here = _C3 + column * _U_COLUMN
        for z in range(here, here + _U_MESSAGE):
            told = columns[z + _L1] * columns[z + _L2] * columns[z + _L3]
            one, two, three = columns[z + _E1], columns[z + _E2], columns[z + _E3]
            columns[z + _C1 + _L1] = told * (two * three)
            columns[z + _C2 + _L2] = told * (one * three)
            columns[z + _C3 + _L3] = told * (one * two)
        _tell_later(columns, here, _C1, _L1, _O1)
        _tell_later(columns, here, _C2, _L2, _O2)
        _tell_later(columns, here, _C3, _L3, _O3)
    for column in range(count):
        here = _C3 + (count - np.uint64(1) - column) * _U_COLUMN
        for z in range(here, here + _U_MESSAGE):
            told = columns[z + _E1] * columns[z + _E2] * columns[z + _E3]
            one, two, three = columns[z + _L1], columns[z + _L2], columns[z + _L3]
            columns[z - _C1 + _E1] = told * (two * three)
            columns[z - _C2 + _E2] = told * (one * three)
            columns[z - _C3 + _E3] = told * (one * two)
        _tell_earlier(columns, here, _C1, _E1, _O1)
        _tell_earlier(columns, here, _C2, _E2, _O2)
        _tell_earlier(columns, here, _C3, _E3, _O3)


@njit(cache=True, nogil=True, error_model="numpy")
def _believe(columns):  # type: ignore[no-untyped-def]
    """Put the places' weights by all messages where the first message was, and their mean where the orders were."""
    for column in range(np.uint64(len(columns) // _COLUMN)):
        here = column * _U_COLUMN
        for z in range(here, here + _U_MESSAGE):
            earlier = columns[z + _L1] * columns[z + _L2] * columns[z + _L3]
            columns[z] = earlier * (columns[z + _E1] * columns[z + _E2] * columns[z + _E3])
        for z in range(here, here + _U_LANES):
            w1, w2, w3, w4 = columns[z + _R1], columns[z + _R2], columns[z + _R3], columns[z + _R4]
            w5, w6, w7 = columns[z + _R5], columns[z + _R6], columns[z + _R7] * columns[z + _U_EIGHTHS]
            columns[z + _R7] = w7
            total = columns[z] + w1 + w2 + w3 + w4 + w5 + w6 + w7
            moment = w1 + _F2 * w2 + _F3 * w3 + _F4 * w4 + _F5 * w5 + _F6 * w6 + _F7 * w7
            columns[z + _O1] = moment / total if total > 0 else _MIDDLE  # no weight: messages too small for a number


@njit(cache=True, nogil=True)
def _weigh(first, delta, other, columns, cell, weights):  # type: ignore[no-untyped-def]
    """Multiply weights of the frames from ``first`` on by those of the places that are ``delta`` ticks before them.

    These places are the frames from ``other`` on; their weights lie at ``cell``.
    """
    nearest, farthest = first - first_frame(delta) - other, first - first_frame(delta + 1) + 1 - other
    for frame in range(_END_PLACES):
        total = np.float32(0)
        for place in range(max(farthest + frame, 0), min(nearest + frame, _PLACES - 1) + 1):
            total += columns[cell + place * _LANES]
        weights[frame] *= total


@njit(cache=True, nogil=True)
def _refine_last(ticks, firsts, deltas, starts, columns, cell, frames):  # type: ignore[no-untyped-def]
    """Mean frames of the last two onsets of a band, each of which may lie in its tick or the next.

    All arrays are of one band; ``cell`` is where the weights of the last start are.
    """
    weights = np.ones((2, _END_PLACES))
    for end in range(2):
        here = starts + end
        for i in range(max(here - LAGS, 0), starts):
            delta = deltas[here - i - 1, i]
            if delta != UNKNOWN:
                at = cell + (i - (starts - 1)) * _COLUMN
                _weigh(firsts[here], delta, firsts[i], columns, at, weights[end])
        weights[end, first_frame(ticks[here] + 2) - firsts[here] :] = 0
    nearest, farthest = 0, first_frame(1 << 20)
    if deltas[0, starts] != UNKNOWN:
        nearest, farthest = first_frame(deltas[0, starts]), first_frame(deltas[0, starts] + 1) - 1
    total, first_moment, second_moment = 0.0, 0.0, 0.0
    for p in range(_END_PLACES):
        for q in range(_END_PLACES):
            if nearest <= firsts[starts + 1] + q - firsts[starts] - p <= farthest:
                weight = weights[0, p] * weights[1, q]
                total += weight
                first_moment += weight * p
                second_moment += weight * q
    known = total > 0
    frames[starts] = firsts[starts] + (first_moment / total if known else _PLACES - 1)
    frames[starts + 1] = firsts[starts + 1] + (second_moment / total if known else _PLACES - 1)


@njit(cache=True, nogil=True)
def _of_ticks(ticks, firsts, rests, eighths):  # type: ignore[no-untyped-def]
    """First frames, how far into their frame ticks begin (1/1280 of a frame, at most 0), and 1 for ticks of eight."""
    for i in range(len(ticks)):
        firsts[i] = first_frame(ticks[i])
        rests[i] = 10_143 * ticks[i] - 1_280 * firsts[i]
        eighths[i] = rests[i] > 1_280 * (_PLACES - 1) - 10_143


@njit(cache=True, nogil=True)
def _find_ends(bounds, starts, is_end, band_ending):  # type: ignore[no-untyped-def]
    """Whether an onset starts no codes, and the band whose last start it is."""
    is_end[:] = False
    band_ending[:] = BANDS
    for band in range(BANDS):
        stop = bounds[band] + starts[band]
        if starts[band] and stop < bounds[band + 1]:
            is_end[stop : bounds[band + 1]] = True
            band_ending[stop - 1] = band


@njit(cache=True, nogil=True)
def refine(ticks, deltas, bounds, starts, frames):  # type: ignore[no-untyped-def]
    """Frames of all onsets: means over the placements that agree with the deltas, nearly.

    Parameters
    ----------
    ticks : int32 (onsets,)
        Ticks. Those of the onsets after a band's starts may be one too low.
    deltas : int32 (3, onsets)
        Quantised deltas to the next three onsets of the band, or -1.
    bounds : int32 (9,)
        Where the onsets of each band are.
    starts : int64 (8,)
        Onsets of each band that start codes: all, or all but two.
    frames : float32 (onsets,)
        Receives the frames.
    """
    count = len(ticks)
    firsts, rests, eighths = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count, np.float32)
    is_end, band_ending = np.empty(count, np.bool_), np.empty(count, np.int8)
    orders = np.empty((LAGS, 3, count), np.float32)
    _of_ticks(ticks, firsts, rests, eighths)
    _find_ends(bounds, starts, is_end, band_ending)
    _compare(ticks, rests, is_end, deltas, orders)
    windows = -(-count // (_LANES * _LONGEST))
    length = -(-count // (_LANES * windows)) if windows else 0
    columns = np.empty((length + 2 * _MARGIN + 2 * LAGS) * _COLUMN, np.float32)
    for left in range(0, count, max(_LANES * length, 1)):
        _lay_out(orders, eighths, left, length, columns)
        for _ in range(_SWEEPS):
            _sweep(columns)
        _believe(columns)
        for lane in range(_LANES):
            cell = (LAGS + _MARGIN) * _COLUMN + lane
            for i in range(left + lane * length, min(left + (lane + 1) * length, count)):
                if not is_end[i]:
                    frames[i] = firsts[i] + columns[cell + _ORDERS]
                if band_ending[i] < BANDS:
                    here = slice(bounds[band_ending[i]], bounds[band_ending[i] + 1])
                    of_band = starts[band_ending[i]]
                    _refine_last(ticks[here], firsts[here], deltas[:, here], of_band, columns, cell, frames[here])
                cell += _COLUMN
