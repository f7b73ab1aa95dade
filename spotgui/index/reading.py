"""Reading many short lists of a file in one go.

A page fault of a mapped file maps 64 KB of it: thirty thousand lists would count for two gigabytes of memory and cost
more than their counting. So lists are copied out of the system's cache by `pread`, all of them in one compiled loop.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.index.manifest import REBUILD
from spotgui.index.segment import Segment

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
    segment: Segment, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Copy posting lists out of a segment.

    Parameters
    ----------
    starts, ends : int64 (m,)
        Words of the section ``postings``.

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
    sizes = ends - starts
    places = np.cumsum(sizes) - sizes
    words = np.empty(int(sizes.sum()), np.uint64)
    if os.name == "nt":  # no pread
        _gather(segment.postings, starts, ends, words, places)
        return words, places
    base = segment.header.sections["postings"][0]
    done = _read(segment.file.fileno(), base + 8 * starts, 8 * sizes, words, places)
    if done < len(starts):
        raise CorruptLibraryError(f"{segment.path} cannot be read at byte {base + 8 * int(starts[done])}.", REBUILD)
    return words, places
