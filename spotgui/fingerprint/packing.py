"""The stored form of a fingerprint: Rice-coded gaps, about 1.2 kB a track.

Layout, all bits from the lowest upwards:

- one byte: version of the layout;
- one byte: the smallest gap of the fingerprint, which every gap is reduced by (at most 255);
- four bytes: the Rice parameter of each band, four bits each;
- for each band its number of onsets, seven bits a byte, the high bit says that another byte follows;
- for each band, each gap to the onset before (the first: to frame 0) in whole frames: the parameter's low bits, then
  the rest in unary (that many zeros and a one). Eight zeros instead escape to 24 plain bits.

Gaps are nearly exponential, for which Rice codes are within 0.05 bits of the entropy.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.onset_list import OnsetList

VERSION = 1
DAMAGED: Final = -1
"""`unpack_into`: the bytes are not a packed fingerprint."""
NO_ROOM: Final = -2
"""`unpack_into`: the fingerprint has more onsets than the output has room for."""
MAX_FRAMES = 1 << 24
"""Whole frames below this are exact in float32: thirteen hours."""
_FIXED_HEADER = 6
_ESCAPE = 8  # zeros that announce a plain value
_PLAIN_BITS = 24
_LOW_PARAMETERS = 16


def _count_zeros() -> NDArray[np.uint8]:
    """Trailing zeros of every byte; 8 for zero."""
    return np.array([_ESCAPE if b == 0 else (b & -b).bit_length() - 1 for b in range(256)], np.uint8)


_ZEROS = _count_zeros()


@njit(cache=True, nogil=True, inline="always")
def _bits_at(buffer, bit):  # type: ignore[no-untyped-def]
    """At least 57 bits from ``bit`` on; zeros follow the end."""
    first = bit >> 3
    word = np.uint64(0)
    if first + 8 <= len(buffer):
        # written out, with unsigned indices, so that the compiler makes one load of it
        at = np.uint64(first)
        word |= np.uint64(buffer[at])
        word |= np.uint64(buffer[at + np.uint64(1)]) << np.uint64(8)
        word |= np.uint64(buffer[at + np.uint64(2)]) << np.uint64(16)
        word |= np.uint64(buffer[at + np.uint64(3)]) << np.uint64(24)
        word |= np.uint64(buffer[at + np.uint64(4)]) << np.uint64(32)
        word |= np.uint64(buffer[at + np.uint64(5)]) << np.uint64(40)
        word |= np.uint64(buffer[at + np.uint64(6)]) << np.uint64(48)
        word |= np.uint64(buffer[at + np.uint64(7)]) << np.uint64(56)
    else:
        for i in range(first, len(buffer)):
            word |= np.uint64(buffer[i]) << np.uint64(8 * (i - first))
    return word >> np.uint64(bit & 7)


@njit(cache=True, nogil=True)
def _read_counts(buffer, bounds):  # type: ignore[no-untyped-def]
    """Fill ``bounds`` from the header; returns the header's length in bytes, or `DAMAGED`."""
    if len(buffer) < _FIXED_HEADER or buffer[0] != VERSION:
        return DAMAGED
    position = _FIXED_HEADER
    bounds[0] = 0
    for band in range(BANDS):
        count, shift = 0, 0
        while True:
            if position >= len(buffer) or shift > 21:
                return DAMAGED
            byte = int(buffer[position])
            position += 1
            count |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        total = bounds[band] + count
        if total > 8 * len(buffer):  # an onset takes a bit at least
            return DAMAGED
        bounds[band + 1] = total
    return position


