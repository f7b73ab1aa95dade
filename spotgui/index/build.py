"""Building a segment: from tracks with their onsets to one file that answers queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import pack, unpack
from spotgui.index import manifest as manifests
from spotgui.index.durable import TEMPORARY, Disk, explained
from spotgui.index.format import ID_BYTES, Header, SectionWriter
from spotgui.index.landmarks import CELL_SHIFT, KEYS, QUANTUM, in_time_order, landmarks_into
from spotgui.index.manifest import SegmentInfo
from spotgui.index.postings import PostingsSorter, write_postings
from spotgui.index.sampling import FULL, Sampling

MAX_UNIVERSE = (1 << 32) - (1 << 20)
"""Cells that a position can name: about 3.5 million tracks."""


@dataclass(frozen=True, slots=True, eq=False)
class IndexedTrack:
    """What the index keeps of a track.

    Attributes
    ----------
    track_no : int
        Number of the track in the library; numbers rise from one track to the next.
    track_id : str
        At most 22 characters of ASCII.
    duration_s : float
    popularity : int
        0 to 100; 0 when not known.
    onsets : OnsetList
    chroma : uint8 (cells,)
        The sketch of 0.25 s cells; empty when there is none.
    """

    track_no: int
    track_id: str
    duration_s: float
    popularity: int
    onsets: OnsetList
    chroma: NDArray[np.uint8]


@dataclass(slots=True)
class _Columns:
    """The track table while it grows."""

    payload_at: list[int] = field(default_factory=lambda: [0])
    onset_bytes: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    ids: list[bytes] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)
    popularity: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=lambda: [0])
    onsets: int = 0


def build_segment(
    index_dir: Path,
    tracks: Iterable[IndexedTrack],
    *,
    sampling: Sampling = FULL,
    tier: int = 0,
    replaces: tuple[str, ...] = (),
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
    replaces : tuple of str
        Names of segments that leave the manifest in the same moment.

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
    path = index_dir / before.segment_name()
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with explained(path):
            with disk.create(temporary) as file:
                header, numbers = _write_sections(file, tracks, path, sampling, disk)
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
    info = SegmentInfo(
        name=path.name,
        tracks=header.tracks,
        onsets=header.onsets,
        postings=header.postings,
        bytes=path.stat().st_size,
        first_track=numbers[0],
        last_track=numbers[1],
        base=0,
        tier=tier,
        sampling=sampling.name,
        checksum=manifests.checksum_of(page),
    )
    manifests.write(index_dir, before.with_segments((info,), replaces), disk)
    return info


def _write_sections(
    file: FileIO, tracks: Iterable[IndexedTrack], path: Path, sampling: Sampling, disk: Disk
) -> tuple[Header, tuple[int, int]]:
    writer = SectionWriter(file, disk)
    sorter = PostingsSorter(KEYS, path, disk)
    try:
        columns = _write_payload(writer, tracks, sorter, sampling)
        _write_columns(writer, columns)
        universe = columns.origins[-1]
        write_postings(sorter, universe, writer)
    finally:
        sorter.close()
    header = Header(
        format=manifests.FORMAT,
        tracks=len(columns.numbers),
        onsets=columns.onsets,
        postings=sorter.total,
        universe=universe,
        keys=KEYS,
        quantum=QUANTUM,
        sampling=sampling.name,
        sections=writer.finish(),
    )
    return header, (columns.numbers[0], columns.numbers[-1])


def _write_payload(
    writer: SectionWriter, tracks: Iterable[IndexedTrack], sorter: PostingsSorter, sampling: Sampling
) -> _Columns:
    columns = _Columns()
    writer.begin("payload")
    for track in tracks:
        name = track.track_id.encode("ascii")
        if len(name) > ID_BYTES:
            raise ValueError(f"track id {track.track_id!r} is longer than {ID_BYTES} characters")
        if columns.numbers and track.track_no <= columns.numbers[-1]:
            raise ValueError(f"track number {track.track_no} does not follow {columns.numbers[-1]}")
        packed = pack(track.onsets)
        # what the postings are made of is what the payload gives back, to the frame
        cells = _add_landmarks(unpack(packed), columns.origins[-1], sorter, sampling)
        if columns.origins[-1] + cells > MAX_UNIVERSE:
            raise ValueError("too many tracks for one segment")
        writer.append(packed)
        writer.append(track.chroma)
        columns.payload_at.append(columns.payload_at[-1] + len(packed) + len(track.chroma))
        columns.onset_bytes.append(len(packed))
        columns.numbers.append(track.track_no)
        columns.ids.append(name.ljust(ID_BYTES, b"\0"))
        columns.durations.append(track.duration_s)
        columns.popularity.append(track.popularity)
        columns.origins.append(columns.origins[-1] + cells)
        columns.onsets += len(track.onsets)
    if not columns.numbers:
        raise ValueError("a segment needs a track")
    return columns


def _add_landmarks(onsets: OnsetList, origin: int, sorter: PostingsSorter, sampling: Sampling) -> int:
    """Add a track's landmarks; returns how many cells it takes on the line."""
    n = len(onsets)
    times, bands = np.empty(n, np.int32), np.empty(n, np.uint8)
    in_time_order(onsets.frames, onsets.bounds, times, bands)
    sorter.reserve(n * sampling.fan * (sampling.fan - 1) // 2)
    sorter.filled = landmarks_into(times, bands, n, sampling.fan, origin, sorter.keys, sorter.positions, sorter.filled)
    return (int(times[-1]) >> CELL_SHIFT) + 1 if n else 1


def _write_columns(writer: SectionWriter, columns: _Columns) -> None:
    ids = np.frombuffer(b"".join(columns.ids), f"S{ID_BYTES}")
    writer.section("payload_at", np.array(columns.payload_at, np.uint64))
    writer.section("onset_bytes", np.array(columns.onset_bytes, np.uint32))
    writer.section("numbers", np.array(columns.numbers, np.uint32))
    writer.section("ids", ids)
    writer.section("id_order", np.argsort(ids, kind="stable").astype(np.uint32))
    writer.section("durations", np.array(columns.durations, np.float32))
    writer.section("popularity", np.array(columns.popularity, np.uint8))
    writer.section("origins", np.array(columns.origins, np.uint32))
