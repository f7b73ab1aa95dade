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
from spotgui.fingerprint.bits import trailing_zeros
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.onset_list import OnsetList

VERSION = 1
DAMAGED: Final = -1
"""What is returned for bytes that are not what they should be."""
NO_ROOM: Final = -2
"""`unpack_into`: the fingerprint has more onsets than the output has room for."""
OUT_OF_RANGE: Final = -1
FALLING: Final = -2
WHY_NOT: Final = {
    OUT_OF_RANGE: "onsets must lie between frame 0 and thirteen hours",
    FALLING: "the onsets of a band must rise",
}
"""What `pack_into` may return instead of a size."""
MAX_FRAMES = 1 << 24
"""Whole frames below this are exact in float32: thirteen hours."""
_FIXED_HEADER = 6
_COUNT_BYTES = 4
"""Of a band's number of onsets, at most."""
_ESCAPE = 8  # zeros that announce a plain value
_PLAIN_BITS = 24
_SURE_BITS = 57
"""Of a word that is loaded from any bit on."""
_LOW_PARAMETERS = 16


@njit(cache=True, nogil=True, inline="always")
def bits_at(buffer, bit):  # type: ignore[no-untyped-def]
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
def read_varint(buffer, at, stop):  # type: ignore[no-untyped-def]
    """A number of seven bits a byte, the lowest first, the high bit set while another byte follows.

    Returns
    -------
    tuple of int
        The number, and where the next byte lies; `DAMAGED` for the latter when the number does not end before `stop`.
    """
    value, shift = 0, 0
    while at < stop:
        byte = int(buffer[at])
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
    return 0, DAMAGED


