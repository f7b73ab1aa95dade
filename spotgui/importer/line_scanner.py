"""Cuts what is kept out of a line of JSON without parsing the 96 % that is not.

A line of the dump is one object of 180 to 580 kB. The scanner finds the byte spans of `meta`, `track` and
`sections`, whatever the order of the keys, and reads the numbers of these and of every segment. What it skips
it only checks for balanced brackets and closed strings. Anything that it does not know (an escape in a key, a
segment without pitches, a number of twenty digits) makes it say so, and the caller gives the line to a JSON parser.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.importer.bytemask import WIDTH, address_of, byte_at, first_bit, match64
from spotgui.importer.json_walk import named, skip_space, string_end, value_end
from spotgui.importer.object_reader import read_object, read_objects
from spotgui.importer.segment_scanner import read_segments

SLACK = WIDTH
"""Spare bytes that a buffer needs after its last line."""
MAX_SEGMENTS = 65_536
"""Of a line that is scanned."""
MAX_SECTIONS = 4_096
"""Of a line that is scanned."""

_META, _TRACK, _SECTIONS = 0, 2, 4


@njit(cache=True, nogil=True)
def scan(
    buf: NDArray[np.uint8],
    i: int,
    end: int,
    spans: NDArray[np.int64],
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
    pattern: NDArray[np.int64],
) -> int:
    """Scan the line ``buf[i:end]``.

    Parameters
    ----------
    buf : uint8
        With `SLACK` spare bytes after `end`.
    spans : int64 (6,)
        Receives start and end of the values of `meta`, `track` and `sections`; -1 where a key is missing.
    times : float32 (n, 2)
        Receives start and duration of every segment, seconds. Without room the segments are skipped.
    pitches : float32 (n, 12)
        Receives the strengths of the pitch classes, C first.
    pattern : int64 (`FIELDS` + 1, 3)
        Used while scanning.

    Returns
    -------
    int
        How many segments there are (0 also when the key is missing), or -1: not understood.
    """
    base = address_of(buf)
    i += base
    end += base
    spans[:] = -1
    count = -1
    i = skip_space(i)
    if i >= end or byte_at(i) != 123:
        return -1
    while i < end:
        i = skip_space(i + 1)
        if i >= end or byte_at(i) != 34:
            return -1
        key = i + 1
        i = string_end(i, end)
        if i < 0:
            return -1
        size = i - 1 - key
        if first_bit(match64(key, 92)) < size or size > 64:
            return -1
        i = skip_space(i)
        if i >= end or byte_at(i) != 58:
            return -1
        i = skip_space(i + 1)
        if i >= end:
            return -1
        slot = -1
        if size == 4 and named(key, b"meta"):
            slot = _META
        elif size == 5 and named(key, b"track"):
            slot = _TRACK
        elif size == 8 and named(key, b"sections"):
            slot = _SECTIONS
        if len(times) and size == 8 and named(key, b"segments"):
            if count >= 0:
                return -1
            i, count = read_segments(i, end, times, pitches, pattern)
        else:
            start = i
            i = value_end(i, end)
            if slot >= 0:
                if spans[slot] >= 0:
                    return -1
                spans[slot] = start - base
                spans[slot + 1] = i - base
        if i < 0 or i >= end:
            return -1
        i = skip_space(i)
        if byte_at(i) == 125:
            return max(count, 0) if skip_space(i + 1) >= end else -1
        if byte_at(i) != 44:
            return -1
    return -1


@njit(cache=True, nogil=True)
def read_line(
    buf: NDArray[np.uint8],
    i: int,
    end: int,
    spans: NDArray[np.int64],
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
    pattern: NDArray[np.int64],
    track_names: NDArray[np.uint8],
    values: NDArray[np.float64],
    value_spans: NDArray[np.int64],
    section_names: NDArray[np.uint8],
    sections: NDArray[np.float64],
) -> tuple[int, int]:
    """`scan` the line ``buf[i:end]``, then read the values of `track` and `sections`.

    Parameters
    ----------
    track_names, section_names : uint8 (n, 32)
        Keys that are wanted, as `name_table` gives them.
    values : float64 (n,)
        Receives the numbers of `track`; NaN for what is missing or no number.
    value_spans : int64 (n, 2)
        Receives where in `buf` each value is; -1 where a key is missing.
    sections : float64 (m, n)
        Receives the numbers of each section.

    Returns
    -------
    (int, int)
        How many segments and sections there are; -1 first: not understood.
    """
    count = scan(buf, i, end, spans, times, pitches, pattern)
    base = address_of(buf)
    values[:] = np.nan
    value_spans[:] = -1
    if count < 0:
        return -1, 0
    if spans[_TRACK] >= 0 and byte_at(base + spans[_TRACK]) == 123:
        stop = read_object(base + spans[_TRACK], base + spans[_TRACK + 1], track_names, values, value_spans)
        if stop != base + spans[_TRACK + 1]:
            return -1, 0
        for k in range(len(value_spans)):
            if value_spans[k, 0] >= 0:
                value_spans[k, 0] -= base
                value_spans[k, 1] -= base
    if spans[_SECTIONS] < 0:
        return count, 0
    found = read_objects(base + spans[_SECTIONS], base + spans[_SECTIONS + 1], section_names, sections)
    return (count, found) if found >= 0 else (-1, 0)
