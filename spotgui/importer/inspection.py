"""What the files of a folder are, before anything is imported: shards, the metadata dump, and what is wrong with them.

Only pieces of a file are read: a shard has 8 GB and a folder 484 of them. So a tick means "nothing is wrong as far as
one can see in a moment"; the importer reads every byte and knows more.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import zstandard

from spotgui.importer.plan import head_hash, looks_like_shard
from spotgui.importer.zstd_frames import MAGIC, WINDOW_LIMIT, WalkedFile
from spotgui.paths import Library
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress

SHARDS = 484
"""Shards of the whole dump: `00` to `7N`."""
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HEAD = 1 << 16
_WALKED_LIMIT = 32 << 20  # smaller files are read to their end
_PROBES = 64
_PROBE_BYTES = 4096
_UNFINISHED = (".part", ".partial", ".crdownload", ".aria2", ".!qb", ".!ut", ".tmp", ".download", ".filepart")
_DATABASES = (".sqlite3", ".sqlite", ".db", ".sqlite3.zst", ".sqlite.zst", ".db.zst")
_DUCKDB = ".duckdb"
_SQLITE_MAGIC = b"SQLite format 3\0"
_TRACK_ID = re.compile(rb'"track_id"\s*:\s*"([0-9A-Za-z]{22})"')
_NEEDED_TABLES = {"tracks", "albums", "artists", "track_artists"}


class FileKind(StrEnum):
    """What a file is."""

    SHARD = "shard"
    METADATA = "metadata"
    SONGFIND = "songfind"  # the predecessor's database, imported like a shard
    OTHER = "other"


class FileState(StrEnum):
    """What can be said of it; only the first two can be imported."""

    GOOD = "good"
    NAME_LIES = "name lies"  # the bytes are those of another shard than the name says; that is no harm
    TWICE = "twice"
    TRUNCATED = "truncated"
    DOWNLOADING = "downloading"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NOT_A_DUMP = "not a dump"
    NOT_NEEDED = "not needed"
    LIBRARY = "library"  # another library of this program, which is taken over as a whole


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file and what it is.

    Attributes
    ----------
    shard : str
        The two characters that its tracks' ids begin with, case matters; empty when not known.
    lost_twin : str
        On a disk that does not tell `0a` from `0A`: the shard that this file's name overwrote or will overwrite.
    detail : str
        More about the state: the other name, the position of the damage, the system's reason.
    """

    path: Path
    bytes: int
    kind: FileKind
    state: FileState
    shard: str = ""
    lost_twin: str = ""
    detail: str = ""

    @property
    def usable(self) -> bool:
        """Can it be imported?"""
        return self.state in (FileState.GOOD, FileState.NAME_LIES)


def shard_number(shard: str) -> int:
    """Place of a shard among the 484 of the dump, from 1; 0 when it is none of them."""
    if len(shard) != 2 or any(c not in ALPHABET for c in shard):
        return 0
    number = ALPHABET.index(shard[0]) * len(ALPHABET) + ALPHABET.index(shard[1]) + 1
    return number if number <= SHARDS else 0


def inspect_files(
    paths: Iterable[Path], *, progress: ProgressCallback = ignore_progress, cancel: CancelToken | None = None
) -> list[FoundFile]:
    """Look at files, and at all that may be of a dump in folders.

    Parameters
    ----------
    paths : iterable of Path
        Files are looked at whatever their name; folders are searched to any depth.

    Returns
    -------
    list of FoundFile
        The metadata first, then shards in order, then the rest; never raises for what a file holds.

    Raises
    ------
    Cancelled
    """
    cancel = cancel or CancelToken()
    files = list(dict.fromkeys(file for path in paths for file in _candidates(path, cancel)))
    found = []
    for number, file in enumerate(files):
        cancel.raise_if_cancelled()
        progress(Progress(file.name, number, len(files), unit=Unit.FILES))
        found.append(_inspect(file))
    return sorted(_without_twins(_mark_doubles(found)), key=_order)


