"""The list of live segments: the one file that says what the index holds.

It is replaced as a whole, last of all, so a segment is in the index from one moment to the next or not at all. Names
are relative: the directory may be moved to another disk or machine.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from spotgui.errors import CorruptLibraryError, LibraryVersionError
from spotgui.index.durable import TEMPORARY, Disk, replace_file

FORMAT, OLDEST = 2, 1
"""Version of the index: manifest, segment files and the definition of landmarks together; the oldest that is read.

In version 1 all chroma sketches are plain. It is read as it is, and is version 2 once something is added or merged.
"""
POPULAR, KNOWN, REST = 0, 1, 2
"""Tiers, searched in this order."""
NAME = "manifest.json"
SEGMENT_SUFFIX = ".segment"
RUN_SUFFIX = ".run"
REBUILD = "Run `spotgui rebuild` to make the index again from the imported analyses."


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """One live segment.

    Attributes
    ----------
    name : str
        File name inside the index directory.
    tracks, onsets, postings, bytes : int
        Counts, and the file's size.
    first_track, last_track : int
        Smallest and largest track number, `base` included.
    base : int
        Added to the track numbers in the file, to get those of the library; not 0 for segments copied from another one.
    tier : int
        `POPULAR`, `KNOWN` or `REST`.
    sampling : str
        "full" or "compact": how many landmarks of a track are postings.
    checksum : int
        CRC-32 of the file's header, which holds those of all its blocks.
    """

    name: str
    tracks: int
    onsets: int
    postings: int
    bytes: int
    first_track: int
    last_track: int
    base: int
    tier: int
    sampling: str
    checksum: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The live segments, and the number that the next one's name gets."""

    segments: tuple[SegmentInfo, ...] = ()
    next_serial: int = 0

    @property
    def tracks(self) -> int:
        """Tracks in all segments."""
        return sum(s.tracks for s in self.segments)

    def segment_name(self) -> str:
        """Name for the next segment."""
        return f"{self.next_serial:06d}{SEGMENT_SUFFIX}"

    def with_segments(self, added: tuple[SegmentInfo, ...], removed: tuple[str, ...] = ()) -> Manifest:
        """The manifest after adding and removing segments; names once used are not used again."""
        kept = tuple(s for s in self.segments if s.name not in removed)
        return replace(self, segments=kept + added, next_serial=self.next_serial + len(added))


def checksum_of(page: bytes) -> int:
    """CRC-32 of a segment's header page, as the manifest keeps it."""
    return zlib.crc32(page)


def _text(body: dict[str, object]) -> bytes:
    """The file: readable, and with a checksum of itself."""
    checksum = zlib.crc32(json.dumps(body, sort_keys=True).encode())
    return json.dumps({**body, "checksum": checksum}, indent=1).encode()


def read(index_dir: Path) -> Manifest:
    """Read the manifest; an index that does not exist yet is an empty one.

    Raises
    ------
    LibraryVersionError
        A newer, or no longer readable, version wrote it.
    CorruptLibraryError
        It is damaged.
    """
    path = index_dir / NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Manifest()
    try:
        body = json.loads(text)
        version = body["format"]
        del body["checksum"]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise CorruptLibraryError("{path} is damaged.", REBUILD, path=path) from problem
    if not isinstance(version, int) or version > FORMAT:
        raise LibraryVersionError(
            "The index in {folder} was written by a newer version of spotgui (format {version}, "
            "this one reads {known}).",
            "Use that version, or run `spotgui rebuild` with this one.",
            folder=index_dir,
            version=version,
            known=FORMAT,
        )
    if version < OLDEST:
        raise LibraryVersionError(
            "The index in {folder} has format {version}, which this version no longer reads.",
            REBUILD,
            folder=index_dir,
            version=version,
        )
    if text != _text(body):
        raise CorruptLibraryError("{path} is damaged: its checksum is wrong.", REBUILD, path=path)
    names = {f.name for f in fields(SegmentInfo)}
    segments = tuple(SegmentInfo(**{k: v for k, v in s.items() if k in names}) for s in body["segments"])
    return Manifest(segments, body["next_serial"])


def write(index_dir: Path, manifest: Manifest, disk: Disk) -> None:
    """Replace the manifest, durably.

    Raises
    ------
    DiskFullError, MachineError
    """
    body: dict[str, object] = {
        "format": FORMAT,
        "next_serial": manifest.next_serial,
        "segments": [asdict(s) for s in manifest.segments],
    }
    replace_file(disk, index_dir / NAME, _text(body))


def remove_leftovers(index_dir: Path, disk: Disk) -> list[str]:
    """Delete what an interrupted build or merge left: only the process that may write calls this.

    Returns
    -------
    list of str
        Names of the files that went.
    """
    live = {s.name for s in read(index_dir).segments}
    gone = []
    for path in sorted(index_dir.glob("*")):
        unfinished = path.suffix in (TEMPORARY, RUN_SUFFIX)
        if unfinished or (path.suffix == SEGMENT_SUFFIX and path.name not in live):
            disk.remove(path)
            gone.append(path.name)
    return gone
