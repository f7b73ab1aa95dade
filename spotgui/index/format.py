"""A segment file: a header page, sections on 64-byte boundaries, and a CRC-32 for every mebibyte.

| section | type | what |
|---|---|---|
| payload | bytes | for every track its packed onsets, then its chroma sketch, stored as `sketch_code` does |
| payload_at | uint64 (n + 1) | where a track's payload starts |
| onset_bytes | uint32 (n) | how much of it is onsets |
| numbers | uint32 (n) | track numbers, rising |
| ids | bytes (n, 22) | track ids |
| id_order | uint32 (n) | tracks in the order of their ids |
| durations | float32 (n) | seconds |
| popularity | uint8 (n) | 0 to 100, 0 when not known |
| origins | uint32 (n + 1) | cell of a track's first frame: all tracks lie on one line of 64-frame cells |
| counts | bytes | for every group of 64 keys a bitmap of those that have postings, then their counts as varints |
| counts_at | uint32 (groups + 1) | where a group's counts start |
| postings | uint64 | Elias-Fano lists of cells, in the order of keys |
| postings_at | uint64 (groups + 1) | word where a group's first list starts |
| checksums | uint32 | CRC-32 of every block of 1 MiB from the end of the header to here |

The header is JSON after a magic and its own checksum, so that a person can read it. Numbers are little-endian.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.index.durable import Disk
from spotgui.index.manifest import REBUILD

MAGIC = b"SPOTGUI INDEX\n"
HEADER_BYTES = 4096
BLOCK_BYTES = 1 << 20
ALIGNMENT = 64
ID_BYTES = 22
GROUP = 64
"""Keys whose counts and lists lie together."""
_PREFIX = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first page of a segment says.

    Attributes
    ----------
    universe : int
        Cells of the line that all tracks lie on.
    keys, quantum, fan : int
        The definition of landmarks that the postings were made with.
    sections : dict
        Name to (offset, bytes).
    """

    format: int
    tracks: int
    onsets: int
    postings: int
    universe: int
    keys: int
    quantum: int
    sampling: str
    sections: dict[str, tuple[int, int]]

    def to_bytes(self) -> bytes:
        """The page as it is in the file."""
        body = json.dumps(asdict(self)).encode() + b"\n"
        page = MAGIC + _PREFIX.pack(len(body), zlib.crc32(body)) + body
        if len(page) > HEADER_BYTES:
            raise ValueError("header does not fit its page")
        return page.ljust(HEADER_BYTES, b"\0")


def read_header(page: bytes, path: Path) -> Header:
    """Read a header page.

    Raises
    ------
    CorruptLibraryError
        When it is not one or a byte of it is wrong.
    """
    start = len(MAGIC) + _PREFIX.size
    if len(page) < HEADER_BYTES or not page.startswith(MAGIC):
        raise CorruptLibraryError("{path} is not a segment of the index, or cut short.", REBUILD, path=path)
    length, checksum = _PREFIX.unpack_from(page, len(MAGIC))
    body = page[start : start + length]
    if zlib.crc32(body) != checksum or any(page[start + length :]):
        raise CorruptLibraryError("{path} is damaged: the checksum of its header is wrong.", REBUILD, path=path)
    values = json.loads(body)
    values["sections"] = {name: (at, size) for name, (at, size) in values["sections"].items()}
    return Header(**values)


class SectionWriter:
    """Writes the sections one after the other and keeps the checksums of the blocks as the bytes go by."""

    def __init__(self, file: FileIO, disk: Disk) -> None:
        self._file = file
        self._disk = disk
        self._buffer = bytearray()
        self._at = HEADER_BYTES
        self._checksums: list[int] = []
        self._open: tuple[str, int] | None = None
        self.sections: dict[str, tuple[int, int]] = {}
        disk.write(file, bytes(HEADER_BYTES))

    def begin(self, name: str) -> None:
        """Start a section; the one before ends here."""
        self._close()
        self._put(bytes(-self._at % ALIGNMENT))
        self._open = (name, self._at)

    def append(self, data: bytes | NDArray[np.generic]) -> None:
        """Add to the section that was begun."""
        self._put(data if isinstance(data, bytes) else np.ascontiguousarray(data).tobytes())

    def section(self, name: str, data: bytes | NDArray[np.generic]) -> None:
        """Write a whole section."""
        self.begin(name)
        self.append(data)

    def finish(self) -> dict[str, tuple[int, int]]:
        """Write what is left and the checksums; returns the table of sections."""
        self._close()
        self._put(bytes(-self._at % ALIGNMENT))
        self._flush(len(self._buffer))
        checksums = np.array(self._checksums, np.uint32).tobytes()
        self.sections["checksums"] = (self._at, len(checksums))
        self._disk.write(self._file, checksums + _PREFIX.pack(len(checksums), zlib.crc32(checksums)))
        return self.sections

    def _close(self) -> None:
        if self._open is not None:
            name, start = self._open
            self.sections[name] = (start, self._at - start)
            self._open = None

    def _put(self, data: bytes) -> None:
        self._buffer += data
        self._at += len(data)
        while len(self._buffer) >= BLOCK_BYTES:
            self._flush(BLOCK_BYTES)

    def _flush(self, size: int) -> None:
        if size:
            block = bytes(memoryview(self._buffer)[:size])
            del self._buffer[:size]
            self._checksums.append(zlib.crc32(block))
            self._disk.write(self._file, block)


def damaged_blocks(file: BinaryIO, header: Header) -> list[int]:
    """Offsets of the blocks whose checksum is wrong; the file's size when its end is wrong."""
    at, size = header.sections["checksums"]
    file.seek(at)
    tail = file.read()
    stored = tail[:size]
    if len(tail) != size + _PREFIX.size or _PREFIX.unpack_from(tail, size) != (size, zlib.crc32(stored)):
        return [at]
    wrong = []
    file.seek(HEADER_BYTES)
    for i, checksum in enumerate(np.frombuffer(stored, np.uint32)):
        start = HEADER_BYTES + i * BLOCK_BYTES
        if zlib.crc32(file.read(min(BLOCK_BYTES, at - start))) != checksum:
            wrong.append(start)
    return wrong
