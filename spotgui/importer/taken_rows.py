"""Rows of another library into this one, a page a transaction; the other is attached as `other`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from spotgui.catalog.database import explained
from spotgui.importer import ledger
from spotgui.importer.ledger import ShardRecord
from spotgui.importer.writer import IS_BARE

PAGE = 20_000
"""Track numbers of a page: about 45 MB."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a takeover is.

    Attributes
    ----------
    base : int
        Added to their track numbers.
    begin : int
        Their first number that got this base.
    position : int
        Their first number that is not looked at yet.
    """

    base: int
    begin: int
    position: int


def one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    """The number that a query gives."""
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def last_place(con: duckdb.DuckDBPyConnection) -> Place | None:
    """How far the attached library is taken over, wherever it was then; None when it is not known.

    It is known by its last track that was looked at: rows are only ever added, so all before it are the same.
    """
    row = con.execute(
        'SELECT base, "begin", position FROM takeovers WHERE EXISTS'
        " (FROM other.tracks t WHERE t.track_no = last_no AND t.track_id = last_id) ORDER BY position DESC LIMIT 1"
    ).fetchone()
    return Place(*row) if row else None


class Pages:
    """Takes pages of rows.

    Parameters
    ----------
    other_db, own_db : Path
        For the sentences of errors.
    shards : mapping
        Their shard numbers to ours.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, other_db: Path, own_db: Path, shards: Mapping[int, int]) -> None:
        self._con = con
        self._other_db = other_db
        self._own_db = own_db
        with explained(own_db):
            con.execute("CREATE OR REPLACE TEMP TABLE shard_numbers (theirs INTEGER, ours INTEGER)")
            if shards:
                con.executemany("INSERT INTO shard_numbers VALUES ($1, $2)", list(shards.items()))

    def take(
        self, place: Place, end: int, path: str, records: Mapping[int, ShardRecord]
    ) -> tuple[Place, list[tuple[ShardRecord, int, int]], int]:
        """Commit the next page with its ledger rows.

        Returns
        -------
        Place
            After it.
        list of (ShardRecord, int, int)
            Shards that changed, with the tracks and duplicates of the page.
        int
            How many of the tracks were here with their onsets only, and gave way.

        Raises
        ------
        CorruptLibraryError, DiskFullError, MachineError
        """
        after = replace(place, position=min(end, place.position + PAGE))
        with explained(self._other_db):
            self._con.execute(
                "CREATE OR REPLACE TEMP TABLE page AS SELECT t.* REPLACE (n.ours AS shard_no)"
                " FROM other.tracks t JOIN shard_numbers n ON n.theirs = t.shard_no"
                f" WHERE track_no >= {place.position} AND track_no < {after.position}"
            )
        with explained(self._own_db):
            # only ids that are in the page can be in the join: zone maps leave out most of the rows
            self._con.execute(
                "CREATE OR REPLACE TEMP TABLE known AS"
                " SELECT page.track_no, tracks.track_no AS own FROM page JOIN tracks USING (track_id)"
            )
            self._con.execute(
                "CREATE OR REPLACE TEMP TABLE given_up AS SELECT own, shard_no"
                f" FROM known JOIN (SELECT track_no AS own, shard_no FROM tracks WHERE {IS_BARE}) USING (own)"
                f" WHERE known.track_no NOT IN (SELECT track_no FROM page WHERE {IS_BARE})"
            )
            self._con.execute("DELETE FROM known WHERE own IN (SELECT own FROM given_up)")
            given_up = self._con.execute("SELECT shard_no, count(*) FROM given_up GROUP BY shard_no").fetchall()
            counts = self._con.execute(
                "SELECT shard_no, count(*) - count(k.track_no), count(k.track_no)"
                " FROM page LEFT JOIN (SELECT DISTINCT track_no FROM known) k USING (track_no) GROUP BY shard_no"
            ).fetchall()
            changed = _changed(records, counts, given_up)
            try:
                self._con.execute("BEGIN")
                if given_up:
                    self._con.execute("INSERT INTO superseded SELECT own FROM given_up")
                    self._con.execute("DELETE FROM tracks WHERE track_no IN (SELECT own FROM given_up)")
                self._con.execute(
                    f"INSERT INTO tracks BY NAME SELECT * REPLACE ((track_no + {place.base})::UINTEGER AS track_no)"
                    " FROM page WHERE track_no NOT IN (SELECT track_no FROM known) ORDER BY track_no"
                )
                for record, _, _ in changed:
                    ledger.save(self._con, record)
                self._remember(after, path)
                self._con.execute("COMMIT")
            except (duckdb.Error, OSError):
                with suppress(duckdb.Error):  # after a full disk the rollback fails as well
                    self._con.execute("ROLLBACK")
                raise
        return after, changed, sum(count for _, count in given_up)

    def _remember(self, place: Place, path: str) -> None:
        last = self._con.execute("SELECT track_no, track_id FROM page ORDER BY track_no DESC LIMIT 1").fetchone()
        if last is None:  # a hole in their numbers; the next page says more
            return
        self._con.execute(
            "DELETE FROM takeovers WHERE EXISTS"
            " (FROM other.tracks t WHERE t.track_no = last_no AND t.track_id = last_id)"
        )
        self._con.execute(
            "INSERT INTO takeovers VALUES ($1, $2, $3, $4, $5, $6)",
            [path, place.base, place.begin, place.position, *last],
        )


def _changed(
    records: Mapping[int, ShardRecord], counts: list[tuple[int, int, int]], given_up: list[tuple[int, int]]
) -> list[tuple[ShardRecord, int, int]]:
    """Shards with what they won and lost, and the tracks and duplicates of the page."""
    changed = {number: records[number] for number, *_ in [*counts, *given_up]}
    for number, count in given_up:
        old = changed[number]
        changed[number] = replace(old, tracks=old.tracks - count, duplicates=old.duplicates + count)
    won = {number: (tracks, duplicates) for number, tracks, duplicates in counts}
    result = []
    for number, old in changed.items():
        tracks, duplicates = won.get(number, (0, 0))
        new = replace(old, tracks=old.tracks + tracks, duplicates=old.duplicates + duplicates)
        result.append((new, tracks, duplicates))
    return result
