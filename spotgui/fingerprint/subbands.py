"""Energy of eight subbands: a polyphase filterbank with a hop of 8 samples.

All sums are float32 in the reference's order. The loops run over time inside each step, so that neighbouring
frames share a vector register; only the order *within* a frame's sum matters.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.filterbank import COLUMNS, TAPS, modulation, prototype

HOP = 8
"""Samples between two energies."""
_TILE = 256  # frames worked on at once: everything stays in the nearest cache
_PROTOTYPE = prototype()
_COSINE, _SINE = modulation()


def frame_count(samples: int) -> int:
    """Energy frames of a whitened signal (one fewer than would fit; so does the reference)."""
    return max((samples - TAPS + 1) // HOP, 0)


@njit(cache=True, nogil=True, error_model="numpy")
def _fold(phases, taps, k, out):  # type: ignore[no-untyped-def]
    """``out[t] = sum_j whitened[8 t + k + 16 j] taps[k + 16 j]``, j = 0..7."""
    row = phases[k % HOP]
    first = k // HOP
    c0, c1, c2, c3 = taps[k], taps[k + 16], taps[k + 32], taps[k + 48]
    c4, c5, c6, c7 = taps[k + 64], taps[k + 80], taps[k + 96], taps[k + 112]
    x = row[first : first + len(out) + 14]
    for t in range(len(out)):
        s = x[t] * c0 + x[t + 2] * c1
        s = s + x[t + 4] * c2
        s = s + x[t + 6] * c3
        s = s + x[t + 8] * c4
        s = s + x[t + 10] * c5
        s = s + x[t + 12] * c6
        out[t] = s + x[t + 14] * c7


@njit(cache=True, nogil=True, error_model="numpy")
def _modulate(y, c, out):  # type: ignore[no-untyped-def]
    """``out[t] = sum_k y[k, t] c[k]``, k = 0..15."""
    c0, c1, c2, c3, c4, c5, c6, c7 = c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
    for t in range(len(out)):
        s = y[0, t] * c0 + y[1, t] * c1
        s = s + y[2, t] * c2
        s = s + y[3, t] * c3
        s = s + y[4, t] * c4
        s = s + y[5, t] * c5
        s = s + y[6, t] * c6
        out[t] = s + y[7, t] * c7
    c0, c1, c2, c3, c4, c5, c6, c7 = c[8], c[9], c[10], c[11], c[12], c[13], c[14], c[15]
    for t in range(len(out)):
        s = out[t] + y[8, t] * c0
        s = s + y[9, t] * c1
        s = s + y[10, t] * c2
        s = s + y[11, t] * c3
        s = s + y[12, t] * c4
        s = s + y[13, t] * c5
        s = s + y[14, t] * c6
        out[t] = s + y[15, t] * c7


@njit(cache=True, nogil=True, error_model="numpy")
def energies_into(whitened, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` float32 (8, frames) with energies; ``whitened`` holds at least 8 frames + 120 samples."""
    taps, cosine, sine = _PROTOTYPE, _COSINE, _SINE
    phases = np.empty((HOP, _TILE + 16), np.float32)
    folded = np.empty((COLUMNS, _TILE), np.float32)
    real, imaginary = np.empty(_TILE, np.float32), np.empty(_TILE, np.float32)
    frames = out.shape[1]
    for start in range(0, frames, _TILE):
        count = min(_TILE, frames - start)
        for t in range(count + 15):
            for r in range(HOP):
                phases[r, t] = whitened[(start + t) * HOP + r]
        for k in range(COLUMNS):
            _fold(phases, taps, k, folded[k, :count])
        for band in range(BANDS):
            _modulate(folded, cosine[band], real[:count])
            _modulate(folded, sine[band], imaginary[:count])
            for t in range(count):
                out[band, start + t] = real[t] * real[t] + imaginary[t] * imaginary[t]


def energies(whitened: NDArray[np.float32]) -> NDArray[np.float32]:
    """Subband energies of a whole whitened recording.

    Parameters
    ----------
    whitened : float32 (n,)
        Output of `whitening.whiten`.

    Returns
    -------
    float32 (8, frames)
        One column every 8 samples.
    """
    out = np.empty((BANDS, frame_count(len(whitened))), np.float32)
    energies_into(whitened, out)
    return out
