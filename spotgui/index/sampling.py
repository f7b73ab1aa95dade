"""How many of a track's landmarks become postings: all that help, or so few that millions of tracks fit a disk."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.index.landmarks import FAN


@dataclass(frozen=True, slots=True)
class Sampling:
    """A choice of landmarks.

    Attributes
    ----------
    name : str
        As in the manifest.
    fan : int
        Followers of an anchor: ``fan (fan - 1) / 2`` landmarks an onset.
    """

    name: str
    fan: int


FULL = Sampling("full", FAN)
COMPACT = Sampling("compact", 3)
SAMPLINGS = {s.name: s for s in (FULL, COMPACT)}