def _candidates(path: Path, cancel: CancelToken) -> Iterator[Path]:
    if not path.is_dir():
        yield path.resolve()
        return
    for folder, _, names in os.walk(path.resolve()):
        cancel.raise_if_cancelled()
        for name in sorted(names):
            file = Path(folder) / name
            if looks_like_shard(file) or name.casefold().endswith((*_DATABASES, _DUCKDB)) or _is_unfinished_part(name):
                yield file


def _is_unfinished_part(name: str) -> bool:
    lower = name.casefold()
    return lower.endswith(_UNFINISHED) and (".jsonl" in lower or ".sqlite" in lower)


def _inspect(path: Path) -> FoundFile:
    lower = path.name.casefold()
    kind = FileKind.METADATA if ".sqlite" in lower or lower.endswith(_DATABASES) else FileKind.SHARD
    size = 0
    try:
        size = path.stat().st_size
        if lower.endswith(_UNFINISHED) or _has_download_mark(path):
            return FoundFile(path, size, kind, FileState.DOWNLOADING)
        if size == 0:
            return FoundFile(path, 0, kind, FileState.EMPTY)
        if kind is FileKind.METADATA:
            return _inspect_database(path, size)
        if lower.endswith(_DUCKDB):
            return _inspect_predecessor(path, size)
        return _inspect_shard(path, size)
    except OSError as error:
        return FoundFile(path, size, kind, FileState.UNREADABLE, detail=error.strerror or str(error))


def _has_download_mark(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in (".aria2", ".part", ".!qB"))


def _inspect_shard(path: Path, size: int) -> FoundFile:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        compressed = head.startswith(MAGIC)
        text = _decompressed(head) if compressed else head
        if not compressed and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"\0"):
            return FoundFile(path, size, FileKind.OTHER, FileState.NOT_A_DUMP)
        if _has_hole(path, size):
            return FoundFile(path, size, FileKind.SHARD, FileState.DOWNLOADING, _shard_of(text, path))
        problem = _end_problem(path, size, compressed)
    shard = _shard_of(text, path)
    if problem is not None:
        return FoundFile(path, size, FileKind.SHARD, problem, shard)
    named = _named_shard(path)
    lies = bool(named) and bool(shard) and named != shard
    state = FileState.NAME_LIES if lies else FileState.GOOD
    return FoundFile(path, size, FileKind.SHARD, state, shard, _lost_twin(path, shard), detail=named if lies else "")


def _decompressed(head: bytes) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT).decompressobj()
    try:
        return decoder.decompress(head)
    except zstandard.ZstdError:
        return b""


def _shard_of(text: bytes, path: Path) -> str:
    """From the first track's id; empty when the name is not that of a shard: the ids may then be of many."""
    named, found = _named_shard(path), _TRACK_ID.search(text)
    return found.group(1)[:2].decode() if found and named else named


def _named_shard(path: Path) -> str:
    """`0a` of `0a.jsonl.zst` and `0a (1).jsonl.zst`; empty when the name is of another kind."""
    name = re.match(r"([0-9A-Za-z]{2})(?![0-9A-Za-z])", path.name)
    return name.group(1) if name and shard_number(name.group(1)) else ""


def _lost_twin(path: Path, shard: str) -> str:
    """The shard whose name differs by case only, on a disk that sees no difference and in a folder without it."""
    twin = shard.swapcase()
    if twin == shard or not shard_number(twin):
        return ""
    other = path.with_name(path.name.swapcase())
    try:
        return twin if other.name != path.name and other.samefile(path) else ""
    except OSError:
        return ""


