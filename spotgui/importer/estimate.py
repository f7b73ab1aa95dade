"""How long an import will take and how much room it needs, from a short real import of the user's own file."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spotgui.catalog.database import connect, explained
from spotgui.importer.analysis import import_analyses
from spotgui.importer.decompress import content_size, is_zstd
from spotgui.importer.ledger import read_snapshot
from spotgui.importer.metadata import RESULT_SHARE, SORTING_SHARE
from spotgui.importer.usual import BYTES_A_TRACK, RATE, USUAL, TrackSizes
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken, Progress, ProgressCallback, ignore_progress

SAMPLE_SECONDS = 3.0
METADATA_RATE = 30e6
"""Bytes of plain sqlite a second, with the derived tables and the search."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a short import measured.

    Attributes
    ----------
    bytes_s : float
        Compressed bytes a second.
    bytes_a_track : float
        Compressed bytes of a track.
    """

    bytes_s: float = RATE
    bytes_a_track: float = BYTES_A_TRACK


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be imported, as bytes.

    Attributes
    ----------
    shards : int
        How many of them; `shard_bytes` compressed.
    metadata_plain : int
        The dump as plain sqlite; 0 without one.
    metadata_is_packed : bool
        It is written out before it is read.
    sizes : TrackSizes
        What a track will take.
    """

    shards: int
    shard_bytes: int
    metadata_plain: int = 0
    metadata_is_packed: bool = False
    sizes: TrackSizes = USUAL


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a job will take.

    Attributes
    ----------
    tracks, indexed : int
        Tracks that will be kept, and those that will be recognised.
    index_bytes, library_bytes, peak_bytes : int
        Of the index; of everything that stays; most at any moment.
    seconds : float
    """

    tracks: int
    indexed: int
    index_bytes: int
    library_bytes: int
    peak_bytes: int
    seconds: float


def job_of(shards: list[Path], metadata: Path | None) -> Job:
    """Measure files.

    Raises
    ------
    OSError
        One is gone.
    """
    size = sum(path.stat().st_size for path in shards)
    if metadata is None:
        return Job(len(shards), size)
    packed = is_zstd(metadata)
    return Job(
        len(shards),
        size,
        content_size(metadata) if packed else metadata.stat().st_size,
        packed,
    )


def sample_import(
    shard: Path,
    place: Path,
    *,
    seconds: float = SAMPLE_SECONDS,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
) -> Sample:
    """Import the beginning of a shard for some seconds into a directory of its own, which is deleted again.

    Parameters
    ----------
    place : Path
        A directory on the disk where the library will be.

    Returns
    -------
    Sample
        The usual figures where the file is too small to measure.

    Raises
    ------
    Cancelled, SpotguiError, OSError
    """
    cancel = cancel or CancelToken()
    watch = _Watch(seconds, progress, cancel)
    directory = Path(tempfile.mkdtemp(prefix="sample-", dir=place))
    try:
        library = Library(directory)
        try:
            import_analyses(library, [shard], progress=watch, cancel=watch.stop)
        except Cancelled:
            cancel.raise_if_cancelled()
        records, _ = read_snapshot(library.ledger_snapshot)
        return _judge(watch, sum(r.position for r in records), sum(r.tracks + r.duplicates for r in records))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


class _Watch:
    """Notes when bytes come, and stops after a while."""

    def __init__(self, seconds: float, progress: ProgressCallback, cancel: CancelToken) -> None:
        self._seconds = seconds
        self._progress = progress
        self._cancel = cancel
        self.stop = CancelToken()
        self.first: tuple[float, int] | None = None
        self.last: tuple[float, int] | None = None

    def __call__(self, progress: Progress) -> None:
        """A report of the importer."""
        now = time.monotonic()
        if progress.done > 0 and progress.stage.startswith("importing"):
            self.first = self.first or (now, progress.done)
            self.last = (now, progress.done)
            self._progress(progress)
        if self._cancel.cancelled or (self.first and now - self.first[0] >= self._seconds):
            self.stop.cancel()


def _judge(watch: _Watch, position: int, tracks: int) -> Sample:
    a_track = position / tracks if tracks >= 10 else BYTES_A_TRACK
    if watch.first is None or watch.last is None:
        return Sample(bytes_a_track=a_track)
    spent, read = watch.last[0] - watch.first[0], watch.last[1] - watch.first[1]
    return Sample(read / spent if spent > 0.2 and read > 0 else RATE, a_track)


def popularity_counts(meta_db: Path) -> dict[int, int]:
    """Tracks of the metadata by popularity.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    with connect(meta_db, read_only=True) as con, explained(meta_db):
        rows = con.execute("SELECT coalesce(popularity, 0), count(*) FROM tracks GROUP BY 1").fetchall()
    return {int(value): int(count) for value, count in rows}


def outlook(
    job: Job, sample: Sample, counts: Mapping[int, int] | None = None, least: int = 0, all_shards: int = 484
) -> Outlook:
    """What a job takes when tracks below a popularity are not indexed.

    Analyses were fetched by falling popularity, so the tracks that have one are the most popular of the metadata; and
    every shard holds its share of them.

    Parameters
    ----------
    counts : mapping, optional
        Of `popularity_counts`; without it all tracks are indexed.
    least : int
        The lowest popularity that is indexed.
    all_shards : int
        Shards of the whole dump.
    """
    tracks = round(job.shard_bytes / sample.bytes_a_track)
    indexed = tracks
    if counts and least > 0 and tracks:
        analysed = min(sum(counts.values()), tracks * all_shards / max(job.shards, 1))
        above = sum(count for value, count in counts.items() if value >= least)
        indexed = round(min(above, analysed) * min(tracks / max(analysed, 1), 1.0))
    index = round(indexed * job.sizes.of_index(indexed))
    metadata = round(job.metadata_plain * RESULT_SHARE)
    stays = round(tracks * job.sizes.kept) + index + metadata
    packed = job.metadata_plain if job.metadata_is_packed else 0
    # a merge writes the index once more beside the old one
    sorting = round(job.metadata_plain * SORTING_SHARE)
    peak = max(stays + index, metadata + max(packed, sorting))
    seconds = job.shard_bytes / sample.bytes_s + job.metadata_plain / METADATA_RATE
    return Outlook(tracks, indexed, index, stays, peak, seconds)
