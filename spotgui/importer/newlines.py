"""Where the lines of a block end, found while other threads run: `bytes.find` keeps the interpreter to itself."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.importer.bytemask import WIDTH, address_of, first_bit, match64

_NEWLINE = 10
_AT_ONCE = 4_096  # a block of real lines has forty-four


@njit(cache=True, nogil=True)
def _find(buf: NDArray[np.uint8], start: int, end: int, found: NDArray[np.int64]) -> int:
    """Fill ``found`` with places of newlines in ``buf[start:end]``; how many there are, at most its length."""
    base, count = address_of(buf), 0
    for at in range(start, end, WIDTH):
        mask = match64(base + at, _NEWLINE)
        while mask != 0:
            place = at + first_bit(mask)
            if place >= end or count == len(found):
                return count
            found[count] = place
            count += 1
            mask &= mask - np.uint64(1)
    return count


def lines_of(data: bytearray, end: int) -> list[tuple[int, int]]:
    """Start and end of every line of ``data[:end]``, without its newline; the last may lack one.

    Parameters
    ----------
    data : bytearray
        With `line_scanner.SLACK` spare bytes after `end`.
    """
    found = np.empty(_AT_ONCE, np.int64)
    lines: list[tuple[int, int]] = []
    start, count = 0, _AT_ONCE
    while count == _AT_ONCE:
        count = _find(np.frombuffer(data, np.uint8), start, end, found)
        for stop in found[:count].tolist():
            lines.append((start, stop))
            start = stop + 1
    if start < end:
        lines.append((start, end))
    return lines
