"""The metadata dump out of its compression, with the end checked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from spotgui.errors import BadInputError
from spotgui.importer.zstd_frames import MAGIC, READ, WINDOW_LIMIT, WalkedFile
from spotgui.index.durable import explained
from spotgui.progress import CancelToken
from spotgui.sentences import Sentence

_RATIO = 3.5
"""Of the real dump: 36.7 GB hold 125.4 GB."""


def is_zstd(path: Path) -> bool:
    """True when the file's first bytes are those of a zstd frame."""
    with path.open("rb") as file:
        return file.read(4) == MAGIC


def content_size(path: Path) -> int:
    """Decompressed size: as the first frame says, else estimated, bytes."""
    with path.open("rb") as file:
        head = file.read(64)
    try:
        size = zstandard.frame_content_size(head)
    except zstandard.ZstdError:
        size = -1
    return size if size > 0 else int(path.stat().st_size * _RATIO)


def decompress(source: Path, target: Path, note: Callable[[int], None], cancel: CancelToken) -> None:
    """Write a file's content, all frames; `note` gets the compressed bytes read.

    Raises
    ------
    Cancelled
    BadInputError
        It is truncated or damaged.
    DiskFullError, MachineError
    """
    decoder = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT)
    buffer = bytearray(4 << 20)
    with source.open("rb") as file, explained(target), target.open("wb") as out:
        walked = WalkedFile(file)
        stream = decoder.stream_reader(cast("BinaryIO", walked), read_size=READ, read_across_frames=True)
        try:
            while size := stream.readinto(buffer):
                cancel.raise_if_cancelled()
                with memoryview(buffer) as view:
                    out.write(view[:size])
                note(walked.position)
        except zstandard.ZstdError as error:
            raise _damaged(
                source, walked.problem or Sentence("damaged before byte {byte:,}", byte=walked.position)
            ) from error
        if walked.problem is not None:
            raise _damaged(source, walked.problem)
        out.flush()
        os.fsync(out.fileno())


def _damaged(source: Path, problem: str) -> BadInputError:
    return BadInputError(
        "{name} cannot be used: {problem}.",
        "Finish the download, or download it again.",
        name=source.name,
        problem=problem,
    )
