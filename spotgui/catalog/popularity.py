"""Popularity of tracks, for those who order by it without wanting the rest."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.database import connect, explained
from spotgui.errors import BadInputError

_PAGE = 50_000
# ids go over as one text: an array of Python strings costs five times as much
_QUERY = """
SELECT w.place, coalesce(t.popularity, 0)
FROM (SELECT unnest(range(len(string_split($1, chr(10))))) AS place, unnest(string_split($1, chr(10))) AS id) w
JOIN tracks_lookup l ON l.id = w.id JOIN tracks t ON t.rowid = l.item
WHERE l.id BETWEEN $2 AND $3
"""


class Popularity:
    """Popularity by track id, 0 where the metadata does not know.

    Parameters
    ----------
    meta_db : Path
        The library's `meta.duckdb`.

    Raises
    ------
    BadInputError
        There is no metadata.
    LibraryVersionError, CorruptLibraryError, MachineError
    """

    def __init__(self, meta_db: Path) -> None:
        if not meta_db.exists():
            raise BadInputError("No metadata is imported yet.", "Import spotify_clean.sqlite3.zst first.")
        self._path = meta_db
        self._con: duckdb.DuckDBPyConnection = connect(meta_db, read_only=True)

    def __call__(self, ids: NDArray[np.bytes_]) -> NDArray[np.uint8]:
        """0 to 100 of each id; see `look_up`."""
        return self.look_up(ids)[0]

    def look_up(self, ids: NDArray[np.bytes_]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """0 to 100 of each id, and whether the metadata knows it.

        Parameters
        ----------
        ids : S22 (n,)
        """
        out, known = np.zeros(len(ids), np.uint8), np.zeros(len(ids), np.bool_)
        for first in range(0, len(ids), _PAGE):
            page = ids[first : first + _PAGE]
            names = page.tolist()
            text = b"\n".join(names).decode("ascii")
            bounds = [min(names).decode(), max(names).decode()]
            with explained(self._path):
                found = self._con.execute(_QUERY, [text, *bounds]).fetchnumpy()
            places, values = found.values()
            out[first + np.asarray(places)] = np.clip(np.asarray(values), 0, 100)
            known[first + np.asarray(places)] = True
        return out, known

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()
