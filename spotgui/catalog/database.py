"""Opening the library's DuckDB files, and DuckDB's errors in the user's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from spotgui.errors import (
    CorruptLibraryError,
    CorruptMetadataError,
    DiskFullError,
    LibraryBusyError,
    LibraryVersionError,
    MachineError,
    SpotguiError,
)
from spotgui.paths import Library

_FULL = re.compile(
    r"no space left|disk quota|could not (write|flush|fsync).*space|errno 28|max_temp_directory_size", re.I
)
_LOCKED = re.compile(r"could not set lock|conflicting lock|being used by another process|cannot access the file", re.I)
_NEWER = re.compile(r"newer version|version number|storage version", re.I)
_DAMAGED = re.compile(
    r"not a valid duckdb|corrupt|checksum|deserializ|could not read enough bytes|failed to load metadata|wal file", re.I
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn DuckDB's errors about a file into sentences.

    Raises
    ------
    DiskFullError, LibraryBusyError, LibraryVersionError, CorruptLibraryError, MachineError
    """
    try:
        yield
    except duckdb.InterruptException:
        raise
    except (duckdb.Error, OSError) as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


def explain(error: Exception, path: Path) -> SpotguiError | None:
    """The known error behind one of DuckDB's or the system's; None when it is a bug."""
    text = str(error)
    if _FULL.search(text):
        return DiskFullError(
            "The disk with {folder} is full.",
            "Make room there, then run the same command again: it goes on where it stopped.",
            folder=path.parent,
        )
    if _LOCKED.search(text) or isinstance(error, duckdb.ConnectionException):
        return LibraryBusyError(
            "{path} is open in another process.",
            "Wait until the other import is done, or close the other program.",
            path=path,
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return MachineError(
            "There is not enough memory to work on {name}.", "Close other programs and try again.", name=path.name
        )
    if isinstance(error, duckdb.IOException | duckdb.SerializationException | duckdb.InternalException):
        if _NEWER.search(text):
            return LibraryVersionError(
                "{path} was written by a newer version of spotgui.",
                "Update spotgui, or use another data directory.",
                path=path,
            )
        if _DAMAGED.search(text):
            return _damage(path, _first_line(text))
    if isinstance(error, duckdb.IOException | OSError):
        return MachineError("{path} cannot be used: {why}.", "Check its permissions.", path=path, why=_first_line(text))
    return None


def _damage(path: Path, why: str) -> CorruptLibraryError:
    if path == Library(path.parent).meta_db:
        return CorruptMetadataError("{path} is damaged ({why}).", "Import the metadata again.", path=path, why=why)
    return CorruptLibraryError(
        "{path} is damaged ({why}).",
        "Restore it from a copy, or move it away and import the shards again.",
        path=path,
        why=why,
    )


def connect(
    path: Path, *, read_only: bool = False, memory: str = "500MB", threads: int = 2
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file.

    Parameters
    ----------
    memory, threads : str, int
        DuckDB's limits when writing; above that memory, temporary files go beside the database.

    Raises
    ------
    LibraryBusyError, LibraryVersionError, CorruptLibraryError, MachineError
    """
    with explained(path):
        if read_only:  # all readers in a process must ask for the same
            memory, threads = "500MB", 2
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(
            path,
            read_only=read_only,
            config={
                "memory_limit": memory,
                "threads": threads,
                "temp_directory": str(path.parent / "tmp"),
                "wal_autocheckpoint": "256MB",
                "preserve_insertion_order": True,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0].rstrip(".") if text.strip() else "unknown reason"
