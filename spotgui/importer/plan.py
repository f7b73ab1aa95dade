"""Which files are shards, and which shard a file is.

Names say nothing safe: `0a` and `0A` differ by case only, downloads are renamed to `0a (1)`. A shard is known by its
bytes: a hash of its first 64 kB tells which one it is, one of samples over the whole file whether it has changed.
"""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spotgui.errors import BadInputError

HEAD = 1 << 16
_SAMPLES = 16
_SAMPLE_BYTES = 4096
_SUFFIXES = (".jsonl.zst", ".jsonl", ".ndjson", ".ndjson.zst", ".json.zst")


@dataclass(frozen=True, slots=True)
class ShardFile:
    """A file to import.

    Attributes
    ----------
    head_hash : str
        Of the first 64 kB.
    sample_hash : str
        Of the size and of pieces all over the file: another when a hole was filled or the file has grown.
    """

    path: Path
    bytes: int
    mtime_ns: int
    head_hash: str
    sample_hash: str


def find_shards(paths: Iterable[Path | str]) -> list[Path]:
    """The shard files that files, folders and patterns name, sorted, each once.

    Raises
    ------
    BadInputError
        A path does not exist, a pattern matches nothing, or a folder has no shards.
    OSError
        A folder may not be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _expand(Path(path)):
            found.setdefault(file.resolve())
    return sorted(found)


def looks_like_shard(path: Path) -> bool:
    """True when the name is that of a shard, as a folder scan wants it."""
    return path.name.casefold().endswith(_SUFFIXES) and path.is_file()


def _expand(path: Path) -> Iterator[Path]:
    if path.is_dir():
        next(path.iterdir(), None)  # raises; the search below passes over what may not be read
        files = sorted(p for p in path.rglob("*") if looks_like_shard(p))
        if not files:
            raise BadInputError(
                "There are no shards in {path}.",
                "Their names end in .jsonl.zst; name the folder that holds them.",
                path=path,
            )
        yield from files
    elif path.exists():
        yield path
    else:
        matches = [Path(m) for m in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207 - absolute patterns
        if not matches:
            raise BadInputError("{path} does not exist.", "Check the name.", path=path)
        for match in matches:
            if match.is_dir():
                yield from _expand(match)
            elif match.is_file():
                yield match


def identify(path: Path) -> ShardFile:
    """Read as much of a file as tells which shard it is.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        status = path.stat()
        head = file.read(HEAD)
        samples = hashlib.blake2b(str(status.st_size).encode(), digest_size=16)
        for k in range(_SAMPLES + 1):
            file.seek(max(0, status.st_size - _SAMPLE_BYTES) * k // _SAMPLES)
            samples.update(file.read(_SAMPLE_BYTES))
    return ShardFile(path, status.st_size, status.st_mtime_ns, head_hash(head), samples.hexdigest())


def head_hash(data: bytes) -> str:
    """The hash of a shard's first bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def continues(path: Path, earlier_bytes: int, earlier_head: str) -> bool:
    """True when a file begins as one of `earlier_bytes` bytes did: the same download, further on."""
    with path.open("rb") as file:
        return head_hash(file.read(min(HEAD, earlier_bytes))) == earlier_head
