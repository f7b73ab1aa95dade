"""How many of a track's landmarks become postings: all, or so few that tens of millions of tracks fit a disk."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.index.landmarks import ALL_PAIRS


@dataclass(frozen=True, slots=True)
class Sampling:
    """A choice of landmarks. The query need not know which: what was not chosen is not found.

    Attributes
    ----------
    name : str
        As in the manifest.
    pairs : int
        Pairs of followers that make a landmark with each anchor, the nearest first.
    """

    name: str
    pairs: int


FULL = Sampling("full", ALL_PAIRS)
COMPACT = Sampling("compact", 1)
SAMPLINGS = {s.name: s for s in (FULL, COMPACT)}
