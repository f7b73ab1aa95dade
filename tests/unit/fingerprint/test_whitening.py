from __future__ import annotations

import numpy as np
import pytest

from spotgui.fingerprint.whitening import BLOCK, ORDER, whiten


def plain(pcm: np.ndarray) -> np.ndarray:
    """The specification word by word, every sum in float32, in order."""
    f = np.float32
    out = np.zeros_like(pcm)
    smoothed, old = np.zeros(ORDER + 1, f), np.zeros(ORDER + 1, f)
    smoothed[0] = 0.001
    for start in range(0, len(pcm), BLOCK):
        x = pcm[start : min(start + BLOCK, len(pcm) - 1)]
        if len(x) == 0:
            break
        for lag in range(ORDER + 1):
            total = np.add.accumulate(x[lag:] * x[: len(x) - lag], dtype=f)[-1] if len(x) > lag else f(0)
            smoothed[lag] += (total - smoothed[lag]) / f(8)
        a, error = np.zeros(ORDER + 1, f), smoothed[0]
        for i in range(1, ORDER + 1):
            total = f(0)
            for j in range(1, i):
                total += a[j] * smoothed[i - j]
            k = (smoothed[i] - total) / error
            before = a.copy()
            for j in range(1, i):
                a[j] = before[j] - k * before[i - j]
            a[i] = k
            error = (f(1) - k * k) * error
        history = np.concatenate([old[:ORDER], x])
        y = x.copy()
        for n in range(min(ORDER, len(x))):
            for k in (*range(n + 1, ORDER + 1), *range(1, n + 1)):
                y[n] -= a[k] * history[ORDER + n - k]
        for k in range(1, ORDER + 1) if len(x) > ORDER else ():
            y[ORDER:] -= a[k] * x[ORDER - k : len(x) - k]
        out[start : start + len(x)] = y
        old = x[-ORDER - 1 :]
    return out


@pytest.mark.parametrize("samples", [2, 30, 40, 41, 42, 100, 9_999, 10_000, 10_001, 10_002, 10_050, 25_013])
def test_equals_the_specification_bit_by_bit(samples: int) -> None:
    pcm = (0.2 * np.random.default_rng(samples).standard_normal(samples)).astype(np.float32)
    pcm = np.convolve(pcm, [1, 0.9, 0.5], "same").astype(np.float32)
    np.testing.assert_array_equal(whiten(pcm), plain(pcm))


def test_the_last_sample_is_never_written() -> None:
    assert whiten(np.ones(500, np.float32))[-1] == 0


def test_flattens_a_coloured_spectrum() -> None:
    noise = np.random.default_rng(1).standard_normal(100_000)
    coloured = np.convolve(noise, 0.9 ** np.arange(60), "same").astype(np.float32) * np.float32(0.1)
    power = np.abs(np.fft.rfft(whiten(coloured)[50_000:].reshape(-1, 1_000))) ** 2
    average = power.mean(axis=0)[5:-5]
    assert average.max() / average.min() < 4
