"""Keeping segments few and in tiers: a query reads every list once a segment.

Every imported shard is a segment of its own at first. `tidy` joins segments of a like size, eight at a time, so that
a track is rewritten a few times at most and the whole dump ends in about twenty segments. A merge makes the postings
anew from the onsets that every segment holds; so it may as well sort the tracks into tiers by popularity, drop some,
or change how many landmarks are kept. The manifest changes in one step when the new segments are safe on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.index import manifest as manifests
from spotgui.index.batches import Batch
from spotgui.index.build import write_file
from spotgui.index.durable import Disk
from spotgui.index.manifest import KNOWN, POPULAR, REST, Manifest, SegmentInfo
from spotgui.index.sampling import COMPACT, FULL, SAMPLINGS, Sampling
from spotgui.index.segment import Segment
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.sentences import Sentence

TIER_FLOORS = {POPULAR: 50, KNOWN: 20, REST: 0}
"""Least popularity of a tier: about 0.2 million tracks, some millions, all others."""
MERGE_AT = 8
"""So many segments of a size become one."""
LARGEST = 3_000_000
"""Tracks of a merged segment, at most: positions have 32 bits."""
COMPACT_FROM = 3_000_000
"""Tracks of an index from which its merged segments are compact."""
MISPLACED = 0.003
"""Share of a segment's tracks that may be in another tier than their popularity asks for."""
GATHERED = 2048
"""Tracks copied at a time."""

FORGOTTEN_AFTER = 1 << 24
"""Bytes of a segment's onsets and chroma that stay in memory during a merge."""

Popularity = Callable[[NDArray[np.bytes_]], NDArray[np.uint8]]
"""Track ids (S22) to popularity, 0 where not known."""


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Tracks of several segments in the order of their numbers."""

    numbers: NDArray[np.int64]
    segment: NDArray[np.int32]
    local: NDArray[np.int64]
    popularity: NDArray[np.uint8]

    def where(self, chosen: NDArray[np.bool_]) -> _Rows:
        return _Rows(self.numbers[chosen], self.segment[chosen], self.local[chosen], self.popularity[chosen])


def tidy(
    index_dir: Path,
    *,
    popularity: Popularity | None = None,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    disk: Disk | None = None,
) -> int:
    """Merge what has become too many segments.

    The caller is the only process that writes to the index; others may read it meanwhile.

    Parameters
    ----------
    popularity : callable, optional
        Newest popularity by track id; without it each segment's own is used.

    Returns
    -------
    int
        Merges done.

    Raises
    ------
    Cancelled
        Merges done so far stay; the one under way leaves nothing.
    DiskFullError, MachineError, CorruptLibraryError, LibraryVersionError
    """
    merges = 0
    while True:
        manifest = manifests.read(index_dir)
        chosen = plan(manifest)
        if not chosen:
            return merges
        sampling = COMPACT if manifest.tracks >= COMPACT_FROM else FULL
        merge_segments(
            index_dir, chosen, sampling=sampling, popularity=popularity, progress=progress, cancel=cancel, disk=disk
        )
        merges += 1


def plan(manifest: Manifest) -> tuple[str, ...]:
    """Names of the segments to merge next; none when they are few enough."""
    classes: dict[tuple[int, int], list[SegmentInfo]] = {}
    for info in manifest.segments:
        size = int(np.log(max(info.tracks, 1)) / np.log(MERGE_AT))
        classes.setdefault((info.tier, size), []).append(info)
    for (_, size), infos in sorted(classes.items(), key=lambda item: item[0][1]):
        infos.sort(key=lambda i: i.first_track)
        if len(infos) < MERGE_AT or MERGE_AT**size * 2 > LARGEST:
            continue
        taken: list[SegmentInfo] = []
        for info in infos:
            if sum(i.tracks for i in taken) + info.tracks <= LARGEST:
                taken.append(info)
        if len(taken) > 1:
            return tuple(i.name for i in taken)
    return ()


def merge_segments(
    index_dir: Path,
    names: Sequence[str],
    *,
    sampling: Sampling = FULL,
    popularity: Popularity | None = None,
    drop: NDArray[np.integer] | None = None,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    disk: Disk | None = None,
) -> tuple[SegmentInfo, ...]:
    """Replace segments by new ones with the same tracks, one a tier.

    Parameters
    ----------
    names : sequence of str
        Live segments; one alone may be given, to change its sampling or tier.
    sampling : Sampling
    popularity : callable, optional
    drop : integers, optional
        Track numbers to leave out.

    Returns
    -------
    tuple of SegmentInfo
        The new segments.

    Raises
    ------
    Cancelled
    ValueError
        A name is not of a live segment.
    DiskFullError, MachineError, CorruptLibraryError, LibraryVersionError
    """
    disk = disk or Disk()
    manifests.remove_leftovers(index_dir, disk)
    manifest = manifests.read(index_dir)
    infos = {i.name: i for i in manifest.segments}
    if not set(names) <= set(infos):
        raise ValueError(f"not live segments: {set(names) - set(infos)}")
    segments = [Segment(index_dir, infos[name], sequential=True) for name in names]
    try:
        made = write_again(
            index_dir, manifest, segments, sampling, popularity, drop, progress=progress, cancel=cancel, disk=disk
        )
        manifests.write(index_dir, manifest.with_segments(made, tuple(names)), disk)
    except BaseException:
        manifests.remove_leftovers(index_dir, disk)
        raise
    for segment in segments:
        segment.close()
    for name in names:
        disk.remove(index_dir / name)
    return made


def write_again(
    index_dir: Path,
    manifest: Manifest,
    segments: Sequence[Segment],
    sampling: Sampling,
    popularity: Popularity | None = None,
    drop: NDArray[np.integer] | None = None,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    disk: Disk,
) -> tuple[SegmentInfo, ...]:
    """Write the tracks of segments, of this or another index, as new files, one a tier; no manifest names them yet.

    Parameters
    ----------
    manifest : Manifest
        Gives the files' names.
    drop : integers, optional
        Track numbers, each segment's base included, to leave out.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    rows = _rows(segments, popularity)
    if drop is not None:
        rows = rows.where(~np.isin(rows.numbers, drop))
    made: list[SegmentInfo] = []
    watch = _Watch(progress, cancel or CancelToken(), len(rows.numbers))
    for tier, chosen in _by_tier(rows):
        batches = watch.over(_batches(segments, chosen))
        after = replace(manifest, next_serial=manifest.next_serial + len(made))
        made.append(write_file(index_dir, after.segment_name(), batches, sampling, tier, disk))
    return tuple(made)


