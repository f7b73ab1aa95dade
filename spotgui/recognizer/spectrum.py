"""The sound as the evidence network sees it around an onset: a log spectrum, each bin above its own recent mean.

That mean takes off what a room, a loudspeaker, a steady noise or the recording's own colour puts on a bin; it is given
beside, coarser, for what it says of these.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import fft

from spotgui.fingerprint.constants import FRAME_SAMPLES, SAMPLE_RATE

FRAMES_A_ROW = 4
"""Envelope frames from one row of the spectrum to the next: 11.6 ms."""
BINS, COARSE_BINS = 256, 64
"""Of a row, 21.5 Hz and 86 Hz wide."""
SETTLING_ROWS = 43
"""The mean begins as that of the first half second."""
_HOP, _WINDOW = FRAMES_A_ROW * FRAME_SAMPLES, 2 * BINS
_MEAN_S = 1.5
_LEAST_POWER = np.float32(1e-7)
_UNIT, _FARTHEST = 3.0, 4.0  # nats of power; beyond lies nothing that was trained

Array = NDArray[np.float32]


@njit(cache=True, nogil=True)
def _above_mean(levels, keep, fine, coarse):  # type: ignore[no-untyped-def]
    """Fill `fine` with how far a level lies above its running mean, `coarse` with that mean's own shape."""
    rows, bins = levels.shape
    of = bins // coarse.shape[1]
    mean = np.zeros(bins, np.float64)
    settling = min(SETTLING_ROWS, rows)
    for i in range(settling):
        for b in range(bins):
            mean[b] += levels[i, b] / settling
    for i in range(rows):
        whole = 0.0
        for b in range(bins):
            mean[b] = keep * mean[b] + (1 - keep) * levels[i, b]
            whole += mean[b]
            fine[i, b] = min(max((levels[i, b] - mean[b]) / _UNIT, -_FARTHEST), _FARTHEST)
        whole /= bins
        for c in range(coarse.shape[1]):
            level = 0.0
            for b in range(of * c, of * (c + 1)):
                level += mean[b]
            coarse[i, c] = min(max((level / of - whole) / _UNIT, -_FARTHEST), _FARTHEST)


class SpectrumStream:
    """The spectrum of a clip that grows; row `k` is centred on sample 128 k.

    Attributes
    ----------
    whole_rows : int
        Rows that more sound will not change.
    """

    def __init__(self) -> None:
        self._window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_WINDOW) / _WINDOW)).astype(np.float32)
        self._waiting = np.zeros(_WINDOW // 2, np.float32)  # from the first sample of the next row on
        self._samples = 0
        self._levels = np.empty((0, BINS), np.float32)

    @property
    def whole_rows(self) -> int:
        """Rows that more sound will not change; none before the mean has settled."""
        return len(self._levels) if len(self._levels) >= SETTLING_ROWS else 0

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        self._samples += len(pcm)
        waiting = np.concatenate([self._waiting, np.asarray(pcm, np.float32)])
        new = (len(waiting) - _WINDOW) // _HOP + 1
        if new > 0:
            self._levels = np.concatenate([self._levels, self._rows(waiting, new)])
            waiting = waiting[new * _HOP :]
        self._waiting = waiting

    def _rows(self, samples: Array, count: int) -> Array:
        windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[: count * _HOP : _HOP]
        spectrum = fft.rfft(windows * self._window, axis=1)[:, 1:]
        levels: Array = np.log(spectrum.real**2 + spectrum.imag**2 + _LEAST_POWER)
        return levels

    def inputs(self) -> tuple[Array, Array]:
        """The rows of everything fed until now; beyond its end is silence.

        Returns
        -------
        fine : float32 (rows, 256)
            Level of a bin above its running mean, in 3 nats of power.
        coarse : float32 (rows, 64)
            That mean above the mean of all bins, in the same unit.
        """
        missing = self._samples // _HOP + 1 - len(self._levels)
        padded = np.concatenate([self._waiting, np.zeros(_WINDOW + _HOP, np.float32)])
        levels = np.concatenate([self._levels, self._rows(padded, missing)]) if missing > 0 else self._levels
        fine, coarse = np.empty_like(levels), np.empty((len(levels), COARSE_BINS), np.float32)
        _above_mean(levels, np.exp(-_HOP / SAMPLE_RATE / _MEAN_S), fine, coarse)
        return fine, coarse
