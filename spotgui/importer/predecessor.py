"""The database of songfind, this program's predecessor, as a source: a table of code strings by track id.

It has no values, sections or segments, so tracks from it are kept with their onsets only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from spotgui.catalog.database import connect, explain
from spotgui.errors import CorruptLibraryError, LibraryBusyError, LibraryVersionError, SpotguiError
from spotgui.importer.block_extraction import Extracted
from spotgui.importer.extract import VALUES, KeptTrack, RejectedLineError, checked_id, packed_onsets

_MAGIC_AT, _MAGIC = 8, b"DUCK"
_TABLE = "fingerprints"
_COLUMNS = {"track_id", "echoprintstring"}
_PAGE = 8_000
"""Rows read at a time: about 40 MB of text."""
BLOCK_ROWS = 250
"""Rows that a thread decodes at a time."""
_NOTHING = (float("nan"),) * len(VALUES)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of the table.

    Attributes
    ----------
    rows : tuple of (int, str or None, str or None)
        Row number, track id, code string.
    done : int
        Row numbers below it are read once these are.
    position : int
        The share of the file that this is, in bytes.
    """

    rows: tuple[tuple[int, str | None, str | None], ...]
    done: int
    position: int


def is_database(path: Path) -> bool:
    """True when a file is a DuckDB database, whatever its name.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] == _MAGIC


def problem_of(path: Path) -> str | None:
    """Why a DuckDB file cannot be a source, as part of a sentence; None when it can."""
    try:
        with connect(path, read_only=True) as con:
            columns = con.execute(
                "SELECT table_name, column_name FROM duckdb_columns()"
                " WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"
            ).fetchall()
    except (SpotguiError, duckdb.Error) as error:
        return _why(error, path)
    tables = {table for table, _ in columns}
    if {column for table, column in columns if table == _TABLE} >= _COLUMNS:
        return None
    if {"tracks", "shards", "rejections"} <= tables:
        return "this is a library of spotgui: `spotgui import library` takes over the directory that it is in"
    return "a DuckDB file without the table fingerprints(track_id, echoprintstring) that songfind makes"


class FingerprintReader:
    """Read the table once, in the order of its rows, in bounded memory.

    After iterating, `problem` says why the end was not a clean one.

    Parameters
    ----------
    path : Path
        The database; it is only read.
    size : int
        Its bytes, to tell how far reading is.
    skip : int
        Row numbers to leave out at the start: those of an earlier import.
    """

    def __init__(self, path: Path, size: int, *, skip: int = 0) -> None:
        self._path = path
        self._size = size
        self._next = skip
        self.problem: str | None = None
        self.position = 0

    def __iter__(self) -> Iterator[Rows]:
        try:
            with closing(connect(self._path, read_only=True)) as con:
                row = con.execute(f"SELECT coalesce(max(rowid), -1) + 1 FROM {_TABLE}").fetchone()
                end = int(row[0]) if row else 0
                while self._next < end:
                    yield from self._page(con, end)
                self.position = self._size
        except (SpotguiError, duckdb.Error) as error:
            self.problem = f"row {self._next:,} and those after it cannot be read: {_why(error, self._path)}"

    def _page(self, con: duckdb.DuckDBPyConnection, end: int) -> Iterator[Rows]:
        last = min(end, self._next + _PAGE)
        rows = con.execute(
            f"SELECT rowid, track_id::VARCHAR, echoprintstring::VARCHAR FROM {_TABLE}"
            " WHERE rowid >= $1 AND rowid < $2 ORDER BY rowid",
            [self._next, last],
        ).fetchall()
        for first in range(0, len(rows), BLOCK_ROWS):
            part = rows[first : first + BLOCK_ROWS]
            done = last if first + BLOCK_ROWS >= len(rows) else part[-1][0] + 1
            self.position = self._size * done // end
            yield Rows(tuple(part), done, self.position)
        self._next = last


def steps(reader: FingerprintReader) -> Iterator[Callable[[], Extracted]]:
    """Read the table; each step decodes its rows when it is called."""
    for block in reader:
        yield partial(_extract, block)


def _extract(block: Rows) -> Extracted:
    """Decode and pack the code strings of some rows, as those of a shard's lines are."""
    tracks, rejected = [], []
    for line, track_id, string in block.rows:
        try:
            known = checked_id(track_id)
            onset_count, onsets = packed_onsets(string, known)
            tracks.append(KeptTrack(line, known, "", _NOTHING, onset_count, onsets, b"", b""))
        except RejectedLineError as error:
            rejected.append(error.of_line(line))
    return Extracted(tuple(tracks), tuple(rejected), block.done, block.position)


def _why(error: Exception, path: Path) -> str:
    known = error if isinstance(error, SpotguiError) else explain(error, path)
    if isinstance(known, LibraryBusyError):
        return "another program has it open; close that, then run the same command again"
    if isinstance(known, LibraryVersionError):
        return "a newer version of DuckDB wrote it; update spotgui"
    first = str(error).strip().splitlines()[0].rstrip(".")
    if known is None or isinstance(known, CorruptLibraryError):
        return f"the database is damaged ({first})"
    return first
