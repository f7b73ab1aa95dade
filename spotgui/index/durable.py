"""Writing files so that a power cut leaves the old or the new state, never half of one.

The order is always: write under a temporary name, fsync, rename, fsync the directory. All of it goes through one small
object, so that a test can watch the order and fail any single step.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from spotgui.errors import DiskFullError, MachineError

TEMPORARY = ".tmp"
"""Suffix of files that are not finished; whoever finds one later may remove it."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals into sentences.

    Raises
    ------
    DiskFullError
        No room left, or the quota is used up.
    MachineError
        Any other refusal, such as a directory that must not be written.
    """
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(
                "The disk with {folder} is full.",
                "Make room there, then run the same command again: it goes on where it stopped.",
                folder=path.parent,
            ) from problem
        raise MachineError(
            "{path} cannot be written: {why}.", "Check its permissions.", path=path, why=problem.strerror or problem
        ) from problem


class Disk:
    """The operations that the safety of files rests on."""

    def create(self, path: Path) -> FileIO:
        """Open a new file for writing, in place of any leftover of that name."""
        return FileIO(path, "w+")

    def write(self, file: FileIO, data: bytes | memoryview) -> None:
        """Write all of ``data``."""
        view = memoryview(data).cast("B")
        while len(view):
            view = view[file.write(view) :]

    def sync(self, file: FileIO) -> None:
        """Wait until the file's bytes are on the disk."""
        os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """Give the file its final name, replacing what has it."""
        source.replace(target)

    def sync_directory(self, directory: Path) -> None:
        """Wait until the names in the directory are on the disk (where the system can)."""
        if os.name == "nt":
            return
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Delete a file if it is there; a file that another process holds open on Windows stays for the next time."""
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            if os.name != "nt":
                raise


def replace_file(disk: Disk, path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``, durably.

    Raises
    ------
    DiskFullError, MachineError
    """
    temporary = path.with_name(path.name + TEMPORARY)
    with explained(path):
        with disk.create(temporary) as file:
            disk.write(file, data)
            disk.sync(file)
        disk.rename(temporary, path)
        disk.sync_directory(path.parent)
