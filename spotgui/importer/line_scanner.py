"""Cuts what is kept out of a line of JSON without parsing the 96 % that is not.

A line of the dump is one object of 180 to 580 kB. The scanner finds the byte spans of `meta`, `track` and
`sections`, whatever the order of the keys, and reads start, duration and pitches of every segment. What it skips
it only checks for balanced brackets and closed strings. Anything that it does not know (an escape in a key, a
segment without pitches, a number of twenty digits) makes it say so, and the caller gives the line to a JSON parser.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.importer.bytemask import WIDTH, bit_count, byte_at, fill_between, first_bit, match64

SLACK = WIDTH
"""Spare bytes that a buffer needs after its last line."""
PITCHES = 12
_MAX_SEGMENTS = 65_536

_META, _TRACK, _SECTIONS = 0, 2, 4
_START, _DURATION, _CLASSES = 1, 2, 4
_POWERS = 10.0 ** np.arange(23)


@njit(cache=True, nogil=True)
def _space(b: int) -> bool:
    return b == 32 or b == 10 or b == 13 or b == 9


@njit(cache=True, nogil=True)
def _skip_space(buf: NDArray[np.uint8], i: int) -> int:
    while _space(byte_at(buf, i)):
        i += 1
    return i


@njit(cache=True, nogil=True)
def _string_end(buf: NDArray[np.uint8], i: int, end: int) -> int:
    """Index after the closing quote of the string whose opening quote is at `i`; -1 when it does not end."""
    i += 1
    while i < end:
        quote = first_bit(match64(buf, i, 34))
        escape = first_bit(match64(buf, i, 92))
        if escape < quote:
            i += escape + 2
        elif quote < 64:
            return i + quote + 1 if i + quote < end else -1
        else:
            i += 64
    return -1


@njit(cache=True, nogil=True)
def _container_end(buf: NDArray[np.uint8], i: int, end: int) -> int:
    """Index after the bracket that closes the one at `i`; -1 when there is none, or an escape on the way."""
    opening = byte_at(buf, i)
    closing = opening + 2
    depth = 0
    inside = np.uint64(0)
    while i < end:
        if match64(buf, i, 92) != 0:
            return -1
        strings = fill_between(match64(buf, i, 34)) ^ inside
        opens = match64(buf, i, opening) & ~strings
        closes = match64(buf, i, closing) & ~strings
        if bit_count(closes) < depth:
            depth += bit_count(opens) - bit_count(closes)
        else:
            both = opens | closes
            while both != 0:
                k = first_bit(both)
                bit = np.uint64(1) << np.uint64(k)
                depth += 1 if opens & bit else -1
                if depth == 0:
                    return i + k + 1 if i + k < end else -1
                both ^= bit
        inside = ~np.uint64(0) if strings >> np.uint64(63) else np.uint64(0)
        i += 64
    return -1


@njit(cache=True, nogil=True)
def _escaped_container_end(buf: NDArray[np.uint8], i: int, end: int) -> int:
    """As `_container_end`, byte by byte, for what holds escapes."""
    opening = byte_at(buf, i)
    closing = opening + 2
    depth = 0
    while i < end:
        b = byte_at(buf, i)
        if b == 34:
            i = _string_end(buf, i, end)
            if i < 0:
                return -1
            continue
        if b == opening:
            depth += 1
        elif b == closing:
            depth -= 1
            if depth == 0:
                return i + 1
        i += 1
    return -1


@njit(cache=True, nogil=True)
def _scalar_end(buf: NDArray[np.uint8], i: int, end: int) -> int:
    start = i
    while i < end:
        b = byte_at(buf, i)
        if b == 44 or b == 125 or b == 93 or _space(b):
            break
        if b == 34 or b == 91 or b == 123 or b == 58:
            return -1
        i += 1
    return i if i > start else -1


@njit(cache=True, nogil=True)
def _value_end(buf: NDArray[np.uint8], i: int, end: int) -> int:
    """Index after the value at `i`; -1 when it is not understood."""
    b = byte_at(buf, i)
    if b == 34:
        return _string_end(buf, i, end)
    if b == 123 or b == 91:
        stop = _container_end(buf, i, end)
        return stop if stop >= 0 else _escaped_container_end(buf, i, end)
    return _scalar_end(buf, i, end)


@njit(cache=True, nogil=True)
def _number(buf: NDArray[np.uint8], i: int, out: NDArray[np.float32], at: int) -> int:
    """Read the number at `i` into ``out[at]``; index after it, or -1. Exact to the last bit of a double."""
    negative = byte_at(buf, i) == 45
    if negative:
        i += 1
    first = i
    mantissa = 0
    while 48 <= byte_at(buf, i) <= 57:
        mantissa = mantissa * 10 + (byte_at(buf, i) - 48)
        i += 1
    digits = i - first
    if digits == 0 or (digits > 1 and byte_at(buf, first) == 48):
        return -1
    decimals = 0
    if byte_at(buf, i) == 46:
        i += 1
        first = i
        while 48 <= byte_at(buf, i) <= 57:
            mantissa = mantissa * 10 + (byte_at(buf, i) - 48)
            i += 1
        decimals = i - first
        if decimals == 0:
            return -1
    if digits + decimals > 15 or byte_at(buf, i) == 101 or byte_at(buf, i) == 69:
        return -1
    value = mantissa / _POWERS[decimals]
    out[at] = -value if negative else value
    return i


@njit(cache=True, nogil=True)
def _pitches(buf: NDArray[np.uint8], i: int, out: NDArray[np.float32]) -> int:
    """Read the twelve numbers of the array at `i`; index after it, or -1."""
    if byte_at(buf, i) != 91:
        return -1
    i += 1
    for k in range(12):
        i = _number(buf, _skip_space(buf, i), out, k)
        if i < 0:
            return -1
        i = _skip_space(buf, i)
        if byte_at(buf, i) != (93 if k == 11 else 44):
            return -1
        i += 1
    return i


@njit(cache=True, nogil=True)
def _named(buf: NDArray[np.uint8], i: int, name: bytes) -> bool:
    for k in range(len(name)):  # noqa: SIM110 - numba compiles this, not all()
        if byte_at(buf, i + k) != name[k]:
            return False
    return True


@njit(cache=True, nogil=True)
def _segment_value(
    buf: NDArray[np.uint8],
    key: int,
    size: int,
    i: int,
    end: int,
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
) -> tuple[int, int]:
    """Read or skip the value at `i`; the index after it (-1 not understood) and which of the three it was."""
    if size == 5 and _named(buf, key, b"start"):
        return _number(buf, i, times, 0), _START
    if size == 8 and _named(buf, key, b"duration"):
        return _number(buf, i, times, 1), _DURATION
    if size == 7 and _named(buf, key, b"pitches"):
        return _pitches(buf, i, pitches), _CLASSES
    b = byte_at(buf, i)
    if b == 45 or 48 <= b <= 57:
        stop = first_bit(match64(buf, i, 44) | match64(buf, i, 125))
        if stop < 64:
            return i + stop, 0
    return _value_end(buf, i, end), 0


@njit(cache=True, nogil=True)
def _segment(buf: NDArray[np.uint8], i: int, end: int, times: NDArray[np.float32], pitches: NDArray[np.float32]) -> int:
    """Read the object at `i`; index after it, or -1 unless it has each of start, duration and pitches once."""
    seen = 0
    while i < end:
        i = _skip_space(buf, i + 1)
        if byte_at(buf, i) != 34:
            return -1
        key = i + 1
        size = first_bit(match64(buf, key, 34))
        if size == 64 or first_bit(match64(buf, key, 92)) < size:
            return -1
        i = _skip_space(buf, key + size + 1)
        if byte_at(buf, i) != 58:
            return -1
        i, which = _segment_value(buf, key, size, _skip_space(buf, i + 1), end, times, pitches)
        if i < 0 or seen & which:
            return -1
        seen |= which
        i = _skip_space(buf, i)
        if byte_at(buf, i) == 125:
            return i + 1 if seen == 7 else -1
        if byte_at(buf, i) != 44:
            return -1
    return -1


@njit(cache=True, nogil=True)
def _segments(
    buf: NDArray[np.uint8], i: int, end: int, times: NDArray[np.float32], pitches: NDArray[np.float32]
) -> tuple[int, int]:
    """Read the array at `i`: index after it (-1 not understood) and how many segments it has."""
    count = 0
    if byte_at(buf, i) != 91:
        return -1, 0
    i = _skip_space(buf, i + 1)
    if byte_at(buf, i) == 93:
        return i + 1, 0
    while i < end:
        if byte_at(buf, i) != 123 or count == len(times):
            return -1, 0
        i = _segment(buf, i, end, times[count], pitches[count])
        if i < 0:
            return -1, 0
        count += 1
        i = _skip_space(buf, i)
        if byte_at(buf, i) == 93:
            return i + 1, count
        if byte_at(buf, i) != 44:
            return -1, 0
        i = _skip_space(buf, i + 1)
    return -1, 0


@njit(cache=True, nogil=True)
def scan(
    buf: NDArray[np.uint8],
    i: int,
    end: int,
    spans: NDArray[np.int64],
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
) -> int:
    """Scan the line ``buf[i:end]``.

    Parameters
    ----------
    buf : uint8
        With `SLACK` spare bytes after `end`.
    spans : int64 (6,)
        Receives start and end of the values of `meta`, `track` and `sections`; -1 where a key is missing.
    times : float32 (n, 2)
        Receives start and duration of every segment, seconds.
    pitches : float32 (n, 12)
        Receives the strengths of the pitch classes, C first.

    Returns
    -------
    int
        How many segments there are (0 also when the key is missing), or -1: not understood.
    """
    spans[:] = -1
    count = -1
    i = _skip_space(buf, i)
    if i >= end or byte_at(buf, i) != 123:
        return -1
    while i < end:
        i = _skip_space(buf, i + 1)
        if i >= end or byte_at(buf, i) != 34:
            return -1
        key = i + 1
        i = _string_end(buf, i, end)
        if i < 0:
            return -1
        size = i - 1 - key
        if first_bit(match64(buf, key, 92)) < size or size > 64:
            return -1
        i = _skip_space(buf, i)
        if i >= end or byte_at(buf, i) != 58:
            return -1
        i = _skip_space(buf, i + 1)
        if i >= end:
            return -1
        slot = -1
        if size == 4 and _named(buf, key, b"meta"):
            slot = _META
        elif size == 5 and _named(buf, key, b"track"):
            slot = _TRACK
        elif size == 8 and _named(buf, key, b"sections"):
            slot = _SECTIONS
        if size == 8 and _named(buf, key, b"segments"):
            if count >= 0:
                return -1
            i, count = _segments(buf, i, end, times, pitches)
        else:
            start = i
            i = _value_end(buf, i, end)
            if slot >= 0:
                if spans[slot] >= 0:
                    return -1
                spans[slot] = start
                spans[slot + 1] = i
        if i < 0 or i >= end:
            return -1
        i = _skip_space(buf, i)
        if byte_at(buf, i) == 125:
            return max(count, 0) if _skip_space(buf, i + 1) >= end else -1
        if byte_at(buf, i) != 44:
            return -1
    return -1


@dataclass(frozen=True, slots=True, eq=False)
class Scratch:
    """Room for what one scan finds; one a thread."""

    spans: NDArray[np.int64]
    times: NDArray[np.float32]
    pitches: NDArray[np.float32]

    @classmethod
    def make(cls, segments: int = _MAX_SEGMENTS) -> Scratch:
        """Room for lines of up to `segments` segments; longer ones go to the parser."""
        return cls(
            np.empty(6, np.int64), np.empty((segments, 2), np.float32), np.empty((segments, PITCHES), np.float32)
        )
