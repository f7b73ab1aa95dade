"""Import of audio-analysis shards, and of the predecessor's database: resumable, cancellable, nothing twice."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from spotgui.catalog.analysis_schema import MIGRATIONS
from spotgui.catalog.database import connect, explained
from spotgui.catalog.migrations import migrate
from spotgui.importer.block_extraction import BlockExtractor
from spotgui.importer.indexing import index_new_tracks
from spotgui.importer.job import ImportReport, Job
from spotgui.importer.lock import import_lock
from spotgui.importer.plan import find_shards
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken, ProgressCallback, ignore_progress


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
        Cores to use; all when not given, as far as `pipeline.run` can keep them at work.
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
    with import_lock(library.lock), open_analysis(library) as con:
        blocks = BlockExtractor(with_sketch=with_sketch)
        job = Job(library, con, blocks, threads or os.cpu_count() or 1, progress, cancel)
        try:
            index_new_tracks(library, con, job.metadata, new_from=job.first_track, progress=progress, cancel=cancel)
            return job.run(files)
        finally:
            job.snapshot()


__all__ = ["Cancelled", "ImportReport", "import_analyses", "open_analysis"]
