"""Search as you type: SQLite FTS5 beside `meta.duckdb`, ordered by popularity.

One index a kind, without contents; its row ids are ranks by popularity, so the best hits come first and the search
ends as soon as it has enough. README.md has the alternatives and their times.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb

from spotgui.catalog.folding import fold
from spotgui.catalog.models import Kind
from spotgui.errors import CorruptLibraryError
from spotgui.progress import CancelToken

VERSION = 1
_TABLES = {Kind.ARTIST: "artists", Kind.ALBUM: "albums", Kind.TRACK: "tracks"}
_PAGE = 20_000
_ISRC = re.compile(r"[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[0-9]{2}-?[0-9]{0,5}")

_NAMES = {
    Kind.ARTIST: "SELECT p.rowid, a.name FROM artists_by_popularity p JOIN artists a ON a.rowid = p.item",
    Kind.ALBUM: """
        SELECT p.rowid, concat_ws(' ', b.name, c.names) FROM albums_by_popularity p JOIN albums b ON b.rowid = p.item
        LEFT JOIN (
            SELECT album_rowid, string_agg(a.name, ' ') AS names FROM artist_albums l
            JOIN artists a ON a.rowid = l.artist_rowid
            WHERE coalesce(is_implicit_appears_on, 0) = 0 AND coalesce(is_appears_on, 0) = 0 GROUP BY album_rowid
        ) c ON c.album_rowid = b.rowid""",
    Kind.TRACK: """
        SELECT p.rowid, concat_ws(' ', t.name, c.names, t.external_id_isrc)
        FROM tracks_by_popularity p JOIN tracks t ON t.rowid = p.item
        LEFT JOIN (
            SELECT track_rowid, string_agg(a.name, ' ') AS names FROM track_artists l
            JOIN artists a ON a.rowid = l.artist_rowid GROUP BY track_rowid
        ) c ON c.track_rowid = t.rowid""",
}


def search_file(meta_db: Path) -> Path:
    """Where the search index of a metadata database is."""
    return meta_db.with_name("search.sqlite")


def build_search(
    con: duckdb.DuckDBPyConnection, file: Path, build: str, note: Callable[[str, float], None], cancel: CancelToken
) -> None:
    """Write the search index of a metadata database.

    Parameters
    ----------
    build : str
        Ties it to the database that it was made from.
    note : callable
        Gets the phrase of a step and its share done.

    Raises
    ------
    Cancelled
    """
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as out:
        out.execute("PRAGMA journal_mode = OFF")
        out.execute("PRAGMA synchronous = OFF")
        out.execute("PRAGMA cache_size = -200000")
        out.execute("CREATE TABLE about (version INTEGER, build TEXT)")
        for kind, table in _TABLES.items():
            options = "content='', columnsize=0, detail=none, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'"
            out.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(text, {options})")
            _fill(con, out, kind, table, note, cancel)
        out.execute("INSERT INTO about VALUES (?, ?)", (VERSION, build))
        out.commit()
        out.execute("PRAGMA synchronous = FULL")
        out.execute("PRAGMA user_version = 1")  # a write that is synced: everything before it is on the disk
        out.commit()


def _fill(
    con: duckdb.DuckDBPyConnection,
    out: sqlite3.Connection,
    kind: Kind,
    table: str,
    note: Callable[[str, float], None],
    cancel: CancelToken,
) -> None:
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    total, done = int(row[0]) if row else 0, 0
    rows = con.execute(f"{_NAMES[kind]} ORDER BY p.rowid")
    while page := rows.fetchmany(_PAGE):
        cancel.raise_if_cancelled()
        out.executemany(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", ((r + 1, fold(n or "")) for r, n in page))
        done += len(page)
        note(f"indexing the names of {table}", done / total)
    out.commit()


class SearchIndex:
    """The search index, open for reading; one a thread.

    Raises
    ------
    CorruptLibraryError
        It is missing, damaged, or of another import than the database.
    """

    def __init__(self, file: Path, build: str) -> None:
        self._file = file
        self._build = build
        try:
            self._con = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            about = self._con.execute("SELECT version, build FROM about").fetchone()
        except sqlite3.Error as error:
            raise self._broken() from error
        if about != (VERSION, build):
            self._con.close()
            raise self._broken()

    def _broken(self) -> CorruptLibraryError:
        return CorruptLibraryError(
            f"The search index {self._file} is missing or not of this library.",
            "Run `spotgui rebuild` to make it again.",
        )

    def ranks(self, kind: Kind, text: str, limit: int) -> list[int]:
        """Ranks by popularity of what has all the words of `text` (each may be a beginning), best first.

        Raises
        ------
        CorruptLibraryError
        """
        words = query_words(text)
        if not words:
            return []
        match = " ".join(f'"{w}"*' for w in words)
        table = _TABLES[kind]
        try:
            rows = self._con.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?", (match, limit)
            )
            return [rank - 1 for (rank,) in rows]
        except sqlite3.DatabaseError as error:
            raise self._broken() from error

    def close(self) -> None:
        """Close the file."""
        self._con.close()


def query_words(text: str) -> list[str]:
    """The words to look for; an ISRC written with dashes is one."""
    stripped = text.strip()
    if "-" in stripped and _ISRC.fullmatch(stripped):
        stripped = stripped.replace("-", "")
    return fold(stripped).split()
