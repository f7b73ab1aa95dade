"""What happens to music between a loudspeaker and a microphone, drawn at random: for training only.

Made to be wider than any one bench: every number is drawn from a range, and stages are combined freely.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

RATE = 22_050
Samples = NDArray[np.float64]
Voice = NDArray[np.float32]
Rng = np.random.Generator

LANGUAGES = (
    "en-us", "en-gb-scotland", "en-gb-x-rp", "en-029", "de", "fr", "es", "it",
    "pl", "nl", "pt", "sv", "hu", "fi", "ro", "id",
)  # fmt: skip
"""Whose voices read English texts, each with its accent."""
VARIANTS = ("m2", "m4", "m5", "m6", "f1", "f5")
"""Of every voice three of these, in turn; those of the bench's babble (m1, m3, m7, f2, f3, f4) are none of them."""
VOICES = tuple(
    f"{language}+{VARIANTS[(k + 2 * i) % len(VARIANTS)]}" for k, language in enumerate(LANGUAGES) for i in range(3)
)


def decode(path: Path, rate: int = RATE) -> Samples:
    """A sound file as mono samples."""
    command = ["ffmpeg", "-v", "error", "-threads", "1", "-i", str(path), "-map", "0:a:0", "-ac", "1"]
    raw = subprocess.run([*command, "-ar", str(rate), "-f", "f32le", "-"], capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.float32).astype(np.float64)


