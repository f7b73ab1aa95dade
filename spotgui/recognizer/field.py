"""The query as log likelihood ratios: one table lookup for every onset of a reference.

A reference that is the music heard has onsets of density K + (1 - c) times the usual one, where K is the intensity
of the clip's evidence and c its mean: what the clip confirms, plus what it missed. A wrong reference has the usual
density, unless it sits on the same tempo grid: chance in music is not Poisson. So the ratio is taken against several
nulls, among them the clip's own evidence shifted by its strongest periods, and the least of them counts.

How far the evidence itself may be trusted differs from clip to clip: babble makes onsets that look like music's. So
every ratio is taken three times, with all, with half and with a fifth of the evidence, and the best of the three,
less the logarithm of three, is the ratio of their mixture (within a nat).

That ratio is one of densities. But a cluster of evidence is one onset that the music has or has not: with probability
p it has it, so a reference without it is 1 - p times as likely to be the music. That is counted from below: a reference
that lacks all of them has `missed`, and each onset that is one of them gives back its part (`found`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import fft

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND
from spotgui.recognizer.events import counted_once
from spotgui.recognizer.evidence import Evidence

ONSETS_PER_SECOND = 0.545
"""Usual onsets of a reference in one band."""
AVERAGED, UNIFORM, STRICT = 0, 1, 2
"""Nulls in their order: averaged periodic, uniform, then one for each strict period, then one for each grid."""
TRUSTS = (1.0, 0.5, 0.2)
"""Shares of the evidence that are believed; the tables of a null lie side by side in this order."""
STRICT_PERIODS = 10
AVERAGED_PERIODS = 6
GRIDS, FEWEST_TURNS = 3, 5
"""Periods whose grid is a null of its own, and how often the clip must hold them."""
SHORTEST_S, LONGEST_S, AVERAGED_LONGEST_S = 0.23, 8.0, 3.0
_STRICT_FLOOR, _AVERAGED_FLOOR = 0.1, 0.15
_MOST_CONFIRMED = 0.95
_UNEXPECTED = 0.3
"""Density of the music's onsets that no cluster tells of, in usual ones."""
_SMEAR = 10
"""Frames around a grid's beats on which players put their notes: 29 ms."""
_KERNEL_REACH = 6.0  # scales


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Tables of a query.

    Attributes
    ----------
    row_of : int32 (8, frames)
        The row that says what an onset of a reference adds to the score when it falls on this frame of the clip. A
        band's frames without evidence, half of all, share one.
    rows : float32 (n, 3 nulls + 3)
        Nats: for each null in the order of `TRUSTS`; at the end, in their order too, what it adds, whatever the null,
        by being one that the evidence expects: -ln(1 - p).
    missed : float32 (trusts,)
        What a reference begins with: as if it had none of those that the evidence expects.
    """

    row_of: NDArray[np.int32]
    rows: NDArray[np.float32]
    missed: NDArray[np.float32]

    @property
    def frames(self) -> int:
        """Length of the clip in frames."""
        return int(self.row_of.shape[1])


@njit(cache=True, nogil=True)
def _intensity(at, band, p, scale, frames, rate):  # type: ignore[no-untyped-def]
    """K: density of the music's onsets by the evidence alone, in units of `rate` onsets a frame."""
    out = np.zeros((BANDS, frames), np.float32)
    for i in range(len(at)):
        reach = _KERNEL_REACH * scale[i] + 1
        first = max(int(at[i] - reach), 0)
        last = min(int(at[i] + reach) + 1, frames - 1)
        total = 0.0
        for f in range(first, last + 1):
            total += (1 + ((f - at[i]) / scale[i]) ** 2 / 3) ** -2
        if total <= 0.0:
            continue
        height = p[i] / (rate * total)
        for f in range(first, last + 1):
            out[band[i], f] += height * (1 + ((f - at[i]) / scale[i]) ** 2 / 3) ** -2
    return out


