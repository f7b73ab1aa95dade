"""What the spectrum around says of a band at a moment: the part of the evidence network that sees beyond a cluster.

Babble and cafés have onsets of their own, as strong as the music's in a band of 690 Hz. Whether a harmonic of the music
or a voice's begins there is seen in finer bins and in what comes before and after. Each band is first looked at through
its own bins, those next to it and three rows; then six layers join the bands and ever longer times, 1.5 s on either
side. Separable convolutions over time with residuals, as in Bai, Kolter, Koltun, "An Empirical Evaluation of Generic
Convolutional and Recurrent Networks for Sequence Modeling", 2018; trained by build_scripts/train_evidence.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.recognizer.spectrum import BINS, COARSE_BINS, SpectrumStream
from spotgui.recognizer.threads import product

Array = NDArray[np.float32]
BESIDE, COARSE_BESIDE = 8, 2
"""Bins on either side that a band looks at beyond its own."""
ROWS = 3
"""Of the spectrum that the first layer looks at."""


@njit(cache=True, nogil=True)
def _joined(parts, scale, shift, out):  # type: ignore[no-untyped-def]
    """First layer: what the three rows say, ``parts`` (rows, bands, 3 n), added, scaled and rectified."""
    rows, bands, n = parts.shape[0], parts.shape[1], parts.shape[2] // ROWS
    for i in range(rows):
        for b in range(bands):
            for c in range(n):
                total = parts[i, b, n + c]
                if i > 0:
                    total += parts[i - 1, b, c]
                if i + 1 < rows:
                    total += parts[i + 1, b, 2 * n + c]
                k = b * n + c
                out[i, k] = max(total * scale[k] + shift[k], np.float32(0))


@njit(cache=True, nogil=True)
def _over_time(x, taps, apart, out):  # type: ignore[no-untyped-def]
    """Each channel for itself: the sum of rows that lie `apart`, weighted by ``taps``."""
    rows, channels = x.shape
    out[:] = 0
    for t in range(len(taps)):
        by = (t - len(taps) // 2) * apart
        weight = taps[t]
        for i in range(max(0, -by), min(rows, rows - by)):
            source, here = x[i + by], out[i]
            for c in range(channels):
                here[c] += source[c] * weight[c]


@njit(cache=True, nogil=True)
def _add_rectified(x, y, shift):  # type: ignore[no-untyped-def]
    for i in range(len(x)):
        for c in range(x.shape[1]):
            x[i, c] += max(y[i, c] + shift[c], np.float32(0))


@dataclass(frozen=True, slots=True, eq=False)
class ContextLayers:
    """Weights, with what was learnt to standardise by folded in.

    Attributes
    ----------
    front : float32 (60, 3 n)
        From a band's bins to n numbers, for the row before, the row itself and the next.
    scale, shift : float32 (8 n,)
        Of the first layer, band by band.
    taps : tuple of float32 (5, 8 n)
        A layer's weights over time; rows lie 1, 2, 4 .. apart.
    across : tuple of float32 (8 n, 8 n)
    shifts : tuple of float32 (8 n,)
    """

    front: Array
    scale: Array
    shift: Array
    taps: tuple[Array, ...]
    across: tuple[Array, ...]
    shifts: tuple[Array, ...]

    @property
    def reach(self) -> int:
        """Rows on either side that an answer depends on."""
        return ROWS // 2 + sum((len(taps) // 2) << k for k, taps in enumerate(self.taps))

    @property
    def width(self) -> int:
        """Numbers for a band and a row."""
        return len(self.scale) // BANDS

    def of(self, fine: Array, coarse: Array) -> Array:
        """Numbers for each row and band, float32 (rows, 8, n)."""
        rows = len(fine)
        x = np.empty((rows, len(self.scale)), np.float32)
        if not rows:
            return x.reshape(0, BANDS, self.width)
        seen = _windows(fine, coarse).reshape(rows * BANDS, -1)
        _joined(product(seen, self.front).reshape(rows, BANDS, -1), self.scale, self.shift, x)
        moved = np.empty_like(x)
        for k, (taps, across, shift) in enumerate(zip(self.taps, self.across, self.shifts, strict=True)):
            _over_time(x, taps, 1 << k, moved)
            _add_rectified(x, product(moved, across), shift)
        return x.reshape(rows, BANDS, self.width)


def _windows(fine: Array, coarse: Array) -> Array:
    """Each band's bins and some beyond, float32 (rows, 8, 60)."""
    own, own_coarse = BINS // BANDS + 2 * BESIDE, COARSE_BINS // BANDS + 2 * COARSE_BESIDE
    out = np.zeros((len(fine), BANDS, own + own_coarse), np.float32)
    for b in range(BANDS):
        for source, to, bins, beside in (
            (fine, out[:, b, :own], BINS, BESIDE),
            (coarse, out[:, b, own:], COARSE_BINS, COARSE_BESIDE),
        ):
            first = b * bins // BANDS - beside
            last = (b + 1) * bins // BANDS + beside
            low, high = max(first, 0), min(last, bins)
            to[:, low - first : high - first] = source[:, low:high]
    return out


class ContextStream:
    """The context of a clip that grows; layers are worked out once for the rows that more sound cannot change."""

    def __init__(self, layers: ContextLayers) -> None:
        self._layers = layers
        self._spectrum = SpectrumStream()
        self._done = np.empty((0, BANDS, layers.width), np.float32)

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        self._spectrum.feed(pcm)

    def rows(self) -> Array:
        """Of everything fed until now, float32 (rows, 8, n); row `k` is at envelope frame 4 k."""
        done, reach = len(self._done), self._layers.reach
        fine, coarse = self._spectrum.inputs()
        first = max(done - reach, 0)
        new = self._layers.of(fine[first:], coarse[first:])
        rows = np.concatenate([self._done, new[done - first :]])
        self._done = rows[: max(self._spectrum.whole_rows - reach, done)]
        return rows
