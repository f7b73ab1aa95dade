"""One segment file, mapped into memory."""

from __future__ import annotations

import errno
import mmap
import os
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError, LibraryVersionError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import unpack
from spotgui.fingerprint.sketch_code import decode
from spotgui.index.format import HEADER_BYTES, ID_BYTES, damaged_blocks, read_header
from spotgui.index.landmarks import KEYS, QUANTUM
from spotgui.index.manifest import REBUILD, SegmentInfo, checksum_of

_TYPES: dict[str, Any] = {
    "payload": np.uint8,
    "payload_at": np.uint64,
    "onset_bytes": np.uint32,
    "numbers": np.uint32,
    "ids": np.uint8,
    "id_order": np.uint32,
    "durations": np.float32,
    "popularity": np.uint8,
    "origins": np.uint32,
    "counts": np.uint8,
    "counts_at": np.uint32,
    "postings": np.uint64,
    "postings_at": np.uint64,
}

FAULT_BYTES = 1 << 16
"""What a page fault maps, about."""
SAMPLED = 32
"""Places that are looked at to see whether pages must come from the disk."""
COLD_S = 0.0005
"""Looking at them takes longer than this when they must, where the system cannot be asked."""
_NOWAIT: int | None = getattr(os, "RWF_NOWAIT", None)


class Segment:
    """Arrays on the bytes of a segment file. A track is known by its place in it, 0 to n - 1.

    Parameters
    ----------
    sequential : bool
        The file will be read from one end to the other (to merge it), not here and there.

    Attributes
    ----------
    info : SegmentInfo
    touched : int
        Bytes of the map in this process's memory since the last `forget`, about.
    file : file
        Open for reading.
    universe : int
        Cells of the line that the tracks lie on.
    payload, payload_at, onset_bytes, numbers, ids, id_order, durations, popularity, origins : arrays
    counts, counts_at, postings, postings_at : arrays
        As `spotgui.index.format` describes; read-only, on the mapped file. ``numbers`` are without `info.base`.

    Raises
    ------
    CorruptLibraryError
        The file is missing, cut short, or not the one of the manifest.
    LibraryVersionError
        Its landmarks are defined otherwise.
    """

    payload: NDArray[np.uint8]
    payload_at: NDArray[np.uint64]
    onset_bytes: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    ids: NDArray[np.bytes_]
    id_order: NDArray[np.uint32]
    durations: NDArray[np.float32]
    popularity: NDArray[np.uint8]
    origins: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    counts_at: NDArray[np.uint32]
    postings: NDArray[np.uint64]
    postings_at: NDArray[np.uint64]

    def __init__(self, index_dir: Path, info: SegmentInfo, *, sequential: bool = False) -> None:
        self.info = info
        self.touched = 0
        self.path = index_dir / info.name
        try:
            self.file = self.path.open("rb", buffering=0)
        except FileNotFoundError as problem:
            raise CorruptLibraryError("{path} is missing.", REBUILD, path=self.path) from problem
        weakref.finalize(self, self.file.close)
        page = self.file.read(HEADER_BYTES)
        self.header = read_header(page, self.path)
        size = self.file.seek(0, 2)
        self.map = mmap.mmap(self.file.fileno(), 0, access=mmap.ACCESS_READ)
        if size != info.bytes or checksum_of(page) != info.checksum:
            raise CorruptLibraryError(
                "{path} is not what the manifest says: cut short or another file.", REBUILD, path=self.path
            )
        if (self.header.keys, self.header.quantum) != (KEYS, QUANTUM):
            raise LibraryVersionError(
                "{path} was made with other landmarks than this version's.", REBUILD, path=self.path
            )
        if hasattr(mmap, "MADV_RANDOM"):
            self.map.madvise(mmap.MADV_SEQUENTIAL if sequential else mmap.MADV_RANDOM)
        if hasattr(os, "posix_fadvise") and not sequential:
            os.posix_fadvise(self.file.fileno(), 0, 0, os.POSIX_FADV_RANDOM)
        self.universe = self.header.universe
        for name, dtype in _TYPES.items():
            at, length = self.header.sections[name]
            array = np.frombuffer(self.map, dtype, length // np.dtype(dtype).itemsize, at)
            setattr(self, name, array.view(f"S{ID_BYTES}") if name == "ids" else array)

    def close(self) -> None:
        """Let the file go; the arrays must not be used after this."""
        self.file.close()
        for name in _TYPES:
            delattr(self, name)
        try:
            self.map.close()
        except BufferError:
            # somebody still holds a view; the map goes with it
            return

    def __len__(self) -> int:
        return len(self.numbers)

    def track_id(self, local: int) -> str:
        """The id of a track."""
        return bytes(self.ids[local]).decode("ascii")

    def onsets(self, local: int) -> OnsetList:
        """The onset list of a track, whole frames."""
        start = int(self.payload_at[local])
        return unpack(self.payload[start : start + int(self.onset_bytes[local])].tobytes())

    def chroma(self, local: int) -> NDArray[np.uint8]:
        """The chroma sketch of a track; empty when it has none."""
        start = int(self.payload_at[local]) + int(self.onset_bytes[local])
        return decode(self.payload[start : int(self.payload_at[local + 1])].tobytes())

    def local_of(self, track_no: int) -> int | None:
        """Place of a track number (`info.base` included) in this segment."""
        number = track_no - self.info.base
        if not 0 <= number < 1 << 32:
            return None
        place = int(np.searchsorted(self.numbers, np.uint32(number)))  # a wider number would have them all copied
        return place if place < len(self) and self.numbers[place] == number else None

    def find(self, track_id: str) -> int | None:
        """Place of a track id in this segment."""
        wanted = track_id.encode("ascii", "replace")
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(self.ids[self.id_order[middle]]) < wanted:
                low = middle + 1
            else:
                high = middle
        if low < len(self) and bytes(self.ids[self.id_order[low]]) == wanted:
            return int(self.id_order[low])
        return None

    def will_touch(self, places: int) -> None:
        """Note that so many places of the map will be read."""
        self.touched = min(self.touched + FAULT_BYTES * places, self.info.bytes)

    def forget(self) -> None:
        """Take the file's pages out of this process's memory; the system still has them at hand."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.map.madvise(mmap.MADV_DONTNEED)
        self.touched = 0

    def is_cold(self, name: str, places: NDArray[np.int64]) -> bool:
        """Whether some of these items of a section are on the disk only, by a sample of them."""
        items = getattr(self, name)
        sample = places[:: max(1, len(places) // SAMPLED)]
        try:
            return not self._are_at_hand(self.header.sections[name][0] + sample * items.itemsize)
        except OSError:  # a file system, or a system, that cannot be asked
            began = time.perf_counter()
            return any(items[place] >= 0 and time.perf_counter() - began > COLD_S for place in sample.tolist())

    def _are_at_hand(self, offsets: NDArray[np.int64]) -> bool:
        """Whether the system has these bytes of the file in its cache.

        By the clock, a page would seem to be on the disk whenever another thread's work delays the look.

        Raises
        ------
        OSError
            It cannot be asked.
        """
        if _NOWAIT is None:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
        byte = bytearray(1)
        try:
            for offset in offsets.tolist():
                os.preadv(self.file.fileno(), [byte], offset, _NOWAIT)
        except BlockingIOError:
            return False
        return True

    def problems(self) -> Iterator[str]:
        """Read the whole file; yield a sentence for every damaged part."""
        with self.path.open("rb") as file:
            for offset in damaged_blocks(file, self.header):
                yield f"{self.path.name} is damaged at byte {offset}."
