"""Writing the search index: names to words, and each line of a list ready to show."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from spotgui.catalog.folding import fold
from spotgui.catalog.models import Kind, parse_release_date
from spotgui.catalog.search import TABLES, VERSION
from spotgui.progress import CancelToken

_PAGE = 20_000
_BY_POPULARITY = "coalesce(popularity, 0) DESC, rowid"
# the smallest picture of at least 300 pixels, else the widest
_IMAGE = (
    "SELECT {0}_rowid AS item, arg_min(url, if(width >= 300, width, 100000 - width)) AS url FROM {0}_images GROUP BY 1"
)
# id, name, detail, popularity, release date and its precision, picture, ISRC
_LINES = {
    Kind.ARTIST: f"""
        SELECT a.id, a.name, '', coalesce(a.popularity, 0), NULL, NULL, i.url, NULL
        FROM artists a LEFT JOIN ({_IMAGE.format("artist")}) i ON i.item = a.rowid""",
    Kind.ALBUM: f"""
        SELECT a.id, a.name, c.names, coalesce(a.popularity, 0), a.release_date, a.release_date_precision, i.url, NULL
        FROM albums a LEFT JOIN ({_IMAGE.format("album")}) i ON i.item = a.rowid
        LEFT JOIN (
            SELECT l.album_rowid AS item, string_agg(r.name, ', ' ORDER BY l.index_in_album, r.rowid) AS names
            FROM artist_albums l JOIN artists r ON r.rowid = l.artist_rowid
            WHERE coalesce(l.is_implicit_appears_on, 0) = 0 AND coalesce(l.is_appears_on, 0) = 0 GROUP BY 1
        ) c ON c.item = a.rowid""",
    Kind.TRACK: f"""
        SELECT a.id, a.name, c.names, coalesce(a.popularity, 0), b.release_date, b.release_date_precision, i.url,
            a.external_id_isrc
        FROM tracks a LEFT JOIN albums b ON b.rowid = a.album_rowid
        LEFT JOIN ({_IMAGE.format("album")}) i ON i.item = a.album_rowid
        LEFT JOIN (
            SELECT l.track_rowid AS item, string_agg(r.name, ', ' ORDER BY l.rowid) AS names
            FROM track_artists l JOIN artists r ON r.rowid = l.artist_rowid GROUP BY 1
        ) c ON c.item = a.rowid""",
}


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
        for kind, table in TABLES.items():
            _create(out, table)
            _fill(con, out, kind, table, note, cancel)
            _order_by_name(con, out, table, note, cancel)
        out.execute("INSERT INTO about VALUES (?, ?)", (VERSION, build))
        out.commit()


def _create(out: sqlite3.Connection, table: str) -> None:
    options = "content='', columnsize=0, detail=none, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'"
    out.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, {options})")
    out.execute(
        f"CREATE TABLE {table}_lines (rank INTEGER PRIMARY KEY, id TEXT, name TEXT, detail TEXT, popularity INTEGER,"
        " year INTEGER, image TEXT, isrc TEXT)"
    )
    out.execute(f"CREATE TABLE {table}_names (place INTEGER PRIMARY KEY, rank INTEGER)")


def _fill(
    con: duckdb.DuckDBPyConnection,
    out: sqlite3.Connection,
    kind: Kind,
    table: str,
    note: Callable[[str, float], None],
    cancel: CancelToken,
) -> None:
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    total, rank = int(row[0]) if row else 0, 0
    order = _BY_POPULARITY.replace("popularity", "a.popularity").replace("rowid", "a.rowid")
    for page in _pages(con, f"{_LINES[kind]} ORDER BY {order}"):
        cancel.raise_if_cancelled()
        words, lines = [], []
        for identity, name, detail, popularity, date, precision, image, isrc in page:
            rank += 1
            released = parse_release_date(date, precision)
            words.append((rank, fold(f"{name or ''} {detail or ''} {isrc or ''}")))
            year = released.year if released else None
            lines.append((rank, identity, name or "", detail or "", popularity, year, image, isrc or None))
        out.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", words)
        out.executemany(f"INSERT INTO {table}_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)
        note(f"indexing the names of {table}", rank / total)
    out.commit()


def _order_by_name(
    con: duckdb.DuckDBPyConnection,
    out: sqlite3.Connection,
    table: str,
    note: Callable[[str, float], None],
    cancel: CancelToken,
) -> None:
    ranked = f"SELECT name, row_number() OVER (ORDER BY {_BY_POPULARITY}) AS rank FROM {table}"
    sorted_by_name = f"SELECT rank FROM ({ranked}) ORDER BY coalesce(name, '') = '', lower(strip_accents(name)), rank"
    for page in _pages(con, sorted_by_name):
        cancel.raise_if_cancelled()
        out.executemany(f"INSERT INTO {table}_names (rank) VALUES (?)", page)
    note(f"sorting {table} by name", 1.0)
    out.commit()


def _pages(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[list[tuple[Any, ...]]]:
    rows = con.execute(query)
    while page := rows.fetchmany(_PAGE):
        yield page
