"""From `analysis.duckdb` to the index: whatever tracks it does not hold yet, in segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import numpy as np

from spotgui.catalog.popularity import popularity_of
from spotgui.fingerprint.packing import unpack
from spotgui.index import manifest
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback

SEGMENT_TRACKS = 500_000
"""Most tracks of a segment built at once."""
_PAGE = 4_000


def last_indexed(library: Library) -> int:
    """The largest track number in the index; -1 when it is empty."""
    own = [s.last_track for s in manifest.read(library.index_dir).segments if s.base == 0]
    return max(own, default=-1)


def index_new_tracks(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    *,
    progress: ProgressCallback,
    cancel: CancelToken,
    segment_tracks: int = SEGMENT_TRACKS,
) -> int:
    """Build segments of all tracks after the last indexed one; returns how many there were.

    A crash before the segment is in the manifest leaves them to the next call.

    Raises
    ------
    Cancelled, DiskFullError, MachineError, CorruptLibraryError
    """
    row = con.execute("SELECT coalesce(max(track_no), -1) FROM tracks").fetchone()
    last = int(row[0]) if row else -1
    first = begin = last_indexed(library) + 1
    while first <= last:
        stop = min(last + 1, first + segment_tracks)
        tracks = _tracks(library, con, range(first, stop), (begin, last + 1), progress, cancel)
        build_segment(library.index_dir, tracks)
        first = stop
    return last + 1 - begin


def _tracks(
    library: Library,
    con: duckdb.DuckDBPyConnection,
    numbers: range,
    whole: tuple[int, int],
    progress: ProgressCallback,
    cancel: CancelToken,
) -> Iterator[IndexedTrack]:
    for first in range(numbers.start, numbers.stop, _PAGE):
        progress(Progress("indexing tracks", first - whole[0], whole[1] - whole[0]))
        rows = con.execute(
            "SELECT track_no, track_id, coalesce(duration, 0), onsets, chroma FROM tracks"
            " WHERE track_no >= $1 AND track_no < $2 ORDER BY track_no",
            [first, min(first + _PAGE, numbers.stop)],
        ).fetchall()
        known = popularity_of(library.meta_db, [row[1] for row in rows])
        yield from _indexed(rows, known, cancel)
    progress(Progress("indexing tracks", numbers.stop - whole[0], whole[1] - whole[0]))


def _indexed(
    rows: Sequence[tuple[int, str, float, bytes, bytes | None]], popularity: Mapping[str, int], cancel: CancelToken
) -> Iterator[IndexedTrack]:
    for number, track_id, duration, onsets, chroma in rows:
        cancel.raise_if_cancelled()
        yield IndexedTrack(
            track_no=number,
            track_id=track_id,
            duration_s=duration,
            popularity=popularity.get(track_id, 0),
            onsets=unpack(onsets),
            chroma=np.frombuffer(chroma or b"", np.uint8),
        )
