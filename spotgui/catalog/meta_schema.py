"""The nine tables of the metadata dump, and what is derived from them.

Sources of the dump disagree on columns, so each says whether it can be done without.
"""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.catalog.migrations import Migration
from spotgui.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Column:
    """A column; one that is not needed is empty where the source lacks it."""

    name: str
    type: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table; one that is not needed stays empty where the source lacks it."""

    name: str
    columns: tuple[Column, ...]
    needed: bool
    order: str = ""


def _columns(needed: str, optional: str = "") -> tuple[Column, ...]:
    columns = []
    for text, must in ((needed, True), (optional, False)):
        for word in text.split():
            name, _, kind = word.partition(":")
            columns.append(Column(name, kind or "BIGINT", must))
    return tuple(columns)


TABLES = (
    Table("artists", _columns("rowid id:VARCHAR name:VARCHAR", "fetched_at followers_total popularity"), needed=True),
    Table(
        "albums",
        _columns(
            "rowid id:VARCHAR name:VARCHAR",
            "fetched_at album_type:VARCHAR available_markets_rowid external_id_upc:VARCHAR copyright_c:VARCHAR "
            "copyright_p:VARCHAR label:VARCHAR popularity release_date:VARCHAR release_date_precision:VARCHAR "
            "total_tracks external_id_amgid:VARCHAR",
        ),
        needed=True,
    ),
    Table(
        "tracks",
        _columns(
            "rowid id:VARCHAR name:VARCHAR album_rowid",
            "fetched_at preview_url:VARCHAR track_number external_id_isrc:VARCHAR popularity "
            "available_markets_rowid disc_number duration_ms explicit external_id_ean:VARCHAR external_id_upc:VARCHAR",
        ),
        needed=True,
    ),
    # the source's rowid is the order of the credits
    Table("track_artists", _columns("rowid track_rowid artist_rowid"), needed=True, order="track_rowid, rowid"),
    Table("artist_genres", _columns("artist_rowid genre:VARCHAR"), needed=False, order="artist_rowid"),
    Table("artist_images", _columns("artist_rowid url:VARCHAR", "width height"), needed=False, order="artist_rowid"),
    Table(
        "artist_albums",
        _columns("artist_rowid album_rowid", "is_appears_on is_implicit_appears_on index_in_album"),
        needed=False,
        order="artist_rowid",
    ),
    Table("available_markets", _columns("rowid available_markets:VARCHAR"), needed=False),
    Table("album_images", _columns("album_rowid url:VARCHAR", "width height"), needed=False, order="album_rowid"),
)

NAMED = ("artists", "albums", "tracks")
"""The tables that hold things with an id and a name."""


def _create(table: Table) -> str:
    return f"CREATE TABLE {table.name} ({', '.join(f'{c.name} {c.type}' for c in table.columns)})"


def derivations() -> tuple[tuple[str, str], ...]:
    """What is made after the import, each a phrase and a statement.

    All are sorted by what is asked for, so that DuckDB's zone maps find a row of 256 million without an index in
    memory.
    """
    lookups = (
        (
            Sentence("sorting {name} by id", name=name),
            f"CREATE TABLE {name}_lookup AS SELECT id, rowid AS item FROM {name} ORDER BY id",
        )
        for name in NAMED
    )
    return (
        *lookups,
        (
            Sentence("joining tracks to artists"),
            "CREATE TABLE artist_tracks AS SELECT artist_rowid, track_rowid FROM track_artists ORDER BY artist_rowid",
        ),
        (
            Sentence("joining albums to artists"),
            "CREATE TABLE album_artists AS SELECT album_rowid, artist_rowid, index_in_album FROM artist_albums"
            " WHERE coalesce(is_implicit_appears_on, 0) = 0 AND coalesce(is_appears_on, 0) = 0 ORDER BY album_rowid",
        ),
        (
            Sentence("joining albums to tracks"),
            "CREATE TABLE album_tracks AS SELECT album_rowid, rowid AS track_rowid FROM tracks ORDER BY album_rowid",
        ),
    )


MIGRATIONS = (
    Migration(
        "the nine tables of the dump",
        (
            *(_create(t) for t in TABLES),
            "CREATE TABLE source (name VARCHAR, bytes BIGINT, build VARCHAR, note VARCHAR)",
        ),
    ),
)
