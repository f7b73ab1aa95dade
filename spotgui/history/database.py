"""The history's sqlite file: opening, versions, and what can be wrong with it."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from spotgui.errors import CorruptLibraryError, DiskFullError, LibraryBusyError, LibraryVersionError, MachineError
from spotgui.history.entries import fold

APPLICATION_ID = 0x73706F68  # "spoh"
_BUSY_SECONDS = 10.0
_RETRY_SECONDS = 0.02

MIGRATIONS: Sequence[Sequence[str]] = (
    (
        """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            heard_at INTEGER NOT NULL,          -- microseconds since 1970, UTC
            last_heard_at INTEGER NOT NULL,
            count INTEGER NOT NULL DEFAULT 1,
            kind TEXT NOT NULL,
            source TEXT NOT NULL,
            source_name TEXT NOT NULL,
            seconds REAL NOT NULL,
            track_id TEXT,
            title TEXT,
            artists TEXT NOT NULL DEFAULT '[]', -- a JSON list
            album TEXT,
            isrc TEXT,
            year INTEGER,
            score REAL,
            margin REAL,
            position_s REAL,
            confidence TEXT,
            favourite INTEGER NOT NULL DEFAULT 0,
            wrong INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT '',
            resolved_at INTEGER,
            snippet BLOB,
            tried_with TEXT NOT NULL DEFAULT '', -- the index that last had no answer for the snippet
            words TEXT NOT NULL DEFAULT ''      -- folded text that is searched
        )
        """,
        "CREATE INDEX entries_by_time ON entries (last_heard_at)",
        "CREATE INDEX entries_by_track ON entries (track_id, last_heard_at)",
        "CREATE INDEX entries_by_isrc ON entries (isrc, last_heard_at)",
    ),
    # where in a long recording a song begins, seconds
    ("ALTER TABLE entries ADD COLUMN offset_s REAL",),
    # a JSON list: what an entry that was not recognised is one of
    ("ALTER TABLE entries ADD COLUMN one_of TEXT NOT NULL DEFAULT '[]'",),
)
"""Migration i leads from version i to i + 1. Only ever add to the end."""


def open_database(path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> sqlite3.Connection:
    """Open the file, make it when missing and bring it to the newest version.

    Parameters
    ----------
    path : Path
    migrations : sequence
        Statements by version.

    Raises
    ------
    LibraryVersionError
        If a newer version wrote it.
    CorruptLibraryError
        If it is damaged or not a history.
    LibraryBusyError
        If another process holds it for long.
    MachineError
        If it cannot be read or written.
    """
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what sqlite says about the machine into a sentence.

    Raises
    ------
    MachineError
        Of the kind that fits; what is a mistake of the program stays as it is.
    """
    try:
        yield
    except OSError as error:
        raise MachineError(
            "The history '{path}' cannot be opened ({why}).", _PERMISSIONS, path=path, why=error.strerror
        ) from error
    except sqlite3.DatabaseError as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error


_PERMISSIONS = "Check the permissions of its directory."


def _known(error: sqlite3.DatabaseError, path: Path) -> MachineError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusyError("Another program holds the history.", "Close it and try again.")
        case sqlite3.SQLITE_FULL:
            return DiskFullError("There is no room left to write the history.", "Free some space on the disk.")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            return MachineError(
                "The history '{path}' cannot be opened or written ({error}).", _PERMISSIONS, path=path, error=error
            )
    return None


def damaged(path: Path) -> CorruptLibraryError:
    """The error for a file that is broken or something else."""
    return CorruptLibraryError(
        "The history '{path}' is damaged or not a history.",
        "Restore a backup, or move the file away to begin a new one; the catalogue and the index are not concerned.",
        path=path,
    )


def _prepare(connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]]) -> None:
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.execute("BEGIN")  # all of the version is of one moment: another process may be making the file
    try:
        version = _version(connection, path, migrations)
    finally:
        connection.execute("ROLLBACK")
    if version < len(migrations):
        with transaction(connection):
            # asked again: another process may have been first
            for statements in migrations[_version(connection, path, migrations) :]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(migrations)}")
    _log_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Write ahead of the file. sqlite itself does not wait here when several open a new history at once."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_RETRY_SECONDS)


def _version(connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]]) -> int:
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if owner != APPLICATION_ID and (found or owner or connection.execute("SELECT 1 FROM sqlite_master").fetchone()):
        raise damaged(path)
    if found > len(migrations):
        raise LibraryVersionError(
            "The history was written by a newer version (format {found}, this one knows {known}).",
            "Use the newer version of spotgui.",
            found=found,
            known=len(migrations),
        )
    return found
