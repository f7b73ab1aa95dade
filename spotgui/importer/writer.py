"""Batches of tracks into DuckDB, each with the shard's new position in one transaction."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.database import explained
from spotgui.importer import ledger
from spotgui.importer.extract import SECTION, VALUES, KeptTrack, RejectedLine
from spotgui.importer.ledger import ShardRecord

REJECTIONS_KEPT = 1000
"""Rejected lines of a shard whose excerpts are kept; all are counted."""
_KNOWN_IDS = 600_000
_WHOLE = ("key", "mode", "time_signature")


def _column(name: str, table: str) -> str:
    kind = "BIGINT" if name == "num_samples" else "TINYINT" if name in _WHOLE else "FLOAT"
    return f"try_cast(CASE WHEN isnan({table}.{name}) THEN NULL ELSE {table}.{name} END AS {kind})"


# Strings go over as one text a column: an array of Python objects costs 60 to 200 us a row, this 12.
# Sections keep their order on one thread, but nothing relies on it (`Analyses` sorts): asking costs 17 us a row.
_INSERT = f"""
INSERT INTO tracks
WITH texts AS (
    SELECT unnest(range(len(string_split($1, chr(10))))) AS r,
           unnest(string_split($1, chr(10))) AS track_id,
           unnest(string_split($2, chr(10))) AS analyzer_version,
           from_base64(unnest(string_split($3, chr(10)))) AS onsets,
           from_base64(unnest(string_split($4, chr(10)))) AS chroma
), grouped AS (
    SELECT r, list({{{", ".join(f"'{s}': {_column(s, 's')}" for s in SECTION)}}}) AS sections
    FROM batch_sections s GROUP BY r
)
SELECT $5 + r, track_id, $6, analyzer_version, {", ".join(_column(v, "v") for v in VALUES)},
       v.onset_count, onsets, nullif(chroma, ''::BLOB), coalesce(sections, [])
FROM texts JOIN batch_values v USING (r) LEFT JOIN grouped USING (r) ORDER BY r
"""


IS_BARE = "chroma IS NULL AND analyzer_version = '' AND duration IS NULL AND num_samples IS NULL AND len(sections) = 0"
"""SQL: of a track that came from the predecessor's database."""


class KnownIds:
    """Which tracks the library has, asked by ranges of ids that begin alike."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._is_bare: dict[str, bool] = {}
        self._loaded: set[str] = set()

    def among(self, ids: Sequence[str]) -> dict[str, bool]:
        """The known ones, maybe others too, and whether only their onsets are here. The caller adds what it keeps."""
        prefixes = {i[:2] for i in ids} - self._loaded
        if prefixes:
            if len(self._is_bare) > _KNOWN_IDS:
                self._is_bare.clear()
                self._loaded.clear()
                prefixes = {i[:2] for i in ids}
            self._load(sorted(prefixes))
        return self._is_bare

    def _load(self, prefixes: list[str]) -> None:
        # the outer range lets DuckDB leave out whole row groups
        rows = self._con.execute(
            f"SELECT track_id, {IS_BARE} FROM tracks"
            " WHERE track_id BETWEEN $1 AND $2 AND list_contains($3, track_id[:2])",
            [prefixes[0], prefixes[-1] + "~", prefixes],
        ).fetchall()
        self._is_bare.update(rows)
        self._loaded.update(prefixes)


class Writer:
    """Keeps tracks. After an error nothing more can be written with it."""

    def __init__(self, con: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._con = con
        self._path = path
        self._known = KnownIds(con)
        row = con.execute("SELECT coalesce(max(track_no), -1) + 1 FROM tracks").fetchone()
        self.next_track = int(row[0]) if row else 0

    def write(
        self, record: ShardRecord, tracks: Sequence[KeptTrack], rejected: Sequence[RejectedLine]
    ) -> tuple[ShardRecord, dict[int, int]]:
        """Commit a batch with the ledger row that goes with it.

        A track of which only the onsets are here, from the predecessor's database, gives way to the one that comes.

        Parameters
        ----------
        record : ShardRecord
            With the new position and state; the counts of the batch are added here.

        Returns
        -------
        ShardRecord
            As it is in the database now.
        dict of int to int
            Other shards that lost tracks to this one, and how many.

        Raises
        ------
        DiskFullError, MachineError
        """
        with explained(self._path):
            new, bare = self._wanted(tracks)
            kept_rejections = rejected[: max(0, REJECTIONS_KEPT - record.rejected)]
            try:
                self._con.execute("BEGIN")
                lost = self._give_up(bare) if bare else {}
                own = lost.pop(record.shard_no, 0)
                record = replace(
                    record,
                    tracks=record.tracks + len(new) - own,
                    duplicates=record.duplicates + len(tracks) - len(new) + own,
                    rejected=record.rejected + len(rejected),
                )
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
        self._known.among([]).update((t.track_id, not t.has_values) for t in new)
        return record, lost

    def forget_rejections(self, shard_no: int) -> None:
        """Remove a shard's rejected lines, as it is read again from its start."""
        with explained(self._path):
            self._con.execute("DELETE FROM rejections WHERE shard_no = $1", [shard_no])

    def _wanted(self, tracks: Sequence[KeptTrack]) -> tuple[list[KeptTrack], list[str]]:
        """The tracks to keep, and the ids of those among them that are here without values."""
        known = self._known.among([t.track_id for t in tracks])
        seen: set[str] = set()
        new, bare = [], []
        for track in tracks:
            if track.track_id in seen:
                continue
            if known.get(track.track_id, False) and track.has_values:
                bare.append(track.track_id)
            elif track.track_id in known:
                continue
            seen.add(track.track_id)
            new.append(track)
        return new, bare

    def _give_up(self, ids: list[str]) -> dict[int, int]:
        """Delete tracks that come again; shards that lost some, and how many."""
        # a join, as comparing each row of the range with a thousand ids takes a second
        chosen = f"track_id BETWEEN $1 AND $2 AND track_id IN (SELECT unnest($3::VARCHAR[])) AND {IS_BARE}"
        values = [min(ids), max(ids), ids]
        rows = self._con.execute(f"SELECT track_no, shard_no FROM tracks WHERE {chosen}", values).fetchnumpy()
        self._con.execute("INSERT INTO superseded SELECT unnest($1)", [rows["track_no"].tolist()])
        self._con.execute("DELETE FROM tracks WHERE track_no IN (SELECT unnest($1))", [rows["track_no"].tolist()])
        shards, counts = np.unique(rows["shard_no"], return_counts=True)
        lost = dict(zip(shards.tolist(), counts.tolist(), strict=True))
        for shard_no, count in lost.items():
            self._con.execute(
                "UPDATE shards SET tracks = tracks - $1, duplicates = duplicates + $1 WHERE shard_no = $2",
                [count, shard_no],
            )
        return lost

    def _insert(self, shard_no: int, tracks: Sequence[KeptTrack]) -> None:
        values = np.array([t.values for t in tracks], np.float64)
        batch: dict[str, NDArray[Any]] = {name: np.ascontiguousarray(values[:, i]) for i, name in enumerate(VALUES)}
        batch["r"] = np.arange(len(tracks))
        batch["onset_count"] = np.array([t.onset_count for t in tracks], np.int32)
        flat = np.frombuffer(b"".join([t.sections for t in tracks])).reshape(-1, len(SECTION))
        sections: dict[str, NDArray[Any]] = {name: np.ascontiguousarray(flat[:, i]) for i, name in enumerate(SECTION)}
        sections["r"] = np.repeat(np.arange(len(tracks)), [len(t.sections) // flat.strides[0] for t in tracks])
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
