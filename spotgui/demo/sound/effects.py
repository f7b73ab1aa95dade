"""What happens to sound after the instruments: rooms, loudness, soft limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft, rfftfreq
from scipy.signal import oaconvolve

from spotgui.demo.sound.instruments import RENDER_RATE, Wave


def room_response(seconds: float, seed: int, rate: int = RENDER_RATE) -> Wave:
    """The reverberation of an invented room, without the direct sound, of unit energy.

    Parameters
    ----------
    seconds : float
        Time in which the sound falls by 60 dB; the treble falls faster.
    """
    rng = np.random.default_rng(seed)
    n = int(seconds * rate)
    t = np.arange(n) / rate
    bright = rng.standard_normal(n) * 10 ** (-3 * t / (0.55 * seconds))
    spectrum = rfft(rng.standard_normal(n))
    dull = irfft(spectrum / (1 + rfftfreq(n, 1 / rate) / 1500), n) * 10 ** (-3 * t / seconds)
    response = 0.5 * bright + dull
    response[: int(0.004 * rate)] = 0
    for delay in rng.uniform(0.006, 0.04, 6):
        response[min(n - 1, int(delay * rate))] += rng.choice((-1, 1)) * 2.5
    return np.asarray(response / np.sqrt(np.sum(response**2)), np.float32)


def reverberation(wave: Wave, seconds: float, seed: int, rate: int = RENDER_RATE) -> Wave:
    """The sound of a room that answers a wave, without the wave itself; of the same length."""
    tail: Wave = oaconvolve(wave, room_response(seconds, seed, rate))[: len(wave)].astype(np.float32)
    return tail


def rms(wave: NDArray[np.floating]) -> float:
    """Root mean square of what sounds: of the tenths of seconds that are not near silence."""
    tenth = RENDER_RATE // 10
    squares = np.square(wave[: len(wave) // tenth * tenth]).reshape(-1, tenth).mean(axis=1, dtype=np.float64)
    sounding = squares[squares > 1e-4 * squares.max(initial=0.0)]
    return float(np.sqrt(sounding.mean())) if len(sounding) else 0.0


def soft_limit(wave: Wave, peak: float) -> Wave:
    """Bend the rare loudest samples, then scale so that the largest is ``peak``.

    One sample in two thousand lies above the level that the bend begins to be heard at.
    """
    loud = float(np.quantile(np.abs(wave[::7]), 0.9995))
    bent = np.tanh(wave * np.float32(0.8 / max(loud, 1e-9)))
    return np.asarray(bent * (peak / max(float(np.abs(bent).max(initial=0.0)), 1e-9)), np.float32)
