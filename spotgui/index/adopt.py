"""Taking over the segments of another library, built on another machine or by an earlier installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from spotgui.errors import CorruptLibraryError
from spotgui.index import manifest as manifests
from spotgui.index.durable import TEMPORARY, Disk, explained
from spotgui.index.manifest import SegmentInfo
from spotgui.index.reader import verify_index

CHUNK = 1 << 24


def adopt_segments(
    index_dir: Path,
    other_dir: Path,
    base: int,
    *,
    note: Callable[[str], None] = lambda name: None,
    disk: Disk | None = None,
) -> tuple[SegmentInfo, ...]:
    """Copy all segments of another index into this one.

    Parameters
    ----------
    other_dir : Path
        The index directory of the other library; it is only read.
    base : int
        Added to its track numbers; above every number of this index.
    note : callable
        Called with the name of each file before it is copied.

    Returns
    -------
    tuple of SegmentInfo
        The segments as they are in this index now.

    Raises
    ------
    ValueError
        The numbers would meet those of this index.
    CorruptLibraryError
        A file of the other library is damaged; nothing was taken.
    LibraryVersionError, DiskFullError, MachineError
    """
    disk = disk or Disk()
    for problem in verify_index(other_dir):
        raise CorruptLibraryError(f"{other_dir} cannot be taken over: {problem}", "Rebuild that index first.")
    with explained(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        manifests.remove_leftovers(index_dir, disk)
    before = manifests.read(index_dir)
    if base <= max((s.last_track for s in before.segments), default=-1):
        raise ValueError(f"track numbers from {base} are taken")
    made: list[SegmentInfo] = []
    for info in manifests.read(other_dir).segments:
        note(info.name)
        name = replace(before, next_serial=before.next_serial + len(made)).segment_name()
        _copy(other_dir / info.name, index_dir / name, disk)
        made.append(
            replace(
                info,
                name=name,
                base=info.base + base,
                first_track=info.first_track + base,
                last_track=info.last_track + base,
            )
        )
    manifests.write(index_dir, before.with_segments(tuple(made)), disk)
    return tuple(made)


def _copy(source: Path, target: Path, disk: Disk) -> None:
    temporary = target.with_name(target.name + TEMPORARY)
    try:
        with explained(target), source.open("rb") as original, disk.create(temporary) as copy:
            while chunk := original.read(CHUNK):
                disk.write(copy, chunk)
            disk.sync(copy)
        with explained(target):
            disk.rename(temporary, target)
            disk.sync_directory(target.parent)
    except BaseException:
        disk.remove(temporary)
        raise
