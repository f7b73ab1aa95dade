"""Batches of tracks into DuckDB, each with the shard's new position in one transaction."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.database import explained
from spotgui.importer import ledger
from spotgui.importer.extract import SECTION, VALUES, KeptTrack
from spotgui.importer.ledger import ShardRecord

REJECTIONS_KEPT = 1000
"""Rejected lines of a shard whose excerpts are kept; all are counted."""
_KNOWN_IDS = 600_000
_WHOLE = ("key", "mode", "time_signature")


def _column(name: str, table: str) -> str:
    kind = "BIGINT" if name == "num_samples" else "TINYINT" if name in _WHOLE else "FLOAT"
    return f"try_cast(CASE WHEN isnan({table}.{name}) THEN NULL ELSE {table}.{name} END AS {kind})"


# Strings go over as one text a column: an array of Python objects costs 60 to 200 us a row, this 12.
_INSERT = f"""
INSERT INTO tracks
WITH texts AS (
    SELECT unnest(range(len(string_split($1, chr(10))))) AS r,
           unnest(string_split($1, chr(10))) AS track_id,
           unnest(string_split($2, chr(10))) AS analyzer_version,
           from_base64(unnest(string_split($3, chr(10)))) AS onsets,
           from_base64(unnest(string_split($4, chr(10)))) AS chroma
), grouped AS (
    SELECT r, list({{{", ".join(f"'{s}': {_column(s, 's')}" for s in SECTION)}}} ORDER BY s.place) AS sections
    FROM batch_sections s GROUP BY r
)
SELECT $5 + r, track_id, $6, analyzer_version, {", ".join(_column(v, "v") for v in VALUES)},
       v.onset_count, onsets, nullif(chroma, ''::BLOB), coalesce(sections, [])
FROM texts JOIN batch_values v USING (r) LEFT JOIN grouped USING (r) ORDER BY r
"""


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that was not taken."""

    line: int
    reason: str
    excerpt: str


class KnownIds:
    """Which tracks the library has, asked by ranges of ids that begin alike."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._shard_of: dict[str, int] = {}
        self._loaded: set[str] = set()

    def shard_of(self, ids: Sequence[str]) -> dict[str, int]:
        """The shard that each known id was kept from. The caller adds what it keeps."""
        prefixes = {i[:2] for i in ids} - self._loaded
        if prefixes:
            if len(self._shard_of) > _KNOWN_IDS:
                self._shard_of.clear()
                self._loaded.clear()
                prefixes = {i[:2] for i in ids}
            self._load(sorted(prefixes))
        return self._shard_of

    def _load(self, prefixes: list[str]) -> None:
        # the outer range lets DuckDB leave out whole row groups
        rows = self._con.execute(
            "SELECT track_id, shard_no FROM tracks"
            " WHERE track_id BETWEEN $1 AND $2 AND list_contains($3, track_id[:2])",
            [prefixes[0], prefixes[-1] + "~", prefixes],
        ).fetchall()
        self._shard_of.update(rows)
        self._loaded.update(prefixes)


class Writer:
    """Keeps tracks. After an error nothing more can be written with it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._con = con
        self._path = path
        self._known = KnownIds(con)
        row = con.execute("SELECT coalesce(max(track_no), -1) + 1 FROM tracks").fetchone()
        self.next_track = int(row[0]) if row else 0

    def write(self, record: ShardRecord, tracks: Sequence[KeptTrack], rejected: Sequence[RejectedLine]) -> ShardRecord:
        """Commit a batch with the ledger row that goes with it.

        Parameters
        ----------
        record : ShardRecord
            With the new position and state; the counts of the batch are added here.

        Returns
        -------
        ShardRecord
            As it is in the database now.

        Raises
        ------
        DiskFullError, MachineError
        """
        with explained(self._path):
            new, duplicates = self._without_known(record.shard_no, tracks)
            kept_rejections = rejected[: max(0, REJECTIONS_KEPT - record.rejected)]
            record = replace(
                record,
                tracks=record.tracks + len(new),
                duplicates=record.duplicates + duplicates,
                rejected=record.rejected + len(rejected),
            )
            try:
                self._con.execute("BEGIN")
                if new:
                    self._insert(record.shard_no, new)
                if kept_rejections:
                    rows = [(record.shard_no, r.line, r.reason, r.excerpt) for r in kept_rejections]
                    self._con.executemany("INSERT INTO rejections VALUES ($1, $2, $3, $4)", rows)
                ledger.save(self._con, record)
                self._con.execute("COMMIT")
            except (duckdb.Error, OSError):
                with suppress(duckdb.Error):  # after a full disk the rollback fails as well
                    self._con.execute("ROLLBACK")
                raise
        self.next_track += len(new)
        known = self._known.shard_of([])
        known.update((t.track_id, record.shard_no) for t in new)
        return record

    def forget_rejections(self, shard_no: int) -> None:
        """Remove a shard's rejected lines, as it is read again from its start."""
        with explained(self._path):
            self._con.execute("DELETE FROM rejections WHERE shard_no = $1", [shard_no])

    def _without_known(self, shard_no: int, tracks: Sequence[KeptTrack]) -> tuple[list[KeptTrack], int]:
        known = self._known.shard_of([t.track_id for t in tracks])
        seen: set[str] = set()
        new = []
        for track in tracks:
            if track.track_id not in known and track.track_id not in seen:
                seen.add(track.track_id)
                new.append(track)
        return new, len(tracks) - len(new)

    def _insert(self, shard_no: int, tracks: Sequence[KeptTrack]) -> None:
        values = np.array([t.values for t in tracks], np.float64)
        batch: dict[str, NDArray[Any]] = {name: np.ascontiguousarray(values[:, i]) for i, name in enumerate(VALUES)}
        batch["r"] = np.arange(len(tracks))
        batch["onset_count"] = np.array([t.onset_count for t in tracks], np.int32)
        flat = np.array([s for t in tracks for s in t.sections], np.float64).reshape(-1, len(SECTION))
        sections: dict[str, NDArray[Any]] = {name: np.ascontiguousarray(flat[:, i]) for i, name in enumerate(SECTION)}
        sections["r"] = np.repeat(np.arange(len(tracks)), [len(t.sections) for t in tracks])
        sections["place"] = np.arange(len(flat))
        self._con.register("batch_values", batch)
        self._con.register("batch_sections", sections)
        texts = [
            [t.track_id for t in tracks],
            [" ".join(t.analyzer_version.split()) for t in tracks],
            [b64encode(t.onsets).decode() for t in tracks],
            [b64encode(t.chroma).decode() for t in tracks],
        ]
        try:
            self._con.execute(_INSERT, [*("\n".join(t) for t in texts), self.next_track, shard_no])
        finally:
            self._con.unregister("batch_values")
            self._con.unregister("batch_sections")
