"""Walking over a line of JSON: where a value ends, and what a number is, without parsing it.

What is skipped is only checked for balanced brackets and closed strings.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from spotgui.importer.bytemask import bit_count, byte_at, fill_between, first_bit, match64, word_at

POWERS = 10.0 ** np.arange(16)
TENS = 10 ** np.arange(8)
ZEROS = np.uint64(0x3030303030303030)
CARRY = np.uint64(0x7676767676767676)  # what makes a byte above 9 reach its highest bit
HIGH = np.uint64(0x8080808080808080)
_PAIRS = np.uint64(0x00FF00FF00FF00FF)
_FOURS = np.uint64(0x0000FFFF0000FFFF)
_EIGHT = np.uint64(0x00000000FFFFFFFF)


@njit(cache=True, nogil=True)
def _space(b: int) -> bool:
    return b == 32 or b == 10 or b == 13 or b == 9


@njit(cache=True, nogil=True)
def skip_space(i: int) -> int:
    while _space(byte_at(i)):
        i += 1
    return i


@njit(cache=True, nogil=True)
def string_end(i: int, end: int) -> int:
    """Address after the closing quote of the string whose opening quote is at `i`; -1 when it does not end."""
    i += 1
    while i < end:
        quote = first_bit(match64(i, 34))
        escape = first_bit(match64(i, 92))
        if escape < quote:
            i += escape + 2
        elif quote < 64:
            return i + quote + 1 if i + quote < end else -1
        else:
            i += 64
    return -1


@njit(cache=True, nogil=True)
def container_end(i: int, end: int) -> int:
    """Address after the bracket that closes the one at `i`; -1 when there is none, or an escape on the way."""
    opening = byte_at(i)
    closing = opening + 2
    depth = 0
    inside = np.uint64(0)
    while i < end:
        if match64(i, 92) != 0:
            return -1
        strings = fill_between(match64(i, 34)) ^ inside
        opens = match64(i, opening) & ~strings
        closes = match64(i, closing) & ~strings
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
def _escaped_container_end(i: int, end: int) -> int:
    """As `container_end`, byte by byte, for what holds escapes."""
    opening = byte_at(i)
    closing = opening + 2
    depth = 0
    while i < end:
        b = byte_at(i)
        if b == 34:
            i = string_end(i, end)
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
def _scalar_end(i: int, end: int) -> int:
    start = i
    while i < end:
        b = byte_at(i)
        if b == 44 or b == 125 or b == 93 or _space(b):
            break
        if b == 34 or b == 91 or b == 123 or b == 58:
            return -1
        i += 1
    return i if i > start else -1


@njit(cache=True, nogil=True)
def value_end(i: int, end: int) -> int:
    """Address after the value at `i`; -1 when it is not understood."""
    b = byte_at(i)
    if b == 34:
        return string_end(i, end)
    if b == 123 or b == 91:
        stop = container_end(i, end)
        return stop if stop >= 0 else _escaped_container_end(i, end)
    return _scalar_end(i, end)


@njit(cache=True, nogil=True)
def count_digits(word: Any) -> int:
    """How many of the first of eight bytes, less 48 each, are digits; 8 when all are.

    What a byte above 9 carries over spoils only those after it.
    """
    return int(first_bit(((word + CARRY) | word) & HIGH) >> 3)


@njit(nogil=True, inline="always")
def whole_of(digits: Any) -> Any:
    """The number that eight bytes make, each a digit: pairs, fours, then all at once."""
    value = (digits * np.uint64(10) + (digits >> np.uint64(8))) & _PAIRS
    value = (value * np.uint64(100) + (value >> np.uint64(16))) & _FOURS
    return np.int64((value * np.uint64(10_000) + (value >> np.uint64(32))) & _EIGHT)


@njit(cache=True, nogil=True, error_model="numpy")
def _read_long(i: int) -> tuple[int, float]:
    """As `read_number`, digit by digit, for up to fifteen digits."""
    negative = byte_at(i) == 45
    if negative:
        i += 1
    first = i
    mantissa = 0
    while 48 <= byte_at(i) <= 57:
        mantissa = mantissa * 10 + (byte_at(i) - 48)
        i += 1
    digits = i - first
    if digits == 0 or (digits > 1 and byte_at(first) == 48):
        return -1, 0.0
    decimals = 0
    if byte_at(i) == 46:
        i += 1
        first = i
        while 48 <= byte_at(i) <= 57:
            mantissa = mantissa * 10 + (byte_at(i) - 48)
            i += 1
        decimals = i - first
        if decimals == 0:
            return -1, 0.0
    if digits + decimals > 15 or byte_at(i) == 101 or byte_at(i) == 69:
        return -1, 0.0
    value = mantissa / POWERS[decimals]
    return i, -value if negative else value


@njit(cache=True, nogil=True, error_model="numpy")
def read_number(i: int) -> tuple[int, float]:
    """Address after the number at `i` (-1: not understood) and the number, exact to the last bit of a double."""
    start = i
    negative = byte_at(i) == 45
    if negative:
        i += 1
    word = word_at(i) ^ ZEROS
    digits = count_digits(word)
    if digits == 8:
        return _read_long(start)
    if digits == 0 or (digits > 1 and word & np.uint64(255) == 0):
        return -1, 0.0
    mantissa = np.int64(word & np.uint64(255)) if digits == 1 else whole_of(word << np.uint64(64 - 8 * digits))
    i += digits
    decimals = 0
    if byte_at(i) == 46:
        word = word_at(i + 1) ^ ZEROS
        decimals = count_digits(word)
        if decimals == 8:
            return _read_long(start)
        if decimals == 0:
            return -1, 0.0
        mantissa = mantissa * TENS[decimals] + whole_of(word << np.uint64(64 - 8 * decimals))
        i += decimals + 1
    after = byte_at(i)
    if after == 101 or after == 69:
        return -1, 0.0
    value = mantissa / POWERS[decimals]
    return i, -value if negative else value


@njit(cache=True, nogil=True)
def named(i: int, name: bytes) -> bool:
    for k in range(len(name)):  # noqa: SIM110 - numba compiles this, not all()
        if byte_at(i + k) != name[k]:
            return False
    return True
