"""Is everything in the library as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from spotgui.catalog.database import connect, explain
from spotgui.catalog.meta_schema import NAMED, TABLES
from spotgui.catalog.queries import Catalog
from spotgui.catalog.search import search_file
from spotgui.errors import CorruptLibraryError, LibraryBusyError, SpotguiError
from spotgui.fingerprint.packing import unpack
from spotgui.fingerprint.sketch_code import decode
from spotgui.importer.ledger import load
from spotgui.importer.lock import import_lock
from spotgui.importer.selection import Selection, read_selection
from spotgui.index import manifest
from spotgui.index.reader import verify_index
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.sentences import Sentence

_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong.

    Attributes
    ----------
    file : str
        Name of the file, relative to the library.
    message, action : str
        What is wrong, and what repairs it.
    """

    file: str
    message: str
    action: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a verification found; without problems all is well."""

    problems: tuple[Problem, ...]
    tracks: int
    metadata_tracks: int

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems


def verify(
    library: Library, *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> VerifyReport:
    """Read everything: databases, every onset list and sketch, every byte of the index.

    Raises
    ------
    Cancelled
    LibraryBusyError
        An import is running.
    """
    check = _Check(library, progress, cancel or CancelToken())
    with import_lock(library.lock):
        return check.run()


class _Check:
    def __init__(self, library: Library, progress: ProgressCallback, cancel: CancelToken) -> None:
        self._library = library
        self._progress = progress
        self._cancel = cancel
        self._tracks = self._given_up = 0
        self._metadata_tracks = 0

    def run(self) -> VerifyReport:
        """Check file after file."""
        problems = [*self._analysis(), *self._index(), *self._metadata()]
        return VerifyReport(tuple(problems), self._tracks, self._metadata_tracks)

    def _analysis(self) -> Iterator[Problem]:
        path = self._library.analysis_db
        if not path.exists():
            return
        try:
            with connect(path, read_only=True) as con:
                yield from self._ledger(con)
                yield from self._kept(con)
        except (SpotguiError, duckdb.Error) as error:
            yield _problem(path, error, "Restore it from a copy, or import the shards again.")

    def _ledger(self, con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
        name = self._library.analysis_db.name
        self._tracks = _one(con, "SELECT count(*) FROM tracks")
        if _one(con, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'superseded'"):
            self._given_up = _one(con, "SELECT count(*) FROM superseded")
        counts = dict(con.execute("SELECT shard_no, count(*) FROM tracks GROUP BY shard_no").fetchall())
        for record in load(con):
            found = counts.pop(record.shard_no, 0)
            if found != record.tracks:
                message = Sentence(
                    "Shard {name} should have {tracks} tracks and has {found}.",
                    name=record.name,
                    tracks=record.tracks,
                    found=found,
                )
                yield Problem(name, message, Sentence("Import the shard again."))
        for shard_no, found in counts.items():
            yield Problem(
                name,
                Sentence(
                    "{found} tracks are of shard {shard_no}, which the ledger does not know.",
                    found=found,
                    shard_no=shard_no,
                ),
                "",
            )
        twice = _one(con, "SELECT count(*) FROM (SELECT track_id FROM tracks GROUP BY track_id HAVING count(*) > 1)")
        if twice:
            yield Problem(name, Sentence("{twice} tracks are there more than once.", twice=twice), "")
        numbers = _one(con, "SELECT count(DISTINCT track_no) FROM tracks")
        if numbers != self._tracks:
            yield Problem(
                name, Sentence("{more} track numbers are there more than once.", more=self._tracks - numbers), ""
            )

    def _kept(self, con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
        end = _one(con, "SELECT coalesce(max(track_no) + 1, 0) FROM tracks")
        for first in range(0, end, _PAGE):
            self._cancel.raise_if_cancelled()
            self._progress(Progress(Sentence("checking fingerprints"), first, end, unit=Unit.TRACKS))
            rows = con.execute(
                "SELECT track_id, onset_count, onsets, coalesce(chroma, ''::BLOB) FROM tracks"
                " WHERE track_no >= $1 AND track_no < $2",
                [first, first + _PAGE],
            ).fetchall()
            for track_id, count, onsets, chroma in rows:
                problem = _damage(count, onsets, chroma)
                if problem:
                    yield Problem(
                        self._library.analysis_db.name,
                        Sentence("Track {track_id}: {problem}", track_id=track_id, problem=problem),
                        Sentence("Import its shard again."),
                    )

    def _index(self) -> Iterator[Problem]:
        directory = self._library.index_dir
        action = Sentence("Run `spotgui rebuild`.")

        def note(name: str) -> None:
            self._cancel.raise_if_cancelled()
            self._progress(Progress(Sentence("checking {name}", name=name), 0, 0))

        try:
            for message in verify_index(directory, note):
                yield Problem(directory.name, message, action)
            indexed = manifest.read(directory).tracks
        except SpotguiError as error:
            yield _problem(directory, error, action)
            return
        chosen = read_selection(self._library) != Selection()
        if indexed > self._tracks + self._given_up or (indexed < self._tracks and not chosen):
            message = Sentence("{indexed} of {tracks} tracks are in the index.", indexed=indexed, tracks=self._tracks)
            yield Problem(directory.name, message, Sentence("Run `spotgui rebuild`, or import again."))

    def _metadata(self) -> Iterator[Problem]:
        path = self._library.meta_db
        if not path.exists():
            return
        self._progress(Progress(Sentence("checking metadata"), 0, 0))
        try:
            with connect(path, read_only=True) as con:
                for table in TABLES:
                    self._cancel.raise_if_cancelled()
                    columns = ", ".join(f"max({c.name})" for c in table.columns)
                    con.execute(f"SELECT {columns} FROM {table.name}").fetchone()
                for name in NAMED:
                    ids = _one(con, f"SELECT count(*) FROM {name}_lookup")
                    if ids != _one(con, f"SELECT count(*) FROM {name}"):
                        yield Problem(
                            path.name,
                            Sentence("The lookup of {name} is not complete.", name=name),
                            Sentence("Import the metadata again."),
                        )
                self._metadata_tracks = _one(con, "SELECT count(*) FROM tracks")
        except (SpotguiError, duckdb.Error) as error:
            yield _problem(path, error, "Import the metadata again.")
            return
        yield from self._search(path)

    def _search(self, meta_db: Path) -> Iterator[Problem]:
        try:
            with Catalog(meta_db) as catalog:
                catalog.verify_search()
        except SpotguiError as error:
            yield _problem(search_file(meta_db), error, "Run `spotgui rebuild`.")


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _damage(count: int, packed: bytes, sketch: bytes) -> str | None:
    try:
        onsets = unpack(packed)
        decode(sketch)
    except CorruptLibraryError as error:
        return error.message
    if len(onsets) != count or not np.isfinite(onsets.frames).all():
        return Sentence("{found} onsets instead of {count}.", found=len(onsets), count=count)
    return None


def _problem(path: Path, error: Exception, action: str) -> Problem:
    if isinstance(error, LibraryBusyError):
        raise error
    known = error if isinstance(error, SpotguiError) else explain(error, path)
    if known is None:
        return Problem(path.name, Sentence("It cannot be read ({why}).", why=str(error).splitlines()[0]), action)
    return Problem(path.name, known.message, known.action or action)
