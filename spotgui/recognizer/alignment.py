"""Exact alignment of one reference with the clip: offset and speed together, then the score.

A Hough transform finds where they may lie (every pair of a reference's onset and an onset of the evidence votes for
the offset it would mean at each speed), the tables of `field` decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.recognizer.events import OTHERS_SHARE, TOGETHER_FRAMES
from spotgui.recognizer.evidence import Evidence
from spotgui.recognizer.field import AVERAGED, TRUSTS, UNIFORM, Field

FASTEST = 0.02
"""Largest deviation of the speed that is looked for."""
REACH = 56
"""Frames around the proposed offset that are searched: the index is right to 32, and speed moves it."""
BIN = 2
BINS = 2 * REACH // BIN
MOST_ONSETS = 1 << 16
"""Of a reference."""
_LEAST_P = 0.04
_STEP_FRAMES = 6.0  # at the clip's ends, from one speed to the next
_PEAKS = 3
_SIDE = 3
"""Frames beside the most votes that are looked at."""
_TRUSTS = len(TRUSTS)
_PRICE = float(np.log(_TRUSTS))  # of choosing the best of three


@dataclass(frozen=True, slots=True, eq=False)
class Aligner:
    """A query made ready for alignment.

    Attributes
    ----------
    at : float32 (n,), bounds : int64 (9,), weight : float32 (n,)
        The evidence's likelier onsets: frames from the clip's centre, by band; nats that a coincidence is worth.
    search : float32 (8, frames)
        The table of the averaged null at full trust: finds the place.
    twice : float32 (8, 2 frames)
        Two turns of the uniform null's table at full trust: what a place is worth among all turns of the clip.
    row_of : int32 (8, frames), rows : float32 (n, 3 nulls + 3), missed : float32 (trusts,)
        Of the field: give the score.
    speeds : float32
    """

    at: NDArray[np.float32]
    bounds: NDArray[np.int64]
    weight: NDArray[np.float32]
    search: NDArray[np.float32]
    twice: NDArray[np.float32]
    row_of: NDArray[np.int32]
    rows: NDArray[np.float32]
    missed: NDArray[np.float32]
    speeds: NDArray[np.float32]


def aligner_of(evidence: Evidence, field: Field) -> Aligner:
    """Prepare a query."""
    keep = evidence.p >= _LEAST_P
    at, band = evidence.at[keep], evidence.band[keep]
    centre = field.frames / 2
    search = field.rows[:, AVERAGED * _TRUSTS][field.row_of]
    peak = search[band, np.clip(np.rint(at).astype(np.int64), 0, field.frames - 1)]
    count = max(1, int(np.ceil(FASTEST * centre / _STEP_FRAMES)))
    return Aligner(
        (at - np.float32(centre)).astype(np.float32),
        np.searchsorted(band, np.arange(BANDS + 1)),
        np.maximum(peak, np.float32(0)),
        search,
        np.tile(field.rows[:, UNIFORM * _TRUSTS][field.row_of], 2),
        field.row_of,
        field.rows,
        field.missed,
        (1 + FASTEST * np.arange(-count, count + 1) / count).astype(np.float32),
    )


@njit(cache=True, nogil=True)
def near_onsets(frames, bounds, middle, half, away, band):  # type: ignore[no-untyped-def]
    """The reference's onsets within `half` frames of `middle` in time order, as distances from it; their number."""
    at, ahead = np.empty(BANDS, np.int64), np.empty(BANDS, np.float32)
    for b in range(BANDS):
        at[b] = bounds[b] + np.searchsorted(frames[bounds[b] : bounds[b + 1]], middle - half)
        ahead[b] = frames[at[b]] - middle if at[b] < bounds[b + 1] else np.inf
    for n in range(len(away)):
        first = np.argmin(ahead)
        if ahead[first] > half:
            return n
        away[n], band[n] = ahead[first], first
        at[first] += 1
        ahead[first] = frames[at[first]] - middle if at[first] < bounds[first + 1] else np.inf
    return len(away)


@njit(cache=True, nogil=True)
def _vote(away, band, n, at, ev_bounds, weight, speeds, grid):  # type: ignore[no-untyped-def]
    """Fill `grid` (speeds, bins) with the votes of all pairs for the shift of the reference."""
    grid[:] = 0
    for i in range(n):
        d = away[i]
        slack = FASTEST * np.abs(d) + REACH
        first = ev_bounds[band[i]]
        stop = ev_bounds[band[i] + 1]
        low_at = d - slack
        while first < stop:  # binary search for the first event in reach
            half = (first + stop) >> 1
            if at[half] < low_at:
                first = half + 1
            else:
                stop = half
        stop = ev_bounds[band[i] + 1]
        while first < stop and at[first] <= d + slack:
            w = weight[first]
            for k in range(len(speeds)):
                place = (d - at[first] * speeds[k] + REACH) * np.float32(1 / BIN)
                if 0 <= place < BINS - 1:
                    low = int(place)
                    part = np.float32(place - low)
                    grid[k, low] += w * (1 - part)
                    grid[k, low + 1] += w * part
            first += 1


@njit(cache=True, nogil=True)
def _highest(row):  # type: ignore[no-untyped-def]
    """Most votes of a bin and, by half, of its neighbours, in a row of the grid."""
    highest = np.float32(-1)
    for i in range(1, BINS - 1):
        votes = row[i] + np.float32(0.5) * (row[i - 1] + row[i + 1])
        if votes > highest:  # the compiler makes more of this than of max
            highest = votes
    return highest


