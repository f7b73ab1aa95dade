"""Import of audio-analysis shards, and of the predecessor's database: resumable, cancellable, nothing twice."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from spotgui.catalog.analysis_schema import MIGRATIONS
from spotgui.catalog.database import connect, explained
from spotgui.catalog.migrations import migrate
from spotgui.importer import ledger, predecessor
from spotgui.importer.background import Background
from spotgui.importer.batch import Batch
from spotgui.importer.indexing import apply_with, arrange, drop_superseded, index_new_tracks, last_indexed
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.lock import import_lock
from spotgui.importer.pipeline import Extracted, Pipeline
from spotgui.importer.plan import ShardFile, find_shards, identify
from spotgui.importer.predecessor import FingerprintReader
from spotgui.importer.shards import ShardReader
from spotgui.importer.writer import Writer
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken, Progress, ProgressCallback, ignore_progress
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
    """

    shards: tuple[ShardRecord, ...]
    tracks: int
    duplicates: int
    rejected: int
    bytes: int
    seconds: float
    filled: int = 0


@contextmanager
def open_analysis(library: Library) -> Iterator[duckdb.DuckDBPyConnection]:
    """The library's analysis database, newest schema, open for writing.

    Raises
    ------
    LibraryBusyError, LibraryVersionError, CorruptLibraryError, MachineError
    """
    con = connect(library.analysis_db, threads=1)  # the cores are busy with lines
    try:
        with explained(library.analysis_db):
            migrate(con, MIGRATIONS, library.analysis_db)
        yield con
    finally:
        with suppress(duckdb.Error):  # closing checkpoints, which fails on a full disk; the log has it all
            con.close()


def import_analyses(
    library: Library,
    paths: Iterable[Path | str],
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    threads: int | None = None,
    with_sketch: bool = True,
) -> ImportReport:
    """Import shards into the library and index them.

    What was committed stays, whatever happens; running again goes on there. Files that are truncated or damaged give
    the lines before the damage and are noted as incomplete.

    Parameters
    ----------
    paths : iterable of Path
        Files, folders, patterns. A DuckDB file is read as songfind's.
    threads : int, optional
        Cores to use; all when not given.
    with_sketch : bool
        False leaves the chroma sketch out; for measurements only.

    Raises
    ------
    Cancelled
        After committing what was read.
    BadInputError
        Nothing to import is named.
    LibraryBusyError, LibraryVersionError, CorruptLibraryError, DiskFullError, MachineError
    """
    files = find_shards(paths)
    cancel = cancel or CancelToken()
    with (
        import_lock(library.lock),
        open_analysis(library) as con,
        Pipeline(threads=threads, with_sketch=with_sketch) as pipeline,
    ):
        job = _Job(library, con, pipeline, progress, cancel)
        try:
            index_new_tracks(library, con, progress=progress, cancel=cancel)
            return job.run(files)
        finally:
            job.snapshot()


