"""A checksum within an SQLite file that is never written again: its CRC-32 as the header's application id.

SQLite keeps no checksums, and its own check takes most bytes of a text for any others.
"""

from __future__ import annotations

import zlib
from pathlib import Path

_PIECE = 1 << 22
_AT, _END = 68, 72
"""Bytes of the application id, https://www.sqlite.org/fileformat2.html#the_database_header."""


def seal(file: Path) -> None:
    """Write the checksum; the file must be closed."""
    with file.open("r+b") as out:
        out.seek(_AT)
        out.write(_checksum(file).to_bytes(_END - _AT, "big"))


def is_sealed(file: Path) -> bool:
    """Whether there is a checksum."""
    return _stored(file) != 0


def is_whole(file: Path) -> bool:
    """Whether all bytes are as they were when the file was sealed."""
    return _stored(file) == _checksum(file)


def _stored(file: Path) -> int:
    with file.open("rb") as source:
        source.seek(_AT)
        return int.from_bytes(source.read(_END - _AT), "big")


def _checksum(file: Path) -> int:
    with file.open("rb") as source:
        head = source.read(_END)
        value = zlib.crc32(head[:_AT])
        while piece := source.read(_PIECE):
            value = zlib.crc32(piece, value)
    return value or 1  # 0 is a file without
