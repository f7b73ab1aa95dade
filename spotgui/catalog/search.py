"""Search as you type: SQLite FTS5 beside `meta.duckdb`, ordered by popularity.

One index a kind, without contents; its row ids are ranks by popularity, so the best hits come first and the search
ends as soon as it has enough. What a line shows is there too, by rank: DuckDB reads thousands of rows to find one.
README.md has the alternatives and their times.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spotgui.catalog.folding import fold
from spotgui.catalog.models import Image, Kind, SearchHit
from spotgui.catalog.seal import is_sealed, is_whole
from spotgui.errors import CorruptLibraryError

VERSION = 2
TABLES = {Kind.ARTIST: "artists", Kind.ALBUM: "albums", Kind.TRACK: "tracks"}
_CANDIDATES = 60
"""Hits of which the exact names are put first."""
_ISRC = re.compile(r"[A-Za-z]{2}-?[A-Za-z0-9]{3}-?[0-9]{2}-?[0-9]{0,5}")
_COLUMNS = "l.id, l.name, l.detail, l.popularity, l.year, l.image, l.isrc"


def search_file(meta_db: Path) -> Path:
    """Where the search index of a metadata database is."""
    return meta_db.with_name("search.sqlite")


@dataclass(frozen=True, slots=True)
class _Line:
    hit: SearchHit
    isrc: str | None


class SearchIndex:
    """The search index, open for reading.

    Raises
    ------
    CorruptLibraryError
        It is missing, damaged, or of another import than the database.
    """

    def __init__(self, file: Path, build: str) -> None:
        self._file = file
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
            "The search index {file} is missing or not of this library.",
            "Run `spotgui rebuild` to make it again.",
            file=self._file,
        )

    def verify(self) -> None:
        """Read all of the file.

        Raises
        ------
        CorruptLibraryError
        """
        try:
            if is_sealed(self._file):
                if not is_whole(self._file):
                    raise self._broken()
                return
            if self._con.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise self._broken()
            for table in TABLES.values():
                # every word's list of ranks, which the check of the pages takes for any bytes
                self._con.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, row)")
                self._con.execute(f"SELECT sum(doc) FROM temp.{table}_words").fetchone()
                self._con.execute(f"DROP TABLE temp.{table}_words")
        except (sqlite3.DatabaseError, OSError) as error:
            raise self._broken() from error

    def close(self) -> None:
        """Close the file."""
        self._con.close()

    def search(self, kind: Kind, text: str, limit: int, *, group_recordings: bool = False) -> list[SearchHit]:
        """What has all the words of a text (each may be a beginning): exact names first, then by popularity.

        Raises
        ------
        CorruptLibraryError
        """
        words = query_words(text)
        if not words:
            return []
        table = TABLES[kind]
        match = " ".join(f'"{w}"*' for w in words)
        wanted = fold(text)
        lines = [
            line
            for line in self._lines(
                kind,
                f"SELECT {_COLUMNS} FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?) f"
                f" JOIN {table}_lines l ON l.rank = f.rowid ORDER BY l.rank",
                (match, max(_CANDIDATES, limit * (4 if group_recordings else 2))),
            )
            if _together(wanted, f"{line.hit.name} {line.hit.detail}")
        ]
        hits = _grouped(lines) if group_recordings else [line.hit for line in lines]
        hits.sort(key=lambda h: fold(h.name) != wanted)
        return hits[:limit]

    def page(self, kind: Kind, first: int, count: int, *, by_name: bool) -> list[SearchHit]:
        """A stretch of the list of all, by popularity or by name, from place `first`.

        Raises
        ------
        CorruptLibraryError
        """
        table = TABLES[kind]
        if by_name:
            query = (
                f"SELECT {_COLUMNS} FROM {table}_names n JOIN {table}_lines l ON l.rank = n.rank"
                " WHERE n.place > ? AND n.place <= ? ORDER BY n.place"
            )
        else:
            query = f"SELECT {_COLUMNS} FROM {table}_lines l WHERE l.rank > ? AND l.rank <= ? ORDER BY l.rank"
        return [line.hit for line in self._lines(kind, query, (first, first + count))]

    def _lines(self, kind: Kind, query: str, values: Sequence[Any]) -> list[_Line]:
        try:
            rows = self._con.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._broken() from error
        return [
            _Line(SearchHit(kind, r[0], r[1] or r[0], r[2], r[3], r[4], Image(r[5], 0, 0) if r[5] else None), r[6])
            for r in rows
        ]


def query_words(text: str) -> list[str]:
    """The words to look for; an ISRC written with dashes is one."""
    stripped = text.strip()
    if "-" in stripped and _ISRC.fullmatch(stripped):
        stripped = stripped.replace("-", "")
    return fold(stripped).split()


def _grouped(lines: list[_Line]) -> list[SearchHit]:
    groups: dict[str, list[SearchHit]] = {}
    for line in lines:
        groups.setdefault(line.isrc or line.hit.item_id, []).append(line.hit)
    return [
        SearchHit(h.kind, h.item_id, h.name, h.detail, h.popularity, h.year, h.image, releases=len(group))
        for group in groups.values()
        for h in group[:1]
    ]


def _together(wanted: str, text: str) -> bool:
    """False when Chinese or Japanese words of one character are all in a name, but not side by side."""
    runs = "".join(_unspaced(wanted)).split()
    if all(len(run) < 2 for run in runs):
        return True
    name = "".join(_unspaced(fold(text)))
    return all(run in name for run in runs)


def _unspaced(folded: str) -> list[str]:
    """Words of one character beyond Latin, Greek and Cyrillic; a space for every other word."""
    return [w if len(w) == 1 and ord(w) > 0x0E00 else " " for w in folded.split()]
