"""One run of the import over some files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from spotgui.catalog.database import explained
from spotgui.importer import ledger, pipeline, predecessor
from spotgui.importer.background import Background
from spotgui.importer.batch import Batch
from spotgui.importer.block_extraction import BlockExtractor, Extracted
from spotgui.importer.indexing import apply_with, arrange, drop_superseded, index_new_tracks, last_indexed
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.metadata_at_hand import MetadataAtHand
from spotgui.importer.open_shard import OpenShard
from spotgui.importer.pipeline import Steps
from spotgui.importer.plan import identify
from spotgui.importer.selection import read_selection
from spotgui.importer.writer import Writer
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.sentences import Sentence

INDEX_TRACKS = 20_000
"""Tracks that wait for the end of a shard before a segment is built of them; at the end of the import all are."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    shards : tuple of ShardRecord
        Every shard that was named, as the ledger has it now.
    tracks, duplicates, rejected : int
        Lines of this run.
    filled : int
        Tracks that were here with their onsets only, from the predecessor, and have everything now.
    bytes : int
        Compressed bytes read.
    notice : Sentence or None
        What could not be done because the metadata is damaged.
    """

    shards: tuple[ShardRecord, ...]
    tracks: int
    duplicates: int
    rejected: int
    bytes: int
    seconds: float
    filled: int = 0
    notice: Sentence | None = None


class Job:
    """Shards are read side by side; whatever is written is written in the caller's thread, one batch after the other.

    Parameters
    ----------
    con : duckdb connection
        To the library's analysis database.
    threads : int
        1 does everything in the caller's thread.

    Attributes
    ----------
    metadata : MetadataAtHand
        Damaged, it keeps no shard from being imported.
    first_track : int
        Number of the first track that it brings.
    """

    def __init__(
        self,
        library: Library,
        con: duckdb.DuckDBPyConnection,
        blocks: BlockExtractor,
        threads: int,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> None:
        self._library = library
        self.metadata = MetadataAtHand(library, needed=False)
        self._con = con
        self._progress = progress
        self._cancel = cancel
        self._threads = threads
        self._blocks = blocks
        with explained(library.analysis_db):
            self._writer = Writer(con, library.analysis_db)
            self._records = {r.shard_no: r for r in ledger.load(con)}
        self._open: dict[int, OpenShard] = {}
        self._named: dict[int, None] = {}
        self.first_track = self._writer.next_track
        self._total = self._done = self._bytes = self._tracks = self._rejected = self._duplicates = 0
        self._filled = 0
        self._written = time.monotonic()

    def run(self, files: list[Path]) -> ImportReport:
        """Import and index files."""
        start = self._written = time.monotonic()
        self._total = sum(_size(f) for f in files)
        with Background(self._index_beside, own_thread=self._threads > 1) as indexing:
            while files:
                files = self._read(files, indexing)
            self._tell_indexed(indexing.wait())
        self._index(self._con, self._progress)
        drop_superseded(self._library, self._con, self.metadata, progress=self._progress, cancel=self._cancel)
        apply_with(self._library, self._con, self.metadata, progress=self._progress, cancel=self._cancel)
        arrange(self._library, self.metadata, progress=self._progress, cancel=self._cancel)
        return ImportReport(
            shards=tuple(self._records[shard_no] for shard_no in self._named),
            tracks=self._writer.next_track - self.first_track - self._filled,
            duplicates=self._duplicates,
            rejected=self._rejected,
            bytes=self._bytes,
            seconds=time.monotonic() - start,
            filled=self._filled,
            notice=self.metadata.notice(read_selection(self._library)),
        )

    def snapshot(self) -> None:
        """Let others see the ledger."""
        tracks = sum(r.tracks for r in self._records.values())
        ledger.write_snapshot(self._library.ledger_snapshot, self._records.values(), tracks)

    def _read(self, files: list[Path], indexing: Background[int]) -> list[Path]:
        """Read files side by side; those that another one must be read before are left for the next time."""
        left: list[Path] = []
        try:
            with closing(pipeline.run(self._begin_all(files, left), self._threads)) as parts:
                for shard, part in parts:
                    self._take(shard, part)
                    if part is None:
                        self._index_when_worth_it(indexing)
                    self._tell_indexed(indexing.ended())
                    self._cancel.raise_if_cancelled()
            self._cancel.raise_if_cancelled()
        except Cancelled:
            for shard in self._open.values():
                self._write_batch(shard)
            raise
        return left

    def _take(self, shard: OpenShard, part: Extracted | None) -> None:
        if part is None:
            self._finish(shard)
            return
        shard.add(part)
        self._report()
        if shard.batch.is_full:
            self._write_batch(shard)

    def _write_batch(self, shard: OpenShard) -> None:
        self._commit(shard.progress_of(self._records[shard.shard_no]), shard.take_batch())

    def _begin_all(self, files: list[Path], left: list[Path]) -> Iterator[tuple[OpenShard, Steps[Extracted]]]:
        """Files to read, each when it is wanted."""
        for path in files:
            if self._cancel.cancelled:
                return
            records = list(self._records.values())
            try:
                file = identify(path)
                record, needed = ledger.record_for(file, records)
                database = needed and predecessor.is_database(path)
                problem = predecessor.problem_of(path) if database else None
            except OSError as error:
                problem = f"cannot be read: {error.strerror or error}"
            if problem is not None:
                record = self._commit(_unreadable(path, problem, records), Batch())
            elif record.shard_no in self._open:  # the same again, or more of it: later the ledger will tell
                left.append(path)
                continue
            self._named[record.shard_no] = None
            if problem is None and needed:
                shard = OpenShard.begin(file, record, self._blocks, database=database)
                self._begin(shard, record)
                yield shard, shard.steps
            else:
                self._done += _size(path)

    def _begin(self, shard: OpenShard, record: ShardRecord) -> None:
        if record.lines == 0:
            self._writer.forget_rejections(record.shard_no)
        self._records[record.shard_no] = record
        self._open[record.shard_no] = shard
        self._report()

    def _finish(self, shard: OpenShard) -> None:
        record = shard.end_of(self._records[shard.shard_no])
        del self._open[shard.shard_no]
        self._commit(record, shard.batch)
        self._bytes += shard.reader.position
        self._done += _size(shard.file.path)

    def _commit(self, record: ShardRecord, batch: Batch) -> ShardRecord:
        """Write a batch; the time since the last one was spent on it."""
        now = time.monotonic()
        record = replace(record, seconds=record.seconds + now - self._written)
        self._written = now
        before = record.duplicates
        record, lost = self._writer.write(record, batch.tracks, batch.rejected)
        for shard_no, count in lost.items():
            self._filled += count
            other = self._records[shard_no]
            self._records[shard_no] = replace(other, tracks=other.tracks - count, duplicates=other.duplicates + count)
        self._tracks += len(batch.tracks)
        self._rejected += len(batch.rejected)
        self._duplicates += record.duplicates - before
        self._records[record.shard_no] = record
        self.snapshot()
        return record

    def _index_beside(self) -> int:
        """Index what is committed while more is read, through a connection of its own; returns how many tracks."""
        silent = self._threads > 1  # one report at a time: the caller's thread goes on telling what it reads
        with self._con.cursor() as con:
            progress = ignore_progress if silent else self._progress
            return self._index(con, progress)

    def _index(self, con: duckdb.DuckDBPyConnection, progress: ProgressCallback) -> int:
        return index_new_tracks(
            self._library, con, self.metadata, new_from=self.first_track, progress=progress, cancel=self._cancel
        )

    def _index_when_worth_it(self, indexing: Background[int]) -> None:
        waiting = self._writer.next_track - 1 - last_indexed(self._library.index_dir)
        if waiting >= INDEX_TRACKS and indexing.idle:
            indexing.start()

    def _tell_indexed(self, tracks: int | None) -> None:
        """Whoever shows the import takes the new segment in."""
        if tracks:
            self._progress(Progress(Sentence("indexing tracks"), tracks, tracks, unit=Unit.TRACKS))

    def _report(self) -> None:
        shards = list(self._open.values())
        first = shards[0]
        stage = Sentence("importing {name}", name=first.file.path.name)
        if len(shards) > 1:
            stage = Sentence("importing {name} and {n} more", name=first.file.path.name, n=len(shards) - 1)
        self._progress(
            Progress(
                stage,
                self._done + sum(s.position for s in shards),
                self._total,
                self._tracks - self._duplicates + sum(len(s.batch.tracks) for s in shards),
                self._rejected + sum(len(s.batch.rejected) for s in shards),
                file_done=first.position,
                file_total=first.file.bytes,
            )
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unreadable(path: Path, reason: str, records: list[ShardRecord]) -> ShardRecord:
    for known in records:
        if known.path == str(path):
            return replace(known, state=ShardState.FAILED if not known.tracks else known.state, reason=reason)
    number = max((r.shard_no for r in records), default=-1) + 1
    return ShardRecord(number, path.name.split(".")[0], str(path), 0, 0, "", "", ShardState.FAILED, reason=reason)