def retier(
    index_dir: Path,
    popularity: Popularity,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    disk: Disk | None = None,
) -> int:
    """Sort tracks into tiers after metadata came: segments with many tracks of another tier are split.

    Returns
    -------
    int
        Segments that were split. Raises like `tidy`.
    """
    split = 0
    for info in manifests.read(index_dir).segments:
        segment = Segment(index_dir, info)
        known = popularity(segment.ids)
        segment.close()
        tiers = np.select([known >= floor for floor in TIER_FLOORS.values()], list(TIER_FLOORS))
        if (tiers != info.tier).mean() > MISPLACED:
            merge_segments(
                index_dir,
                [info.name],
                sampling=SAMPLINGS[info.sampling],
                popularity=popularity,
                progress=progress,
                cancel=cancel,
                disk=disk,
            )
            split += 1
    return split


class _Watch:
    """Says how far a merge is, and stops it."""

    def __init__(self, progress: ProgressCallback, cancel: CancelToken, total: int) -> None:
        self._progress = progress
        self._cancel = cancel
        self._total = total
        self._done = 0

    def over(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        for batch in batches:
            self._cancel.raise_if_cancelled()
            self._progress(Progress(Sentence("merging segments"), self._done, self._total, unit=Unit.TRACKS))
            self._done += len(batch)
            yield batch
        self._cancel.raise_if_cancelled()


def _rows(segments: Sequence[Segment], popularity: Popularity | None) -> _Rows:
    numbers = np.concatenate([s.numbers.astype(np.int64) + s.info.base for s in segments])
    owner = np.repeat(np.arange(len(segments), dtype=np.int32), [len(s) for s in segments])
    local = np.concatenate([np.arange(len(s), dtype=np.int64) for s in segments])
    known = np.concatenate([popularity(s.ids) if popularity else s.popularity for s in segments])
    order = np.argsort(numbers, kind="stable")
    rows = _Rows(numbers[order], owner[order], local[order], known[order].astype(np.uint8))
    return rows.where(np.diff(rows.numbers, prepend=-1) > 0)


def _by_tier(rows: _Rows) -> Iterator[tuple[int, _Rows]]:
    ceiling = 256
    for tier, floor in TIER_FLOORS.items():
        inside = (rows.popularity >= floor) & (rows.popularity < ceiling)
        ceiling = floor
        if inside.any():
            yield tier, rows.where(inside)


@njit(cache=True, nogil=True)
def _copy_payload(payload, payload_at, local, out, out_at):  # type: ignore[no-untyped-def]
    """Copy tracks' payloads; ``out_at`` says where each goes."""
    for i in range(len(local)):
        start = np.int64(payload_at[local[i]])
        for b in range(np.int64(payload_at[local[i] + 1]) - start):
            out[out_at[i] + b] = payload[start + b]


def _batches(segments: Sequence[Segment], rows: _Rows) -> Iterator[Batch]:
    for first in range(0, len(rows.numbers), GATHERED):
        owner, local = rows.segment[first : first + GATHERED], rows.local[first : first + GATHERED]
        n = len(owner)
        sizes, onset_bytes = np.empty(n, np.int64), np.empty(n, np.int64)
        ids, durations = np.empty(n, segments[0].ids.dtype), np.empty(n, np.float32)
        parts = [(segments[s], np.flatnonzero(owner == s)) for s in np.unique(owner)]
        for segment, at in parts:
            places = local[at]
            sizes[at] = (segment.payload_at[places + 1] - segment.payload_at[places]).astype(np.int64)
            onset_bytes[at] = segment.onset_bytes[places]
            ids[at] = segment.ids[places]
            durations[at] = segment.durations[places]
        for segment in segments:
            if segment.touched > FORGOTTEN_AFTER:
                segment.forget()
        payload_at = np.concatenate([[0], np.cumsum(sizes)])
        payload = np.empty(int(payload_at[-1]), np.uint8)
        for segment, at in parts:
            segment.touched += int(sizes[at].sum())
            _copy_payload(segment.payload, segment.payload_at, local[at], payload, payload_at[at])
        yield Batch(
            payload=payload,
            payload_at=payload_at,
            onset_bytes=onset_bytes,
            numbers=rows.numbers[first : first + GATHERED],
            ids=ids,
            durations=durations,
            popularity=rows.popularity[first : first + GATHERED],
        )
