"""Taking over the segments of another library, built on another machine or by an earlier installation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.index import manifest as manifests
from spotgui.index.durable import TEMPORARY, Disk, explained
from spotgui.index.manifest import Manifest, SegmentInfo
from spotgui.index.merge import write_again
from spotgui.index.reader import verify_index
from spotgui.index.sampling import SAMPLINGS
from spotgui.index.segment import Segment
from spotgui.progress import CancelToken, Progress, ProgressCallback, ignore_progress
from spotgui.sentences import Sentence

CHUNK = 1 << 24


def adopt_segments(
    index_dir: Path,
    other_dir: Path,
    base: int,
    wanted: NDArray[np.integer] | None = None,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    disk: Disk | None = None,
) -> tuple[SegmentInfo, ...]:
    """Take the segments of another index into this one, all in one step.

    Segments with only wanted tracks are copied, those with some are written again.

    Parameters
    ----------
    other_dir : Path
        The index directory of the other library; it is only read.
    base : int
        Added to its track numbers.
    wanted : integers, optional
        Track numbers, `base` included, to take; all when not given.

    Returns
    -------
    tuple of SegmentInfo
        The new segments of this index.

    Raises
    ------
    ValueError
        The numbers would meet those of this index.
    CorruptLibraryError
        A file of the other library is damaged; nothing was taken.
    Cancelled
        Nothing was taken.
    LibraryVersionError, DiskFullError, MachineError
    """
    disk = disk or Disk()
    job = _Adoption(index_dir, other_dir, base, progress, cancel or CancelToken(), disk)
    job.check()
    before = manifests.read(index_dir)
    last = max((s.last_track for s in before.segments), default=-1)
    try:
        made = job.take(before, last, wanted)
        if made:
            manifests.write(index_dir, before.with_segments(made), disk)
    except BaseException:
        manifests.remove_leftovers(index_dir, disk)
        raise
    return made


class _Adoption:
    """One run over the segments of another index."""

    def __init__(
        self,
        index_dir: Path,
        other_dir: Path,
        base: int,
        progress: ProgressCallback,
        cancel: CancelToken,
        disk: Disk,
    ) -> None:
        self._index_dir = index_dir
        self._other_dir = other_dir
        self._base = base
        self._progress = progress
        self._cancel = cancel
        self._disk = disk
        self._infos = manifests.read(other_dir).segments
        self._total = 2 * sum(i.bytes for i in self._infos)
        self._done = 0

    def check(self) -> None:
        """Read every byte of the other index, then make this one ready."""
        sizes = {i.name: i.bytes for i in self._infos}

        def note(name: str) -> None:
            self._cancel.raise_if_cancelled()
            self._progress(Progress(Sentence("checking {name}", name=name), self._done, self._total))
            self._done += sizes.get(name, 0)

        for problem in verify_index(self._other_dir, note):
            raise CorruptLibraryError(
                "{folder} cannot be taken over: {problem}",
                "Rebuild that index first.",
                folder=self._other_dir,
                problem=problem,
            )
        with explained(self._index_dir):
            self._index_dir.mkdir(parents=True, exist_ok=True)
            manifests.remove_leftovers(self._index_dir, self._disk)

    def take(self, before: Manifest, last: int, wanted: NDArray[np.integer] | None) -> tuple[SegmentInfo, ...]:
        """Write all files; the manifest does not name them yet."""
        made: tuple[SegmentInfo, ...] = ()
        for info in self._infos:
            moved = replace(
                info,
                base=info.base + self._base,
                first_track=info.first_track + self._base,
                last_track=info.last_track + self._base,
            )
            segment = Segment(self._other_dir, moved, sequential=True)
            numbers = segment.numbers.astype(np.int64) + moved.base
            here = np.ones(len(numbers), np.bool_) if wanted is None else np.isin(numbers, wanted)
            if here.any() and numbers[here].min() <= last:
                raise ValueError(f"track numbers from {numbers[here].min()} are taken")
            after = replace(before, next_serial=before.next_serial + len(made))
            if here.all():
                made += (self._copy(moved, after.segment_name()),)
            elif here.any():
                made += write_again(
                    self._index_dir,
                    after,
                    [segment],
                    SAMPLINGS[info.sampling],
                    drop=numbers[~here],
                    progress=self._progress,
                    cancel=self._cancel,
                    disk=self._disk,
                )
            segment.close()
        return made

    def _copy(self, info: SegmentInfo, name: str) -> SegmentInfo:
        target = self._index_dir / name
        temporary = target.with_name(target.name + TEMPORARY)
        with explained(target):
            with (self._other_dir / info.name).open("rb") as original, self._disk.create(temporary) as copy:
                while chunk := original.read(CHUNK):
                    self._cancel.raise_if_cancelled()
                    self._progress(Progress(Sentence("copying {name}", name=info.name), self._done, self._total))
                    self._disk.write(copy, chunk)
                    self._done += len(chunk)
                self._disk.sync(copy)
            self._disk.rename(temporary, target)
            self._disk.sync_directory(target.parent)
        return replace(info, name=name)