class _Job:
    """One run over some files."""

    def __init__(
        self,
        library: Library,
        con: duckdb.DuckDBPyConnection,
        pipeline: Pipeline,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> None:
        self._library = library
        self._con = con
        self._pipeline = pipeline
        self._progress = progress
        self._cancel = cancel
        with explained(library.analysis_db):
            self._writer = Writer(con, library.analysis_db)
            self._records = {r.shard_no: r for r in ledger.load(con)}
        self._first_track = self._writer.next_track
        self._total = self._done = self._bytes = self._tracks = self._rejected = self._duplicates = 0
        self._filled = 0

    def run(self, files: list[Path]) -> ImportReport:
        """Import the files one after the other."""
        start = time.monotonic()
        self._total = sum(_size(f) for f in files)
        named: dict[int, ShardRecord] = {}
        for path in files:
            record = self._shard(path)
            named[record.shard_no] = record
            self._done += _size(path)
            if self._writer.next_track - 1 - last_indexed(self._library.index_dir) >= INDEX_TRACKS:
                self._index()
        self._index()
        drop_superseded(self._library, self._con, progress=self._progress, cancel=self._cancel)
        apply_with(self._library, self._con, progress=self._progress, cancel=self._cancel)
        arrange(self._library, progress=self._progress, cancel=self._cancel)
        return ImportReport(
            shards=tuple(named.values()),
            tracks=self._writer.next_track - self._first_track - self._filled,
            duplicates=self._duplicates,
            rejected=self._rejected,
            bytes=self._bytes,
            seconds=time.monotonic() - start,
            filled=self._filled,
        )

    def snapshot(self) -> None:
        """Let others see the ledger."""
        tracks = sum(r.tracks for r in self._records.values())
        ledger.write_snapshot(self._library.ledger_snapshot, self._records.values(), tracks)

    def _index(self) -> None:
        index_new_tracks(self._library, self._con, progress=self._progress, cancel=self._cancel)

    def _shard(self, path: Path) -> ShardRecord:
        self._cancel.raise_if_cancelled()
        try:
            file = identify(path)
            record, needed = ledger.record_for(file, list(self._records.values()))
            database = needed and predecessor.is_database(path)
            problem = predecessor.problem_of(path) if database else None
        except OSError as error:
            problem = f"cannot be read: {error.strerror or error}"
        if problem is not None:
            record = _unreadable(path, problem, list(self._records.values()))
            return self._commit(record, Batch())
        if not needed:
            return record
        if record.lines == 0:
            self._writer.forget_rejections(record.shard_no)
        if database:
            rows = FingerprintReader(path, file.bytes, skip=record.lines)
            return self._read(file, record, rows, self._pipeline.over(predecessor.extract_rows, rows))
        lines = ShardReader(path, skip=record.lines, buffers=self._pipeline.buffers)
        return self._read(file, record, lines, self._pipeline.run(lines))

    def _read(
        self,
        file: ShardFile,
        record: ShardRecord,
        reader: ShardReader | FingerprintReader,
        parts: Iterator[Extracted],
    ) -> ShardRecord:
        """Batch after batch; one is written while the next is read."""
        batch = Batch({record.name} if record.tracks and len(record.name) == 2 else set())
        with Background(self._commit, own_thread=self._pipeline.threads > 1) as writing:
            self._report(file, 0, batch)
            for part in parts:
                batch.add(part)
                record = replace(record, lines=max(record.lines, part.lines_done), position=part.position)
                self._report(file, part.position, batch)
                if batch.is_full or self._cancel.cancelled:
                    record = replace(record, name=_name(batch.prefixes, file.path), seconds=record.seconds + batch.age)
                    record = _counted(record, writing.wait())
                    writing.start(record, batch)
                    self._count(batch)
                    batch = Batch(batch.prefixes)
                    if self._cancel.cancelled:
                        writing.wait()
                    self._cancel.raise_if_cancelled()
            record = _counted(record, writing.wait())
        self._bytes += reader.position
        record = replace(
            record,
            name=_name(batch.prefixes, file.path),
            state=_final_state(reader.problem, record, batch),
            position=reader.position,
            seconds=record.seconds + batch.age,
            reason=reader.problem or "",
        )
        self._count(batch)
        return self._commit(record, batch)

    def _count(self, batch: Batch) -> None:
        self._tracks += len(batch.tracks)
        self._rejected += len(batch.rejected)

    def _commit(self, record: ShardRecord, batch: Batch) -> ShardRecord:
        before = record.duplicates
        record, lost = self._writer.write(record, batch.tracks, batch.rejected)
        for shard_no, count in lost.items():
            self._filled += count
            other = self._records[shard_no]
            self._records[shard_no] = replace(other, tracks=other.tracks - count, duplicates=other.duplicates + count)
        self._duplicates += record.duplicates - before
        self._records[record.shard_no] = record
        self.snapshot()
        return record

    def _report(self, file: ShardFile, position: int, batch: Batch) -> None:
        stage = Sentence("importing {name}", name=file.path.name)
        tracks, rejected = self._tracks - self._duplicates + len(batch.tracks), self._rejected + len(batch.rejected)
        self._progress(Progress(stage, self._done + position, self._total, tracks, rejected))


def _counted(record: ShardRecord, written: ShardRecord | None) -> ShardRecord:
    """The record with the counts of the batch that is written now."""
    if written is None:
        return record
    return replace(record, tracks=written.tracks, duplicates=written.duplicates, rejected=written.rejected)


def _final_state(problem: str | None, record: ShardRecord, batch: Batch) -> ShardState:
    if problem is None:
        return ShardState.IMPORTED
    anything = record.lines or batch.tracks or batch.rejected
    return ShardState.INCOMPLETE if anything else ShardState.FAILED


def _name(prefixes: set[str], path: Path) -> str:
    """What the ids begin with, when all begin alike; names of files cannot be trusted to say it."""
    return next(iter(prefixes)) if len(prefixes) == 1 else path.name.split(".")[0]


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


__all__ = ["Cancelled", "ImportReport", "import_analyses", "open_analysis"]
