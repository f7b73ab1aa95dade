"""Reads what the Library page shows; called in a worker's thread."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spotgui.catalog.coverage import coverage
from spotgui.catalog.models import Coverage
from spotgui.errors import BadInputError, LibraryBusyError
from spotgui.importer.inspection import shard_number
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.plan import find_shards
from spotgui.importer.selection import Selection, read_selection
from spotgui.importer.status import LibraryStatus, library_status
from spotgui.paths import Library
from spotgui.ui.library.shard_map import CellState


@dataclass(frozen=True, slots=True)
class LibraryView:
    """A moment of the library.

    Attributes
    ----------
    waiting : tuple of Path
        Shards in the places that the user has named, which were never imported.
    free : int
        Bytes on the library's disk.
    selection : Selection
        What the index is limited to.
    """

    status: LibraryStatus
    waiting: tuple[Path, ...]
    free: int
    selection: Selection

    @property
    def empty(self) -> bool:
        """Is there nothing at all?"""
        status = self.status
        return not (status.tracks_kept or status.tracks_metadata or status.metadata_damage or status.shards)

    def count(self, *states: ShardState) -> int:
        """Shards in one of the states."""
        return sum(shard.state in states for shard in self.status.shards)


def read_library(library: Library, sources: Sequence[str]) -> LibraryView:
    """Look at the library, and at the places where more shards may be.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    status = library_status(library)
    there = next((folder for folder in (library.root, *library.root.parents) if folder.exists()), Path.cwd())
    return LibraryView(status, _waiting(sources, status.shards), shutil.disk_usage(there).free, read_selection(library))


def read_coverage(library: Library) -> Coverage | None:
    """Compare metadata and analyses; None while an import holds them.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    try:
        return coverage(library.meta_db, library.analysis_db)
    except LibraryBusyError:
        return None


def cell_state(shard: ShardRecord) -> CellState:
    """How a shard looks on the map."""
    return {
        ShardState.IMPORTED: CellState.IMPORTED,
        ShardState.INCOMPLETE: CellState.INCOMPLETE,
        ShardState.IMPORTING: CellState.INCOMPLETE,
        ShardState.FAILED: CellState.FAILED,
    }[shard.state]


def _waiting(sources: Sequence[str], shards: Sequence[ShardRecord]) -> tuple[Path, ...]:
    found: list[Path] = []
    for source in sources:
        try:
            found += find_shards([source])
        except (BadInputError, OSError):  # gone, not readable, or a folder without shards
            continue
    known = {shard.path for shard in shards}
    return tuple(path for path in dict.fromkeys(found) if str(path) not in known and path.stat().st_size)


def waiting_name(path: Path) -> str:
    """The shard that a file says to be; empty when it says none."""
    name = path.name.split(".")[0]
    return name if shard_number(name) else ""
