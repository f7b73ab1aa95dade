"""Tapes: excerpts as a microphone would hear them, written as sound files with the truth about each."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.fft import irfft, rfft, rfftfreq
from scipy.signal import butter, resample_poly, sosfilt

from spotgui.demo.sound.effects import reverberation
from spotgui.demo.sound.instruments import RENDER_RATE, Wave

SWELL_SAMPLES = 4000
Treatment = Callable[[Wave, np.random.Generator], Wave]


@dataclass(frozen=True, slots=True)
class TapePlan:
    """An excerpt to make.

    Attributes
    ----------
    name : str
        The file's name without suffix; it says what was done.
    title : str or None
        The recording; None: a piece outside the library.
    start_share : float
        Where it begins, as a share of the piece.
    seconds : float
        Its length on tape.
    treatment : str
        A key of `TREATMENTS`.
    rate, channels : int
        Of the file.
    """

    name: str
    title: str | None
    start_share: float
    seconds: float
    treatment: str
    rate: int = 44_100
    channels: int = 1
    speed: float = 1.0


TAPES = (
    TapePlan("clean", "Concourse", 0.35, 20, "clean", 44_100, 2),
    TapePlan("room", "Wren Song", 0.2, 20, "room", 48_000, 2),
    TapePlan("noise", "最終フェリー", 0.5, 20, "noise", 22_050),
    TapePlan("small-speaker", "Copperhead Road Sign", 0.4, 20, "small speaker"),
    TapePlan("fast-1-percent", "Café de las seis", 0.3, 20, "clean", speed=1.01),
    TapePlan("room-noise-small-speaker", "Rain on Tape", 0.25, 25, "all of it", 48_000),
    TapePlan("outside", None, 0.55, 25, "room"),
    TapePlan("outside-noise", None, 0.4, 25, "noise", 48_000),
)


@dataclass(frozen=True, slots=True)
class Tape:
    """An excerpt and the truth about it.

    Attributes
    ----------
    path : Path
        The sound file.
    title : str or None
        The recording; None when the library does not hold it.
    track_ids : tuple of str
        Every release of the recording, most popular first; empty when the library does not hold it.
    start_s : float
        Where in the piece the tape begins, seconds.
    speed : float
        How much faster it runs than the piece.
    """

    path: Path
    title: str | None
    track_ids: tuple[str, ...]
    start_s: float
    speed: float

    @property
    def is_outside(self) -> bool:
        """True when the right answer is "not in your catalogue"."""
        return not self.track_ids


def record(plan: TapePlan, piece: Wave, path: Path) -> float:
    """Write a tape.

    Parameters
    ----------
    piece : float32 (n,)
        The whole piece at `RENDER_RATE`.

    Returns
    -------
    float
        Second of the piece that the tape begins with.
    """
    rng = np.random.default_rng(sum(plan.name.encode()))
    first = int(plan.start_share * len(piece))
    excerpt = piece[first : first + int(plan.seconds * plan.speed * RENDER_RATE)]
    # played faster means fewer samples for the same sound
    tempo = round(plan.speed * 1000)
    common = math.gcd(plan.rate * 1000, RENDER_RATE * tempo)
    heard = TREATMENTS[plan.treatment](excerpt, rng)
    resampled = resample_poly(heard, plan.rate * 1000 // common, RENDER_RATE * tempo // common)
    peak = 10 ** (rng.uniform(-12, -3) / 20) / max(float(np.abs(resampled).max()), 1e-9)
    samples = np.repeat((resampled * peak)[:, None], plan.channels, axis=1)
    soundfile.write(path, samples, plan.rate, subtype="PCM_16")
    return first / RENDER_RATE


def _clean(wave: Wave, rng: np.random.Generator) -> Wave:
    return wave


def _room(wave: Wave, rng: np.random.Generator) -> Wave:
    return wave + np.float32(0.5) * reverberation(wave, 0.5, int(rng.integers(1 << 30)))


def _noise(wave: Wave, rng: np.random.Generator) -> Wave:
    return _with_noise(wave, 12.0, rng)


def _small_speaker(wave: Wave, rng: np.random.Generator) -> Wave:
    """No bass, little treble, and the cone at its limit."""
    passed = sosfilt(butter(3, (250, 7000), "bandpass", fs=RENDER_RATE, output="sos"), wave)
    return np.asarray(np.tanh(2.5 * passed / (np.abs(passed).max() + 1e-9)), np.float32)


def _all_of_it(wave: Wave, rng: np.random.Generator) -> Wave:
    return _with_noise(_room(_small_speaker(wave, rng), rng), 14.0, rng)


TREATMENTS: dict[str, Treatment] = {
    "clean": _clean,
    "room": _room,
    "noise": _noise,
    "small speaker": _small_speaker,
    "all of it": _all_of_it,
}


def _with_noise(wave: Wave, decibels: float, rng: np.random.Generator) -> Wave:
    """Add what a room full of people sounds like from afar: pink noise that swells and fades."""
    noise = _pink(len(wave), rng)
    corners = np.arange(0, len(wave) + SWELL_SAMPLES, SWELL_SAMPLES)
    noise *= np.interp(np.arange(len(wave)), corners, rng.uniform(0.5, 1.5, len(corners)))
    level = np.sqrt(np.mean(np.square(wave)) / np.mean(np.square(noise))) * 10 ** (-decibels / 20)
    return np.asarray(wave + level * noise, np.float32)


def _pink(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    spectrum = rfft(rng.standard_normal(n))
    frequency = np.maximum(rfftfreq(n, 1 / RENDER_RATE), 30)
    noise: NDArray[np.float64] = irfft(spectrum / np.sqrt(frequency), n)
    return noise
