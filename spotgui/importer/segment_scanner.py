"""Start, duration and pitches of every segment of a line, 900 times twenty-odd numbers.

Segments are written by one program, so each has the keys of the one before: these are compared as one vector each,
and only what stands between them is read. A segment that differs is taken key by key.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.importer.bytemask import address_of, byte_at, first_bit, match64, put, same32, word_at
from spotgui.importer.json_walk import (
    CARRY,
    HIGH,
    POWERS,
    TENS,
    ZEROS,
    named,
    read_number,
    skip_space,
    value_end,
    whole_of,
)

FIELDS = 24
"""Most keys that a segment's pattern holds."""
PITCHES = 12
_START, _DURATION, _CLASSES, _NUMBER, _LIST = 1, 2, 4, 8, 16
_READ = _START | _DURATION | _CLASSES
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_LONGEST = 32  # bytes of a key with what stands around it


@njit(cache=True, nogil=True)
def _read_pitches(i: int, out: int) -> int:
    """Read the twelve numbers of the array at `i`; address after it, or -1."""
    if byte_at(i) != 91:
        return -1
    i += 1
    for k in range(PITCHES):
        i, value = read_number(skip_space(i))
        put(out + 4 * k, value)
        if i < 0:
            return -1
        i = skip_space(i)
        if byte_at(i) != (93 if k == PITCHES - 1 else 44):
            return -1
        i += 1
    return i


@njit(nogil=True, error_model="numpy")
def _read_short(i: int, stop: int) -> Any:
    """The number from `i` to `stop` when it is one digit, a point and one to six; NaN when it is not.

    Its last byte is the highest of the word that ends with it, so the decimals need no moving.
    """
    size = stop - i
    if size < 3 or size > 8:
        return np.nan
    word = (word_at(stop - 8) ^ ZEROS) & (_ALL << np.uint64(64 - 8 * size))
    first = np.int64((word >> np.uint64(64 - 8 * size)) & np.uint64(255))
    decimals = word & (_ALL << np.uint64(80 - 8 * size))
    if ((decimals + CARRY) | decimals) & HIGH or first > 9 or byte_at(i + 1) != 46:
        return np.nan
    return (first * TENS[size - 2] + whole_of(decimals)) / POWERS[size - 2]


@njit(cache=True, nogil=True, error_model="numpy")
def _read_short_pitches(i: int, out: int) -> int:
    """As `_read_pitches`, when they look as usual. Where numbers end is found first, so that they are read at once."""
    near, far = match64(i + 1, 44), match64(i + 65, 44)
    start = i + 1
    for k in range(PITCHES - 1):
        stop = i + 1 + first_bit(near) if near != 0 else i + 65 + first_bit(far)
        far = far & (far - np.uint64(1)) if near == 0 else far
        near &= near - np.uint64(1)
        value = _read_short(start, stop)
        put(out + 4 * k, value)
        if value != value:
            return -1
        start = stop + 1
    stop = start + first_bit(match64(start, 93))
    value = _read_short(start, stop)
    put(out + 4 * PITCHES - 4, value)
    return stop + 1 if value == value else -1


@njit(cache=True, nogil=True)
def _kind(key: int, size: int, i: int) -> int:
    """What the value at `i` is for; 0 when it is neither read, nor a number, nor a list."""
    if size == 5 and named(key, b"start"):
        return _START
    if size == 8 and named(key, b"duration"):
        return _DURATION
    if size == 7 and named(key, b"pitches"):
        return _CLASSES
    b = byte_at(i)
    return _NUMBER if b == 45 or 48 <= b <= 57 else _LIST if b == 91 else 0


@njit(cache=True, nogil=True)
def _after_number(i: int) -> int:
    stop = first_bit(match64(i, 44) | match64(i, 125))
    return int(i + stop) if stop < 64 else -1


@njit(cache=True, nogil=True)
def _after_list(i: int, end: int) -> int:
    """Address after a list of numbers; -1 when it holds anything else."""
    if byte_at(i) != 91:
        return -1
    i += 1
    while i < end:
        stop = first_bit(match64(i, 93))
        odd = first_bit(match64(i, 34) | match64(i, 91) | match64(i, 123))
        if odd < stop:
            return -1
        if stop < 64:
            return int(i + stop + 1)
        i += 64
    return -1


