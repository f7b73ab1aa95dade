from __future__ import annotations

import logging
import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal

from spotgui.audio.resampling import Resampler, to_mono, to_mono_11025

RATES = [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 44_101, 48_000, 96_000, 192_000]


def noise(n: int, seed: int = 1) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(n) * 0.2).astype(np.float32)


def scipy_answer(x: np.ndarray, rate: int) -> np.ndarray:
    common = math.gcd(rate, 11_025)
    return signal.resample_poly(x, 11_025 // common, rate // common)


@pytest.mark.parametrize("rate", RATES)
def test_gives_what_resample_poly_gives(rate: int) -> None:
    x = noise(rate * 3 + 17)
    got = to_mono_11025(x, rate)
    expected = scipy_answer(x, rate)
    assert got.dtype == np.float32
    assert got.shape == expected.shape
    np.testing.assert_allclose(got, expected, atol=2e-6)


@settings(max_examples=60, deadline=None)
@given(rate=st.sampled_from([8000, 11_025, 44_100, 48_000, 96_000]), data=st.data())
def test_blocks_of_any_size_give_the_whole(rate: int, data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(0, 5000), max_size=12))
    x = noise(sum(sizes))
    resampler = Resampler(rate)
    parts, at = [], 0
    for size in sizes:
        parts.append(resampler.feed(x[at : at + size]))
        at += size
    parts.append(resampler.finish())
    got = np.concatenate(parts)
    whole = to_mono_11025(x, rate)
    assert got.shape == whole.shape
    np.testing.assert_allclose(got, whole, atol=2e-6)


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_a_stream_lags_only_a_few_milliseconds_and_holds_little(rate: int) -> None:
    resampler = Resampler(rate)
    made = sum(len(resampler.feed(noise(480))) for _ in range(200))
    assert 200 * 480 * 11_025 / rate - made < 20
    assert len(resampler._held) < 480 + 100


def test_a_tone_keeps_its_pitch_and_level() -> None:
    t = np.arange(48_000 * 2) / 48_000
    y = to_mono_11025(0.5 * np.sin(2 * np.pi * 1000 * t), 48_000)[500:-500]
    spectrum = np.abs(np.fft.rfft(y * np.hanning(len(y))))
    assert abs(np.argmax(spectrum) * 11_025 / len(y) - 1000) < 1
    assert np.sqrt(np.mean(y**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)


def test_channels_are_averaged() -> None:
    x = np.stack([noise(4000, 1), noise(4000, 2), noise(4000, 3)], axis=1)
    np.testing.assert_allclose(to_mono_11025(x, 44_100), to_mono_11025(x.mean(axis=1), 44_100), atol=1e-6)
    np.testing.assert_array_equal(to_mono(x[:, :1]), x[:, 0])


def test_what_is_not_a_number_becomes_silence_and_is_said(caplog: pytest.LogCaptureFixture) -> None:
    x = noise(8000)
    clean = x.copy()
    x[[100, 200]], x[300] = np.nan, np.inf
    clean[[100, 200, 300]] = 0
    with caplog.at_level(logging.WARNING):
        got = to_mono_11025(x, 44_100)
    np.testing.assert_allclose(got, to_mono_11025(clean, 44_100), atol=1e-7)
    assert "3 samples were not numbers" in caplog.text


@pytest.mark.parametrize("n", [0, 1, 2, 50])
@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_almost_nothing(n: int, rate: int) -> None:
    common = math.gcd(rate, 11_025)
    assert len(to_mono_11025(np.zeros(n, np.float32), rate)) == -(-n * (11_025 // common) // (rate // common))


def test_long_stereo_is_not_held_in_memory_twice() -> None:
    x = np.zeros((48_000 * 120, 2), np.int16)
    tracemalloc.start()
    try:
        y = to_mono_11025(x, 48_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * y.nbytes + 12 * 2**20


def test_wrong_arguments_are_bugs() -> None:
    with pytest.raises(ValueError, match="rate 0"):
        Resampler(0)
    with pytest.raises(ValueError, match="shape"):
        to_mono(np.zeros((2, 2, 2)))
