"""Import of the metadata dump: all of it or nothing, so that readers always have a whole file."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import duckdb

from spotgui.catalog.database import connect
from spotgui.catalog.database import explained as database_explained
from spotgui.catalog.meta_schema import MIGRATIONS, TABLES, derivations
from spotgui.catalog.migrations import migrate
from spotgui.catalog.search import search_file
from spotgui.catalog.search_build import build_search
from spotgui.errors import BadInputError, MachineError
from spotgui.importer import sqlite_source
from spotgui.importer.decompress import content_size, decompress, is_zstd
from spotgui.importer.disk_space import check_room
from spotgui.importer.indexing import apply_with, arrange
from spotgui.importer.interruptible import run
from spotgui.importer.lock import import_lock
from spotgui.importer.metadata_at_hand import MetadataAtHand
from spotgui.importer.selection import read_selection, write_selection
from spotgui.index.durable import Disk
from spotgui.index.durable import explained as disk_explained
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.sentences import Sentence

RESULT_SHARE = 0.6
"""Size of the databases made, search included, of the sqlite file's."""
SORTING_SHARE = 0.4
"""Of the temporary files while they are made; less than a decompressed dump, which is gone by then."""


@dataclass(frozen=True, slots=True)
class MetadataReport:
    """What an import of metadata did.

    Attributes
    ----------
    rows : tuple of (str, int)
        Tables and their rows.
    notes : tuple of str
        What the file lacked, and was done without.
    """

    rows: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    seconds: float

    @property
    def tracks(self) -> int:
        """Tracks with metadata."""
        return dict(self.rows)["tracks"]


def import_metadata(
    library: Library,
    file: Path | str,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
    use_extension: bool = True,
) -> MetadataReport:
    """Replace the library's metadata by that of a dump.

    A compressed dump is first written out beside the library, and deleted afterwards; an interrupted import starts
    again from the beginning, and what was there before stays usable until the very end.

    Parameters
    ----------
    file : Path
        `.sqlite3` or `.sqlite3.zst`, whatever its name.
    use_extension : bool
        False reads with Python's sqlite3, as is done where DuckDB's extension is missing.

    Raises
    ------
    Cancelled
    BadInputError
        Not an sqlite file, truncated, damaged, or without a table or column that is needed.
    DiskFullError, LibraryBusyError, MachineError
    """
    source = Path(file)
    if source.is_dir():
        raise BadInputError(
            "{path} is a folder.",
            "Name the dump in it: spotify_clean.sqlite3 or spotify_clean.sqlite3.zst.",
            path=source,
        )
    if not source.is_file():
        raise BadInputError("{path} does not exist.", "Check the name.", path=source)
    started = time.monotonic()
    with import_lock(library.lock):
        work = _Work(library, progress, cancel or CancelToken(), use_extension)
        try:
            return work.run(source, started)
        finally:
            work.clean()


def is_imported(library: Library, file: Path) -> bool:
    """True when the library's metadata comes from this very dump, by name and size."""
    if not library.meta_db.exists():
        return False
    try:
        size = file.stat().st_size
        with connect(library.meta_db, read_only=True) as con:
            row = con.execute("SELECT 1 FROM source WHERE name = $1 AND bytes = $2", [file.name, size]).fetchone()
    except (OSError, MachineError, duckdb.Error):
        return False
    return row is not None


class _Work:
    """The temporary files of one import."""

    def __init__(self, library: Library, progress: ProgressCallback, cancel: CancelToken, use_extension: bool) -> None:
        self._library = library
        self._progress = progress
        self._cancel = cancel
        self._extension = sqlite_source.extension_path() if use_extension else None
        self._plain = library.root / "metadata.sqlite3.part"
        self._database = library.meta_db.with_name(library.meta_db.name + ".part")
        self._search = search_file(library.meta_db).with_name("search.sqlite.part")
        self.clean()

    def clean(self) -> None:
        """Remove what an interrupted import left."""
        for path in (self._plain, self._database, Path(f"{self._database}.wal"), self._search):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def run(self, source: Path, started: float) -> MetadataReport:
        """Decompress, check, copy, derive, then put the result in place."""
        plain = self._decompressed(source)
        sqlite_source.check_file(plain)
        found = sqlite_source.inspect(plain)
        notes = sqlite_source.missing_parts(source, found)
        build = uuid4().hex
        con = connect(self._database, memory="1GB")
        try:
            with database_explained(self._database):
                migrate(con, MIGRATIONS, self._database)
                self._copy(con, plain, found)
                self._plain.unlink(missing_ok=True)  # sorting needs the room
                self._derive(con)
                rows = tuple((t.name, self._count(con, t.name)) for t in TABLES)
                con.execute(
                    "INSERT INTO source VALUES ($1, $2, $3, $4)",
                    [source.name, source.stat().st_size, build, "; ".join(notes)],
                )
                build_search(con, self._search, build, self._note, self._cancel)
                con.execute("CHECKPOINT")
        finally:
            with suppress(duckdb.Error):
                con.close()
        self._cancel.raise_if_cancelled()
        self._put_in_place()
        self._index()
        return MetadataReport(rows, tuple(notes), time.monotonic() - started)

    def _index(self) -> None:
        """Tiers, and a selection that only the metadata can tell."""
        chosen, metadata = read_selection(self._library), MetadataAtHand(self._library)
        if not chosen.asks_metadata or not self._library.analysis_db.exists():
            arrange(self._library, metadata, progress=self._progress, cancel=self._cancel)
            return
        write_selection(self._library, chosen)
        with connect(self._library.analysis_db, read_only=True) as con:
            apply_with(self._library, con, metadata, progress=self._progress, cancel=self._cancel)

    def _decompressed(self, source: Path) -> Path:
        if not is_zstd(source):
            needed = int(source.stat().st_size * (RESULT_SHARE + SORTING_SHARE))
            check_room(self._library.root, needed, Sentence("The metadata import"))
            return source
        size = content_size(source)
        check_room(self._library.root, int(size * (1 + RESULT_SHARE)), Sentence("The metadata import"))
        total = source.stat().st_size
        stage = Sentence("decompressing {name}", name=source.name)
        decompress(source, self._plain, lambda done: self._progress(Progress(stage, done, total)), self._cancel)
        return self._plain

    def _copy(self, con: duckdb.DuckDBPyConnection, plain: Path, found: dict[str, frozenset[str]]) -> None:
        reader = sqlite_source.SqliteSource(con, plain, self._extension)
        try:
            for table in TABLES:
                if table.name in found:
                    reader.copy(
                        table,
                        found[table.name],
                        self._noting(Sentence("importing {name}", name=table.name)),
                        self._cancel,
                    )
        finally:
            reader.close()

    def _derive(self, con: duckdb.DuckDBPyConnection) -> None:
        for phrase, statement in derivations():
            run(con, statement, self._noting(phrase), self._cancel)

    def _noting(self, stage: str) -> Callable[[float], None]:
        return lambda share: self._note(stage, share)

    def _note(self, stage: str, share: float) -> None:
        self._progress(Progress(stage, int(share * 1000), 1000, unit=Unit.SHARE))

    @staticmethod
    def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
        row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(row[0]) if row else 0

    def _put_in_place(self) -> None:
        disk = Disk()
        with disk_explained(self._library.meta_db):
            for part in (self._database, self._search):
                with part.open("rb+", buffering=0) as file:
                    disk.sync(file)
            disk.rename(self._search, search_file(self._library.meta_db))
            disk.rename(self._database, self._library.meta_db)
            disk.sync_directory(self._library.root)
