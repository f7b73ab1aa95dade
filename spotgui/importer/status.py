"""What a library holds; answers also while an import has it open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spotgui.catalog.database import connect, explained
from spotgui.catalog.search import search_file
from spotgui.errors import CorruptMetadataError, LibraryBusyError
from spotgui.importer.ledger import ShardRecord, ShardState, is_copy, load, read_snapshot
from spotgui.importer.lock import is_locked
from spotgui.importer.plan import find_shards
from spotgui.importer.usual import BYTES_A_TRACK, RATE, USUAL
from spotgui.index import manifest
from spotgui.paths import Library

_REJECTIONS = """
SELECT name, r.reason, count(*), min(line) + 1 FROM rejections r JOIN shards USING (shard_no)
GROUP BY ALL ORDER BY count(*) DESC, min(line)
"""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the shards that are not imported yet will take.

    Attributes
    ----------
    shards, bytes : int
        How many there are and their compressed size.
    copies : int
        Files beside them that are copies, perhaps cut, of shards that are imported whole: nothing is taken of them.
    tracks, library_bytes, seconds : int, int, float
        Estimates, from the shards imported so far; from usual figures when there are none.
    measured : bool
        True when they come from this library's own shards.
    """

    shards: int
    bytes: int
    copies: int
    tracks: int
    library_bytes: int
    seconds: float
    measured: bool


@dataclass(frozen=True, slots=True)
class Rejection:
    """Lines of a shard that could not be used, for one and the same reason.

    Attributes
    ----------
    lines : int
        How many; of each shard a limited number is remembered.
    first_line : int
        Where the first stands, counted from 1.
    """

    shard: str
    reason: str
    lines: int
    first_line: int


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What a library holds.

    Attributes
    ----------
    tracks_indexed, tracks_metadata, tracks_kept : int
        Tracks that can be recognised, that have metadata, and whose analysis is kept.
    bytes : tuple of (str, int)
        Size of each kind of file: "analysis", "index", "metadata", "search".
    importing : bool
        An import is running now.
    prediction : Prediction or None
        When folders to look into were named.
    rejections : tuple of Rejection
        Why lines were rejected, most frequent first; empty while an import holds the database.
    metadata_damage : CorruptMetadataError or None
        Why the metadata's tracks could not be counted; all else is there without them.
    """

    tracks_indexed: int
    tracks_metadata: int
    tracks_kept: int
    shards: tuple[ShardRecord, ...]
    bytes: tuple[tuple[str, int], ...]
    importing: bool
    prediction: Prediction | None = None
    rejections: tuple[Rejection, ...] = ()
    metadata_damage: CorruptMetadataError | None = None


def library_status(library: Library, sources: Iterable[Path | str] = ()) -> LibraryStatus:
    """Look at a library without disturbing an import.

    Parameters
    ----------
    sources : iterable of Path
        Where shards are, to predict what the ones not imported yet will take.

    Raises
    ------
    BadInputError
        A source does not exist or has no shards.
    LibraryVersionError, CorruptLibraryError
    """
    records, kept, rejections = _ledger(library)
    named, damage = _metadata_tracks(library)
    index = manifest.read(library.index_dir)
    sizes = {
        "analysis": _size(library.analysis_db) + _size(Path(f"{library.analysis_db}.wal")),
        "index": sum(_size(p) for p in library.index_dir.glob("*")),
        "metadata": _size(library.meta_db),
        "search": _size(search_file(library.meta_db)),
    }
    kept_bytes = sizes["analysis"] + sizes["index"]
    return LibraryStatus(
        tracks_indexed=index.tracks,
        tracks_metadata=named,
        tracks_kept=kept,
        shards=tuple(records),
        bytes=tuple(sizes.items()),
        importing=is_locked(library.lock),
        prediction=predict(records, find_shards(sources), kept_bytes, kept) if sources else None,
        rejections=tuple(rejections),
        metadata_damage=damage,
    )


def predict(records: list[ShardRecord], files: list[Path], kept_bytes: int, tracks: int) -> Prediction:
    """What files that are not imported yet will take, judged by those that are."""
    imported = [r for r in records if r.state is ShardState.IMPORTED]
    done = {(r.path, r.bytes) for r in imported}
    left = [f for f in files if (str(f), _size(f)) not in done]
    waiting = [f for f in left if not _is_copy(f, imported)]
    size = sum(map(_size, waiting))
    past = [r for r in records if r.tracks and r.seconds > 0]
    measured = sum(r.position for r in past) > 1_000_000
    a_track = sum(r.position for r in past) / sum(r.tracks for r in past) if measured else BYTES_A_TRACK
    rate = sum(r.position for r in past) / sum(r.seconds for r in past) if measured else RATE
    expected = round(size / a_track)
    kept = kept_bytes / tracks if measured and tracks else USUAL.kept + USUAL.of_index(expected)
    return Prediction(
        shards=len(waiting),
        bytes=size,
        copies=len(left) - len(waiting),
        tracks=expected,
        library_bytes=round(expected * kept),
        seconds=size / rate,
        measured=measured,
    )


def _is_copy(file: Path, imported: list[ShardRecord]) -> bool:
    try:
        return is_copy(file, _size(file), imported)
    except OSError:  # the import will say why
        return False


def _ledger(library: Library) -> tuple[list[ShardRecord], int, list[Rejection]]:
    if is_locked(library.lock) or not library.analysis_db.exists():
        return (*read_snapshot(library.ledger_snapshot), [])
    try:
        with connect(library.analysis_db, read_only=True) as con, explained(library.analysis_db):
            row = con.execute("SELECT count(*) FROM tracks").fetchone()
            rejections = [Rejection(*found) for found in con.execute(_REJECTIONS).fetchall()]
            return load(con), int(row[0]) if row else 0, rejections
    except LibraryBusyError:
        return (*read_snapshot(library.ledger_snapshot), [])


def _metadata_tracks(library: Library) -> tuple[int, CorruptMetadataError | None]:
    if not library.meta_db.exists():
        return 0, None
    try:
        with connect(library.meta_db, read_only=True) as con, explained(library.meta_db):
            row = con.execute("SELECT count(*) FROM tracks").fetchone()
    except CorruptMetadataError as damage:
        return 0, damage
    return (int(row[0]) if row else 0), None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
