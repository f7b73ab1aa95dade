"""Any rate and any channels to what the fingerprint wants: one channel at 11 025 samples a second.

The filter is that of `scipy.signal.resample_poly` (windowed sinc, Kaiser 5.0, ten zero crossings a side). `Resampler`
applies it block by block and gives the samples of the whole-signal call, so that a microphone and a file of the same
sound give the same fingerprint.
"""

from __future__ import annotations

import logging
import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import signal

from spotgui.fingerprint.constants import SAMPLE_RATE

_log = logging.getLogger(__name__)

_ZERO_CROSSINGS = 10
_PIECE_SECONDS = 10


def to_mono_11025(x: ArrayLike, rate: int) -> NDArray[np.float32]:
    """Mix to one channel and resample to 11 025 samples a second.

    Parameters
    ----------
    x : array_like (n,) or (n, channels)
        Samples, full scale 1.0. NaN and infinity are replaced by 0 and logged.
    rate : int
        Samples a second of `x`.

    Returns
    -------
    float32 (ceil(n * 11025 / rate),)

    Raises
    ------
    ValueError
        If `x` has more than two dimensions or `rate` is not positive.
    """
    samples = np.asarray(x)
    resampler = Resampler(rate)
    # in pieces: the mix of an hour of stereo must not exist in float64 at once
    step = rate * _PIECE_SECONDS
    parts = [resampler.feed(samples[i : i + step]) for i in range(0, len(samples), step)]
    parts.append(resampler.finish())
    if resampler.replaced:
        _log.warning("%d samples were not numbers and were replaced by silence", resampler.replaced)
    return np.concatenate(parts)


def to_mono(x: ArrayLike) -> NDArray[np.float32]:
    """The mean of the channels.

    Parameters
    ----------
    x : array_like (n,) or (n, channels)

    Returns
    -------
    float32 (n,)

    Raises
    ------
    ValueError
        If `x` has more than two dimensions or no channel.
    """
    samples = np.asarray(x, np.float32)
    if samples.ndim == 1:
        return samples
    if samples.ndim != 2 or samples.shape[1] == 0:
        raise ValueError(f"samples of shape {samples.shape}, not (n,) or (n, channels)")
    mix = samples[:, 0].copy()
    for channel in range(1, samples.shape[1]):  # `mean` over so short an axis takes a hundred times as long
        mix += samples[:, channel]
    return mix * np.float32(1 / samples.shape[1])


class Resampler:
    """`to_mono_11025` for sound that arrives in blocks.

    Parameters
    ----------
    rate : int
        Samples a second of what will be fed.

    Attributes
    ----------
    rate : int
        As given.
    replaced : int
        Samples that were NaN or infinite and became 0.
    """

    def __init__(self, rate: int) -> None:
        if rate <= 0:
            raise ValueError(f"rate {rate} is not positive")
        self.rate = rate
        common = math.gcd(rate, SAMPLE_RATE)
        self._up, self._down = SAMPLE_RATE // common, rate // common
        self._half = _ZERO_CROSSINGS * max(self._up, self._down)
        self._held = np.zeros(0, np.float32)
        self._held_start = 0  # index of _held[0] in all that was fed
        self._fed = 0
        self._made = 0
        self.replaced = 0

    def feed(self, block: ArrayLike) -> NDArray[np.float32]:
        """Take a block and return the samples that are complete.

        Parameters
        ----------
        block : array_like (n,) or (n, channels)

        Returns
        -------
        float32 (m,)
            Lags about ten output samples behind what was fed.
        """
        mono = to_mono(block)
        self._fed += len(mono)
        if self._up == self._down:
            self._made = self._fed
            return self._finite(mono)
        self._held = np.concatenate((self._held, self._finite(mono)))
        # output m is the sum over inputs k with |m * down - k * up| <= half
        ready = ((self._fed - 1) * self._up - self._half) // self._down + 1
        return self._make(ready)

    def finish(self) -> NDArray[np.float32]:
        """The last samples, as if silence followed. The resampler is used up."""
        if self._up == self._down:
            return np.zeros(0, np.float32)
        return self._make(-(-self._fed * self._up // self._down))

    def _finite(self, mono: NDArray[np.float32]) -> NDArray[np.float32]:
        good = np.isfinite(mono)
        if good.all():
            return mono
        self.replaced += int(len(mono) - np.count_nonzero(good))
        return np.where(good, mono, np.float32(0))

    def _make(self, end: int) -> NDArray[np.float32]:
        """Outputs `_made` to `end`; drop the input that no later output needs."""
        if end <= self._made:
            return np.zeros(0, np.float32)
        # upfirdn's output j is sum_k h[j * down - k * up] held[k]. Shift h so that one of its outputs falls on `_made`.
        shift = self._made * self._down - self._held_start * self._up + self._half
        pad = -shift % self._down
        first = (shift + pad) // self._down
        taps = np.concatenate((np.zeros(pad, np.float32), _taps(self._up, self._down)))
        out = np.asarray(signal.upfirdn(taps, self._held, self._up, self._down), np.float32)
        made = np.zeros(end - self._made, np.float32)
        there = out[first : first + len(made)]
        made[: len(there)] = there
        self._made = end
        needed = max(-((self._half - end * self._down) // self._up), 0)
        drop = min(max(needed - self._held_start, 0), len(self._held))
        self._held = self._held[drop:].copy()
        self._held_start += drop
        return made


@lru_cache(maxsize=8)
def _taps(up: int, down: int) -> NDArray[np.float32]:
    """The low-pass of `resample_poly` at the common rate, float32 (2 * 10 * max(up, down) + 1,)."""
    widest = max(up, down)
    taps = signal.firwin(2 * _ZERO_CROSSINGS * widest + 1, 1 / widest, window=("kaiser", 5.0)) * up
    return np.asarray(taps, np.float32)
