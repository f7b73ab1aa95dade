"""Segments: the stretches between attacks, each with loudness, pitches and timbre."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct
from scipy.ndimage import gaussian_filter1d, maximum_filter1d, uniform_filter1d

from spotgui.demo.analyse.spectra import FAST_HOP, FAST_WINDOW, FINE_HOP, band_filters, chroma, power
from spotgui.demo.sound.instruments import RENDER_RATE, Wave
from spotgui.fingerprint.constants import SAMPLE_RATE

FRAMES_PER_SECOND = RENDER_RATE / FAST_HOP
FLOOR_DB = -60.0
MOST_PER_SECOND = 4.5
LEAST_GAP_S = 0.1
LONGEST_S = 3.5
SPECTRAL_COEFFICIENTS = 8
"""Timbre numbers 1 to 8 describe the mean spectrum, 9 to 11 how the attack differs from what follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """All segments of a piece.

    Attributes
    ----------
    starts, durations : float64 (n,)
        Seconds; they follow each other without gaps.
    confidences : float64 (n,)
        How sure the attack at the start is, 0 to 1.
    loudness_start, loudness_max, loudness_max_time : float64 (n,)
        Decibels, decibels, seconds since the segment's start.
    pitches : float64 (n, 12)
        Strength of the pitch classes, the largest is 1.
    timbre : float64 (n, 12)
        Loudness, then the shape of spectrum and attack.
    loudness : float64 (m,)
        Decibels of every frame of `FRAMES_PER_SECOND`.
    """

    starts: NDArray[np.float64]
    durations: NDArray[np.float64]
    confidences: NDArray[np.float64]
    loudness_start: NDArray[np.float64]
    loudness_max: NDArray[np.float64]
    loudness_max_time: NDArray[np.float64]
    pitches: NDArray[np.float64]
    timbre: NDArray[np.float64]
    loudness: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts)


def segments_of(wave: Wave, slow: Wave) -> Segments:
    """Cut a piece into segments and describe each.

    Parameters
    ----------
    wave : float32 (n,)
        Mono at `RENDER_RATE`, a second or more.
    slow : float32 (m,)
        The same at `SAMPLE_RATE`.
    """
    energy = power(wave, FAST_WINDOW, FAST_HOP, FAST_WINDOW // 2 + 1)
    bands = np.log10(energy @ band_filters() + 1e-9)
    total = gaussian_filter1d(energy.sum(axis=1, dtype=np.float64), 1)
    loudness = np.clip(10 * np.log10(total + 1e-7), FLOOR_DB, 0)
    flux, background = _flux(bands)
    duration = len(wave) / RENDER_RATE
    edges = _edges(_attacks(flux, background), duration)
    first = np.minimum((edges[:-1] * FRAMES_PER_SECOND).astype(int), len(loudness) - 2)
    last = np.maximum((edges[1:] * FRAMES_PER_SECOND).astype(int), first + 1)
    loudest = np.array([a + int(np.argmax(loudness[a:b])) for a, b in zip(first, last, strict=True)])
    before = np.array([loudness[max(0, a - 3) : a + 1].min() for a in first])
    durations = np.diff(edges)
    confidences = np.clip(flux[first] / (4 * background[first] + 0.02), 0, 1)
    confidences[0] = 1.0
    return Segments(
        starts=edges[:-1],
        durations=durations,
        confidences=confidences,
        loudness_start=before,
        loudness_max=loudness[loudest],
        loudness_max_time=np.clip(loudest / FRAMES_PER_SECOND - edges[:-1], 0, durations * 0.99),
        pitches=_pitches(chroma(slow), edges),
        timbre=_timbre(bands, loudness, first, last),
        loudness=loudness,
    )


def _flux(bands: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rise of the bands over 46 ms, and its mean around every frame."""
    rise = np.zeros(len(bands))
    rise[2:-2] = np.maximum(bands[4:] - bands[:-4], 0).mean(axis=1)
    flux = gaussian_filter1d(rise, 1.5)
    return flux, uniform_filter1d(flux, int(8 * FRAMES_PER_SECOND))


def _attacks(flux: NDArray[np.float64], background: NDArray[np.float64]) -> NDArray[np.float64]:
    """Seconds of the clearest peaks of the flux, at most `MOST_PER_SECOND` of them a second."""
    gap = int(LEAST_GAP_S * FRAMES_PER_SECOND)
    is_peak = (flux == maximum_filter1d(flux, 2 * gap + 1)) & (flux > 0.02) & (flux > 1.2 * background)
    peaks = np.flatnonzero(is_peak)
    most = int(len(flux) / FRAMES_PER_SECOND * MOST_PER_SECOND)
    clearest = np.argsort(-flux[peaks] / (background[peaks] + 0.02), kind="stable")[:most]
    return np.sort(peaks[clearest]) / FRAMES_PER_SECOND


def _edges(attacks: NDArray[np.float64], duration: float) -> NDArray[np.float64]:
    """Starts of all segments and the end; long stretches are divided evenly."""
    inside = attacks[(attacks > LEAST_GAP_S) & (attacks < duration - LEAST_GAP_S)]
    rough = np.concatenate(([0.0], inside, [duration]))
    pieces = [np.linspace(a, b, max(1, int(np.ceil((b - a) / LONGEST_S))), endpoint=False) for a, b in pairwise(rough)]
    return np.concatenate((*pieces, [duration]))


def _pitches(strength: NDArray[np.float32], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean chroma of every segment, its largest class 1."""
    sums = np.concatenate((np.zeros((1, 12)), np.cumsum(strength, axis=0, dtype=np.float64)))
    frames = edges * SAMPLE_RATE / FINE_HOP
    first = np.minimum(np.rint(frames[:-1] + 0.5).astype(int), len(strength) - 1)
    last = np.clip(np.rint(frames[1:]).astype(int), first + 1, len(strength))
    mean = (sums[last] - sums[first]) / (last - first)[:, None]
    return np.asarray(mean / (mean.max(axis=1, keepdims=True) + 1e-12))


def _timbre(
    bands: NDArray[np.floating], loudness: NDArray[np.float64], first: NDArray[np.int_], last: NDArray[np.int_]
) -> NDArray[np.float64]:
    decibels = 10 * np.asarray(bands, np.float64)
    sums = np.concatenate((np.zeros((1, decibels.shape[1])), np.cumsum(decibels, axis=0)))
    middle = np.minimum(first + 4, last)
    mean = (sums[last] - sums[first]) / (last - first)[:, None]
    attack = (sums[middle] - sums[first]) / (middle - first)[:, None]
    shape = dct(mean, axis=1, norm="ortho")[:, 1 : 1 + SPECTRAL_COEFFICIENTS]
    change = dct(attack - mean, axis=1, norm="ortho")[:, : 11 - SPECTRAL_COEFFICIENTS]
    levels = np.concatenate(([0.0], np.cumsum(loudness - FLOOR_DB)))
    level = (levels[last] - levels[first]) / (last - first)
    return np.column_stack((level, 3 * shape, 5 * change))
