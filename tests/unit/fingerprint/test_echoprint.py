from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.echoprint import Fingerprinter, fingerprint
from spotgui.fingerprint.onset_list import OnsetList

BLOCK = 10_000


def music(samples: int, seed: int = 0) -> np.ndarray:
    """Decaying tones and noise, so that there are onsets in every band."""
    random = np.random.default_rng(seed)
    pcm = 0.01 * random.standard_normal(samples)
    for start in range(2_000, samples, 4_410):
        length = min(4_000, samples - start)
        t = np.arange(length) / 11_025
        burst = random.standard_normal(length) + 5 * np.sin(2 * np.pi * random.uniform(200, 4_000) * t)
        pcm[start : start + length] += 0.1 * burst * np.exp(-12 * t)
    return pcm.astype(np.float32)


def same(a: OnsetList, b: OnsetList) -> bool:
    return a.bounds.tolist() == b.bounds.tolist() and a.frames.tolist() == b.frames.tolist()


PCM = music(60_000)
WHOLE = fingerprint(PCM)


def test_finds_onsets_in_every_band() -> None:
    assert np.diff(WHOLE.bounds).min() >= 5
    assert all((np.diff(WHOLE.band(b)) >= 128).all() for b in range(8))


@given(st.lists(st.integers(0, 60_000), max_size=12))
@settings(max_examples=60, deadline=None)
def test_blocks_of_any_size_give_the_same(cuts: list[int]) -> None:
    stream = Fingerprinter()
    for block in np.split(PCM, sorted(cuts)):
        stream.feed(block)
    assert same(stream.finish(), WHOLE)


@pytest.mark.parametrize("size", [1, 7, 31, 32, 4_096, BLOCK - 1, BLOCK, BLOCK + 1])
def test_blocks_of_one_size_give_the_same(size: int) -> None:
    pcm = PCM[: 2_500 if size < 10 else len(PCM)]
    stream = Fingerprinter()
    for start in range(0, len(pcm), size):
        stream.feed(pcm[start : start + size])
    assert same(stream.finish(), fingerprint(pcm))


@given(st.integers(-3, 3), st.integers(1, 5), st.integers(1, 60_000))
@settings(max_examples=60, deadline=None)
def test_any_length_around_whole_blocks_streams_alike(extra: int, blocks: int, cut: int) -> None:
    pcm = PCM[: blocks * BLOCK + extra]
    stream = Fingerprinter()
    stream.feed(pcm[:cut])
    stream.feed(pcm[cut:])
    assert same(stream.finish(), fingerprint(pcm))


def test_onsets_so_far_are_those_of_the_whole_but_the_newest() -> None:
    stream = Fingerprinter()
    stream.feed(PCM[:40_000])
    so_far = stream.onsets()
    assert 0 < len(so_far) < len(WHOLE)
    for band in range(8):
        settled = so_far.band(band)[:-1]
        assert settled.tolist() == WHOLE.band(band)[: len(settled)].tolist()


@pytest.mark.parametrize("samples", [0, 1, 2, 40, 41, 127, 128, 183, 184, 185, 300])
def test_sound_too_short_for_an_onset(samples: int) -> None:
    assert len(fingerprint(music(samples))) == 0


def test_nothing_fed() -> None:
    stream = Fingerprinter()
    assert len(stream.onsets()) == 0
    assert len(stream.finish()) == 0


def test_silence_has_no_onsets() -> None:
    assert len(fingerprint(np.zeros(200_000, np.float32))) == 0


def test_constant_and_full_scale_square_wave_do_no_harm() -> None:
    for pcm in (np.ones(50_000), np.sign(np.sin(np.arange(50_000) * 0.3))):
        assert np.isfinite(fingerprint(pcm.astype(np.float32)).frames).all()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_samples_that_are_not_finite(bad: float) -> None:
    pcm = PCM.copy()
    pcm[17] = bad
    with pytest.raises(ValueError, match="finite"):
        fingerprint(pcm)
    with pytest.raises(ValueError, match="finite"):
        Fingerprinter().feed(pcm)


def test_two_channels() -> None:
    with pytest.raises(ValueError, match="mono"):
        fingerprint(np.zeros((2, 100), np.float32))


def test_a_strided_view_is_read_as_it_is() -> None:
    stereo = np.stack([PCM, np.zeros_like(PCM)], axis=1)
    assert same(fingerprint(stereo[:, 0]), WHOLE)
