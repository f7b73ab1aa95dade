"""Reading many short lists of a file in one go.

A page fault of a mapped file maps 64 KB of it: thirty thousand lists would count for two gigabytes of memory and cost
more than their counting. So lists are copied out of the system's cache by `pread`, all of them in one compiled loop.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.index.manifest import REBUILD
from spotgui.index.segment import FAULT_BYTES, Segment

READERS = 32
"""Reads under way at the same time."""

_pread: Any = types.ExternalFunction("pread", types.intp(types.intc, types.uintp, types.uintp, types.int64))


@njit(cache=True, nogil=True)
def _read(file, offsets, sizes, out, places):  # type: ignore[no-untyped-def]
    """Read ``sizes`` bytes at ``offsets`` to the words ``places`` of ``out``; returns how many reads were done."""
    address = out.ctypes.data
    for i in range(len(offsets)):
        done = 0
        while done < sizes[i]:
            target = np.uint64(address + 8 * places[i] + done)
            got = _pread(np.int32(file), target, np.uint64(sizes[i] - done), offsets[i] + done)
            if got <= 0:
                return i
            done += got
    return len(offsets)


@njit(cache=True, nogil=True)
def _gather(words, starts, ends, out, places):  # type: ignore[no-untyped-def]
    for i in range(len(starts)):
        for w in range(ends[i] - starts[i]):
            out[places[i] + w] = words[starts[i] + w]


def read_lists(
    segment: Segment, starts: NDArray[np.int64], ends: NDArray[np.int64], threads: ThreadPoolExecutor
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Copy posting lists out of a segment.

    Parameters
    ----------
    starts, ends : int64 (m,)
        Words of the section ``postings``.
    threads : ThreadPoolExecutor
        Read at the same time when the lists must come from the disk, which answers many questions as fast as one.

    Returns
    -------
    words : uint64
        The lists, one behind the other.
    places : int64 (m,)
        Where each begins.

    Raises
    ------
    CorruptLibraryError
        The file cannot be read: it was cut short, or its disk fails.
    """
    starts, first, which = np.unique(starts, return_index=True, return_inverse=True)  # one list may be asked for twice
    ends = ends[first]
    sizes = ends - starts
    places = np.cumsum(sizes) - sizes
    words = np.empty(int(sizes.sum()), np.uint64)
    if os.name == "nt":  # no pread
        _gather(segment.postings, starts, ends, words, places)
    else:
        cold = segment.is_cold("postings", starts)
        _begin(segment, "postings", 8 * starts, 8 * sizes, words, places, threads if cold else None)()
    return words, places[which]


def fetch_tracks(segment: Segment, local: NDArray[np.uint32], threads: ThreadPoolExecutor) -> Callable[[], None]:
    """Begin to bring onsets and chroma of tracks into the system's cache, unless they seem to be there.

    Returns
    -------
    callable
        Waits for them. Raises `CorruptLibraryError` as `read_lists` does.
    """
    places = local.astype(np.int64)
    starts, ends = segment.payload_at[places].astype(np.int64), segment.payload_at[places + 1].astype(np.int64)
    segment.touched = min(segment.touched + FAULT_BYTES * len(places), segment.info.bytes)
    if os.name == "nt" or not len(places) or not segment.is_cold("payload", starts):
        return lambda: None
    sizes = ends - starts
    words = np.empty(int(sizes.max()) // 8 + 1, np.uint64)  # what is read is not looked at
    return _begin(segment, "payload", starts, sizes, words, np.zeros_like(starts), threads)


def _begin(
    segment: Segment,
    section: str,
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    words: NDArray[np.uint64],
    places: NDArray[np.int64],
    threads: ThreadPoolExecutor | None,
) -> Callable[[], None]:
    """Read, on all threads if there are some; what is returned waits for it."""
    offsets, file = segment.header.sections[section][0] + starts, segment.file.fileno()

    def read(some: tuple[int, int]) -> None:
        a, b = some
        count = _read(file, offsets[a:b], sizes[a:b], words, places[a:b])
        if count < b - a:
            raise CorruptLibraryError(
                "{path} cannot be read at byte {byte}.", REBUILD, path=segment.path, byte=offsets[a + count]
            )

    if threads is None:
        return lambda: read((0, len(offsets)))
    edges = np.linspace(0, len(offsets), READERS + 1).astype(int).tolist()
    parts = [threads.submit(read, some) for some in pairwise(edges)]

    def wait() -> None:
        for part in parts:
            part.result()

    return wait
