"""Spectrum and context: the same from pieces and whole, deaf to a steady colour, and to what lies too far away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import lfilter

from spotgui.fingerprint.constants import BANDS, FRAME_SAMPLES, SAMPLE_RATE
from spotgui.recognizer.context import ContextLayers, ContextStream
from spotgui.recognizer.network import Network
from spotgui.recognizer.spectrum import BINS, COARSE_BINS, FRAMES_A_ROW, SpectrumStream

Songs = list[NDArray[np.float32]]
ROW = FRAMES_A_ROW * FRAME_SAMPLES


@pytest.fixture(scope="module")
def layers() -> ContextLayers:
    return Network.load().context


def spectrum(pcm: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    stream = SpectrumStream()
    stream.feed(pcm)
    return stream.inputs()


def context(layers: ContextLayers, pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    stream = ContextStream(layers)
    stream.feed(pcm)
    return stream.rows()


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(1, 4 * SAMPLE_RATE - 1), max_size=12))
def test_spectrum_of_pieces_is_that_of_the_whole(songs: Songs, cuts: list[int]) -> None:
    pcm = songs[0][: 4 * SAMPLE_RATE]
    stream = SpectrumStream()
    for piece in np.split(pcm, sorted(cuts)):
        stream.feed(piece)
        assert len(stream.inputs()[0]) >= stream.whole_rows  # looking must not disturb
    fine, coarse = spectrum(pcm)
    assert fine.shape == (len(pcm) // ROW + 1, BINS) and coarse.shape == (len(fine), COARSE_BINS)
    assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(stream.inputs(), (fine, coarse), strict=True))


def test_a_tone_is_in_its_bin_when_it_begins() -> None:
    pcm = np.random.default_rng(0).normal(0, 1e-3, 4 * SAMPLE_RATE).astype(np.float32)
    begins, bin_hz = 2 * SAMPLE_RATE, SAMPLE_RATE / 2 / BINS
    t = np.arange(len(pcm) - begins) / SAMPLE_RATE
    pcm[begins:] += 0.1 * np.sin(2 * np.pi * 100 * bin_hz * t).astype(np.float32)
    fine, _ = spectrum(pcm)
    row = begins // ROW
    assert abs(int(np.argmax(fine[row + 3])) - 99) <= 1  # bin 0 is not the constant; the window spreads over three
    assert fine[row + 3, 99] > 2 > 1 > np.abs(fine[row - 20 : row - 4, 99]).mean()


def test_a_steady_colour_is_taken_off(songs: Songs) -> None:
    pcm = songs[0][10 * SAMPLE_RATE : 13 * SAMPLE_RATE] + np.random.default_rng(0).normal(0, 1e-2, 3 * SAMPLE_RATE)
    dull = lfilter([0.3, 0.2], [1.0], pcm)
    (fine, coarse), (dull_fine, dull_coarse) = spectrum(pcm.astype(np.float32)), spectrum(dull.astype(np.float32))
    assert np.median(np.abs(fine - dull_fine)) < 0.02
    assert np.corrcoef((coarse - dull_coarse).mean(0), np.arange(COARSE_BINS))[0, 1] > 0.9  # where the colour is seen


def test_a_growing_clip_has_the_context_of_the_whole(songs: Songs, layers: ContextLayers) -> None:
    pcm = songs[2][: 9 * SAMPLE_RATE]
    stream = ContextStream(layers)
    for piece in np.split(pcm, [100, 40_000, 40_001, 77_777]):
        stream.feed(piece)
        grown = stream.rows()
    whole = context(layers, pcm)
    assert grown.shape == (len(pcm) // ROW + 1, BANDS, layers.width)
    assert np.allclose(grown, whole, atol=1e-4)


def test_context_ends_at_its_reach(songs: Songs, layers: ContextLayers) -> None:
    pcm = songs[2][: 8 * SAMPLE_RATE]
    other = pcm.copy()
    other[6 * SAMPLE_RATE :] = songs[0][: 2 * SAMPLE_RATE]
    changed = np.flatnonzero(np.abs(context(layers, pcm) - context(layers, other)).max((1, 2)) > 1e-4)
    first = 6 * SAMPLE_RATE // ROW - layers.reach - BINS // ROW - 1
    assert first <= changed.min() <= first + 30


def test_shortest_clips_have_context(layers: ContextLayers) -> None:
    for samples in (0, 1, ROW, 5 * ROW):
        rows = context(layers, np.zeros(samples, np.float32))
        assert rows.shape == (samples // ROW + 1, BANDS, layers.width) and np.isfinite(rows).all()
