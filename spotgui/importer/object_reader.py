"""The numbers of an object whose keys are known, and where its other values are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.importer.bytemask import byte_at, first_bit, match64
from spotgui.importer.json_walk import named, read_number, skip_space, string_end, value_end

_NAME = 32


def name_table(names: Sequence[str]) -> NDArray[np.uint8]:
    """Keys as rows of bytes, each with its length before it, for `read_object`."""
    table = np.zeros((len(names), _NAME), np.uint8)
    for row, name in zip(table, names, strict=True):
        row[0] = len(name)
        row[1 : len(name) + 1] = np.frombuffer(name.encode(), np.uint8)
    return table


@njit(cache=True, nogil=True)
def _which(key: int, size: int, names: NDArray[np.uint8]) -> int:
    """Row of the key at `key`, or -1."""
    for row in range(len(names)):
        if names[row, 0] == size:
            k = 0
            while k < size and names[row, k + 1] == byte_at(key + k):
                k += 1
            if k == size:
                return row
    return -1


@njit(cache=True, nogil=True)
def _known_value(i: int, end: int, out: NDArray[np.float64], which: int) -> int:
    """Read or skip the value at `i`; address after it, or -1."""
    b = byte_at(i)
    if b == 45 or 48 <= b <= 57:
        i, out[which] = read_number(i)
        return i
    if b == 110:
        return i + 4 if named(i, b"null") else -1
    if b == 116:
        return i + 4 if named(i, b"true") else -1
    if b == 102:
        return i + 5 if named(i, b"false") else -1
    return value_end(i, end) if b == 34 or b == 91 or b == 123 else -1


@njit(cache=True, nogil=True)
def read_object(
    i: int,
    end: int,
    names: NDArray[np.uint8],
    out: NDArray[np.float64],
    spans: NDArray[np.int64],
) -> int:
    """Read the object at `i`.

    Parameters
    ----------
    names : uint8 (n, 32)
        Of `name_table`.
    out : float64 (n,)
        Receives the numbers; NaN for what is missing or no number.
    spans : int64 (n, 2)
        Receives where each value is; -1 when its key is missing.

    Returns
    -------
    int
        Address after it, or -1: not understood.
    """
    out[:] = np.nan
    spans[:] = -1
    i = skip_space(i + 1)
    if byte_at(i) == 125:
        return i + 1
    while i < end:
        if byte_at(i) != 34:
            return -1
        key = i + 1
        i = string_end(i, end)
        size = i - 1 - key
        if i < 0 or size > 64 or first_bit(match64(key, 92)) < size:
            return -1
        i = skip_space(i)
        if byte_at(i) != 58:
            return -1
        i = skip_space(i + 1)
        start, which = i, _which(key, size, names)
        i = _known_value(i, end, out, which) if which >= 0 else value_end(i, end)
        if i < 0 or i >= end:
            return -1
        if which >= 0:
            if spans[which, 0] >= 0:
                return -1
            spans[which, 0], spans[which, 1] = start, i
        i = skip_space(i)
        if byte_at(i) == 125:
            return i + 1
        if byte_at(i) != 44:
            return -1
        i = skip_space(i + 1)
    return -1


@njit(cache=True, nogil=True)
def read_objects(
    i: int,
    end: int,
    names: NDArray[np.uint8],
    out: NDArray[np.float64],
) -> int:
    """Read the objects of the array at `i` into the rows of `out`; their number, or -1: not understood.

    What in the array is no object is left out; a value that is no array has none.
    """
    if byte_at(i) != 91:
        return 0
    spans = np.empty((len(names), 2), np.int64)
    count = 0
    i = skip_space(i + 1)
    if byte_at(i) == 93:
        return 0
    while i < end:
        if byte_at(i) == 123:
            if count == len(out):
                return -1
            i = read_object(i, end, names, out[count], spans)
            count += 1
        else:
            i = value_end(i, end)
        if i < 0:
            return -1
        i = skip_space(i)
        if byte_at(i) == 93:
            return count
        if byte_at(i) != 44:
            return -1
        i = skip_space(i + 1)
    return -1