def _periods(intensity: NDArray[np.float32]) -> NDArray[np.int64]:
    """Lags of the highest peaks of the evidence's autocorrelation, highest first."""
    frames = intensity.shape[1]
    size = fft.next_fast_len(2 * frames, real=True)
    spectrum = fft.rfft(intensity - intensity.mean(1, keepdims=True), size, axis=1)
    correlation = fft.irfft((spectrum.real**2 + spectrum.imag**2).sum(0), size)[:frames]
    smooth = np.convolve(correlation, np.ones(5) / 5, "same")
    shared = frames - np.arange(frames)
    first = int(SHORTEST_S * FRAMES_PER_SECOND)
    last = min(int(LONGEST_S * FRAMES_PER_SECOND), frames - int(FRAMES_PER_SECOND))
    if last <= first + 2:
        return np.empty(0, np.int64)
    value = smooth / np.sqrt(shared)  # a lag shared by few frames must not win by chance
    lags = np.arange(first + 1, last - 1)
    peak = (value[lags] > value[lags - 1]) & (value[lags] >= value[lags + 1]) & (value[lags] > 0)
    lags = lags[peak]
    ranked: NDArray[np.int64] = lags[np.argsort(-value[lags], kind="stable")]
    return ranked


@njit(cache=True, nogil=True)
def _add_copies(intensity, lag, most, total, count):  # type: ignore[no-untyped-def]
    """Add the intensity shifted by +-1 .. +-most lags to `total`, and how many copies reach a frame to `count`."""
    frames = intensity.shape[1]
    for k in range(-most, most + 1):
        shift = k * lag
        if k == 0 or abs(shift) >= frames:
            continue
        first, stop = max(0, shift), min(frames, frames + shift)
        count[first:stop] += 1
        for b in range(BANDS):
            here, copy = total[b, first:stop], intensity[b, first - shift : stop - shift]
            for f in range(len(here)):
                here[f] += copy[f]


@njit(cache=True, nogil=True)
def _fold(intensity, lag, width, total):  # type: ignore[no-untyped-def]
    """Fill `total` with the clip's mean intensity at each phase of a period, smeared by +-`width` frames."""
    frames = intensity.shape[1]
    profile = np.zeros(lag, np.float32)
    smeared = np.zeros(lag, np.float32)
    for b in range(BANDS):
        profile[:] = 0
        for f in range(frames):
            profile[f % lag] += intensity[b, f]
        for f in range(lag):
            times = frames // lag + (1 if f < frames % lag else 0)
            profile[f] /= times
        window = np.float32(0)
        for f in range(-width, width + 1):
            window += profile[f % lag]
        for f in range(lag):
            smeared[f] = window / (2 * width + 1)
            window += profile[(f + width + 1) % lag] - profile[(f - width) % lag]
        for f in range(frames):
            total[b, f] = smeared[f % lag]


@njit(cache=True, nogil=True)
def _divide(intensity, totals, counts, mean, floors):  # type: ignore[no-untyped-def]
    """Make each null's copies of K, ``totals``, to K / f0: f0 is made of them, brought to mean 1."""
    for null in range(len(totals)):
        floor, count = floors[null], counts[null]
        for b in range(BANDS):
            here, copies = intensity[b], totals[null, b]
            for f in range(len(here)):
                usual = copies[f] / (count[f] * mean) if count[f] > 0 else np.float32(1)
                copies[f] = here[f] / (floor + (1 - floor) * usual)


@njit(cache=True, nogil=True)
def _fill(intensity, ratios, trusts, most, rows):  # type: ignore[no-untyped-def]
    """(K + missed f0) / f0 for every null: a row for each band, then one for each frame that has evidence."""
    next_row = BANDS
    for b in range(BANDS):
        rest = 1 - trusts * min(intensity[b].mean(), most)
        for null in range(len(ratios)):
            for t in range(len(trusts)):
                rows[b, null * len(trusts) + t] = rest[t]
        for f in range(intensity.shape[1]):
            if intensity[b, f] <= 0:
                continue
            row = rows[next_row]
            next_row += 1
            for null in range(len(ratios)):
                ratio = ratios[null, b, f]
                for t in range(len(trusts)):
                    row[null * len(trusts) + t] = trusts[t] * ratio + rest[t]


