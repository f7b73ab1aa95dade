"""The index and the search made again from the databases, without the shards."""

from __future__ import annotations

import shutil
from pathlib import Path

from spotgui.catalog.database import connect, explained
from spotgui.catalog.search import search_file
from spotgui.catalog.search_build import build_search
from spotgui.importer.analysis import open_analysis
from spotgui.importer.indexing import apply_with, arrange, index_new_tracks
from spotgui.importer.lock import import_lock
from spotgui.importer.metadata_at_hand import MetadataAtHand
from spotgui.importer.selection import is_applied, mark_applied, read_selection
from spotgui.index import manifest
from spotgui.index.durable import Disk
from spotgui.index.durable import explained as disk_explained
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress


def rebuild_index(
    library: Library, *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> int:
    """Make the index again from `analysis.duckdb`; returns its number of tracks.

    The new index is built beside the old one, which answers until then.

    Raises
    ------
    Cancelled
        The old index stays.
    DiskFullError, LibraryBusyError, CorruptLibraryError, MachineError
    """
    cancel = cancel or CancelToken()
    beside = library.root / "rebuild"
    metadata = MetadataAtHand(library)
    chosen = read_selection(library)
    with import_lock(library.lock), open_analysis(library) as con:
        try:
            _remove(beside)
            with explained(library.analysis_db):
                index_new_tracks(library, con, metadata, progress=progress, cancel=cancel, index_dir=beside)
            arrange(library, metadata, progress=progress, cancel=cancel, index_dir=beside)
            tracks = manifest.read(beside).tracks
            _exchange(beside, library.index_dir)
            with explained(library.analysis_db):
                con.execute("DELETE FROM superseded")
            if not is_applied(library):
                mark_applied(library, chosen)
        finally:
            _remove(beside)
        return tracks


def apply_selection(
    library: Library, *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> int:
    """Bring the index in line with the selection; returns its number of tracks.

    Only what changes is written: segments that hold tracks which are left out now, and new ones of those that came in.

    Raises
    ------
    Cancelled
        What was done stays; the rest is for the next time, or the next import.
    DiskFullError, LibraryBusyError, CorruptLibraryError, MachineError
    """
    cancel = cancel or CancelToken()
    with import_lock(library.lock), open_analysis(library) as con:
        apply_with(library, con, MetadataAtHand(library), progress=progress, cancel=cancel)
    return manifest.read(library.index_dir).tracks


def rebuild_search(
    library: Library, *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> None:
    """Make the search index again from `meta.duckdb`.

    Raises
    ------
    Cancelled, DiskFullError, LibraryBusyError, CorruptLibraryError, MachineError
    """
    final = search_file(library.meta_db)
    part = final.with_name("search.sqlite.part")

    def note(stage: str, share: float) -> None:
        progress(Progress(stage, int(share * 1000), 1000, unit=Unit.SHARE))

    with import_lock(library.lock), connect(library.meta_db, read_only=True) as con:
        try:
            with explained(library.meta_db), disk_explained(part):
                row = con.execute("SELECT build FROM source").fetchone()
                build_search(con, part, row[0] if row else "", note, cancel or CancelToken())
                disk = Disk()
                disk.rename(part, final)
                disk.sync_directory(library.root)
        finally:
            part.unlink(missing_ok=True)


def _exchange(fresh: Path, final: Path) -> None:
    """Put a new index in the place of the old one; after a crash in between the next import builds it again."""
    disk = Disk()
    with disk_explained(final):
        _remove(final)
        if fresh.exists():
            disk.rename(fresh, final)
            disk.sync_directory(final.parent)


def _remove(directory: Path) -> None:
    if directory.exists():
        with disk_explained(directory):
            shutil.rmtree(directory)
