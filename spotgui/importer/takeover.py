"""Taking over a library that was built elsewhere: its rows with new numbers, its segments as they are.

Rows come in pages, each a transaction together with the ledger and with how far the takeover is. A track keeps its
number but for a constant, the base: so segments whose tracks are all new are copied, and only those that also hold
tracks which are here already are written again. Left out tracks leave holes in the numbers.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np

from spotgui.catalog.analysis_schema import MIGRATIONS
from spotgui.catalog.database import connect, explained
from spotgui.catalog.migrations import check_version
from spotgui.errors import BadInputError, CorruptLibraryError, LibraryBusyError, LibraryVersionError
from spotgui.importer import ledger
from spotgui.importer.analysis import open_analysis
from spotgui.importer.disk_space import check_room
from spotgui.importer.indexing import arrange, drop_superseded, index_new_tracks, last_indexed
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.lock import import_lock, is_locked
from spotgui.importer.metadata_at_hand import MetadataAtHand
from spotgui.importer.selection import Selection, read_selection
from spotgui.importer.taken_rows import Pages, Place, last_place, one
from spotgui.index import manifest
from spotgui.index.adopt import adopt_segments
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.sentences import Sentence

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakeoverReport:
    """What taking over a library did.

    Attributes
    ----------
    tracks, duplicates : int
        Tracks of this run: new here, and left out because they were here.
    shards : int
        Shards of the other library.
    copied : int
        Tracks whose segments were taken; the rest was indexed here.
    filled : int
        Tracks that were here with their onsets only, and are complete now.
    notice : Sentence or None
        What could not be done because the metadata is damaged.
    """

    tracks: int
    duplicates: int
    shards: int
    copied: int
    seconds: float
    filled: int = 0
    notice: Sentence | None = None


def import_library(
    library: Library,
    directory: Path,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
) -> TakeoverReport:
    """Add another library to this one; the other is only read.

    What was committed stays, whatever happens; running again goes on there. When the other library has grown since,
    running again takes what is new.

    Raises
    ------
    Cancelled
    BadInputError
        The directory holds no library, or is this one.
    LibraryBusyError, LibraryVersionError, CorruptLibraryError, DiskFullError, MachineError
    """
    other = _checked(library, directory)
    cancel = cancel or CancelToken()
    with import_lock(library.lock), open_analysis(library) as con:
        job = _Takeover(library, other, con, progress, cancel)
        try:
            return job.run()
        finally:
            job.snapshot()


def _checked(library: Library, directory: Path) -> Library:
    other = Library(directory.resolve())
    if not other.analysis_db.is_file():
        raise BadInputError(
            "There is no library in {folder}: {name} is missing.",
            "Name the directory that the other machine had as its --data.",
            folder=directory,
            name=other.analysis_db.name,
        )
    if other.root == library.root.resolve():
        raise BadInputError("{folder} is this library itself.", "Name another one.", folder=directory)
    if is_locked(other.lock):
        raise LibraryBusyError(
            "An import into {folder} is running.", "Wait until it is done, or stop it.", folder=directory
        )
    with connect(other.analysis_db, read_only=True) as con, explained(other.analysis_db):
        if not check_version(con, MIGRATIONS, other.analysis_db):
            raise BadInputError(
                "{file} holds no analyses.", "Name the directory of another library.", file=other.analysis_db
            )
    return other


class _Takeover:
    """One run over another library."""

    def __init__(
        self,
        library: Library,
        other: Library,
        con: duckdb.DuckDBPyConnection,
        progress: ProgressCallback,
        cancel: CancelToken,
    ) -> None:
        self._library = library
        self._metadata = MetadataAtHand(library, needed=False)
        self._other = other
        self._con = con
        self._progress = progress
        self._cancel = cancel
        with explained(other.analysis_db):
            quoted = str(other.analysis_db).replace("'", "''")
            con.execute(f"ATTACH '{quoted}' AS other (READ_ONLY)")
            self._end = one(con, "SELECT coalesce(max(track_no) + 1, 0) FROM other.tracks")
            records = ledger.load(con, "other.shards")
        self._theirs = [r for r in records if r.tracks or r.state is not ShardState.FAILED]
        with explained(library.analysis_db):
            self._records = {r.shard_no: r for r in ledger.load(con)}
        self._tracks = self._duplicates = self._filled = 0

    def run(self) -> TakeoverReport:
        """Rows first, then segments."""
        start = time.monotonic()
        place = self._begin()
        self._check_room(place)
        place = self._rows(place)
        copied = self._segments(place)
        self._index(place.base + place.begin)
        drop_superseded(self._library, self._con, self._metadata, progress=self._progress, cancel=self._cancel)
        arrange(self._library, self._metadata, progress=self._progress, cancel=self._cancel)
        return TakeoverReport(
            tracks=self._tracks,
            duplicates=self._duplicates,
            shards=len(self._theirs),
            copied=copied,
            seconds=time.monotonic() - start,
            filled=self._filled,
            notice=self._metadata.notice(read_selection(self._library)),
        )

    def snapshot(self) -> None:
        """Let others see the ledger."""
        tracks = sum(r.tracks for r in self._records.values())
        ledger.write_snapshot(self._library.ledger_snapshot, self._records.values(), tracks)

    def _index(self, new_from: int) -> None:
        index_new_tracks(
            self._library,
            self._con,
            self._metadata,
            new_from=new_from,
            progress=self._progress,
            cancel=self._cancel,
        )

    def _begin(self) -> Place:
        """Where an earlier run stopped; a new base when other tracks came since, or all were indexed here."""
        with explained(self._library.analysis_db):
            known = last_place(self._con)
            free = one(self._con, "SELECT coalesce(max(track_no) + 1, 0) FROM tracks")
        indexed = last_indexed(self._library.index_dir)
        if known and free <= known.base + known.position and indexed < known.base + known.begin:
            return known
        self._index(free)
        if known is None:
            return Place(free, 0, 0)
        return Place(max(known.base, free - known.position), known.position, known.position)

    def _check_room(self, place: Place) -> None:
        sizes = self._other.analysis_db.stat().st_size
        sizes += sum(s.bytes for s in manifest.read(self._other.index_dir).segments) if self._index_is_sound() else 0
        left = (self._end - place.position) / max(1, self._end)
        check_room(self._library.root, int(sizes * left), Sentence("Taking over {folder}", folder=self._other.root))

    def _index_is_sound(self) -> bool:
        try:
            manifest.read(self._other.index_dir)
        except (CorruptLibraryError, LibraryVersionError) as error:
            _log.warning("the index is made again: %s", error)
            return False
        return True

    def _rows(self, place: Place) -> Place:
        shards = self._shards()
        pages = Pages(self._con, self._other.analysis_db, self._library.analysis_db, shards)
        while place.position < self._end:
            self._cancel.raise_if_cancelled()
            self._progress(
                Progress(Sentence("taking over tracks"), place.position, self._end, self._tracks, unit=Unit.TRACKS)
            )
            place, counts, filled = pages.take(place, self._end, str(self._other.root), self._records)
            self._tracks -= filled
            self._filled += filled
            for record, tracks, duplicates in counts:
                self._records[record.shard_no] = record
                self._tracks += tracks
                self._duplicates += duplicates
            self.snapshot()
        with explained(self._library.analysis_db):
            self._con.execute("BEGIN")
            for theirs in self._theirs:
                if theirs.shard_no in shards:
                    self._finish(theirs, self._records[shards[theirs.shard_no]])
            self._con.execute("COMMIT")
        return place

    def _shards(self) -> dict[int, int]:
        """Their shard numbers to ours; shards that are new here get a row."""
        numbers = {}
        with explained(self._library.analysis_db):
            self._con.execute("BEGIN")
            for theirs in self._theirs:
                ours = next((r for r in self._records.values() if _same(r, theirs)), None)
                if ours is None:
                    number = max(self._records, default=-1) + 1
                    ours = replace(
                        theirs, shard_no=number, state=ShardState.IMPORTING, lines=0, position=0, tracks=0, rejected=0,
                        duplicates=0, reason="",
                    )  # fmt: skip
                    ledger.save(self._con, ours)
                    self._records[number] = ours
                numbers[theirs.shard_no] = ours.shard_no
            self._con.execute("COMMIT")
        return numbers

    def _finish(self, theirs: ShardRecord, ours: ShardRecord) -> None:
        """All their tracks are here now: the shard is as far as they were, when that is further than we were."""
        if ours.state is ShardState.IMPORTED or ours.lines > theirs.lines:
            return
        duplicates = max(0, theirs.tracks + theirs.duplicates - ours.tracks)
        kept = replace(theirs, shard_no=ours.shard_no, tracks=ours.tracks, duplicates=duplicates)
        self._con.execute("DELETE FROM rejections WHERE shard_no = $1", [ours.shard_no])
        self._con.execute(
            "INSERT INTO rejections SELECT $1, line, reason, excerpt FROM other.rejections WHERE shard_no = $2",
            [ours.shard_no, theirs.shard_no],
        )
        ledger.save(self._con, kept)
        self._records[kept.shard_no] = kept

    def _segments(self, place: Place) -> int:
        """Copy segments where that gives the index that building would; returns tracks that came so."""
        first, end = place.base + place.begin, place.base + self._end
        numbers = "(SELECT track_no FROM tracks UNION ALL FROM superseded)"  # the index holds these still
        with explained(self._library.analysis_db):
            before = one(self._con, f"SELECT coalesce(max(track_no), -1) FROM {numbers} WHERE track_no < {first}")
            wanted = self._con.execute(
                "SELECT track_no FROM tracks WHERE track_no >= $1 AND track_no < $2", [first, end]
            ).fetchnumpy()["track_no"]
        if not len(wanted) or last_indexed(self._library.index_dir) != before or not self._index_is_whole():
            return 0
        try:
            made = adopt_segments(
                self._library.index_dir,
                self._other.index_dir,
                place.base,
                np.asarray(wanted),
                progress=self._progress,
                cancel=self._cancel,
            )
        except (CorruptLibraryError, LibraryVersionError) as error:
            # their analyses are here, so the index can be made of them
            _log.warning("the index is made again: %s", error)
            return 0
        return sum(s.tracks for s in made)

    def _index_is_whole(self) -> bool:
        """Does their index hold what ours would of the tracks up to its last one?"""
        if not self._index_is_sound() or read_selection(self._library) != read_selection(self._other):
            return False
        if read_selection(self._other) != Selection():
            return True
        last = last_indexed(self._other.index_dir)
        with explained(self._other.analysis_db):
            rows = one(self._con, f"SELECT count(*) FROM other.tracks WHERE track_no <= {last}")
        return manifest.read(self._other.index_dir).tracks == rows


def _same(ours: ShardRecord, theirs: ShardRecord) -> bool:
    if theirs.head_hash:
        return ours.head_hash == theirs.head_hash
    return ours.path == theirs.path


__all__ = ["TakeoverReport", "import_library"]
