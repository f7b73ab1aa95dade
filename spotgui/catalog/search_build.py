"""Writing the search index: names to words, and each line of a list ready to show."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from spotgui.catalog.folding import fold
from spotgui.catalog.models import Kind
from spotgui.catalog.seal import seal
from spotgui.catalog.search import TABLES, VERSION
from spotgui.progress import CancelToken
from spotgui.sentences import Sentence

_PAGE = 20_000
_PIECE = 1_000_000
"""Things whose names and pictures are gathered at once: DuckDB keeps texts that it joins in memory, all of them."""
_HASH_BYTES = 16 << 20
"""FTS5 writes its words when there are so many; with its own 1 MB, files grow by a tenth."""
_BY_POPULARITY = "coalesce(popularity, 0) DESC, rowid"
_YEAR = """CASE WHEN regexp_full_match({0}.release_date, '[0-9]+(-[0-9]+)*')
    THEN nullif(try_cast(split_part({0}.release_date, '-', 1) AS INTEGER), 0) END"""
# the smallest picture of at least 300 pixels, else the widest
_PICTURE = "arg_min(p.url, if(p.width >= 300, p.width, 100000 - p.width))"
# names in the order of two numbers; string_agg with an order takes five times as long
_NAMES = """array_to_string(list_transform(
    list_sort(list(row({0}, r.name))), lambda credit: struct_extract(credit, 3)), ', ')"""
# what is gathered for a kind, by the number of a thing: a table, its columns, the thing's table, and a query
_GATHERED = {
    Kind.ARTIST: (
        (
            "artist_pictures",
            "url VARCHAR",
            "artists",
            f"""SELECT p.artist_rowid, {_PICTURE} FROM artist_images p
            WHERE p.artist_rowid >= $1 AND p.artist_rowid < $2 GROUP BY 1 ORDER BY 1""",
        ),
    ),
    Kind.ALBUM: (
        (
            "album_lines",
            "year INTEGER, url VARCHAR",
            "albums",
            f"""SELECT a.rowid, any_value({_YEAR.format("a")}), {_PICTURE}
            FROM albums a LEFT JOIN (
                FROM album_images WHERE album_rowid >= $1 AND album_rowid < $2
            ) p ON p.album_rowid = a.rowid
            WHERE a.rowid >= $1 AND a.rowid < $2 GROUP BY 1 ORDER BY 1""",
        ),
        (
            "album_names",
            "names VARCHAR",
            "albums",
            f"""SELECT l.album_rowid, {_NAMES.format("coalesce(l.index_in_album, 1 << 40), r.rowid")}
            FROM album_artists l JOIN artists r ON r.rowid = l.artist_rowid
            WHERE l.album_rowid >= $1 AND l.album_rowid < $2 GROUP BY 1 ORDER BY 1""",
        ),
    ),
    Kind.TRACK: (
        (
            "track_names",
            "names VARCHAR",
            "tracks",
            f"""SELECT l.track_rowid, {_NAMES.format("l.rowid, r.rowid")}
            FROM track_artists l JOIN artists r ON r.rowid = l.artist_rowid
            WHERE l.track_rowid >= $1 AND l.track_rowid < $2 GROUP BY 1 ORDER BY 1""",
        ),
    ),
}
_LINES = {
    Kind.ARTIST: """
        SELECT a.id, a.name, '' AS detail, a.popularity, NULL AS year, i.url, NULL AS isrc, a.rowid
        FROM artists a LEFT JOIN artist_pictures i ON i.item = a.rowid""",
    Kind.ALBUM: """
        SELECT a.id, a.name, c.names AS detail, a.popularity, i.year, i.url, NULL AS isrc, a.rowid
        FROM albums a LEFT JOIN album_lines i ON i.item = a.rowid LEFT JOIN album_names c ON c.item = a.rowid""",
    Kind.TRACK: """
        SELECT a.id, a.name, c.names AS detail, a.popularity, i.year, i.url, nullif(a.external_id_isrc, '') AS isrc,
            a.rowid
        FROM tracks a LEFT JOIN album_lines i ON i.item = a.album_rowid LEFT JOIN track_names c ON c.item = a.rowid""",
}
FOLDED = """CASE WHEN strlen({0}) = length({0})
    THEN trim(regexp_replace(translate(lower({0}), '''`', ''), '[^a-z0-9]+', ' ', 'g')) END"""
"""`fold` of a text of ASCII alone, in SQL; NULL of others."""


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
        for tables in _GATHERED.values():
            for name, *_ in tables:
                con.execute(f"DROP TABLE IF EXISTS {name}")
        out.execute("INSERT INTO about VALUES (?, ?)", (VERSION, build))
        out.commit()
    seal(file)


def _create(out: sqlite3.Connection, table: str) -> None:
    options = "content='', columnsize=0, detail=none, prefix='1 2 3 4 5', tokenize='unicode61 remove_diacritics 0'"
    out.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, {options})")
    out.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", [_HASH_BYTES])
    out.execute(
        f"CREATE TABLE {table}_lines (rank INTEGER PRIMARY KEY, id TEXT, name TEXT, detail TEXT, popularity INTEGER,"
        " year INTEGER, image TEXT, isrc TEXT)"
    )
    out.execute(f"CREATE TABLE {table}_names (place INTEGER PRIMARY KEY, rank INTEGER)")


def _gather(
    con: duckdb.DuckDBPyConnection, kind: Kind, note: Callable[[str, float], None], cancel: CancelToken
) -> None:
    """Fill the temporary tables of a kind, piece by piece: the tables they are read from are sorted by the number."""
    for table, columns, things, query in _GATHERED[kind]:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {table} (item BIGINT, {columns})")
        row = con.execute(f"SELECT coalesce(max(rowid), -1) + 1 FROM {things}").fetchone()
        end = int(row[0]) if row else 0
        for first in range(0, end, _PIECE):
            cancel.raise_if_cancelled()
            con.execute(f"INSERT INTO {table} {query}", [first, first + _PIECE])
            note(Sentence("gathering what belongs to {things}", things=things), min(1.0, (first + _PIECE) / end))


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
    _gather(con, kind, note, cancel)
    ranked = f"""
        SELECT id, coalesce(name, ''), coalesce(detail, ''), coalesce(popularity, 0), year, url, isrc,
            {FOLDED.format("t")}
        FROM (SELECT *, concat_ws(' ', name, detail, isrc) AS t FROM ({_LINES[kind]})) ORDER BY {_BY_POPULARITY}"""
    for page in _pages(con, ranked):
        cancel.raise_if_cancelled()
        numbered = list(enumerate(page, rank + 1))
        rank += len(page)
        words = ((n, fold(f"{row[1]} {row[2]} {row[6] or ''}") if row[7] is None else row[7]) for n, row in numbered)
        out.executemany(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", words)
        lines = ((n, *row[:7]) for n, row in numbered)
        out.executemany(f"INSERT INTO {table}_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)
        note(Sentence("indexing the names of {table}", table=table), rank / total)
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
    note(Sentence("sorting {table} by name", table=table), 1.0)
    out.commit()


def _pages(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[list[tuple[Any, ...]]]:
    rows = con.execute(query)
    while page := rows.fetchmany(_PAGE):
        yield page