@njit(cache=True, nogil=True)
def _bin_of(row, votes):  # type: ignore[no-untyped-def]
    """The first bin with so many votes; 0 where none has."""
    for i in range(1, BINS - 1):
        if row[i] + np.float32(0.5) * (row[i - 1] + row[i + 1]) >= votes:
            return i
    return 0


@njit(cache=True, nogil=True)
def sums_around(away, band, n, shift, speed, search, sums):  # type: ignore[no-untyped-def]
    """Fill `sums` with the scores, in the search table, of an alignment and of those some frames beside it.

    With as many on either side, that of a shift one frame less is one place further. A row of the table is read for all
    of them at once.
    """
    sums[:] = 0
    side = len(sums) // 2
    last = search.shape[1] - len(sums)
    begin = np.float32(search.shape[1] / 2 + 0.5 - side)
    rate = np.float32(1 / speed)
    for i in range(n):
        f = int((away[i] - shift) * rate + begin)
        if 0 <= f <= last:
            row = search[band[i], f : f + len(sums)]
            for k in range(len(sums)):
                sums[k] += row[k]


@njit(cache=True, nogil=True)
def null_scores(away, band, n, shift, speed, row_of, rows, missed):  # type: ignore[no-untyped-def]
    """Scores of an alignment against every null at every trust, float32 (nulls, trusts); the onsets in time order.

    Those that sound together in several bands count as one event (`events`).
    """
    length, columns = row_of.shape[1], rows.shape[1]
    centre = np.float32(length / 2 + 0.5)
    rate = np.float32(1 / speed)
    totals, most, others = np.zeros(columns, np.float32), np.zeros(columns, np.float32), np.zeros(columns, np.float32)
    begun = np.float32(-1e9)
    for i in range(n):
        f = int((away[i] - shift) * rate + centre)
        if not 0 <= f < length:
            continue
        if away[i] - begun > TOGETHER_FRAMES:
            _count_once(totals, most, others)
            begun = away[i]
        row = rows[row_of[band[i], f]]
        for k in range(columns):  # without branches, so that the compiler takes eight at a time
            v = np.maximum(row[k], np.float32(0))
            totals[k] += row[k] - v
            others[k] += np.minimum(most[k], v)
            most[k] = np.maximum(most[k], v)
    _count_once(totals, most, others)
    scores = totals[: columns - _TRUSTS].reshape(-1, _TRUSTS)
    for k in range(len(scores)):
        for t in range(_TRUSTS):
            scores[k, t] += missed[t] + totals[columns - _TRUSTS + t]
    return scores


@njit(cache=True, nogil=True)
def of_best_trust(scores):  # type: ignore[no-untyped-def]
    """A score for each null: the best of its trusts, less what the choice costs."""
    out = np.empty(len(scores), np.float32)
    for k in range(len(scores)):
        out[k] = scores[k].max() - np.float32(_PRICE)
    return out


@njit(cache=True, nogil=True)
def least_score(away, band, n, shift, speed, row_of, rows, missed):  # type: ignore[no-untyped-def]
    """Score of an alignment: the least over all nulls of the best trust; the onsets in time order."""
    return of_best_trust(null_scores(away, band, n, shift, speed, row_of, rows, missed)).min()


@njit(cache=True, nogil=True)
def _count_once(totals, most, others):  # type: ignore[no-untyped-def]
    """Add an event to the totals and begin a new one."""
    for k in range(len(totals)):
        totals[k] += most[k] + np.minimum(others[k], OTHERS_SHARE * most[k])
        most[k] = 0
        others[k] = 0


@njit(cache=True, nogil=True)
def align(  # type: ignore[no-untyped-def]
    frames, bounds, offset, at, ev_bounds, weight, search, row_of, rows, missed, speeds, grid, away, band
):  # fmt: skip
    """The best alignment near a proposed offset.

    Parameters
    ----------
    frames : float32 (n,), bounds : int32 (9,)
        Onsets of the reference.
    offset : float
        Frame of the track at which the clip's frame 0 may lie, +-32.
    at, ev_bounds, weight, search, row_of, rows, missed, speeds : arrays
        Of the `Aligner`.
    grid : float32 (speeds, BINS), away : float32, band : uint8
        Scratch; the last two for the onsets of a clip.

    Returns
    -------
    tuple
        Score in nats, frame of the track at the clip's frame 0, speed.
    """
    centre = search.shape[1] / 2
    middle = offset + centre
    n = near_onsets(frames, bounds, middle, centre * (1 + FASTEST) + REACH, away, band)
    _vote(away, band, n, at, ev_bounds, weight, speeds, grid)
    best, best_shift, best_speed = np.float32(-1e9), 0.0, np.float64(1.0)
    step = np.float64(speeds[1] - speeds[0]) / 3
    tops, sums = np.empty(grid.shape[0], np.float32), np.empty(2 * _SIDE + 1, np.float32)
    for k in range(len(tops)):
        tops[k] = _highest(grid[k])
    for _ in range(_PEAKS):
        top_k = int(np.argmax(tops))
        top_bin = _bin_of(grid[top_k], tops[top_k])
        for s in range(-1, 2):
            speed = np.float64(speeds[top_k]) + s * step
            shift = np.float64(top_bin * BIN - REACH)
            sums_around(away, band, n, shift, speed, search, sums)
            k = int(np.argmax(sums))
            if sums[k] > best:
                best, best_shift, best_speed = sums[k], shift + _SIDE - k, speed
        for k in range(max(0, top_k - 2), min(grid.shape[0], top_k + 3)):
            grid[k, max(0, top_bin - 3) : min(BINS, top_bin + 4)] = -1
            tops[k] = _highest(grid[k])
    score = least_score(away, band, n, best_shift, best_speed, row_of, rows, missed)
    return score, middle + best_shift - centre * best_speed, best_speed
