"""Synthesised drums. Every drum has a few strokes that differ, as a drummer's do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft, rfftfreq

from spotgui.demo.compose.grooves import Drum
from spotgui.demo.sound.instruments import RENDER_RATE, Wave

STROKES = 3
"""Different strokes of a drum."""


def drum_kit(seed: int) -> dict[Drum, tuple[Wave, ...]]:
    """A kit of a piece's own: tuned and damped a little differently with every seed."""
    rng = np.random.default_rng(seed)
    tuning = float(rng.uniform(0.85, 1.2))
    return {
        drum: tuple(_stroke(drum, tuning * float(rng.uniform(0.98, 1.02)), rng) for _ in range(STROKES))
        for drum in Drum
    }


def _noise(seconds: float, low: float, high: float, decay: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A band of noise that dies away at ``decay`` nepers a second."""
    n = int(seconds * RENDER_RATE)
    spectrum = rfft(rng.standard_normal(n))
    frequency = rfftfreq(n, 1 / RENDER_RATE)
    shape = 1 / (1 + (low / np.maximum(frequency, 1)) ** 6) / (1 + (frequency / high) ** 6)
    noise = irfft(spectrum * np.sqrt(shape), n)
    t = np.arange(n) / RENDER_RATE
    shaped: NDArray[np.float64] = (
        noise / np.abs(noise).max() * np.exp(-decay * t) * np.minimum((n - np.arange(n)) / 200, 1)
    )
    return shaped


def _thump(seconds: float, top: float, bottom: float, sweep: float, decay: float) -> NDArray[np.float64]:
    """A sine that falls from one frequency to another."""
    t = np.arange(int(seconds * RENDER_RATE)) / RENDER_RATE
    phase = 2 * np.pi * (bottom * t + (top - bottom) * (1 - np.exp(-sweep * t)) / sweep)
    return np.asarray(np.sin(phase) * np.exp(-decay * t))


def _metal(seconds: float, decay: float, tuning: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A cymbal: square-like partials at odd ratios under noise."""
    t = np.arange(int(seconds * RENDER_RATE)) / RENDER_RATE
    ring = sum(
        np.sign(np.sin(2 * np.pi * f * tuning * t + i)) for i, f in enumerate((2050, 3070, 3660, 4210, 5410, 6590))
    )
    noise = _noise(seconds, 4000, 10_500, decay, rng)
    return (
        0.07 * np.asarray(ring) * np.exp(-decay * t) * np.minimum((len(t) - np.arange(len(t))) / 200, 1) + 0.6 * noise
    )


def _add(*waves: NDArray[np.float64]) -> NDArray[np.float64]:
    total = np.zeros(max(len(w) for w in waves))
    for wave in waves:
        total[: len(wave)] += wave
    return total


def _stroke(drum: Drum, tuning: float, rng: np.random.Generator) -> Wave:
    match drum:
        case Drum.KICK:
            click = 0.2 * _noise(0.02, 800, 6000, 250, rng)
            wave = _add(1.1 * _thump(0.32, 170 * tuning, 48 * tuning, 35, 11), click)
        case Drum.SNARE:
            wave = _add(0.5 * _thump(0.15, 260 * tuning, 185 * tuning, 40, 22), 0.7 * _noise(0.24, 900, 8500, 17, rng))
        case Drum.CLAP:
            hands = [
                np.concatenate((np.zeros(int(d * RENDER_RATE)), _noise(0.2, 900, 5000, 40, rng)))
                for d in (0, 0.011, 0.021)
            ]
            wave = 0.5 * _add(*hands)
        case Drum.HAT:
            wave = 0.45 * _metal(0.09, 55, tuning, rng)
        case Drum.OPEN_HAT:
            wave = 0.45 * _metal(0.35, 11, tuning, rng)
        case Drum.RIDE:
            wave = 0.35 * _metal(0.7, 6, tuning * 1.1, rng)
        case Drum.TOM:
            wave = 0.9 * _thump(0.3, 240 * tuning, 140 * tuning, 18, 12)
        case Drum.LOW_TOM:
            wave = 0.9 * _thump(0.38, 170 * tuning, 90 * tuning, 18, 10)
        case Drum.CRASH:
            wave = 0.6 * _metal(1.6, 2.6, tuning * 0.9, rng)
        case Drum.SHAKER:
            wave = 0.3 * _noise(0.08, 3500, 9500, 45, rng)
        case Drum.RIM:
            wave = _add(
                0.5 * _thump(0.05, 1700 * tuning, 1650 * tuning, 10, 90), 0.2 * _noise(0.02, 2000, 8000, 200, rng)
            )
        case Drum.BRUSH:
            wave = 0.5 * _noise(0.22, 1200, 7000, 14, rng)
    return wave.astype(np.float32)
