"""How long work tells what it has done, and how it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked a job to stop; what was committed stays."""


class CancelToken:
    """A flag that one thread sets and a job looks at between two steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at the next safe point."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Leave the job.

        Raises
        ------
        Cancelled
            If `cancel` was called.
        """
        if self._event.is_set():
            raise Cancelled


class Unit(StrEnum):
    """What a job counts."""

    BYTES = "bytes"
    TRACKS = "tracks"
    FILES = "files"
    SHARE = "share"
    """Thousandths of a step that counts nothing a user would know."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a job.

    Attributes
    ----------
    stage : str
        What is being done, as a short phrase ("reading 0a.jsonl.zst").
    done, total : int
        Work in `unit`; `total` 0 when not known.
    tracks, rejected : int
        Tracks taken and lines rejected so far.
    unit : Unit
        What `done` counts.
    file_done, file_total : int
        The same of the one file that `stage` names; 0 where there is no such.
    """

    stage: str
    done: int
    total: int
    tracks: int = 0
    rejected: int = 0
    unit: Unit = Unit.BYTES
    file_done: int = 0
    file_total: int = 0


ProgressCallback = Callable[[Progress], None]


def ignore_progress(progress: Progress) -> None:
    """The callback for callers who do not want to know."""
