"""Whitening: the residual of a linear prediction of order 40, block by block.

The reference sums in float32. An onset may move by a frame when a sum is made in another order, so the loops
here run across *independent* sums (lags, output samples): the machine can do eight at once, and the order within
each sum stays the reference's.

References
----------
D. Ellis, B. Whitman, A. Porter, "Echoprint - an open music identification service", ISMIR 2011.
L. R. Rabiner, R. W. Schafer, "Digital processing of speech signals", 1978, p. 411 (Durbin's recursion).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

ORDER = 40
"""Order of the prediction."""
BLOCK = 10_000
"""Samples that share one set of prediction coefficients."""
_LAGS = 48  # ORDER + 1, rounded up to whole vector registers
_ZERO_LAG = _LAGS - 1
_TILE = 2_000  # output samples worked on at once: input and output stay in the nearest cache
_SMOOTHING = np.float32(0.125)
_ONE = np.float32(1)
_FIRST_POWER = np.float32(0.001)


def first_autocorrelation() -> NDArray[np.float32]:
    """The smoothed autocorrelation before the first block, lags 0 to 40."""
    state = np.zeros(ORDER + 1, np.float32)
    state[0] = _FIRST_POWER
    return state


def first_history() -> NDArray[np.float32]:
    """The last samples of the block before the first."""
    return np.zeros(ORDER + 1, np.float32)


@njit(cache=True, nogil=True, error_model="numpy")
def _autocorrelate(x, out):  # type: ignore[no-untyped-def]
    """Sums of x[j] x[j - lag] over one block; ``out[47 - lag]`` holds them.

    Eight samples at a time against all lags: every sum still takes its terms one by one, in order.
    """
    count = len(x)
    padded = np.zeros(count + _ZERO_LAG, np.float32)
    padded[_ZERO_LAG:] = x
    out[:] = np.float32(0)
    whole = count - count % 8
    for j in range(0, whole, 8):
        a, b, c, d = x[j], x[j + 1], x[j + 2], x[j + 3]
        e, f, g, h = x[j + 4], x[j + 5], x[j + 6], x[j + 7]
        z = padded[j : j + _LAGS + 7]
        for k in range(_LAGS):
            s = out[k] + a * z[k]
            s = s + b * z[k + 1]
            s = s + c * z[k + 2]
            s = s + d * z[k + 3]
            s = s + e * z[k + 4]
            s = s + f * z[k + 5]
            s = s + g * z[k + 6]
            out[k] = s + h * z[k + 7]
    for j in range(whole, count):
        for k in range(_LAGS):
            out[k] += x[j] * padded[j + k]


@njit(cache=True, nogil=True, error_model="numpy")
def _predictor(autocorrelation):  # type: ignore[no-untyped-def]
    """Prediction coefficients ``a[1..40]`` by Durbin's recursion (``a[0]`` is not used)."""
    a = np.zeros(ORDER + 1, np.float32)
    error = autocorrelation[0]
    for i in range(1, ORDER + 1):
        total = np.float32(0)
        for j in range(1, i):
            total += a[j] * autocorrelation[i - j]
        reflection = (autocorrelation[i] - total) / error
        a[i] = reflection
        for j in range(1, i // 2 + 1):
            low, high = a[j], a[i - j]
            a[j] = low - reflection * high
            a[i - j] = high - reflection * low
        error = (_ONE - reflection * reflection) * error
    return a


@njit(cache=True, nogil=True, error_model="numpy")
def _subtract_ten(x, a, y):  # type: ignore[no-untyped-def]
    """``y[n] -= a[0] x[n + 9] + ... + a[9] x[n]``, one term after the other."""
    c0, c1, c2, c3, c4 = a[0], a[1], a[2], a[3], a[4]
    c5, c6, c7, c8, c9 = a[5], a[6], a[7], a[8], a[9]
    for n in range(len(y)):
        s = y[n] - c0 * x[n + 9]
        s = s - c1 * x[n + 8]
        s = s - c2 * x[n + 7]
        s = s - c3 * x[n + 6]
        s = s - c4 * x[n + 5]
        s = s - c5 * x[n + 4]
        s = s - c6 * x[n + 3]
        s = s - c7 * x[n + 2]
        s = s - c8 * x[n + 1]
        y[n] = s - c9 * x[n]


@njit(cache=True, nogil=True, error_model="numpy")
def whiten_block(x, autocorrelation, history, out):  # type: ignore[no-untyped-def]
    """Whiten one block and carry the state on.

    Parameters
    ----------
    x : float32 (n,), n <= 10 000
        Samples of the block.
    autocorrelation : float32 (41,)
        Smoothed autocorrelation; updated.
    history : float32 (41,)
        Last samples of the block before; updated. The reference reads it one sample late, and so do we.
    out : float32 (n,)
        Receives the residual.
    """
    count = len(x)
    sums = np.empty(_LAGS, np.float32)
    _autocorrelate(x, sums)
    for lag in range(ORDER + 1):
        autocorrelation[lag] += _SMOOTHING * (sums[_ZERO_LAG - lag] - autocorrelation[lag])
    a = _predictor(autocorrelation)
    for n in range(min(ORDER, count)):
        s = x[n]
        for k in range(n + 1, ORDER + 1):
            s -= a[k] * history[ORDER + n - k]
        for k in range(1, n + 1):
            s -= a[k] * x[n - k]
        out[n] = s
    for start in range(ORDER, count, _TILE):
        stop = min(start + _TILE, count)
        tile = out[start:stop]
        tile[:] = x[start:stop]
        for k in range(1, ORDER + 1, 10):
            _subtract_ten(x[start - k - 9 : stop - k], a[k : k + 10], tile)
    if count > ORDER:
        history[:] = x[count - ORDER - 1 :]


def whiten(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """Whiten a whole recording.

    Parameters
    ----------
    pcm : float32 (n,)
        Mono samples at 11 025 Hz.

    Returns
    -------
    float32 (n,)
        The residual. The last sample is 0: the reference never writes it.
    """
    out = np.zeros_like(pcm)
    autocorrelation, history = first_autocorrelation(), first_history()
    for start in range(0, len(pcm), BLOCK):
        stop = min(start + BLOCK, len(pcm) - 1)
        whiten_block(pcm[start:stop], autocorrelation, history, out[start:stop])
    return out
