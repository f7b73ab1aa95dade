"""The albums of an artist in the order in which they are shown, without reading them.

"Various Artists" has tens of thousands: what is kept is their row numbers, and `rows.albums_of` reads those of a page.
"""

from __future__ import annotations

from typing import Any

import duckdb

from spotgui.catalog.models import Discography, parse_release_date
from spotgui.catalog.rows import select_each

_FEW = 300
"""So many rows are found one by one before one look at the whole table costs less."""
_OTHERS = ("single", "compilation")
_COLUMNS = "b.rowid, b.album_type, b.release_date, b.release_date_precision, coalesce(b.popularity, 0)"


def discography_of(con: duckdb.DuckDBPyConnection, artist: int) -> Discography:
    """The albums of an artist, newest first, of equal age the most popular first.

    Parameters
    ----------
    artist : int
        Row number.
    """
    linked = con.execute(
        "SELECT DISTINCT album_rowid FROM artist_albums"
        " WHERE artist_rowid = $1 AND coalesce(is_implicit_appears_on, 0) = 0",
        [artist],
    ).fetchall()
    found = sorted(_dated(con, artist, [item for (item,) in linked]), key=_newest, reverse=True)
    return Discography(
        tuple(row[0] for row in found if row[1] not in _OTHERS),
        tuple(row[0] for row in found if row[1] in _OTHERS),
    )


def _dated(con: duckdb.DuckDBPyConnection, artist: int, albums: list[int]) -> list[tuple[Any, ...]]:
    if len(albums) <= _FEW:
        return select_each(con, f"SELECT {_COLUMNS} FROM albums b WHERE b.rowid = $1", albums)
    return con.execute(
        f"SELECT {_COLUMNS} FROM albums b WHERE b.rowid IN (SELECT album_rowid FROM artist_albums"
        " WHERE artist_rowid = $1 AND coalesce(is_implicit_appears_on, 0) = 0)",
        [artist],
    ).fetchall()


def _newest(row: tuple[Any, ...]) -> tuple[str, int]:
    return str(parse_release_date(row[2], row[3]) or ""), row[4]
