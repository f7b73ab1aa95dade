"""From landmarks to lists: sorted by key in runs that fit the memory, then written as Elias-Fano lists.

However many tracks a segment gets, no more than one run of landmarks is held. Positions come in rising order, so the
lists of successive runs are concatenated, never merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.index.durable import Disk
from spotgui.index.elias_fano import encode, words_of
from spotgui.index.format import GROUP, SectionWriter
from spotgui.index.manifest import RUN_SUFFIX

RUN_POSTINGS = 1 << 25
"""Landmarks sorted at once: 0.27 GB as keys and positions, 0.13 GB sorted."""
PART_BITS = 13
"""Keys are sorted by all but their lowest bits first, then by these."""
CHUNK_POSTINGS = 1 << 24
"""Postings gathered from all runs before they are encoded."""


@njit(cache=True, nogil=True)
def sort_by_key(keys, positions, n, counts, out):  # type: ignore[no-untyped-def]
    """Sort positions by key, stable: two counting sorts, so that every write stays near the one before.

    Parameters
    ----------
    keys, positions : uint32 (>= n,)
        Overwritten.
    counts : uint32
        Zeroed, one a key; filled with the number of positions of each key.
    out : uint32 (n,)
        Filled with the positions by key.
    """
    parts = (len(counts) >> PART_BITS) + 1
    sizes = np.zeros(parts + 1, np.int64)
    for i in range(n):
        sizes[(keys[i] >> PART_BITS) + 1] += 1
    starts = np.cumsum(sizes)
    ends = starts.copy()
    low_mask = np.uint32((1 << PART_BITS) - 1)
    low = np.empty(n, np.uint16)
    for i in range(n):
        part = keys[i] >> PART_BITS
        low[ends[part]] = keys[i] & low_mask
        out[ends[part]] = positions[i]
        ends[part] += 1
    at = np.empty(1 << PART_BITS, np.int64)
    for part in range(parts):
        first_key = part << PART_BITS
        width = min(1 << PART_BITS, len(counts) - first_key)
        for i in range(starts[part], starts[part + 1]):
            counts[first_key + low[i]] += 1
        total = starts[part]
        for k in range(width):
            at[k] = total
            total += counts[first_key + k]
        for i in range(starts[part], starts[part + 1]):
            k = low[i]
            positions[at[k]] = out[i]
            at[k] += 1
    out[:] = positions[:n]


@njit(cache=True, nogil=True)
def encode_keys(counts, parts, first_key, universe, words, varints, group_words, group_bytes, gathered):  # type: ignore[no-untyped-def]
    """Encode the lists of some keys.

    Parameters
    ----------
    counts : uint32 (runs, k)
        Positions of each run for each key.
    parts : uint32
        The runs' positions, run after run, each by key.
    first_key : int
        A multiple of `GROUP`.
    universe : int
    words, varints : uint64, uint8
        Zeroed, large enough; filled from 0.
    group_words, group_bytes : int64 (groups,)
        Filled with where the groups start in ``words`` and ``varints``.
    gathered : uint32
        Scratch as long as the longest list.

    Returns
    -------
    tuple of int
        Words and bytes used.
    """
    runs, k = counts.shape
    at = np.zeros(runs, np.int64)
    for r in range(1, runs):
        at[r] = at[r - 1] + counts[r - 1].sum()
    word_at = 0
    byte_at = 0
    for first in range(0, k, GROUP):
        group = first // GROUP
        group_words[group] = word_at
        group_bytes[group] = byte_at
        bitmap = np.uint64(0)
        cursor = byte_at + 8
        for key in range(first, min(first + GROUP, k)):
            n = 0
            for r in range(runs):
                for i in range(counts[r, key]):
                    gathered[n] = parts[at[r] + i]
                    n += 1
                at[r] += counts[r, key]
            if n == 0:
                continue
            bitmap |= np.uint64(1) << np.uint64(key - first)
            word_at = encode(gathered, 0, n, universe, words, word_at)
            while n >= 128:
                varints[cursor] = (n & 127) | 128
                cursor += 1
                n >>= 7
            varints[cursor] = n
            cursor += 1
        if bitmap:
            for i in range(8):
                varints[byte_at + i] = (bitmap >> np.uint64(8 * i)) & np.uint64(255)
            byte_at = cursor
    return word_at, byte_at


class PostingsSorter:
    """Takes landmarks track by track, gives them back by key.

    Parameters
    ----------
    keys : int
        Number of possible keys.
    scratch : Path
        Runs are written to files whose names start so.
    """

    def __init__(self, keys: int, scratch: Path, disk: Disk, run_postings: int = RUN_POSTINGS) -> None:
        self._key_count = keys
        self._scratch = scratch
        self._disk = disk
        self.keys = np.empty(run_postings, np.uint32)
        self.positions = np.empty(run_postings, np.uint32)
        self.filled = 0
        self.total = 0
        self._sorted: NDArray[np.uint32] = np.empty(0, np.uint32)
        self._counts: list[NDArray[np.uint32]] = []
        self._files: list[tuple[Path, FileIO]] = []

    def reserve(self, room: int) -> None:
        """Make sure that ``room`` more landmarks fit."""
        if self.filled + room > len(self.keys):
            self._spill()
            if room > len(self.keys):
                self.keys, self.positions = np.empty(room, np.uint32), np.empty(room, np.uint32)

    def chunks(self) -> Iterator[tuple[int, NDArray[np.uint32], NDArray[np.uint32]]]:
        """Yield ``(first key, counts (runs, k), positions)`` over all keys, in steps that are multiples of `GROUP`."""
        self._sort()
        counts_file = len(self._files)
        totals = self._total_counts()
        cumulative = np.cumsum(totals.astype(np.int64))
        taken = [0] * (counts_file + 1)
        first = 0
        while first < self._key_count:
            before = int(cumulative[first - 1]) if first else 0
            stop = int(np.searchsorted(cumulative, before + CHUNK_POSTINGS, "right"))
            stop = min(max((stop - first) // GROUP, 1) * GROUP + first, self._key_count)
            counts = np.stack([self._read_counts(r, first, stop) for r in range(counts_file + 1)])
            parts = [self._read_positions(r, taken[r], int(counts[r].sum())) for r in range(counts_file + 1)]
            for r in range(counts_file + 1):
                taken[r] += len(parts[r])
            yield first, counts, np.concatenate(parts)
            first = stop

    def close(self) -> None:
        """Delete the runs."""
        for path, file in self._files:
            file.close()
            self._disk.remove(path)
        self._files = []

    def _sort(self) -> None:
        counts = np.zeros(self._key_count, np.uint32)
        self._sorted = np.empty(self.filled, np.uint32)
        sort_by_key(self.keys, self.positions, self.filled, counts, self._sorted)
        self._counts = [counts]
        self.total += self.filled
        self.filled = 0

    def _spill(self) -> None:
        self._sort()
        path = self._scratch.with_name(f"{self._scratch.name}-{len(self._files):04d}{RUN_SUFFIX}")
        file = self._disk.create(path)
        self._files.append((path, file))
        self._disk.write(file, self._counts[0].view(np.uint8).data)
        self._disk.write(file, self._sorted.view(np.uint8).data)

    def _total_counts(self) -> NDArray[np.uint32]:
        totals = self._counts[0].copy()
        for r in range(len(self._files)):
            totals += self._read_counts(r, 0, self._key_count)
        return totals

    def _read_counts(self, run: int, first: int, stop: int) -> NDArray[np.uint32]:
        if run == len(self._files):
            return self._counts[0][first:stop]
        return self._read(run, 4 * first, stop - first)

    def _read_positions(self, run: int, first: int, count: int) -> NDArray[np.uint32]:
        if run == len(self._files):
            return self._sorted[first : first + count]
        return self._read(run, 4 * (self._key_count + first), count)

    def _read(self, run: int, offset: int, count: int) -> NDArray[np.uint32]:
        file = self._files[run][1]
        file.seek(offset)
        out = np.empty(count, np.uint32)
        view = memoryview(out.view(np.uint8).data)
        while view:
            got = file.readinto(view)
            if not got:
                raise EOFError(f"{self._files[run][0]} ends early")
            view = view[got:]
        return out


def write_postings(sorter: PostingsSorter, universe: int, writer: SectionWriter) -> None:
    """Write the sections ``postings``, ``postings_at``, ``counts`` and ``counts_at``."""
    words_at = [np.zeros(1, np.int64)][:0]
    bytes_at: list[NDArray[np.int64]] = []
    varint_parts: list[bytes] = []
    words_done = bytes_done = 0
    writer.begin("postings")
    for first, counts, parts in sorter.chunks():
        per_key = counts.sum(axis=0, dtype=np.int64)
        groups = -(-len(per_key) // GROUP)
        room = int(sum_of_words(per_key, universe))
        words, varints = np.zeros(room + 1, np.uint64), np.zeros(len(per_key) * 5 + groups * 8, np.uint8)
        group_words, group_bytes = np.empty(groups, np.int64), np.empty(groups, np.int64)
        gathered = np.empty(int(per_key.max(initial=0)), np.uint32)
        used, used_bytes = encode_keys(
            counts, parts, first, universe, words, varints, group_words, group_bytes, gathered
        )
        writer.append(words[:used])
        varint_parts.append(varints[:used_bytes].tobytes())
        words_at.append(group_words + words_done)
        bytes_at.append(group_bytes + bytes_done)
        words_done += used
        bytes_done += used_bytes
    writer.section("postings_at", np.append(np.concatenate(words_at), words_done).astype(np.uint64))
    writer.section("counts", b"".join(varint_parts))
    writer.section("counts_at", np.append(np.concatenate(bytes_at), bytes_done).astype(np.uint32))


@njit(cache=True, nogil=True)
def sum_of_words(counts, universe):  # type: ignore[no-untyped-def]
    """Words that lists of these lengths need together."""
    total = 0
    for n in counts:
        total += words_of(n, universe)[1]
    return total