def _found(evidence: Evidence, k: NDArray[np.float32], rate: np.float32, trust: float) -> NDArray[np.float32]:
    """What an onset adds by being one of those expected, by the shares that the clusters around have in `k`."""
    gain = evidence.p * _absence(evidence.p, trust)
    of_all = _intensity(evidence.at, evidence.band, gain, evidence.scale, k.shape[1], rate)
    return np.asarray(of_all / (k + np.float32(_UNEXPECTED)))


def _absence(p: NDArray[np.float32], trust: float) -> NDArray[np.float32]:
    """What speaks against a reference that lacks an onset so probable, nats."""
    return np.asarray(-np.log1p(-np.minimum(trust * p, _MOST_CONFIRMED)), np.float32)


def _missed(evidence: Evidence) -> NDArray[np.float32]:
    """Score of a reference with no onset that the evidence expects.

    By the density alone it would be what the expected number of them costs; that is in the tables, and given back.
    """
    out = np.zeros(len(TRUSTS), np.float32)
    order = np.argsort(evidence.at, kind="stable")
    at, p = evidence.at[order], evidence.p[order]
    for t, trust in enumerate(TRUSTS):
        absence = _absence(p, trust)
        apart, together = float(absence.sum()), float(counted_once(at, absence))
        expected = trust * float(p.sum())
        out[t] = (expected - apart) * together / max(apart, 1e-6)
    return out


def field_of(evidence: Evidence) -> Field:
    """The tables of a query."""
    rate = np.float32(ONSETS_PER_SECOND / FRAMES_PER_SECOND)
    frames = max(evidence.frames, 1)
    k = _intensity(evidence.at, evidence.band, evidence.p, evidence.scale, frames, rate)
    mean = np.float32(max(float(k.mean()), 1e-6))
    trusts, most = np.array(TRUSTS, np.float32), np.float32(_MOST_CONFIRMED)
    periods = _periods(k)
    short = periods[periods <= AVERAGED_LONGEST_S * FRAMES_PER_SECOND][:AVERAGED_PERIODS]
    strict = periods[:STRICT_PERIODS]
    grids = [int(lag) for lag in periods if 2 * FEWEST_TURNS * _SMEAR < lag * FEWEST_TURNS <= frames][:GRIDS]
    nulls = STRICT + len(strict) + len(grids)
    totals, counts = np.zeros((nulls, *k.shape), np.float32), np.zeros((nulls, frames), np.float32)
    for lag in short:
        _add_copies(k, int(lag), 2, totals[AVERAGED], counts[AVERAGED])
    for i, lag in enumerate(strict, STRICT):
        _add_copies(k, int(lag), 4, totals[i], counts[i])
    for i, lag in enumerate(grids, STRICT + len(strict)):
        _fold(k, lag, _SMEAR, totals[i])
        counts[i] = 1
    floors = np.full(nulls, _STRICT_FLOOR, np.float32)
    floors[AVERAGED] = _AVERAGED_FLOOR
    _divide(k, totals, counts, mean, floors)
    with_evidence = k > 0
    row_of = np.repeat(np.arange(BANDS, dtype=np.int32), frames).reshape(k.shape)
    row_of[with_evidence] = BANDS + np.arange(np.count_nonzero(with_evidence))
    rows = np.ones((int(row_of.max()) + 1, (nulls + 1) * len(trusts)), np.float32)
    _fill(k, totals, trusts, most, rows)
    np.log(rows, out=rows)  # numpy's takes eight at a time
    for t, trust in enumerate(TRUSTS):
        rows[BANDS:, nulls * len(trusts) + t] = _found(evidence, k, rate, trust)[with_evidence]
    return Field(row_of, rows, _missed(evidence))
