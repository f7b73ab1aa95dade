"""From `analysis.duckdb` to the index: whatever tracks it does not hold yet, in segments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from spotgui.catalog.database import explained
from spotgui.catalog.popularity import Popularity
from spotgui.importer.metadata_at_hand import MetadataAtHand
from spotgui.importer.selection import Chooser, Selection, is_applied, mark_applied, read_selection, write_selection
from spotgui.index import manifest
from spotgui.index.batches import IndexedTrack
from spotgui.index.build import build_segment
from spotgui.index.merge import merge_segments, retier, tidy
from spotgui.index.sampling import SAMPLINGS
from spotgui.index.segment import Segment
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit
from spotgui.sentences import Sentence

SEGMENT_TRACKS = 500_000
"""Most tracks of a segment built at once."""
_PAGE = 4_000
_IDS = 200_000


def last_indexed(index_dir: Path) -> int:
    """The largest track number in the index; -1 when it is empty."""
    return max((s.last_track for s in manifest.read(index_dir).segments), default=-1)


def index_new_tracks(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    metadata: MetadataAtHand,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
    new_from: int = 0,
    index_dir: Path | None = None,
    segment_tracks: int = SEGMENT_TRACKS,
) -> int:
    """Build segments of the selected tracks after the last indexed one; returns how many were looked at.

    A crash before the segment is in the manifest leaves them to the next call. A selection that damaged metadata cannot
    tell is noted as not applied; then all are taken that are new, and older ones wait.

    Parameters
    ----------
    new_from : int
        Number of the first track that was not here before this import: older ones may have been left out on purpose.
    index_dir : Path, optional
        Another place than the library's own.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    directory = index_dir or library.index_dir
    row = con.execute("SELECT coalesce(max(track_no), -1) FROM tracks").fetchone()
    last = int(row[0]) if row else -1
    begin = last_indexed(directory) + 1

    def build(popularity: Popularity | None) -> None:
        chosen, start = read_selection(library), last_indexed(directory) + 1
        if metadata.damage and chosen.asks_metadata and start <= last:
            write_selection(library, chosen)
            start = max(start, new_from)
        chooser = Chooser(chosen, con, popularity)
        for first in range(start, last + 1, segment_tracks):
            numbers = np.arange(first, min(last + 1, first + segment_tracks))
            _build(directory, _tracks(con, numbers, (first - begin, last + 1 - begin), chooser, progress, cancel))

    metadata.lend(build)
    return last + 1 - begin


def _build(directory: Path, tracks: Iterator[IndexedTrack]) -> None:
    """A segment of tracks, if there are any."""
    first = next(tracks, None)
    if first is not None:
        build_segment(directory, chain([first], tracks))


