"""How many of a track's landmarks become postings: all, or so few that tens of millions of tracks fit a disk."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.index.landmarks import ALL_KEYS


@dataclass(frozen=True, slots=True)
class Sampling:
    """A choice of landmarks, by their keys: the query need not know which, the others' lists are empty.

    Attributes
    ----------
    name : str
        As in the manifest.
    share : int
        Of 256 parts of the keys.
    """

    name: str
    share: int


FULL = Sampling("full", ALL_KEYS)
COMPACT = Sampling("compact", 50)
SAMPLINGS = {s.name: s for s in (FULL, COMPACT)}
