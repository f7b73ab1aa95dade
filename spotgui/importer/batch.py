"""What has come of a shard since the last commit."""

from __future__ import annotations

import time

from spotgui.importer.block_extraction import Extracted
from spotgui.importer.extract import KeptTrack, RejectedLine

BATCH_TRACKS = 1_000
BATCH_SECONDS = 3.0


class Batch:
    """Tracks and rejected lines that are committed together.

    Attributes
    ----------
    prefixes : set of str
        What the ids of the shard's tracks begin with; given on from batch to batch.
    """

    def __init__(self, prefixes: set[str] | None = None) -> None:
        self.prefixes = set() if prefixes is None else prefixes
        self.tracks: list[KeptTrack] = []
        self.rejected: list[RejectedLine] = []
        self._begun = time.monotonic()

    def add(self, part: Extracted) -> None:
        """Take what a block gave."""
        self.tracks += part.tracks
        self.rejected += part.rejected
        self.prefixes.update(t.track_id[:2] for t in part.tracks)

    @property
    def age(self) -> float:
        """Seconds since it was begun."""
        return time.monotonic() - self._begun

    @property
    def is_full(self) -> bool:
        """Whether it is to be committed now."""
        return len(self.tracks) >= BATCH_TRACKS or self.age >= BATCH_SECONDS