def bring_in_line(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    popularity: Popularity | None,
    chosen: Selection,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> None:
    """Make the index hold what a selection wants: segments that hold other tracks are written again without them,
    those that it lacks become new ones. Stopped, it goes on where it was.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    directory = library.index_dir
    chooser = Chooser(chosen, con, popularity)
    lacking = _wanted(con, chooser, progress, cancel)
    for info in manifest.read(directory).segments:
        segment = Segment(directory, info)
        numbers = segment.numbers.astype(np.int64) + info.base
        segment.close()
        other = numbers >= len(lacking)
        other[~other] = ~lacking[numbers[~other]]
        lacking[numbers[~other]] = False
        if other.any():
            merge_segments(
                directory,
                [info.name],
                sampling=SAMPLINGS[info.sampling],
                popularity=popularity,
                drop=numbers[other],
                progress=progress,
                cancel=cancel,
            )
    numbers = np.flatnonzero(lacking)
    for first in range(0, len(numbers), SEGMENT_TRACKS):
        some = numbers[first : first + SEGMENT_TRACKS]
        _build(directory, _tracks(con, some, (first, len(numbers)), chooser, progress, cancel))


def apply_with(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    metadata: MetadataAtHand,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> None:
    """Bring the index in line with a selection that changed, if it did; raises like `bring_in_line`.

    One that damaged metadata cannot tell waits: without it, all that is left out would come in.
    """
    if is_applied(library):
        return
    chosen = read_selection(library)

    def apply(popularity: Popularity | None) -> bool:
        if metadata.damage and chosen.asks_metadata:
            return False
        with explained(library.analysis_db):
            bring_in_line(library, con, popularity, chosen, progress=progress, cancel=cancel)
        return True

    if metadata.lend(apply):
        arrange(library, metadata, progress=progress, cancel=cancel)
        mark_applied(library, chosen)


def _wanted(
    con: duckdb.DuckDBPyConnection, chooser: Chooser, progress: ProgressCallback, cancel: CancelToken
) -> NDArray[np.bool_]:
    """Whether each track number up to the last is selected."""
    row = con.execute("SELECT coalesce(max(track_no) + 1, 0) FROM tracks").fetchone()
    wanted = np.zeros(int(row[0]) if row else 0, np.bool_)
    for first in range(0, len(wanted), _IDS):
        cancel.raise_if_cancelled()
        progress(Progress(Sentence("indexing tracks"), first, len(wanted), unit=Unit.TRACKS))
        rows = con.execute(
            "SELECT track_no, track_id, shard_no FROM tracks WHERE track_no >= $1 AND track_no < $2",
            [first, first + _IDS],
        ).fetchnumpy()
        wanted[rows["track_no"]] = chooser.choose(rows["track_id"].astype("S22"), rows["shard_no"])[0]
    return wanted


def drop_superseded(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    metadata: MetadataAtHand,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> None:
    """Take the numbers that were given up out of the index: the segments that hold some are written again.

    Until then a query may find a track under its old number as well.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    row = con.execute("SELECT count(*) FROM superseded").fetchone()
    if not row or not row[0]:
        return

    def drop_all(popularity: Popularity | None) -> None:
        for info in manifest.read(library.index_dir).segments:
            drop = con.execute(
                "SELECT track_no FROM superseded WHERE track_no BETWEEN $1 AND $2", [info.first_track, info.last_track]
            ).fetchnumpy()["track_no"]
            if len(drop):
                merge_segments(
                    library.index_dir,
                    [info.name],
                    sampling=SAMPLINGS[info.sampling],
                    popularity=popularity,
                    drop=drop,
                    progress=progress,
                    cancel=cancel,
                )

    metadata.lend(drop_all)
    with explained(library.analysis_db):
        con.execute("DELETE FROM superseded")


def arrange(
    library: Library,
    metadata: MetadataAtHand,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
    index_dir: Path | None = None,
) -> None:
    """Sort the index into tiers of popularity where metadata is there, and merge small segments.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    directory = index_dir or library.index_dir

    def sort_and_merge(popularity: Popularity | None) -> None:
        if popularity is not None:
            retier(directory, popularity, progress=progress, cancel=cancel)
        tidy(directory, popularity=popularity, progress=progress, cancel=cancel)

    metadata.lend(sort_and_merge)


def _tracks(
    con: duckdb.DuckDBPyConnection,
    numbers: NDArray[np.int64],
    share: tuple[int, int],
    chooser: Chooser,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Iterator[IndexedTrack]:
    """Those of the numbered tracks that are selected; numbers rise, `share` is what was done before, and all."""
    before, total = share
    for first in range(0, len(numbers), _PAGE):
        progress(Progress(Sentence("indexing tracks"), before + first, total, unit=Unit.TRACKS))
        page = numbers[first : first + _PAGE]
        some = " AND track_no IN (SELECT unnest($3::BIGINT[]))" if page[-1] - page[0] >= len(page) else ""
        rows = con.execute(
            "SELECT track_no, track_id, coalesce(duration, 0), onsets, coalesce(chroma, ''::BLOB), shard_no FROM tracks"
            f" WHERE track_no >= $1 AND track_no <= $2{some} ORDER BY track_no",
            [int(page[0]), int(page[-1]), *([page.tolist()] if some else [])],
        ).fetchall()
        ids = np.array([row[1].encode() for row in rows], "S22")
        wanted, popularity = chooser.choose(ids, np.array([row[5] for row in rows], np.int64))
        for (number, track_id, duration, onsets, chroma, _), chosen, value in zip(
            rows, wanted.tolist(), popularity.tolist(), strict=True
        ):
            cancel.raise_if_cancelled()
            if chosen:
                yield IndexedTrack(number, track_id, duration, value, onsets, chroma)
    progress(Progress(Sentence("indexing tracks"), before + len(numbers), total, unit=Unit.TRACKS))
