from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.fingerprint.hashing import codes_of, delta_tick, hash_deltas, time_tick
from spotgui.fingerprint.onset_list import OnsetList


def murmur(data: bytes, seed: int = 0x9EA5FA36) -> int:
    """MurmurHash2, plainly."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = seed ^ len(data)
    while len(data) >= 4:
        k = struct.unpack("<I", data[:4])[0] * m & mask
        k = (k ^ (k >> 24)) * m & mask
        h = (h * m & mask) ^ k
        data = data[4:]
    if data:
        h = (h ^ int.from_bytes(data, "little")) * m & mask
    h = (h ^ (h >> 13)) * m & mask
    return h ^ (h >> 15)


@given(st.integers(-(2**15), 2**15 - 1), st.integers(-(2**15), 2**15 - 1), st.integers(0, 7))
def test_hash_is_murmur_of_five_bytes(first: int, second: int, band: int) -> None:
    assert hash_deltas(first, second, band) == murmur(struct.pack("<hhB", first, second, band)) & 0xFFFFF


@given(st.integers(0, 10_000_000))
def test_ticks_are_exact(frames: int) -> None:
    assert delta_tick(frames) == time_tick(frames) == frames * 1_280 // 10_143


@pytest.mark.parametrize(("onsets", "codes"), [(0, 0), (2, 0), (3, 1), (4, 4), (5, 10), (6, 16), (40, 6 * 38 - 8)])
def test_number_of_codes(onsets: int, codes: int) -> None:
    frames = 200 * np.arange(onsets)
    assert len(codes_of(OnsetList.from_bands([frames] + [[]] * 7))) == codes


def test_order_is_band_by_band_then_time() -> None:
    frames = 300 * np.arange(12)
    codes = codes_of(OnsetList.from_bands([frames + band for band in range(8)]))
    assert np.count_nonzero(np.diff(codes.times) < 0) == 7
    assert len(codes) == 8 * (6 * 10 - 8)


def test_the_six_codes_of_an_onset() -> None:
    frames = np.array([0, 200, 500, 900, 1_400])
    codes = codes_of(OnsetList.from_bands([[]] * 5 + [frames] + [[]] * 2)).codes[:6].tolist()
    triples = [(0, 1, 2), (0, 1, 3), (0, 2, 3), (0, 1, 4), (0, 2, 4), (0, 3, 4)]
    expected = [
        hash_deltas(delta_tick(frames[b] - frames[a]), delta_tick(frames[c] - frames[b]), 5) for a, b, c in triples
    ]
    assert codes == expected
