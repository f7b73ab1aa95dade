"""From `analysis.duckdb` to the index: whatever tracks it does not hold yet, in segments."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import duckdb
import numpy as np

from spotgui.catalog.database import explained
from spotgui.catalog.popularity import Popularity
from spotgui.importer.selection import read_selection
from spotgui.index import manifest
from spotgui.index.batches import IndexedTrack
from spotgui.index.build import build_segment
from spotgui.index.merge import merge_segments, retier, tidy
from spotgui.index.sampling import SAMPLINGS
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit
from spotgui.sentences import Sentence

SEGMENT_TRACKS = 500_000
"""Most tracks of a segment built at once."""
_PAGE = 4_000


def last_indexed(index_dir: Path) -> int:
    """The largest track number in the index; -1 when it is empty."""
    return max((s.last_track for s in manifest.read(index_dir).segments), default=-1)


@contextmanager
def known_popularity(library: Library) -> Iterator[Popularity | None]:
    """Popularity by track id where there is metadata.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, MachineError
    """
    if not library.meta_db.exists():
        yield None
        return
    popularity = Popularity(library.meta_db)
    try:
        yield popularity
    finally:
        popularity.close()


def index_new_tracks(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
    index_dir: Path | None = None,
    segment_tracks: int = SEGMENT_TRACKS,
) -> int:
    """Build segments of the selected tracks after the last indexed one; returns how many were looked at.

    A crash before the segment is in the manifest leaves them to the next call.

    Parameters
    ----------
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
    least = read_selection(library).min_popularity
    with known_popularity(library) as popularity:
        for first in range(begin, last + 1, segment_tracks):
            numbers = range(first, min(last + 1, first + segment_tracks))
            tracks = _tracks(con, numbers, (begin, last + 1), popularity, progress, cancel)
            if popularity is not None:
                tracks = (track for track in tracks if track.popularity >= least)
            chosen = next(tracks, None)
            if chosen is not None:
                build_segment(directory, chain([chosen], tracks))
    return last + 1 - begin


def drop_superseded(
    library: Library, con: duckdb.DuckDBPyConnection, *, progress: ProgressCallback, cancel: CancelToken
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
    with known_popularity(library) as popularity:
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
    with explained(library.analysis_db):
        con.execute("DELETE FROM superseded")


def arrange(
    library: Library, *, progress: ProgressCallback, cancel: CancelToken, index_dir: Path | None = None
) -> None:
    """Sort the index into tiers of popularity where metadata is there, and merge small segments.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    directory = index_dir or library.index_dir
    with known_popularity(library) as popularity:
        if popularity is not None:
            retier(directory, popularity, progress=progress, cancel=cancel)
        tidy(directory, popularity=popularity, progress=progress, cancel=cancel)


def _tracks(
    con: duckdb.DuckDBPyConnection,
    numbers: range,
    whole: tuple[int, int],
    popularity: Popularity | None,
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Iterator[IndexedTrack]:
    for first in range(numbers.start, numbers.stop, _PAGE):
        progress(Progress(Sentence("indexing tracks"), first - whole[0], whole[1] - whole[0], unit=Unit.TRACKS))
        rows = con.execute(
            "SELECT track_no, track_id, coalesce(duration, 0), onsets, coalesce(chroma, ''::BLOB) FROM tracks"
            " WHERE track_no >= $1 AND track_no < $2 ORDER BY track_no",
            [first, min(first + _PAGE, numbers.stop)],
        ).fetchall()
        known = np.zeros(len(rows), np.uint8)
        if popularity is not None and rows:
            known = popularity(np.array([row[1].encode() for row in rows], "S22"))
        for (number, track_id, duration, onsets, chroma), value in zip(rows, known.tolist(), strict=True):
            cancel.raise_if_cancelled()
            yield IndexedTrack(number, track_id, duration, value, onsets, chroma)
    progress(Progress(Sentence("indexing tracks"), numbers.stop - whole[0], whole[1] - whole[0], unit=Unit.TRACKS))
