"""Reading many short parts of a file in one go.

A page fault of a mapped file maps 64 KB of it: thirty thousand lists would count for two gigabytes of memory and cost
more than their counting. So lists are copied out of the system's cache by `pread`, all of them in one compiled loop.
What is not in that cache is announced before: the disk then works at hundreds of places at once, in the order of the
file, and nobody waits before he needs something.
"""

from __future__ import annotations

import mmap
import os
from typing import Any

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.index.manifest import REBUILD
from spotgui.index.segment import FAULT_BYTES, Segment

GAP_BYTES = 1 << 14
"""Parts this close together are read as one: a request costs a disk more than these bytes."""
_DIRECTORY = ("counts", "counts_at", "postings_at", "origins", "numbers", "payload_at", "onset_bytes")
_WILLNEED: int = getattr(mmap, "MADV_WILLNEED", -1)
_pread: Any = types.ExternalFunction("pread", types.intp(types.intc, types.uintp, types.uintp, types.int64))
_madvise: Any = types.ExternalFunction("madvise", types.intc(types.uintp, types.uintp, types.intc))


@njit(cache=True, nogil=True)
def _announce(mapped, starts, ends, page, advice):  # type: ignore[no-untyped-def]
    """Tell the system that these parts of a mapped array will be read; ``starts`` rise."""
    address = np.int64(mapped.ctypes.data)
    first = last = np.int64(0)
    for i in range(len(starts)):
        begin = (address + starts[i]) // page * page
        if last and begin <= last + GAP_BYTES:
            last = max(last, address + ends[i])
            continue
        if last:
            _madvise(np.uint64(first), np.uint64(last - first), np.int32(advice))
        first, last = begin, address + ends[i]
    if last:
        _madvise(np.uint64(first), np.uint64(last - first), np.int32(advice))


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


def _announce_if_cold(segment: Segment, section: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> bool:
    """Announce parts of a section (bytes) that seem to be on the disk only; returns whether they do."""
    if _WILLNEED < 0 or not len(starts):
        return False
    mapped = getattr(segment, section)
    if not segment.is_cold(section, starts // mapped.itemsize):
        return False
    rising = np.argsort(starts, kind="stable")
    _announce(mapped, starts[rising], ends[rising], mmap.PAGESIZE, _WILLNEED)
    return True


def announce_directory(segment: Segment) -> None:
    """Have what every query looks things up in brought into the system's cache; does not wait."""
    if _WILLNEED < 0 or not segment.is_cold("counts", np.arange(0, len(segment.counts), FAULT_BYTES)):
        return
    parts = np.array(sorted(segment.header.sections[name] for name in _DIRECTORY), np.int64)
    mapped = np.frombuffer(segment.map, np.uint8)
    _announce(mapped, parts[:, 0], parts[:, 0] + parts[:, 1], mmap.PAGESIZE, _WILLNEED)


def are_on_disk(segment: Segment, starts: NDArray[np.int64]) -> bool:
    """Whether posting lists that begin at these words seem to be on the disk only."""
    return _WILLNEED >= 0 and len(starts) > 0 and segment.is_cold("postings", starts)


def requests_of(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """How many parts of a file are read for posting lists, words of the section, that are near one another."""
    rising = np.argsort(starts, kind="stable")
    begin, end = 8 * starts[rising], 8 * ends[rising]
    return int(np.count_nonzero(begin[1:] > np.maximum.accumulate(end)[:-1] + GAP_BYTES)) + min(len(starts), 1)


def announce_lists(segment: Segment, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
    """Have posting lists brought into the system's cache, as `read_lists` will ask for them; does not wait."""
    _announce_if_cold(segment, "postings", 8 * starts, 8 * ends)


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
    starts, first, which = np.unique(starts, return_index=True, return_inverse=True)  # one list may be asked for twice
    ends = ends[first]
    sizes = ends - starts
    places = np.cumsum(sizes) - sizes
    words = np.empty(int(sizes.sum()), np.uint64)
    if os.name == "nt":  # no pread
        _gather(segment.postings, starts, ends, words, places)
    else:
        _read_all(segment, "postings", 8 * starts, 8 * sizes, words, places)
    return words, places[which]


def announce_tracks(segment: Segment, local: NDArray[np.integer]) -> bool:
    """Have onsets and chroma of tracks brought into the system's cache, unless they seem to be there; does not wait.

    Returns
    -------
    bool
        Whether they seem to be on the disk only.
    """
    return _announce_if_cold(segment, "payload", *_payloads(segment, local))


def read_tracks(segment: Segment, local: NDArray[np.integer]) -> None:
    """Wait until onsets and chroma of tracks are in the system's cache.

    Raises
    ------
    CorruptLibraryError
        The file cannot be read. (Reading it through the map would end the process.)
    """
    if os.name == "nt":
        return
    starts, ends = _payloads(segment, local)
    words = np.empty(int((ends - starts).max(initial=0)) // 8 + 1, np.uint64)  # what is read is not looked at
    _read_all(segment, "payload", starts, ends - starts, words, np.zeros_like(starts))


def _payloads(segment: Segment, local: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = local.astype(np.int64)
    return segment.payload_at[places].astype(np.int64), segment.payload_at[places + 1].astype(np.int64)


def _read_all(
    segment: Segment,
    section: str,
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    words: NDArray[np.uint64],
    places: NDArray[np.int64],
) -> None:
    offsets = segment.header.sections[section][0] + starts
    count = _read(segment.file.fileno(), offsets, sizes, words, places)
    if count < len(offsets):
        raise CorruptLibraryError(
            "{path} cannot be read at byte {byte}.", REBUILD, path=segment.path, byte=offsets[count]
        )
