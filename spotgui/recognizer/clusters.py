"""Events of the sixteen runs that mean one onset, and what can be said about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, DEAD_FRAMES, FRAMES_PER_SECOND
from spotgui.recognizer.onset_runs import LEADS, TARGETS, Events

GAP_FRAMES = 4.0
"""A longer pause between two events of a band begins another cluster."""
FEATURES = 45
"""Numbers that describe a cluster; the order is `_describe`'s and the trained network's."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Possible onsets of the clip, band by band and by time within a band.

    Attributes
    ----------
    at : float32 (n,)
        Mean time, frames since the clip's start.
    band : uint8 (n,)
    features : float32 (n, FEATURES)
    """

    at: NDArray[np.float32]
    band: NDArray[np.uint8]
    features: NDArray[np.float32]


@njit(cache=True, nogil=True)
def _window(total: NDArray[np.float32], low: float, high: float) -> float:
    """Sum of the frames low .. high of which `total` holds the running sum (one longer)."""
    n = len(total) - 1
    a = min(max(int(low), 0), n)
    b = min(max(int(high) + 1, a), n)
    return float(total[b] - total[a])


@njit(cache=True, nogil=True)
def _env(envelope: NDArray[np.float32], frame: float) -> float:
    i = min(max(int(frame), 0), len(envelope) - 1)
    return float(np.log(max(envelope[i], np.float32(1e-9))))


@njit(cache=True, nogil=True)
def _bounded(strength: float) -> float:
    """A threshold of zero, as after digital silence, makes any strength."""
    return min(max(float(strength), -5.0), 8.0) if strength == strength else 0.0


@njit(cache=True, nogil=True)
def _describe(
    at: NDArray[np.float32],
    run: NDArray[np.uint8],
    kept: NDArray[np.bool_],
    strength: NDArray[np.float32],
    bounds: NDArray[np.int32],
    envelope: NDArray[np.float32],
    centre: NDArray[np.float32],
    band_of: NDArray[np.uint8],
    out: NDArray[np.float32],
) -> int:
    frames = envelope.shape[1]
    votes = np.zeros((BANDS + 1, frames + 1), np.float32)  # running sums of the kept onsets of all runs
    stock = np.zeros((BANDS + 1, frames + 1), np.float32)  # and of the runs with Echoprint's spacing
    low_level = np.zeros(BANDS, np.float32)
    mid_level = np.zeros(BANDS, np.float32)
    span = np.zeros(BANDS, np.float32)
    mean_strength = np.zeros(BANDS, np.float32)
    for b in range(BANDS):
        for i in range(bounds[b], bounds[b + 1]):
            f = min(int(at[i]), frames - 1)
            if kept[i]:
                votes[b, f + 1] += 1.0
                if run[i] % 4 == 0:
                    stock[b, f + 1] += 1.0
            mean_strength[b] += _bounded(strength[i])
        mean_strength[b] /= max(bounds[b + 1] - bounds[b], 1)
        for f in range(frames):
            votes[b, f + 1] += votes[b, f]
            stock[b, f + 1] += stock[b, f]
        some = np.sort(envelope[b, ::8])
        k = len(some)
        low_level[b] = np.log(max(some[k // 10], 1e-9))
        mid_level[b] = np.log(max(some[k // 2], 1e-9))
        span[b] = np.log(max(some[min(k - 1, k * 9 // 10)], 1e-9)) - low_level[b]
    votes[BANDS] = votes[:BANDS].sum(axis=0)
    stock[BANDS] = stock[:BANDS].sum(axis=0)
    seconds = frames / FRAMES_PER_SECOND
    n = 0
    for b in range(BANDS):
        i = bounds[b]
        while i < bounds[b + 1]:
            j = i + 1
            while j < bounds[b + 1] and at[j] - at[j - 1] <= GAP_FRAMES:
                j += 1
            row = out[n]
            row[:] = 0.0
            weight, mean = 0.0, 0.0
            most, total_strength = -10.0, 0.0
            for e in range(i, j):
                w = 1.0 if kept[e] else 0.25
                weight += w
                mean += w * at[e]
                row[run[e] % 4 + (0 if kept[e] else 4)] += 0.25
                most = max(most, _bounded(strength[e]))
                total_strength += _bounded(strength[e])
            mean /= weight
            spread = 0.0
            for e in range(i, j):
                spread += (at[e] - mean) ** 2
            c = j - i
            centre[n], band_of[n] = mean, b
            env = envelope[b]
            row[8] = np.log1p(float(c))
            row[9] = total_strength / c
            row[10] = most
            row[11] = _env(env, mean - 2) - _env(env, mean - 10)
            row[12] = np.sqrt(spread / c)
            row[13] = np.log1p(at[j - 1] - at[i])
            row[14] = _env(env, mean - 4) - _env(env, mean - 30)
            row[15] = _env(env, mean - 4) - _env(env, mean + 20)
            row[16] = _env(env, mean - 4) - low_level[b]
            row[17] = _env(env, mean - 4) - mid_level[b]
            row[18] = _window(votes[b], mean - DEAD_FRAMES, at[i] - 1) / 16
            row[19] = _window(votes[b], at[j - 1] + 1, mean + DEAD_FRAMES) / 16
            row[20] = _window(stock[b], mean - DEAD_FRAMES, at[i] - 1) / 4
            row[21] = _window(stock[b], at[j - 1] + 1, mean + DEAD_FRAMES) / 4
            row[22] = _window(stock[b], mean - 345, mean + 345) / 8
            row[23] = (_window(votes[BANDS], mean - 3, mean + 3) - _window(votes[b], mean - 3, mean + 3)) / 16
            row[24] = (_window(stock[BANDS], mean - 10, mean + 10) - _window(stock[b], mean - 10, mean + 10)) / 4
            row[25] = _window(stock[b - 1], mean - 6, mean + 6) / 4 if b > 0 else 0.0
            row[26] = _window(stock[b + 1], mean - 6, mean + 6) / 4 if b < BANDS - 1 else 0.0
            row[27] = np.exp(-mean / FRAMES_PER_SECOND)
            row[28] = np.exp(-(frames - mean) / FRAMES_PER_SECOND)
            row[29 + b] = 1.0
            row[37] = stock[b, frames] / 4 / seconds
            row[38] = votes[b, frames] / 16 / seconds
            row[39] = mean_strength[b]
            row[40] = span[b]
            row[41] = stock[BANDS, frames] / 32 / seconds
            row[42] = span.mean()
            row[43] = low_level[b] - low_level.mean()
            row[44] = mid_level[b] - mid_level.mean()
            n += 1
            i = j
    return n


def cluster(events: Events) -> Clusters:
    """Join events no more than 4 frames apart and describe what comes out."""
    assert len(LEADS) == len(TARGETS) == 4
    room = len(events.at)
    at, band = np.zeros(room, np.float32), np.zeros(room, np.uint8)
    features = np.zeros((room, FEATURES), np.float32)
    n = _describe(
        events.at,
        events.run,
        events.kept,
        events.strength,
        events.bounds,
        events.envelope,
        at,
        band,
        features,
    )
    return Clusters(at[:n].copy(), band[:n].copy(), features[:n].copy())