def _has_hole(path: Path, size: int) -> bool:
    """Zeros where data should be: a download that fills its file in any order."""
    if size < 2 * _PROBE_BYTES:
        return False
    empty = bytes(_PROBE_BYTES)
    with path.open("rb") as file:
        for probe in range(_PROBES + 1):
            file.seek((size - _PROBE_BYTES) * probe // _PROBES)
            if file.read(_PROBE_BYTES) == empty:
                return True
    return False


def _end_problem(path: Path, size: int, compressed: bool) -> FileState | None:
    with path.open("rb") as file:
        if not compressed:
            file.seek(max(0, size - 64))
            end = file.read()
            # a line that ends is whole, whatever it says
            return None if end.endswith(b"\n") or end.rstrip()[-1:] in (b"}", b"") else FileState.TRUNCATED
        if size > _WALKED_LIMIT:
            return None
        walked = WalkedFile(file)
        while walked.read():
            pass
    if walked.problem is None:
        return None
    return FileState.DOWNLOADING if "zeros" in walked.problem else FileState.TRUNCATED


def _inspect_database(path: Path, size: int) -> FoundFile:
    if "audio_features" in path.name.casefold():
        return FoundFile(path, size, FileKind.OTHER, FileState.NOT_NEEDED)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    compressed = head.startswith(MAGIC)
    start = _decompressed(head) if compressed else head
    if compressed and not start:
        return FoundFile(path, size, FileKind.METADATA, FileState.TRUNCATED)
    if not start.startswith(_SQLITE_MAGIC):
        holes = not head.strip(b"\0")
        return FoundFile(
            path,
            size,
            FileKind.METADATA if holes else FileKind.OTHER,
            FileState.DOWNLOADING if holes else FileState.NOT_A_DUMP,
        )
    if compressed:
        hole = _has_hole(path, size)
        problem = FileState.DOWNLOADING if hole else _end_problem(path, size, compressed=True)
        return FoundFile(path, size, FileKind.METADATA, problem or FileState.GOOD)
    page = int.from_bytes(start[16:18], "big")
    if size < (65536 if page == 1 else page) * int.from_bytes(start[28:32], "big"):
        return FoundFile(path, size, FileKind.METADATA, FileState.TRUNCATED)
    return FoundFile(path, size, *_database_kind(path))


def _inspect_predecessor(path: Path, size: int) -> FoundFile:
    from spotgui.importer import predecessor  # with all that an import needs

    if not predecessor.is_database(path):
        return FoundFile(path, size, FileKind.OTHER, FileState.NOT_A_DUMP)
    problem = predecessor.problem_of(path)
    if problem is None:
        return FoundFile(path, size, FileKind.SONGFIND, FileState.GOOD)
    if path == Library(path.parent).analysis_db:
        return FoundFile(path, size, FileKind.OTHER, FileState.LIBRARY)
    return FoundFile(path, size, FileKind.OTHER, FileState.UNREADABLE, detail=problem)


def _database_kind(path: Path) -> tuple[FileKind, FileState]:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        return FileKind.METADATA, FileState.TRUNCATED
    good = names >= _NEEDED_TABLES
    return (FileKind.METADATA, FileState.GOOD) if good else (FileKind.OTHER, FileState.NOT_A_DUMP)


def _mark_doubles(found: list[FoundFile]) -> list[FoundFile]:
    """The same shard under two names: one is enough, and the importer would skip the other."""
    seen: dict[str, FoundFile] = {}
    marked = []
    for file in found:
        if not file.usable or file.kind is not FileKind.SHARD:
            marked.append(file)
            continue
        try:
            with file.path.open("rb") as opened:
                key = head_hash(opened.read(_HEAD))
        except OSError as error:  # gone since it was looked at
            marked.append(replace(file, state=FileState.UNREADABLE, detail=error.strerror or str(error)))
            continue
        first = seen.setdefault(key, file)
        double = first is not file
        marked.append(replace(file, state=FileState.TWICE, detail=first.path.name) if double else file)
    return marked


def _without_twins(found: list[FoundFile]) -> list[FoundFile]:
    """A twin that is there under another name is not lost."""
    here = {file.shard for file in found if file.usable}
    return [replace(file, lost_twin="") if file.lost_twin in here else file for file in found]


def _order(file: FoundFile) -> tuple[int, int, str]:
    kinds = {FileKind.METADATA: 0, FileKind.SHARD: 1, FileKind.SONGFIND: 2, FileKind.OTHER: 3}
    return kinds[file.kind], shard_number(file.shard) or SHARDS + 1, str(file.path)
