"""The recogniser of the window: opened off the GUI thread, kept open, refreshed when an import has added segments.

All its work runs in one lane: the mapped index, the compiled kernels and the catalogue's connection belong to that
thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.errors import SpotguiError, file_refusals
from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task, Tasks

if TYPE_CHECKING:
    from spotgui.recognizer.opening import OpenRecognizer

Job: TypeAlias = "Callable[[OpenRecognizer, ProgressCallback, CancelToken], Any]"


class Readiness(StrEnum):
    """Can it recognise?"""

    CLOSED = "closed"
    OPENING = "opening"
    READY = "ready"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EngineState:
    """What the window says about the library.

    Attributes
    ----------
    tracks : int
        Tracks that can be recognised.
    problem : SpotguiError or None
        Why it failed.
    """

    readiness: Readiness = Readiness.CLOSED
    tracks: int = 0
    problem: SpotguiError | None = None


class Engine(QObject):
    """Runs jobs with the opened recogniser, one after another."""

    changed = Signal(object)
    _noted = Signal(object)

    def __init__(self, library: Library, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._lane = tasks.lane("recognizer", self._close)
        self._opened: OpenRecognizer | None = None  # belongs to the lane's thread
        self._state = EngineState()
        self._noted.connect(self._take_state)

    @property
    def state(self) -> EngineState:
        """As it was last told by `changed`."""
        return self._state

    def open(self) -> None:
        """Load the libraries and the index in the background; again after an import, to take in what is new."""
        if self._state.readiness is not Readiness.READY:  # what can be recognised already stays so meanwhile
            self._take_state(EngineState(Readiness.OPENING, self._state.tracks))
        self.start("open the index", _nothing)

    def start(self, name: str, job: Job) -> Task:
        """Start a job; its first step is to open the recogniser, or to look whether the index has grown."""

        def work(progress: ProgressCallback, cancel: CancelToken) -> Any:
            return job(self._ready(), progress, cancel)

        return self._tasks.start(name, work, self._lane)

    def _ready(self) -> OpenRecognizer:
        """Called in the lane."""
        from spotgui.recognizer.opening import open_recognizer

        try:
            with file_refusals():
                if self._opened is None:
                    self._opened = open_recognizer(self._library)
                else:
                    self._opened.refresh()
        except SpotguiError as problem:
            self._noted.emit(EngineState(Readiness.FAILED, problem=problem))
            raise
        tracks = self._opened.track_count
        self._noted.emit(EngineState(Readiness.READY if tracks else Readiness.EMPTY, tracks))
        return self._opened

    def _close(self) -> None:
        """The lane's last work."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    @Slot(object)
    def _take_state(self, state: EngineState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _nothing(opened: OpenRecognizer, progress: ProgressCallback, cancel: CancelToken) -> None:
    """The job of `open`: that the recogniser is opened is all."""
