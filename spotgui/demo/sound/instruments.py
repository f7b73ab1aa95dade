"""Synthesised instruments: a frequency and a length in, a mono waveform with its release out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft

RENDER_RATE = 22_050
"""Samples a second of the rendered sound; the rate the dump's analyser worked at."""

TABLE = 8192
"""Samples of a period's table; a power of two."""

Wave = NDArray[np.float32]
Instrument = Callable[[float, float], Wave]


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(int(seconds * RENDER_RATE)) / RENDER_RATE


def _partials(frequency: float, most: int) -> int:
    """How many harmonics stay below the Nyquist frequency."""
    return max(1, min(most, int(0.46 * RENDER_RATE / frequency)))


def harmonics(phase: NDArray[np.float64], amplitudes: NDArray[np.floating]) -> Wave:
    """Steady harmonics ``sum_h a[h] sin(h phase)``, h from 1, read from a table of one period.

    Parameters
    ----------
    phase : float64 (n,)
        Phase of the first harmonic, radians, not negative.
    amplitudes : float (h,)
        Amplitude of every harmonic.
    """
    spectrum = np.zeros(TABLE // 2 + 1, np.complex64)
    spectrum[1 : 1 + len(amplitudes)] = -0.5j * TABLE * np.asarray(amplitudes)
    table = irfft(spectrum)
    return np.asarray(table[(phase * (TABLE / (2 * np.pi))).astype(np.int32) & (TABLE - 1)])


def dying_harmonics(phase: NDArray[np.float64], amplitudes: NDArray[np.floating], decay: NDArray[np.float64]) -> Wave:
    """Harmonics that die the sooner the higher they are, ``sum_h a[h] exp(-h decay) sin(h phase)``, by Horner's scheme.

    Parameters
    ----------
    decay : float64 (n,)
        How much the first harmonic has decayed, nepers; the h-th has decayed h times as much.
    """
    z = np.exp(1j * np.remainder(phase, 2 * np.pi) - decay).astype(np.complex64)
    total = np.zeros_like(z)
    for a in np.asarray(amplitudes, np.float32)[::-1]:
        total += a
        total *= z
    return np.ascontiguousarray(total.imag)


def envelope(held: float, attack: float, decay: float, sustain: float, release: float) -> Wave:
    """Attack, decay, sustain, release; ``held`` seconds until the release begins."""
    t = _time(held + release)
    rise = np.minimum(t / attack, 1.0)
    fall = sustain + (1 - sustain) * np.exp(-np.maximum(t - attack, 0) / decay)
    end = np.clip(1 - (t - held) / release, 0, 1) ** 2
    return (rise * fall * end).astype(np.float32)


def pluck(frequency: float, seconds: float) -> Wave:
    """A plucked string: harmonics that die the sooner the higher they are, and the plectrum's click."""
    env = envelope(seconds, 0.002, 1.5, 0.3, 0.25)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    h = np.arange(1, _partials(frequency, 30) + 1)
    amplitudes = np.abs(np.sin(np.pi * h * 0.19)) / h**0.9
    wave = dying_harmonics(2 * np.pi * frequency * t, amplitudes, 0.35 * t * (frequency / 220) ** 0.5)
    click = np.random.default_rng(7).standard_normal(len(t)) * np.exp(-t * 700) * 0.25
    return (wave * env * np.exp(-t * 1.2) + click).astype(np.float32)


def epiano(frequency: float, seconds: float) -> Wave:
    """An electric piano: frequency modulation at the pitch and a short tine far above it."""
    env = envelope(seconds, 0.003, 0.9, 0.35, 0.2)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    w = 2 * np.pi * frequency * t
    body = np.sin(w + 1.6 * np.exp(-t * 3.5) * np.sin(w))
    tine = np.sin(w + 0.9 * np.exp(-t * 9) * np.sin(min(14, 9000 // frequency) * w))
    return ((0.6 * body + 0.4 * tine) * env).astype(np.float32)


def bell(frequency: float, seconds: float) -> Wave:
    """A bell: frequency modulation at a ratio that is no whole number; it rings on."""
    t = _time(max(seconds, 0.3) + 0.9)
    w = 2 * np.pi * frequency * t
    fade = np.clip((t[-1] - t) / 0.2, 0, 1)
    strike = np.sin(w + 2.4 * np.exp(-t * 4) * np.sin(3.5 * w)) + 0.3 * np.exp(-t * 6) * np.sin(5.4 * w)
    return np.asarray(strike * np.exp(-t * 2.6) * fade * np.minimum(t / 0.002, 1), np.float32)


def organ(frequency: float, seconds: float) -> Wave:
    """A drawbar organ with a slowly turning loudspeaker and a key click."""
    env = envelope(seconds, 0.006, 1.0, 1.0, 0.06)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    bars = np.array([1.0, 0.8, 0.6, 0.35, 0.0, 0.3, 0.0, 0.22])[: _partials(frequency, 8)]
    wobble = 0.06 + 0.06 * np.sin(2 * np.pi * 5.6 * t)
    click = np.random.default_rng(3).standard_normal(len(t)) * np.exp(-t * 400) * 0.12
    return ((harmonics(2 * np.pi * frequency * t + wobble, bars) + click) * env).astype(np.float32)


def _sawtooth(frequency: float, t: NDArray[np.float64], bright: float, detune: float, most: int = 28) -> Wave:
    """Two detuned sawtooth waves; ``bright`` 0 dull to 1 as bright as it gets."""
    h = np.arange(1, _partials(frequency, most) + 1)
    amplitudes = 1 / h / (1 + (h * frequency / (700 + 7000 * bright)) ** 2)
    low = harmonics(2 * np.pi * frequency * (1 - detune) * t, amplitudes)
    return low + harmonics(2 * np.pi * frequency * (1 + detune) * t + 1.3, amplitudes)


def saw(frequency: float, seconds: float) -> Wave:
    """A lead: a filter that opens at the attack, vibrato on long notes."""
    env = envelope(seconds, 0.008, 0.4, 0.7, 0.12)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    vibrato = t + 0.0009 * np.clip(t - 0.25, 0, 0.5) * np.sin(2 * np.pi * 5.3 * t)
    sweep = np.exp(-t * 7).astype(np.float32)
    bright, dull = _sawtooth(frequency, vibrato, 1.0, 0.003), _sawtooth(frequency, vibrato, 0.25, 0.003)
    return (dull + (bright - dull) * sweep) * env


def square(frequency: float, seconds: float) -> Wave:
    """A hollow lead of odd harmonics, as of an old game console."""
    env = envelope(seconds, 0.003, 0.25, 0.6, 0.05)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    h = np.arange(1, _partials(frequency, 25) + 1)
    vibrato = t + 0.0008 * np.clip(t - 0.2, 0, 0.4) * np.sin(2 * np.pi * 6 * t)
    return harmonics(2 * np.pi * frequency * vibrato, (h % 2) / h) * env


def flute(frequency: float, seconds: float) -> Wave:
    """A flute: few harmonics, breath, vibrato."""
    env = envelope(seconds, 0.05, 1.0, 0.9, 0.1)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    vibrato = t + 0.0008 * np.clip(t - 0.15, 0, 0.5) * np.sin(2 * np.pi * 5 * t)
    tone = harmonics(2 * np.pi * frequency * vibrato, np.array([1.0, 0.45, 0.2, 0.08, 0.04])[: _partials(frequency, 5)])
    breath = np.random.default_rng(11).standard_normal(len(t)) * (0.03 + 0.15 * np.exp(-t * 30))
    return ((tone + breath) * env).astype(np.float32)


def reed(frequency: float, seconds: float) -> Wave:
    """Between clarinet and accordion: odd harmonics foremost, a slight beat of two reeds."""
    env = envelope(seconds, 0.025, 0.8, 0.85, 0.07)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    h = np.arange(1, _partials(frequency, 18) + 1)
    amplitudes = np.where(h % 2, 1.0, 0.35) / h**1.1
    first = harmonics(2 * np.pi * frequency * t, amplitudes)
    return (first + 0.5 * harmonics(2 * np.pi * frequency * 1.004 * t, amplitudes)) * env


def drive(frequency: float, seconds: float) -> Wave:
    """A distorted guitar."""
    env = envelope(seconds, 0.004, 0.5, 0.75, 0.08)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    return np.asarray(np.tanh(2.5 * _sawtooth(frequency, t, 0.7, 0.002, 16)) * env, np.float32)


def pad(frequency: float, seconds: float) -> Wave:
    """A soft pad: dull sawtooth waves that swell and beat."""
    env = envelope(seconds, min(0.25, seconds / 3), 2.0, 0.85, 0.4)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    return _sawtooth(frequency, t, 0.15, 0.006, 12) * env


def strings(frequency: float, seconds: float) -> Wave:
    """A string section: brighter, slower, with a light tremolo."""
    env = envelope(seconds, min(0.18, seconds / 3), 2.0, 0.9, 0.35)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    wave = _sawtooth(frequency, t, 0.45, 0.004, 18) * (1 + 0.08 * np.sin(2 * np.pi * 5.1 * t))
    return (wave * env).astype(np.float32)


def bass(frequency: float, seconds: float) -> Wave:
    """A plucked bass."""
    env = envelope(seconds, 0.004, 0.8, 0.4, 0.08)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    h = np.arange(1, 17)
    return dying_harmonics(2 * np.pi * frequency * t, 1 / h**1.2, 0.5 * t) * env


def sub(frequency: float, seconds: float) -> Wave:
    """A deep sine with a knock at its start."""
    env = envelope(seconds, 0.006, 0.8, 0.7, 0.08)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    drop = 0.5 * np.exp(-t * 60)
    return harmonics(2 * np.pi * frequency * t + drop, np.array([1.0, 0.25, 0.12, 0.05])) * env


def saw_bass(frequency: float, seconds: float) -> Wave:
    """A synthesiser bass whose filter closes after the attack."""
    env = envelope(seconds, 0.004, 0.3, 0.55, 0.05)
    t = _time(len(env) / RENDER_RATE + 0.001)[: len(env)]
    h = np.arange(1, _partials(frequency, 28) + 1)
    return dying_harmonics(2 * np.pi * frequency * t, 1 / h, 0.02 + 0.16 * (1 - np.exp(-t * 9))) * env


INSTRUMENTS: dict[str, Instrument] = {
    "pluck": pluck, "epiano": epiano, "bell": bell, "organ": organ, "saw": saw, "square": square, "flute": flute,
    "reed": reed, "drive": drive, "pad": pad, "strings": strings, "bass": bass, "sub": sub, "saw bass": saw_bass,
}  # fmt: skip
