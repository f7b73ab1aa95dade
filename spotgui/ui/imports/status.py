"""What an import is doing, as everything that shows it needs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spotgui.errors import SpotguiError


class Phase(StrEnum):
    """How far an import is."""

    IDLE = "idle"
    STARTING = "starting"
    DEMO = "demo"
    METADATA = "metadata"
    ANALYSES = "analyses"
    INDEXING = "indexing"
    TAKEOVER = "takeover"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


_ENDS = (Phase.IDLE, Phase.DONE, Phase.CANCELLED, Phase.FAILED)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be imported, metadata first: popularity decides what is indexed.

    Attributes
    ----------
    metadata : Path or None
        The dump, when it is to be imported.
    shards : tuple of Path
        In any order; those that are imported already cost nothing.
    select : bool
        Bring the index in line with another selection afterwards.
    takeover : Path or None
        Directory of another library, all of which is to be in this one too.
    """

    metadata: Path | None = None
    shards: tuple[Path, ...] = ()
    select: bool = False
    takeover: Path | None = None

    @property
    def empty(self) -> bool:
        """Is there nothing to do?"""
        return self.metadata is None and not self.shards and not self.select and self.takeover is None


@dataclass(frozen=True, slots=True)
class ImportStatus:
    """A moment of an import.

    Attributes
    ----------
    stage : str
        What the importer says that it does.
    file : str
        What is read, until `stage` says it.
    file_done, file_total, done, total : int
        Of the file that `stage` names, or of a step that has no file; bytes of all.
    tracks, rejected : int
        Of this run.
    bytes_s, tracks_s : float
        Over the last half minute; 0 until known.
    seconds_left : float or None
        Of the whole.
    problem : SpotguiError or None
        Why it failed.
    notice : str
        What could not be done, though it did not fail.
    """

    phase: Phase = Phase.IDLE
    paused: bool = False
    cancelling: bool = False
    stage: str = ""
    file: str = ""
    file_done: int = 0
    file_total: int = 0
    done: int = 0
    total: int = 0
    tracks: int = 0
    rejected: int = 0
    bytes_s: float = 0.0
    tracks_s: float = 0.0
    seconds_left: float | None = None
    problem: SpotguiError | None = None
    notice: str = ""

    @property
    def running(self) -> bool:
        """Is there one, paused or not?"""
        return self.phase not in _ENDS
