"""A file that is read once from its start to its end, while others on the same disk are."""

from __future__ import annotations

import os
from io import BufferedReader, FileIO
from pathlib import Path

PIECE = 8 << 20
"""Bytes read at a time: on a spinning disk the way to another file costs as much as 2 MB."""


def open_ahead(path: Path) -> BufferedReader:
    """Open a file to be read in large pieces; the system fetches the next while this one is used.

    Raises
    ------
    OSError
    """
    return BufferedReader(_Announcing(path), PIECE)


class _Announcing(FileIO):
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = super().readinto(buffer)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self.fileno(), self.tell(), PIECE, os.POSIX_FADV_WILLNEED)
        return size