@njit(cache=True, nogil=True)
def _read_counts(buffer, bounds):  # type: ignore[no-untyped-def]
    """Fill ``bounds`` from the header; returns the header's length in bytes, or `DAMAGED`."""
    if len(buffer) < _FIXED_HEADER or buffer[0] != VERSION:
        return DAMAGED
    position = _FIXED_HEADER
    bounds[0] = 0
    for band in range(BANDS):
        count, position = read_varint(buffer, position, min(len(buffer), position + _COUNT_BYTES))
        if position == DAMAGED:
            return DAMAGED
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
    bit, end = np.int64(8 * header), np.int64(8 * len(buffer))
    for band in range(BANDS):
        low_bits = np.uint64((buffer[2 + band // 2] >> (4 * (band % 2))) & 15)
        mask = (np.uint64(1) << low_bits) - np.uint64(1)
        frame = -smallest
        i, stop = np.int64(bounds[band]), np.int64(bounds[band + 1])
        while i < stop:
            # some gaps for every word that is loaded: the next one's place waits for the one before
            word = bits_at(buffer, bit)
            last = bit + _SURE_BITS - np.int64(low_bits) - _ESCAPE
            zeros = np.uint64(0)
            while i < stop and bit <= last and zeros < _ESCAPE:
                rest = word >> low_bits
                zeros = trailing_zeros(rest | np.uint64(1 << _ESCAPE))
                if zeros < _ESCAPE:
                    frame += np.int64((zeros << low_bits) | (word & mask)) + smallest
                    bit += np.int64(low_bits + zeros) + 1
                    word = (rest >> zeros) >> np.uint64(1)
                    frames[np.uint64(i)] = np.float32(frame)
                    i += 1
            if zeros == _ESCAPE:
                word = bits_at(buffer, bit)
                plain = (word >> (low_bits + np.uint64(_ESCAPE))) & np.uint64(MAX_FRAMES - 1)
                frame += np.int64(plain) + smallest
                bit += np.int64(low_bits) + _ESCAPE + _PLAIN_BITS
                frames[np.uint64(i)] = np.float32(frame)
                i += 1
        if bit > end or frame >= MAX_FRAMES:
            return DAMAGED
    if end - bit >= 8:
        return DAMAGED
    return np.int64(bounds[BANDS])


@njit(cache=True, nogil=True)
def _bits_needed(gaps, low_bits):  # type: ignore[no-untyped-def]
    """Bits of some gaps with a Rice parameter; 32-bit numbers and no branches, so that it becomes vectors."""
    needed = np.int32(0)
    low = np.int32(low_bits)
    for i in range(len(gaps)):
        quotient = gaps[i] >> low
        needed += quotient + np.int32(1) if quotient < _ESCAPE else np.int32(_ESCAPE + _PLAIN_BITS)
    return np.int64(needed) + len(gaps) * low_bits


@njit(cache=True, nogil=True)
def _best_parameter(gaps):  # type: ignore[no-untyped-def]
    """The Rice parameter that needs the fewest bits, the smallest of several."""
    best, fewest = 0, _bits_needed(gaps, 0)
    for low_bits in range(1, _LOW_PARAMETERS):
        needed = _bits_needed(gaps, low_bits)
        if needed < fewest:
            best, fewest = low_bits, needed
    return best


@njit(cache=True, nogil=True)
def _write_gaps(out, bit, gaps, low_bits):  # type: ignore[no-untyped-def]
    """Write the gaps of one band from ``bit`` on, where ``out`` has no set bits yet; returns the bit after them."""
    position, used = bit >> 3, np.uint64(bit & 7)
    held = np.uint64(out[position]) & ((np.uint64(1) << used) - np.uint64(1))
    low = np.uint64(low_bits)
    for i in range(len(gaps)):
        gap = np.uint64(gaps[i])
        quotient = gap >> low
        word = gap & ((np.uint64(1) << low) - np.uint64(1))
        if quotient < np.uint64(_ESCAPE):
            held |= (word | np.uint64(1) << (low + quotient)) << used
            used += low + quotient + np.uint64(1)
        else:
            held |= (word | gap << (low + np.uint64(_ESCAPE))) << used
            used += low + np.uint64(_ESCAPE + _PLAIN_BITS)
        while used >= np.uint64(8):
            out[position] = np.uint8(held & np.uint64(255))
            position += 1
            held >>= np.uint64(8)
            used -= np.uint64(8)
    out[position] = np.uint8(held)
    return 8 * position + np.int64(used)


@njit(cache=True, nogil=True)
def _gaps_into(frames, bounds, gaps):  # type: ignore[no-untyped-def]
    """Fill ``gaps``, less the smallest; returns that, or `OUT_OF_RANGE` or `FALLING`."""
    smallest = np.int64(255)
    for band in range(BANDS):
        before = np.int32(0)
        for i in range(bounds[band], bounds[band + 1]):
            if not (frames[i] >= 0 and frames[i] < MAX_FRAMES - 1):
                return OUT_OF_RANGE
            frame = np.int32(np.rint(frames[i]))
            gaps[i] = frame - before
            before = frame
            if i > bounds[band]:
                smallest = min(smallest, np.int64(gaps[i]))
    if smallest < 0:
        return FALLING
    for band in range(BANDS):
        gaps[bounds[band] + 1 : bounds[band + 1]] -= np.int32(smallest)
    return smallest


@njit(cache=True, nogil=True)
def pack_into(frames, bounds, out):  # type: ignore[no-untyped-def]
    """Pack one fingerprint.

    Parameters
    ----------
    frames : float32 (n,)
        Onsets, in frames, band by band; rounded to whole frames.
    bounds : int32 (9,)
        Where each band's onsets lie.
    out : uint8
        At least `room_for` that many onsets.

    Returns
    -------
    int
        Number of bytes, or `OUT_OF_RANGE` or `FALLING`.
    """
    gaps = np.empty(len(frames), np.int32)
    smallest = _gaps_into(frames, bounds, gaps)
    if smallest < 0:
        return np.int64(smallest)
    out[0], out[1] = VERSION, smallest
    out[2:_FIXED_HEADER] = 0
    position = _FIXED_HEADER
    for band in range(BANDS):
        count = np.int64(bounds[band + 1] - bounds[band])
        while count >= 128:
            out[position] = np.uint8((count & 127) | 128)
            position += 1
            count >>= 7
        out[position] = np.uint8(count)
        position += 1
    bit = 8 * position
    for band in range(BANDS):
        mine = gaps[bounds[band] : bounds[band + 1]]
        low_bits = _best_parameter(mine)
        out[2 + band // 2] |= np.uint8(low_bits << (4 * (band % 2)))
        bit = _write_gaps(out, bit, mine, low_bits)
    return np.int64((bit + 7) // 8)


@njit(cache=True, nogil=True)
def room_for(onsets):  # type: ignore[no-untyped-def]
    """Bytes that suffice for that many onsets, wherever they are."""
    return _FIXED_HEADER + 4 * BANDS + 6 * onsets + 8


def pack(onsets: OnsetList) -> bytes:
    """Pack a fingerprint; onsets are rounded to whole frames.

    An onset recovered from a code string is a mean over the frames of one tick, so rounding keeps its tick.

    Raises
    ------
    ValueError
        Onsets are negative, not finite, fall within a band, or lie beyond thirteen hours.
    """
    out = np.empty(room_for(len(onsets)), np.uint8)
    size = pack_into(onsets.frames, onsets.bounds, out)
    if size < 0:
        raise ValueError(WHY_NOT[size])
    return out[:size].tobytes()


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