@njit(cache=True, nogil=True)
def unpack_into(buffer, frames, bounds):  # type: ignore[no-untyped-def]
    """Unpack one fingerprint; never reads outside ``buffer``, whatever it holds.

    Parameters
    ----------
    buffer : uint8 (n,)
        What `pack` returned, for example a slice of a memory-mapped file.
    frames : float32 (room,)
        Receives the onsets, in frames, band by band.
    bounds : int32 (9,)
        Receives where each band's onsets lie.

    Returns
    -------
    int
        Number of onsets, or `DAMAGED`, or `NO_ROOM`. The outputs are undefined in the last two cases.
    """
    header = _read_counts(buffer, bounds)
    if header < 0:
        return DAMAGED
    if bounds[BANDS] > len(frames):
        return NO_ROOM
    smallest = np.int64(buffer[1])
    bit, end = 8 * header, 8 * len(buffer)
    for band in range(BANDS):
        low_bits = np.uint64((buffer[2 + band // 2] >> (4 * (band % 2))) & 15)
        mask = (np.uint64(1) << low_bits) - np.uint64(1)
        frame = -smallest
        for i in range(bounds[band], bounds[band + 1]):
            word = _bits_at(buffer, bit)
            low = np.int64(word & mask)
            word >>= low_bits
            zeros = np.int64(_ZEROS[word & np.uint64(255)])
            if zeros < _ESCAPE:
                value = (zeros << np.int64(low_bits)) | low
                bit += np.int64(low_bits) + zeros + 1
            else:
                value = np.int64((word >> np.uint64(_ESCAPE)) & np.uint64(MAX_FRAMES - 1))
                bit += np.int64(low_bits) + _ESCAPE + _PLAIN_BITS
            frame += value + smallest
            if bit > end or frame >= MAX_FRAMES:
                return DAMAGED
            frames[i] = np.float32(frame)
    if end - bit >= 8:
        return DAMAGED
    return np.int64(bounds[BANDS])


@njit(cache=True, nogil=True)
def _size(value, low_bits):  # type: ignore[no-untyped-def]
    quotient = value >> low_bits
    return low_bits + (quotient + 1 if quotient < _ESCAPE else _ESCAPE + _PLAIN_BITS)


@njit(cache=True, nogil=True)
def _write_bits(buffer, bit, value, count):  # type: ignore[no-untyped-def]
    for i in range(count):
        if (value >> i) & 1:
            buffer[(bit + i) >> 3] |= np.uint8(1 << ((bit + i) & 7))
    return bit + count


@njit(cache=True, nogil=True)
def _pack(frames, bounds):  # type: ignore[no-untyped-def]
    """The packed bytes of whole frames int64 (n,), rising in each band."""
    smallest = 255
    for band in range(BANDS):
        for i in range(bounds[band] + 1, bounds[band + 1]):
            smallest = min(smallest, frames[i] - frames[i - 1])
    values = frames.copy()
    parameters = np.zeros(BANDS, np.int64)
    total_bits = 0
    for band in range(BANDS):
        for i in range(bounds[band + 1] - 1, bounds[band], -1):
            values[i] -= values[i - 1] + smallest
        fewest = -1
        for low_bits in range(_LOW_PARAMETERS):
            needed = 0
            for i in range(bounds[band], bounds[band + 1]):
                needed += _size(values[i], low_bits)
            if fewest < 0 or needed < fewest:
                fewest, parameters[band] = needed, low_bits
        total_bits += fewest
    buffer = np.zeros(_FIXED_HEADER + 4 * BANDS + (total_bits + 7) // 8, np.uint8)
    buffer[0], buffer[1] = VERSION, smallest
    position = _FIXED_HEADER
    for band in range(BANDS):
        buffer[2 + band // 2] |= np.uint8(parameters[band] << (4 * (band % 2)))
        count = np.int64(bounds[band + 1] - bounds[band])
        while count >= 128:
            buffer[position] = np.uint8((count & 127) | 128)
            position += 1
            count >>= 7
        buffer[position] = np.uint8(count)
        position += 1
    bit = 8 * position
    for band in range(BANDS):
        low_bits = parameters[band]
        for i in range(bounds[band], bounds[band + 1]):
            quotient = values[i] >> low_bits
            bit = _write_bits(buffer, bit, values[i], low_bits)
            if quotient < _ESCAPE:
                bit = _write_bits(buffer, bit, np.int64(1) << quotient, quotient + 1)
            else:
                bit = _write_bits(buffer, bit, values[i] << _ESCAPE, _ESCAPE + _PLAIN_BITS)
    return buffer[: (bit + 7) // 8]


def pack(onsets: OnsetList) -> bytes:
    """Pack a fingerprint; onsets are rounded to whole frames.

    An onset recovered from a code string is a mean over the frames of one tick, so rounding keeps its tick.

    Raises
    ------
    ValueError
        Onsets are negative, not finite, fall within a band, or lie beyond thirteen hours.
    """
    if len(onsets) and not (onsets.frames.min() >= 0 and onsets.frames.max() < MAX_FRAMES - 1):
        raise ValueError("onsets must lie between frame 0 and thirteen hours")
    frames = np.rint(onsets.frames).astype(np.int64)
    falls = np.diff(frames) < 0
    starts = onsets.bounds[(onsets.bounds > 0) & (onsets.bounds < len(frames))]
    falls[starts - 1] = False
    if falls.any():
        raise ValueError("the onsets of a band must rise")
    packed: NDArray[np.uint8] = _pack(frames, onsets.bounds)
    return packed.tobytes()


def unpack(packed: bytes | memoryview | NDArray[np.uint8]) -> OnsetList:
    """Unpack a stored fingerprint.

    Raises
    ------
    CorruptLibraryError
        The bytes are not a packed fingerprint of this version.
    """
    buffer = np.frombuffer(packed, np.uint8)
    frames, bounds = np.empty(8 * len(buffer), np.float32), np.empty(BANDS + 1, np.int32)
    count = unpack_into(buffer, frames, bounds)
    if count < 0:
        raise CorruptLibraryError(
            "A stored fingerprint is damaged.", "Run `spotgui verify` to see where, and rebuild the index."
        )
    return OnsetList(frames[:count].copy(), bounds)
