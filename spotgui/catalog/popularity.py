"""Popularity of tracks, for those who order by it without wanting the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spotgui.catalog.database import connect
from spotgui.errors import MachineError


def popularity_of(meta_db: Path, ids: Sequence[str]) -> dict[str, int]:
    """Popularity, 0 to 100, of the tracks that the metadata knows; empty when there is none or it is being replaced."""
    if not ids or not meta_db.exists():
        return {}
    try:
        with connect(meta_db, read_only=True, memory="200MB", threads=1) as con:
            rows = con.execute(
                "SELECT id, popularity FROM tracks WHERE id IN (SELECT unnest($1))", [list(ids)]
            ).fetchall()
    except MachineError:
        return {}
    return {str(track): int(value) for track, value in rows}
