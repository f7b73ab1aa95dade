"""Reading the index: every live segment mapped into memory, while another process may add or merge segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError, SpotguiError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index import manifest as manifests
from spotgui.index.manifest import Manifest
from spotgui.index.segment import Segment


class Index:
    """What recognition needs of every track: postings, onsets, chroma, id, duration.

    Attributes
    ----------
    directory : Path
    segments : tuple of Segment
        In the order in which they are to be searched: by tier, then largest first.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.segments: tuple[Segment, ...] = ()
        self._manifest = Manifest()

    @classmethod
    def open(cls, directory: Path) -> Index:
        """Open the index of a library; one that does not exist yet is empty.

        Raises
        ------
        LibraryVersionError
            Another version of the program wrote it.
        CorruptLibraryError
            A file is missing or damaged.
        """
        index = cls(directory)
        index.refresh()
        return index

    def refresh(self) -> bool:
        """Look at the manifest again; returns whether segments came or went.

        Raises
        ------
        LibraryVersionError, CorruptLibraryError
        """
        for attempt in range(5):
            manifest = manifests.read(self.directory)
            if manifest == self._manifest:
                return False
            open_ones = {s.info: s for s in self.segments}
            try:
                segments = [open_ones.get(i) or Segment(self.directory, i) for i in manifest.segments]
            except CorruptLibraryError:
                # a merge may have removed the file since the manifest was read
                if attempt == 4 or manifests.read(self.directory) == manifest:
                    raise
                continue
            segments.sort(key=lambda s: (s.info.tier, -s.info.tracks))
            self.segments = tuple(segments)
            self._manifest = manifest
            return True
        return False

    @property
    def track_count(self) -> int:
        """Tracks in the index."""
        return self._manifest.tracks

    @property
    def last_track(self) -> int:
        """The largest track number, -1 when there is none."""
        return max((s.info.last_track for s in self.segments), default=-1)

    def locate(self, track_no: int) -> tuple[Segment, int]:
        """Segment and place of a track number.

        Raises
        ------
        KeyError
            It is not in the index.
        """
        for segment in self.segments:
            if segment.info.first_track <= track_no <= segment.info.last_track:
                place = segment.local_of(track_no)
                if place is not None:
                    return segment, place
        raise KeyError(track_no)

    def __contains__(self, track_no: int) -> bool:
        try:
            self.locate(track_no)
        except KeyError:
            return False
        return True

    def track_id(self, track_no: int) -> str:
        """The id of a track."""
        segment, place = self.locate(track_no)
        return segment.track_id(place)

    def duration_s(self, track_no: int) -> float:
        """How long a track is, seconds."""
        segment, place = self.locate(track_no)
        return float(segment.durations[place])

    def popularity(self, track_no: int) -> int:
        """0 to 100; 0 when not known."""
        segment, place = self.locate(track_no)
        return int(segment.popularity[place])

    def onsets(self, track_no: int) -> OnsetList:
        """The onsets of a track, whole frames."""
        segment, place = self.locate(track_no)
        return segment.onsets(place)

    def chroma(self, track_no: int) -> NDArray[np.uint8]:
        """The chroma sketch of a track; empty when there is none."""
        segment, place = self.locate(track_no)
        return segment.chroma(place)

    def find(self, track_id: str) -> int | None:
        """The number of a track id."""
        for segment in self.segments:
            place = segment.find(track_id)
            if place is not None:
                return int(segment.numbers[place]) + segment.info.base
        return None

    def verify(self, note: Callable[[str], None] = lambda name: None) -> list[str]:
        """Read every byte; see `verify_index`."""
        return list(verify_index(self.directory, note))


def verify_index(directory: Path, note: Callable[[str], None] = lambda name: None) -> Iterator[str]:
    """Check every byte of an index, also of one that cannot be opened.

    Parameters
    ----------
    note : callable
        Called with a file's name before it is read.

    Yields
    ------
    str
        A sentence for every problem; none when all is well.
    """
    try:
        manifest = manifests.read(directory)
    except SpotguiError as problem:
        yield problem.message
        return
    for info in manifest.segments:
        note(info.name)
        try:
            yield from Segment(directory, info).problems()
        except SpotguiError as problem:
            yield problem.message
