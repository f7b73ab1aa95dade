"""Which tracks are put into the index. Everything is kept in the database whatever the selection: it may change."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from spotgui.index.durable import Disk, explained, replace_file
from spotgui.paths import Library


@dataclass(frozen=True, slots=True)
class Selection:
    """What is indexed.

    Attributes
    ----------
    min_popularity : int
        Tracks below it, 0 to 100, are left out where the metadata is there to tell; 0 takes all.
    """

    min_popularity: int = 0


def read_selection(library: Library) -> Selection:
    """The selection of a library; everything when none was made."""
    try:
        stored = json.loads(library.selection.read_text(encoding="utf-8"))
        return Selection(min(max(int(stored["min_popularity"]), 0), 100))
    except (OSError, ValueError, KeyError, TypeError):
        return Selection()


def write_selection(library: Library, selection: Selection) -> None:
    """Choose what is indexed from now on; `rebuild_index` applies it to what is imported already.

    Raises
    ------
    DiskFullError, MachineError
    """
    with explained(library.selection):
        library.root.mkdir(parents=True, exist_ok=True)
    replace_file(Disk(), library.selection, json.dumps(asdict(selection)).encode())
