"""Rows of the metadata database as values: one query a kind of thing, whatever the number of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from spotgui.catalog.models import AlbumSummary, Credit, Image, Track, parse_release_date


def select_each(con: duckdb.DuckDBPyConnection, query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query for each value of ``$1``, each value once.

    One query a value: an equality is answered from one row group by its zone map, a list reads the whole table.
    """
    found: list[tuple[Any, ...]] = []
    for value in dict.fromkeys(values):
        found += con.execute(query, [value]).fetchall()
    return found


def items_of(con: duckdb.DuckDBPyConnection, table: str, ids: Sequence[str]) -> dict[str, int]:
    """Row numbers of ids."""
    return dict(select_each(con, f"SELECT id, item FROM {table}_lookup WHERE id = $1", ids))


def credits_of(con: duckdb.DuckDBPyConnection, tracks: Sequence[int]) -> dict[int, tuple[Credit, ...]]:
    """Artists of tracks, in the order of their credits."""
    rows = select_each(
        con,
        "SELECT l.track_rowid, a.id, a.name FROM track_artists l JOIN artists a ON a.rowid = l.artist_rowid"
        " WHERE l.track_rowid = $1 ORDER BY l.track_rowid, l.rowid",
        tracks,
    )
    grouped: dict[int, list[Credit]] = defaultdict(list)
    for track, artist_id, name in rows:
        grouped[track].append(Credit(artist_id, name or artist_id))
    return {track: tuple(credits) for track, credits in grouped.items()}


def album_credits_of(con: duckdb.DuckDBPyConnection, albums: Sequence[int]) -> dict[int, tuple[Credit, ...]]:
    """Artists whose own albums these are."""
    rows = select_each(
        con,
        "SELECT l.album_rowid, a.id, a.name FROM album_artists l JOIN artists a ON a.rowid = l.artist_rowid"
        " WHERE l.album_rowid = $1 ORDER BY l.index_in_album, a.popularity DESC",
        albums,
    )
    grouped: dict[int, list[Credit]] = defaultdict(list)
    for album, artist_id, name in rows:
        grouped[album].append(Credit(artist_id, name or artist_id))
    return {album: tuple(credits) for album, credits in grouped.items()}


def images_of(con: duckdb.DuckDBPyConnection, kind: str, items: Sequence[int]) -> dict[int, tuple[Image, ...]]:
    """Pictures of albums or artists, widest first."""
    rows = select_each(
        con,
        f"SELECT {kind}_rowid, url, coalesce(width, 0), coalesce(height, 0) FROM {kind}_images"
        f" WHERE {kind}_rowid = $1 ORDER BY {kind}_rowid, width DESC",
        items,
    )
    grouped: dict[int, list[Image]] = defaultdict(list)
    for item, url, width, height in rows:
        grouped[item].append(Image(url, width, height))
    return {item: tuple(images) for item, images in grouped.items()}


def tracks_of(con: duckdb.DuckDBPyConnection, items: Sequence[int]) -> dict[int, Track]:
    """Tracks by row number."""
    rows = select_each(
        con,
        "SELECT t.rowid, t.id, t.name, b.rowid, b.id, b.name, b.release_date, b.release_date_precision,"
        " coalesce(t.duration_ms, 0), coalesce(t.popularity, 0), coalesce(t.explicit, 0), t.external_id_isrc,"
        " coalesce(t.disc_number, 1), coalesce(t.track_number, 0), t.preview_url"
        " FROM tracks t LEFT JOIN albums b ON b.rowid = t.album_rowid WHERE t.rowid = $1",
        items,
    )
    credits = credits_of(con, [r[0] for r in rows])
    images = images_of(con, "album", [r[3] for r in rows if r[3] is not None])
    return {
        r[0]: Track(
            track_id=r[1],
            title=r[2] or r[1],
            artists=credits.get(r[0], ()),
            album_id=r[4],
            album=(r[5] or r[4]),
            released=parse_release_date(r[6], r[7]),
            duration_ms=r[8],
            popularity=r[9],
            explicit=bool(r[10]),
            isrc=r[11] or None,
            disc_number=r[12],
            track_number=r[13],
            preview_url=r[14] or None,
            image=fitting(images.get(r[3], ())),
        )
        for r in rows
    }


def albums_of(con: duckdb.DuckDBPyConnection, items: Sequence[int]) -> dict[int, AlbumSummary]:
    """Albums by row number, as lists show them."""
    rows = select_each(
        con,
        "SELECT rowid, id, name, album_type, release_date, release_date_precision, coalesce(popularity, 0),"
        " coalesce(total_tracks, 0) FROM albums WHERE rowid = $1",
        items,
    )
    images = images_of(con, "album", [r[0] for r in rows])
    return {
        r[0]: AlbumSummary(
            r[1], r[2] or r[1], r[3] or "", parse_release_date(r[4], r[5]), r[6], r[7], fitting(images.get(r[0], ()))
        )
        for r in rows
    }


def fitting(images: Iterable[Image], width: int = 300) -> Image | None:
    """The smallest picture of at least this width, else the widest."""
    best: Image | None = None
    for image in images:  # widest first
        if best is None or image.width >= width:
            best = image
    return best