@njit(cache=True, nogil=True)
def _value(kind: int, i: int, end: int, times: int, pitches: int) -> int:
    """Read or skip the value at `i`; address after it, or -1."""
    if kind == _CLASSES:
        stop = _read_short_pitches(i, pitches)
        return stop if stop >= 0 else _read_pitches(i, pitches)
    if kind in (_START, _DURATION):
        stop, value = read_number(i)
        put(times if kind == _START else times + 4, value)
        return stop
    b = byte_at(i)
    if kind == _NUMBER and (b == 45 or 48 <= b <= 57):
        stop = _after_number(i)
    else:
        stop = _after_list(i, end) if kind == _LIST else -1
    return stop if stop >= 0 else value_end(i, end)


@njit(cache=True, nogil=True)
def _segment(
    i: int,
    end: int,
    times: int,
    pitches: int,
    pattern: NDArray[np.int64],
) -> int:
    """Read the object at `i`; address after it, or -1 unless it has each of start, duration and pitches once.

    ``pattern`` receives, for each key, where the bytes from the value before it to its own are, their number and the
    value's kind; the first row how many keys there are, 0 when it cannot be a pattern.
    """
    seen, fields, usable, before = 0, 0, True, i
    while i < end:
        i = skip_space(i + 1)
        if byte_at(i) != 34:
            return -1
        key = i + 1
        size = first_bit(match64(key, 34))
        if size == 64 or first_bit(match64(key, 92)) < size:
            return -1
        i = skip_space(key + size + 1)
        if byte_at(i) != 58:
            return -1
        i = skip_space(i + 1)
        kind = _kind(key, size, i)
        fields += 1
        usable = usable and fields <= FIELDS and i - before < _LONGEST and kind != 0
        if usable:
            pattern[fields, 0], pattern[fields, 1], pattern[fields, 2] = before, i - before, kind
        i = _value(kind, i, end, times, pitches)
        if i < 0 or (seen & kind & _READ):
            return -1
        seen |= kind
        before = i
        i = skip_space(i)
        if byte_at(i) == 125:
            pattern[0, 0] = fields if usable and i == before else 0
            return i + 1 if seen & _READ == _READ else -1
        if byte_at(i) != 44:
            return -1
    return -1


@njit(cache=True, nogil=True)
def _segment_alike(
    i: int,
    end: int,
    times: int,
    pitches: int,
    pattern: NDArray[np.int64],
) -> int:
    """As `_segment`, of one that follows the pattern; -1 when it does not."""
    fields = pattern[0, 0]
    if fields == 0:
        return -1
    for k in range(1, fields + 1):
        size = pattern[k, 1]
        differ = ~same32(i, pattern[k, 0])
        if differ & ((np.uint64(1) << np.uint64(size)) - np.uint64(1)):
            return -1
        i = _value(pattern[k, 2], i + size, end, times, pitches)
        if i < 0:
            return -1
    return i + 1 if i < end and byte_at(i) == 125 else -1


@njit(cache=True, nogil=True)
def read_segments(
    i: int,
    end: int,
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
    pattern: NDArray[np.int64],
) -> tuple[int, int]:
    """Read the array at `i`: address after it (-1 not understood) and how many segments it has."""
    count = 0
    if byte_at(i) != 91:
        return -1, 0
    i = skip_space(i + 1)
    if byte_at(i) == 93:
        return i + 1, 0
    pattern[0, 0] = 0
    while i < end:
        if byte_at(i) != 123 or count == len(times):
            return -1, 0
        stop = _segment_alike(i, end, address_of(times) + 8 * count, address_of(pitches) + 4 * PITCHES * count, pattern)
        i = (
            stop
            if stop >= 0
            else _segment(i, end, address_of(times) + 8 * count, address_of(pitches) + 4 * PITCHES * count, pattern)
        )
        if i < 0:
            return -1, 0
        count += 1
        i = skip_space(i)
        if byte_at(i) == 93:
            return i + 1, count
        if byte_at(i) != 44:
            return -1, 0
        i = skip_space(i + 1)
    return -1, 0
