from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.errors import CorruptLibraryError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import DAMAGED, MAX_FRAMES, NO_ROOM, VERSION, pack, unpack, unpack_into

BAND = st.lists(st.integers(0, 100_000) | st.integers(0, MAX_FRAMES - 2), max_size=60).map(sorted)
BANDS = st.lists(BAND, min_size=8, max_size=8)


def track(seed: int = 0) -> OnsetList:
    """Gaps like those of real strings."""
    random = np.random.default_rng(seed)
    return OnsetList.from_bands(
        [np.cumsum(128 + random.exponential(520, random.integers(90, 130)).astype(int)) for _ in range(8)]
    )


@given(BANDS)
@settings(max_examples=200, deadline=None)
def test_what_is_packed_is_unpacked(bands: list[list[int]]) -> None:
    again = unpack(pack(OnsetList.from_bands(bands)))
    assert [again.band(b).tolist() for b in range(8)] == bands


def test_empty() -> None:
    assert len(unpack(pack(OnsetList.from_bands([[]] * 8)))) == 0


def test_size_of_a_track() -> None:
    onsets = track()
    assert len(pack(onsets)) / len(onsets) < 1.38


def test_fractions_are_rounded() -> None:
    onsets = OnsetList.from_bands([[10.4, 200.6], *[[]] * 7])
    assert unpack(pack(onsets)).band(0).tolist() == [10, 201]


@pytest.mark.parametrize("frames", [[5, 3], [-1, 4], [np.nan], [np.inf], [MAX_FRAMES]])
def test_onsets_that_cannot_be_packed(frames: list[float]) -> None:
    with pytest.raises(ValueError, match="onsets"):
        pack(OnsetList.from_bands([[1]] * 7 + [frames]))


def test_the_same_frame_twice_in_two_bands_is_fine() -> None:
    onsets = OnsetList.from_bands([[900], [3], *[[]] * 6])
    assert unpack(pack(onsets)).frames.tolist() == [900, 3]


def test_unpacking_into_arrays() -> None:
    onsets = track()
    packed = np.frombuffer(b"before" + pack(onsets) + b"behind", np.uint8)[6:-6]
    frames, bounds = np.empty(2_000, np.float32), np.empty(9, np.int32)
    count = unpack_into(packed, frames, bounds)
    assert frames[:count].tolist() == onsets.frames.tolist()
    assert bounds.tolist() == onsets.bounds.tolist()
    assert unpack_into(packed, frames[: count - 1], bounds) == NO_ROOM


def test_cut_off_anywhere() -> None:
    packed = pack(track())
    for length in range(len(packed)):
        with pytest.raises(CorruptLibraryError):
            unpack(packed[:length])


def test_longer_than_it_says() -> None:
    with pytest.raises(CorruptLibraryError):
        unpack(pack(track()) + b"\0")


def test_another_version() -> None:
    with pytest.raises(CorruptLibraryError):
        unpack(bytes([VERSION + 1]) + pack(track())[1:])


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_within_bounds(junk: bytes, versioned: bool) -> None:
    """Guards around the buffers show a write outside; the values show a read outside."""
    packed = bytes([VERSION]) + junk if versioned else junk
    frames, bounds = np.full(3_000, -5, np.float32), np.empty(9, np.int32)
    results = []
    for around in (b"\0", b"\xff"):
        buffer = np.frombuffer(around * 16 + packed + around * 16, np.uint8)[16:-16]
        count = unpack_into(buffer, frames[100:-100], bounds)
        assert count in (DAMAGED, NO_ROOM) or count == bounds[8]
        results.append((count, frames[100 : 100 + max(count, 0)].tolist()))
        assert (frames[:100] == -5).all()
        assert (frames[-100:] == -5).all()
    assert results[0] == results[1]


@given(st.integers(0, 8 * 1_300), st.integers(0, 20))
@settings(max_examples=200, deadline=None)
def test_a_flipped_bit_gives_rising_onsets_or_an_error(bit: int, seed: int) -> None:
    packed = bytearray(pack(track(seed)))
    packed[bit // 8 % len(packed)] ^= 1 << bit % 8
    try:
        onsets = unpack(bytes(packed))
    except CorruptLibraryError:
        return
    assert all((np.diff(onsets.band(b)) >= 0).all() for b in range(8))
