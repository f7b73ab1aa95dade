"""Spectrograms of a whole piece: a fast one for attacks and loudness, a fine one at half the rate for pitches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from spotgui.demo.sound.instruments import RENDER_RATE, Wave
from spotgui.fingerprint.constants import SAMPLE_RATE

FAST_WINDOW, FAST_HOP = 512, 256
FINE_WINDOW, FINE_HOP = 4096, 512
BANDS = 24
BAND_RANGE_HZ = (60.0, 9000.0)
FINE_BINS = 1600
"""Bins of the fine spectrum that are kept: up to 4.3 kHz."""
SEMITONES = 78
LOWEST_HZ = 32.703
"""C1, the first semitone."""
PEAK_SHARPNESS = 0.35
"""Width of a semitone's filter, semitones."""
OVERTONES = ((12, 0.35), (19, 0.25), (24, 0.15), (28, 0.1))
"""Semitones above a note, and how much of its strength is taken from the sound found there."""


def power(wave: Wave, window: int, hop: int, bins: int) -> NDArray[np.float32]:
    """Power spectrogram with frames centred on multiples of ``hop``.

    Returns
    -------
    float32 (frames, bins)
    """
    padded = np.concatenate((np.zeros(window // 2, np.float32), wave, np.zeros(window // 2 + hop, np.float32)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[: len(wave) + hop : hop]
    shape = np.hanning(window).astype(np.float32) * np.float32(2 / window)
    out = np.empty((len(frames), bins), np.float32)
    for i in range(0, len(frames), 256):
        spectrum = rfft(frames[i : i + 256] * shape, axis=1)[:, :bins]
        out[i : i + 256] = spectrum.real**2 + spectrum.imag**2
    return out


def band_filters() -> NDArray[np.float32]:
    """Triangles on a logarithmic scale, float32 (FAST_WINDOW / 2 + 1, BANDS)."""
    edges = np.geomspace(*BAND_RANGE_HZ, BANDS + 2) * FAST_WINDOW / RENDER_RATE
    bins = np.arange(FAST_WINDOW // 2 + 1)[:, None]
    low, middle, high = edges[:-2] - 0.7, edges[1:-1], edges[2:] + 0.7
    return np.clip(np.minimum((bins - low) / (middle - low), (high - bins) / (high - middle)), 0, 1).astype(np.float32)


def chroma(slow: Wave) -> NDArray[np.float32]:
    """Strength of the twelve pitch classes, C first; overtones are taken off the notes they belong to.

    Parameters
    ----------
    slow : float32 (n,)
        The piece at `SAMPLE_RATE`.

    Returns
    -------
    float32 (frames, 12)
        One frame every `FINE_HOP` samples.
    """
    energy = power(slow, FINE_WINDOW, FINE_HOP, FINE_BINS)
    notes = np.sqrt(energy @ _semitone_filters())
    fundamental = notes.copy()
    for distance, share in OVERTONES:
        fundamental[:, distance:] -= np.float32(share) * notes[:, : SEMITONES - distance]
    fundamental = np.maximum(fundamental, 0.02 * notes)
    padded = np.pad(fundamental, ((0, 0), (0, -SEMITONES % 12)))
    return np.ascontiguousarray(padded.reshape(len(notes), -1, 12).sum(axis=1))


def _semitone_filters() -> NDArray[np.float32]:
    frequency = np.arange(FINE_BINS) * SAMPLE_RATE / FINE_WINDOW
    semitone = 12 * np.log2(np.maximum(frequency, 1) / LOWEST_HZ)
    shape = np.exp(-0.5 * ((semitone[:, None] - np.arange(SEMITONES)) / PEAK_SHARPNESS) ** 2)
    shape[frequency < 25] = 0
    return shape.astype(np.float32)
