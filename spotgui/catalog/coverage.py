"""How much of the metadata can be recognised, and what the charts of the library show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from spotgui.catalog.database import connect, explained
from spotgui.catalog.models import Count, Coverage

_EMPTY = Coverage(0, 0, 0, (), (), ())


def coverage(meta_db: Path, analysis_db: Path) -> Coverage:
    """Compare metadata and analyses; either may be missing.

    Raises
    ------
    LibraryBusyError
        An import has the analyses open.
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    with _memory() as con:
        for name, path in (("meta", meta_db), ("analysis", analysis_db)):
            if path.exists():
                with explained(path):
                    con.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")
        has_meta, has_analysis = meta_db.exists(), analysis_db.exists()
        if not has_meta and not has_analysis:
            return _EMPTY
        try:
            return _compare(con, has_meta, has_analysis)
        except duckdb.Error:
            _check_metadata(meta_db)
            with explained(analysis_db):
                raise


def _check_metadata(meta_db: Path) -> None:
    """Raise when it is the metadata that cannot be read."""
    if meta_db.exists():
        with connect(meta_db, read_only=True) as con, explained(meta_db):
            con.execute("SELECT max(id), max(popularity), max(album_rowid) FROM tracks").fetchall()
            con.execute("SELECT max(rowid), max(release_date) FROM albums").fetchall()


def _memory() -> duckdb.DuckDBPyConnection:
    """A database of its own to attach files to."""
    return duckdb.connect(config={"memory_limit": "800MB", "threads": 2})


def _compare(con: duckdb.DuckDBPyConnection, has_meta: bool, has_analysis: bool) -> Coverage:
    known = (
        "SELECT track_id AS id, tempo FROM analysis.tracks" if has_analysis else "SELECT '' AS id, 0.0 AS tempo LIMIT 0"
    )
    con.execute(f"CREATE TEMP VIEW known AS {known}")
    with_fingerprint = _one(con, "SELECT count(*) FROM known")
    by_tempo = _counts(
        con,
        "SELECT 10 * (tempo // 10)::INTEGER AS bar, count(*), count(*) FROM known WHERE tempo > 0"
        " GROUP BY bar ORDER BY bar",
        lambda bar: f"{bar}–{bar + 9}",
    )
    if not has_meta:
        return Coverage(0, with_fingerprint, 0, (), (), by_tempo)
    con.execute(
        "CREATE TEMP TABLE joined AS SELECT least(coalesce(t.popularity, 0), 99) // 10 * 10 AS popularity,"
        " try_cast(b.release_date[:4] AS INTEGER) // 10 * 10 AS decade, count(*) AS tracks, count(k.id) AS recognisable"
        " FROM meta.tracks t LEFT JOIN meta.albums b ON b.rowid = t.album_rowid LEFT JOIN known k ON k.id = t.id"
        " GROUP BY ALL"
    )
    bars = "sum(tracks)::BIGINT, sum(recognisable)::BIGINT FROM joined"
    return Coverage(
        with_metadata=_one(con, "SELECT coalesce(sum(tracks), 0)::BIGINT FROM joined"),
        with_fingerprint=with_fingerprint,
        with_both=_one(con, "SELECT coalesce(sum(recognisable), 0)::BIGINT FROM joined"),
        by_popularity=_counts(con, f"SELECT popularity, {bars} GROUP BY 1 ORDER BY 1", lambda b: f"{b}–{b + 9}"),
        by_year=_counts(con, f"SELECT decade, {bars} WHERE decade > 0 GROUP BY 1 ORDER BY 1", lambda b: f"{b}s"),
        by_tempo=by_tempo,
    )


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _counts(con: duckdb.DuckDBPyConnection, query: str, label: Callable[[int], str]) -> tuple[Count, ...]:
    return tuple(
        Count(label(int(bar)), int(tracks), int(known)) for bar, tracks, known in con.execute(query).fetchall()
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
