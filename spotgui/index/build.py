"""Building a segment: from tracks with their onsets to one file that answers queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.index import manifest as manifests
from spotgui.index.batches import Batch, IndexedTrack, add_landmarks, batches_of_tracks, most_landmarks
from spotgui.index.durable import TEMPORARY, Disk, explained
from spotgui.index.format import Header, SectionWriter
from spotgui.index.landmarks import KEYS, QUANTUM
from spotgui.index.manifest import REST, SegmentInfo
from spotgui.index.postings import PostingsSorter, write_postings
from spotgui.index.sampling import FULL, Sampling

__all__ = ["IndexedTrack", "build_segment", "write_file"]

MAX_UNIVERSE = (1 << 32) - (1 << 20)
"""Cells that a position can name: about 3.5 million tracks."""


@dataclass(slots=True)
class _Columns:
    """The track table while it grows: a list of every batch's part."""

    sizes: list[NDArray[np.int64]] = field(default_factory=list)
    onset_bytes: list[NDArray[np.int64]] = field(default_factory=list)
    numbers: list[NDArray[np.int64]] = field(default_factory=list)
    ids: list[NDArray[np.bytes_]] = field(default_factory=list)
    durations: list[NDArray[np.float32]] = field(default_factory=list)
    popularity: list[NDArray[np.uint8]] = field(default_factory=list)
    origins: list[NDArray[np.int64]] = field(default_factory=list)
    onsets: int = 0
    last_number: int = -1
    origin: int = 0


def build_segment(
    index_dir: Path,
    tracks: Iterable[IndexedTrack],
    *,
    sampling: Sampling = FULL,
    tier: int = REST,
    disk: Disk | None = None,
) -> SegmentInfo:
    """Write a segment and enter it in the manifest.

    The caller is the only process that writes to the index. When it is killed, or this raises, the index is what it
    was before; unfinished files are removed by the next call.

    Parameters
    ----------
    tracks : iterable of IndexedTrack
        With rising numbers. At least one.
    sampling : Sampling
        Which landmarks of a track become postings.
    tier : int
        See `SegmentInfo.tier`.

    Raises
    ------
    ValueError
        No track, numbers that do not rise, a longer id, or more than about 3.5 million tracks.
    DiskFullError, MachineError
    LibraryVersionError, CorruptLibraryError
        The index that is there cannot be added to.
    """
    disk = disk or Disk()
    with explained(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        manifests.remove_leftovers(index_dir, disk)
    before = manifests.read(index_dir)
    info = write_file(index_dir, before.segment_name(), batches_of_tracks(tracks), sampling, tier, disk)
    manifests.write(index_dir, before.with_segments((info,)), disk)
    return info


def write_file(
    index_dir: Path, name: str, batches: Iterable[Batch], sampling: Sampling, tier: int, disk: Disk
) -> SegmentInfo:
    """Write a segment file, durably; the manifest must then name it. Raises like `build_segment`."""
    path = index_dir / name
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with explained(path):
            with disk.create(temporary) as file:
                header, ends = _write_sections(file, batches, path, sampling, disk)
                page = header.to_bytes()
                file.seek(0)
                disk.write(file, page)
                disk.sync(file)
            disk.rename(temporary, path)
            disk.sync_directory(index_dir)
    except BaseException:
        with explained(path):
            disk.remove(temporary)
        raise
    return SegmentInfo(
        name=path.name,
        tracks=header.tracks,
        onsets=header.onsets,
        postings=header.postings,
        bytes=path.stat().st_size,
        first_track=ends[0],
        last_track=ends[1],
        base=0,
        tier=tier,
        sampling=sampling.name,
        checksum=manifests.checksum_of(page),
    )


def _write_sections(
    file: FileIO, batches: Iterable[Batch], path: Path, sampling: Sampling, disk: Disk
) -> tuple[Header, tuple[int, int]]:
    writer = SectionWriter(file, disk)
    sorter = PostingsSorter(KEYS, path, disk)
    columns = _Columns()
    try:
        writer.begin("payload")
        for batch in batches:
            _add(batch, columns, sorter, sampling)
            writer.append(batch.payload)
        if not columns.numbers:
            raise ValueError("a segment needs a track")
        _write_columns(writer, columns)
        write_postings(sorter, columns.origin, writer)
    finally:
        sorter.close()
    header = Header(
        format=manifests.FORMAT,
        tracks=sum(map(len, columns.numbers)),
        onsets=columns.onsets,
        postings=sorter.total,
        universe=columns.origin,
        keys=KEYS,
        quantum=QUANTUM,
        sampling=sampling.name,
        sections=writer.finish(),
    )
    return header, (int(columns.numbers[0][0]), columns.last_number)


def _add(batch: Batch, columns: _Columns, sorter: PostingsSorter, sampling: Sampling) -> None:
    rises = np.diff(batch.numbers, prepend=columns.last_number)
    if (rises <= 0).any():
        at = int(np.argmax(rises <= 0))
        raise ValueError(f"track number {batch.numbers[at]} does not follow {batch.numbers[at] - rises[at]}")
    sorter.reserve(most_landmarks(batch))
    sorter.filled, onsets, origins = add_landmarks(
        batch, sampling.pairs, columns.origin, sorter.keys, sorter.positions, sorter.filled
    )
    if origins[-1] > MAX_UNIVERSE:
        raise ValueError("too many tracks for one segment")
    columns.sizes.append(np.diff(batch.payload_at))
    columns.onset_bytes.append(batch.onset_bytes)
    columns.numbers.append(batch.numbers)
    columns.ids.append(batch.ids)
    columns.durations.append(batch.durations)
    columns.popularity.append(batch.popularity)
    columns.origins.append(origins[:-1])
    columns.onsets += onsets
    columns.last_number = int(batch.numbers[-1])
    columns.origin = int(origins[-1])


def _write_columns(writer: SectionWriter, columns: _Columns) -> None:
    ids = np.concatenate(columns.ids)
    payload_at = np.concatenate([[0], np.cumsum(np.concatenate(columns.sizes))])
    writer.section("payload_at", payload_at.astype(np.uint64))
    writer.section("onset_bytes", np.concatenate(columns.onset_bytes).astype(np.uint32))
    writer.section("numbers", np.concatenate(columns.numbers).astype(np.uint32))
    writer.section("ids", ids)
    writer.section("id_order", np.argsort(ids, kind="stable").astype(np.uint32))
    writer.section("durations", np.concatenate(columns.durations))
    writer.section("popularity", np.concatenate(columns.popularity))
    writer.section("origins", np.append(np.concatenate(columns.origins), columns.origin).astype(np.uint32))
