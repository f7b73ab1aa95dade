"""The ledger: which shards are imported, how far, and what became of their lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

import duckdb

from spotgui.importer.plan import HEAD, ShardFile, continues, head_hash
from spotgui.index.durable import Disk, replace_file


class ShardState(StrEnum):
    """How far a shard is."""

    IMPORTING = "importing"
    IMPORTED = "imported"
    INCOMPLETE = "incomplete"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """A shard of the ledger.

    Attributes
    ----------
    name : str
        The two characters that its track ids begin with; the file's name when they differ.
    lines, position : int
        Lines finished, and bytes of the file used for them: where a later import goes on.
    tracks, duplicates, rejected : int
        What became of the lines: kept, kept before by this or another shard, not taken.
    seconds : float
        Time spent on it; of shards that are read at once, each its share.
    reason : str
        Why it is incomplete or failed.
    """

    shard_no: int
    name: str
    path: str
    bytes: int
    mtime_ns: int
    head_hash: str
    sample_hash: str
    state: ShardState
    lines: int = 0
    position: int = 0
    tracks: int = 0
    duplicates: int = 0
    rejected: int = 0
    seconds: float = 0.0
    reason: str = ""


_TELLING = 1024
"""Bytes at a shard's start that tell it from others."""
_COLUMNS = tuple(f.name for f in fields(ShardRecord))


def load(con: duckdb.DuckDBPyConnection, table: str = "shards") -> list[ShardRecord]:
    """All shards, in the order of their first import."""
    rows = con.execute(f"SELECT {', '.join(_COLUMNS)} FROM {table} ORDER BY shard_no").fetchall()
    return [_record(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _record(values: dict[str, object]) -> ShardRecord:
    values["state"] = ShardState(str(values["state"]))
    return ShardRecord(**values)  # type: ignore[arg-type]


def save(con: duckdb.DuckDBPyConnection, record: ShardRecord) -> None:
    """Write one shard's row, inside whatever transaction is open."""
    con.execute("DELETE FROM shards WHERE shard_no = $1", [record.shard_no])
    marks = ", ".join(f"${i + 1}" for i in range(len(_COLUMNS)))
    con.execute(f"INSERT INTO shards VALUES ({marks})", [getattr(record, c) for c in _COLUMNS])


def write_snapshot(path: Path, records: Iterable[ShardRecord], tracks: int) -> None:
    """Replace the copy of the ledger that others read while an import holds the database.

    Raises
    ------
    DiskFullError, MachineError
    """
    body = {"tracks": tracks, "shards": [asdict(r) for r in records]}
    replace_file(Disk(), path, json.dumps(body).encode())


def read_snapshot(path: Path) -> tuple[list[ShardRecord], int]:
    """The shards and the number of tracks as of the last commit; nothing when there was none."""
    try:
        body = json.loads(path.read_bytes())
        return [_record({k: r[k] for k in _COLUMNS}) for r in body["shards"]], int(body["tracks"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return [], 0


def record_for(file: ShardFile, records: list[ShardRecord]) -> tuple[ShardRecord, bool]:
    """The row for a file, and whether there is anything to read.

    The same bytes, or the same download further on, go on where they stopped. A file that took the place of an
    unfinished one starts again in its row; tracks that are already kept are not taken twice.
    """
    for known in records:
        if known.sample_hash == file.sample_hash and known.bytes == file.bytes:
            unchanged = known.mtime_ns == file.mtime_ns and known.state is not ShardState.IMPORTING
            if known.state is ShardState.IMPORTED or unchanged:
                return known, False
            return _renewed(known, file), True
    for known in records:
        started = known.state is not ShardState.FAILED and known.bytes >= _TELLING
        if started and continues(file.path, known.bytes, known.head_hash):
            if known.state is ShardState.IMPORTED and file.bytes <= known.bytes:
                return known, False
            return _renewed(known, file), True
    for known in records:
        if known.path == str(file.path) and known.state is not ShardState.IMPORTED:
            start = replace(_renewed(known, file), lines=0, position=0, duplicates=0, rejected=0)
            return start, True
    number = max((r.shard_no for r in records), default=-1) + 1
    return _renewed(
        ShardRecord(number, file.path.name.split(".")[0], "", 0, 0, "", "", ShardState.IMPORTING), file
    ), True


def is_copy(path: Path, size: int, records: Iterable[ShardRecord]) -> bool:
    """Is a file, wherever it lies, one of these shards or the beginning of one, so that an import takes nothing of it?

    Parameters
    ----------
    records : iterable of ShardRecord
        Shards that are imported whole.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    whole = head_hash(head)
    return any(
        _TELLING <= r.bytes >= size and r.head_hash == (whole if r.bytes >= HEAD else head_hash(head[: r.bytes]))
        for r in records
    )


def _renewed(record: ShardRecord, file: ShardFile) -> ShardRecord:
    return replace(
        record,
        path=str(file.path),
        bytes=file.bytes,
        mtime_ns=file.mtime_ns,
        head_hash=file.head_hash,
        sample_hash=file.sample_hash,
        state=ShardState.IMPORTING,
        reason="",
    )
