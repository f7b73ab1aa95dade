from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.envelopes import EnvelopeStream, envelopes
from spotgui.fingerprint.filterbank import modulation, prototype
from spotgui.fingerprint.subbands import energies
from spotgui.fingerprint.whitening import whiten

PCM = (0.1 * np.random.default_rng(3).standard_normal(35_000)).astype(np.float32)


def test_energies_equal_the_formula() -> None:
    whitened = whiten(PCM[:6_000])
    frames = (len(whitened) - 127) // 8
    windows = np.lib.stride_tricks.sliding_window_view(whitened.astype(float), 128)[::8][:frames]
    folded = (windows * prototype()).reshape(frames, 8, 16).sum(axis=1)
    cosine, sine = modulation().astype(float)
    expected = ((folded @ cosine.T) ** 2 + (folded @ sine.T) ** 2).T
    got = energies(whitened)
    assert got.shape == expected.shape
    np.testing.assert_allclose(got, expected, rtol=1e-3, atol=1e-6 * expected.max())


def test_envelopes_equal_the_formula() -> None:
    energy = energies(whiten(PCM)).astype(float)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(8) / 7)
    count = energy.shape[1] // 4 - 1
    expected = np.sqrt(sum(window[i] * energy[:, i : i + 4 * count : 4] for i in range(8)))
    got = envelopes(PCM)
    assert got.shape == expected.shape
    np.testing.assert_allclose(got, expected, rtol=1e-5)


@given(st.lists(st.integers(0, 35_000), max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_stream_gives_the_same_columns(cuts: list[int]) -> None:
    stream = EnvelopeStream()
    parts = [stream.feed(block) for block in np.split(PCM, sorted(cuts))]
    parts.append(stream.feed(PCM[:0], last=True))
    np.testing.assert_array_equal(np.concatenate(parts, axis=1), envelopes(PCM))


@pytest.mark.parametrize("samples", [0, 1, 127, 183, 190, 191, 192, 223])
def test_short_sound(samples: int) -> None:
    assert envelopes(PCM[:samples]).shape == (8, max((samples - 127) // 8 // 4 - 1, 0))


def test_a_tone_lies_in_its_band() -> None:
    """Bands are 689 Hz wide. A tone alone would be whitened away, so this is the filterbank alone."""
    for band in range(8):
        frequency = (band + 0.5) * 11_025 / 16
        tone = np.sin(2 * np.pi * frequency * np.arange(2_000) / 11_025).astype(np.float32)
        level = energies(tone).mean(axis=1)
        assert level.argmax() == band
        assert np.sort(level)[-2] < level[band] / 1_000
