"""Taking what is imported away again."""

from __future__ import annotations

import shutil
from pathlib import Path

from spotgui.catalog.search import search_file
from spotgui.importer.lock import import_lock
from spotgui.index.durable import explained
from spotgui.paths import Library


def remove_imported(library: Library) -> None:
    """Delete databases, index and ledger; history and settings stay.

    The index goes first and the databases last, so that a crash in between leaves what a rebuild can mend.

    Raises
    ------
    LibraryBusyError
        An import is running.
    MachineError
        A file cannot be deleted.
    """
    with import_lock(library.lock):
        if library.index_dir.exists():
            with explained(library.index_dir):
                shutil.rmtree(library.index_dir)
        for path in (
            library.ledger_snapshot,
            search_file(library.meta_db),
            library.meta_db,
            Path(f"{library.analysis_db}.wal"),
            library.analysis_db,
        ):
            with explained(path):
                path.unlink(missing_ok=True)