def speech(directory: Path, seconds: int = 120) -> list[Voice]:
    """Readings of licence texts by all `VOICES`, one array a voice, read from the disk as they are used."""
    texts = [
        p.read_text(errors="replace") for p in sorted(Path("/usr/share/common-licenses").glob("*")) if p.name != "GPL-3"
    ]
    out = []
    for k, voice in enumerate(VOICES):
        cached = directory / f"{voice}.npy"
        if not cached.exists():
            words = " ".join(texts[k % len(texts)].split())[:6000]
            how = ["-v", voice, "-s", str(115 + 29 * k % 90), "-p", str(30 + 17 * k % 41)]
            wav = subprocess.run(["espeak-ng", *how, "--stdout", words], capture_output=True, check=True).stdout
            command = ["ffmpeg", "-v", "error", "-i", "-", "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
            raw = subprocess.run(command, input=wav, capture_output=True, check=True).stdout
            said = np.resize(np.frombuffer(raw, np.float32), seconds * RATE)
            np.save(cached, said / said.std())
        out.append(np.load(cached, mmap_mode="r"))
    return out


def coloured_noise(n: int, slope: float, rng: Rng) -> Samples:
    """Noise whose power falls by `slope` times 3 dB an octave: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    f = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 30)
    return np.fft.irfft(spectrum * f ** (-slope / 2), n)


def noise(n: int, voices: list[Voice], rng: Rng) -> Samples:
    """One kind of disturbance."""
    kind = rng.random()
    if kind < 0.45:
        out = coloured_noise(n, rng.uniform(0, 1.8), rng)
        if rng.random() < 0.3:  # gusts, traffic
            knots = rng.normal(0, 0.6, n // RATE * 4 + 4)
            out = out * np.exp(np.interp(np.arange(n), np.linspace(0, n, len(knots)), knots))
        return out
    out = np.zeros(n)
    for _ in range(rng.integers(1, 9)):
        voice = voices[rng.integers(len(voices))]
        start = rng.integers(0, len(voice) - n)
        out += voice[start : start + n] * 10 ** (rng.uniform(-9, 0) / 20)
    if rng.random() < 0.5:
        out = room(out, rng)
    if rng.random() < 0.4:  # clatter
        hits = np.zeros(n)
        hits[rng.integers(0, n, rng.integers(1, 20))] = rng.normal(0, 1, 1)
        ring = np.exp(-np.arange(2000) / rng.uniform(50, 600)) * rng.standard_normal(2000)
        hits = fftconvolve(hits, ring)[:n]
        out += hits / (hits.std() + 1e-9) * out.std() * rng.uniform(0.2, 1)
    return out


def room(x: Samples, rng: Rng) -> Samples:
    """Reverberation with a random length, brightness and distance."""
    rt60 = rng.uniform(0.12, 1.2)
    n = int(RATE * rt60 * 1.2)
    t = np.arange(n) / RATE
    tail = rng.standard_normal(n) * 10 ** (-3 * t / rt60)
    tail[: int(rng.uniform(0.001, 0.012) * RATE)] = 0
    if rng.random() < 0.6:
        tail = sosfilt(butter(1, rng.uniform(1500, 8000), fs=RATE, output="sos"), tail)
    tail /= np.sqrt((tail**2).sum())
    for _ in range(rng.integers(0, 6)):
        tail[rng.integers(20, min(n, 1500))] += rng.normal(0, 0.25)
    tail[0] = 10 ** (rng.uniform(-6, 10) / 20)
    return fftconvolve(x, tail)[: len(x)]


def add(x: Samples, v: Samples, snr_db: float) -> Samples:
    """Mix at a signal-to-noise ratio."""
    return x + v * np.sqrt((x**2).mean() / ((v**2).mean() + 1e-12) * 10 ** (-snr_db / 10))


def band(x: Samples, rng: Rng) -> Samples:
    """A small loudspeaker or a telephone."""
    order = int(rng.integers(1, 5))
    edges = [rng.uniform(50, 400), rng.uniform(2800, 10_000)]
    return sosfilt(butter(order, edges, "band", fs=RATE, output="sos"), x)


def tone(x: Samples, rng: Rng) -> Samples:
    """A crooked frequency response, +-8 dB."""
    spectrum = np.fft.rfft(x)
    f = np.log2(np.maximum(np.fft.rfftfreq(len(x), 1 / RATE), 40) / 40)
    gain = np.interp(f, np.arange(10), rng.normal(0, 4, 10))
    return np.fft.irfft(spectrum * 10 ** (gain / 20), len(x))


def gain_control(x: Samples, rng: Rng) -> Samples:
    """A microphone's automatic gain, and clipping."""
    hop = 110
    blocks = np.abs(x[: len(x) // hop * hop]).reshape(-1, hop).max(1)
    attack, release = rng.uniform(0.2, 0.6), rng.uniform(0.005, 0.05)
    level, gains = blocks[:20].mean() + 1e-6, np.empty(len(blocks))
    for i, block in enumerate(blocks):
        level += (block - level) * (attack if block > level else release)
        gains[i] = (level + 1e-4) ** -rng.uniform(0.9, 1.0)
    y = x * np.interp(np.arange(len(x)), np.arange(len(gains)) * hop + hop / 2, gains)
    limit = rng.uniform(0.6, 1.5)
    return np.clip(y, -limit, limit)


def codec(x: Samples, rng: Rng) -> Samples:
    """Through a lossy codec, its delay removed."""
    kind = rng.random()
    if kind < 0.4:
        args, form = ["-c:a", "libmp3lame", "-b:a", f"{rng.choice([32, 48, 64, 96])}k"], "mp3"
    else:
        args, form = ["-c:a", "libopus", "-b:a", f"{rng.choice([12, 16, 24, 32, 48])}k"], "ogg"
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "1"]
    data = (x / (np.abs(x).max() + 1e-9) * 0.7).astype(np.float32).tobytes()
    packed = subprocess.run(
        ["ffmpeg", "-v", "error", *raw, "-i", "-", *args, "-f", form, "-"], input=data, capture_output=True, check=True
    ).stdout
    back = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", form, "-i", "-", *raw, "-"], input=packed, capture_output=True, check=True
    ).stdout
    y = np.frombuffer(back, np.float32).astype(np.float64)
    y = y[: len(x)] if len(y) >= len(x) else np.pad(y, (0, len(x) - len(y)))
    reach = RATE // 8
    correlation = fftconvolve(y, x[::-1])[len(x) - 1 - reach : len(x) + reach]
    return np.roll(y, -(int(np.argmax(correlation)) - reach))


def resampled(x: Samples, speed: float) -> Samples:
    """Played `speed` times as fast."""
    return resample_poly(x, 1000, round(1000 * speed))


def degrade(x: Samples, n: int, voices: list[Voice], rng: Rng) -> tuple[Samples, float]:
    """Draw a chain and send `x` (a little longer than `n`) through; returns n samples and the speed."""
    speed = 1.0
    if rng.random() < 0.08:
        return x[:n], speed
    if rng.random() < 0.25:
        speed = round(1000 * (1 + rng.uniform(-0.018, 0.018))) / 1000
        x = resampled(x, speed)
    x = x[:n]
    if rng.random() < 0.25:
        x = tone(x, rng)
    if rng.random() < 0.45:
        x = room(x, rng)
    if rng.random() < 0.25:
        x = band(x, rng)
    if rng.random() < 0.75:
        x = add(x, noise(n, voices, rng), rng.uniform(-3, 22))
    if rng.random() < 0.2:
        x = add(x, coloured_noise(n, rng.uniform(0, 1.5), rng), rng.uniform(5, 25))
    if rng.random() < 0.25:
        x = gain_control(x / (np.abs(x).max() + 1e-9), rng)
    if rng.random() < 0.15:
        x = band(x, rng)
    if rng.random() < 0.25:
        x = codec(x, rng)
    return x, speed
