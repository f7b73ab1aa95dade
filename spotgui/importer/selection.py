"""Which tracks are put into the index. Everything is kept in the database whatever the selection: it may change."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.popularity import Popularity
from spotgui.index.durable import Disk, explained, replace_file
from spotgui.paths import Library


@dataclass(frozen=True, slots=True)
class Selection:
    """What is indexed.

    Attributes
    ----------
    min_popularity : int
        Tracks below it, 0 to 100, are left out where the metadata is there to tell; 0 takes all.
    with_metadata : bool
        Tracks that the metadata does not know are left out, where there is metadata.
    left_out : tuple of str
        Shards, as `spotgui status` names them, whose tracks are left out.
    """

    min_popularity: int = 0
    with_metadata: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def asks_metadata(self) -> bool:
        """Does it need the metadata to tell?"""
        return self.min_popularity > 0 or self.with_metadata


def read_selection(library: Library) -> Selection:
    """The selection of a library; everything when none was made."""
    stored = _stored(library)
    try:
        return Selection(
            min(max(int(stored["min_popularity"]), 0), 100),
            bool(stored.get("with_metadata", False)),
            tuple(map(str, stored.get("left_out", ()))),
        )
    except (KeyError, ValueError, TypeError):
        return Selection()


def is_applied(library: Library) -> bool:
    """Does the index hold what is selected, as far as tracks were in it when the selection was made?"""
    return bool(_stored(library).get("applied", True))


def write_selection(library: Library, selection: Selection, *, applied: bool = False) -> None:
    """Choose what is indexed from now on; `apply_selection` brings what is indexed already in line.

    Parameters
    ----------
    applied : bool
        Whether the index is in line with it; until it is, every import tries.

    Raises
    ------
    DiskFullError, MachineError
    """
    with explained(library.selection):
        library.root.mkdir(parents=True, exist_ok=True)
    replace_file(Disk(), library.selection, json.dumps({**asdict(selection), "applied": applied}).encode())


def mark_applied(library: Library, selection: Selection) -> None:
    """Note that the index is in line with a selection, unless another was made meanwhile: that is for the next import.

    Raises
    ------
    DiskFullError, MachineError
    """
    if read_selection(library) == selection:
        write_selection(library, selection, applied=True)


def _stored(library: Library) -> dict[str, Any]:
    try:
        stored = json.loads(library.selection.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


class Chooser:
    """Tells which tracks a selection wants.

    Parameters
    ----------
    con : duckdb connection
        To `analysis.duckdb`, for the numbers of shards.
    popularity : Popularity or None
        None where there is no metadata.
    """

    def __init__(self, selection: Selection, con: duckdb.DuckDBPyConnection, popularity: Popularity | None) -> None:
        self._selection = selection
        self._popularity = popularity
        rows = con.execute("SELECT shard_no, name FROM shards").fetchall()
        self._left_out = [number for number, name in rows if name in selection.left_out]

    def choose(
        self, ids: NDArray[np.bytes_], shards: NDArray[np.integer]
    ) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
        """Which tracks are wanted, and their popularity.

        Parameters
        ----------
        ids : S22 (n,)
        shards : integers (n,)
            Numbers of their shards.
        """
        wanted = ~np.isin(shards, self._left_out)
        popularity = np.zeros(len(ids), np.uint8)
        if self._popularity is not None and len(ids):
            popularity, known = self._popularity.look_up(ids)
            wanted &= popularity >= self._selection.min_popularity
            if self._selection.with_metadata:
                wanted &= known
        return wanted, popularity
