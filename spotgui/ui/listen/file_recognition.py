"""Recognises a sound file in the background; tells the page what it is doing in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.errors import SpotguiError
from spotgui.progress import CancelToken, Progress, ProgressCallback
from spotgui.tasks.answer import Answer
from spotgui.tasks.engine import Engine
from spotgui.tasks.worker import Task

if TYPE_CHECKING:
    from spotgui.recognizer.opening import OpenRecognizer

LONG_S = 12 * 60.0
"""From here on a file is taken for a set of songs, seconds."""
SEVERAL_S = 60.0
"""From here on it may hold several, and the user is offered to look for them."""


class FileRecognition(QObject):
    """One file at a time; ends with `answered`, `is_long` (make a timeline of it) or `failed`, or silently."""

    phase_changed = Signal(str)
    answered = Signal(object)
    is_long = Signal(object)
    failed = Signal(object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._task: Task | None = None
        self._path = Path()

    @property
    def active(self) -> bool:
        """Is a file being recognised?"""
        return self._task is not None

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._path.name

    def start(self, path: Path) -> None:
        """Recognise a file."""
        self._path = path

        def job(opened: OpenRecognizer, progress: ProgressCallback, cancel: CancelToken) -> Answer | None:
            from spotgui.audio import files

            seconds = files.probe(path).seconds
            if seconds is not None and seconds >= LONG_S:
                return None
            recording = files.load(path)
            cancel.raise_if_cancelled()
            progress(Progress("searching", 0, 0))
            recognition = opened.recognise(recording.samples)
            return Answer(
                recognition,
                snippet=None if recognition.found else opened.snippet_of(recording.samples),
                recording=path if recording.seconds >= SEVERAL_S else None,
            )

        self._task = self._engine.start(f"recognise {path.name}", job)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._take_failure)
        self._task.progress.connect(self._search)
        self.phase_changed.emit(self.tr("Reading the file…"))

    def cancel(self) -> None:
        """Stop; no answer follows."""
        if self._task:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        self._task = None
        self.phase_changed.emit("")

    @Slot(object)
    def _search(self, progress: Progress) -> None:
        if self.sender() is self._task:
            self.phase_changed.emit(self.tr("Searching…"))

    @Slot(object)
    def _take(self, answer: Answer | None) -> None:
        if self.sender() is not self._task:
            return
        self._end()
        if answer is None:
            self.is_long.emit(self._path)
        else:
            self.answered.emit(answer)

    @Slot(object)
    def _take_failure(self, problem: BaseException) -> None:
        if self.sender() is not self._task:
            return
        self._end()
        if isinstance(problem, SpotguiError):
            self.failed.emit(problem)
