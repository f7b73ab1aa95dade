"""The history in a thread of its own: sqlite waits for the disk, the window does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task, Tasks

if TYPE_CHECKING:
    from spotgui.history.store import HistoryStore


class HistoryService(QObject):
    """Runs jobs with the store; `changed` tells everyone who shows entries that some are different now."""

    changed = Signal()

    def __init__(self, library: Library, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._lane = tasks.lane("history", self._close)
        self._store: HistoryStore | None = None  # belongs to the lane's thread

    def read(self, name: str, job: Callable[[HistoryStore], Any]) -> Task:
        """Start a job that changes nothing; its result comes by `done`."""

        def work(progress: ProgressCallback, cancel: CancelToken) -> Any:
            return job(self._opened())

        return self._tasks.start(name, work, self._lane)

    def write(self, name: str, job: Callable[[HistoryStore], Any]) -> Task:
        """Start a job that changes entries; `changed` follows."""
        task = self.read(name, job)
        task.done.connect(self._tell)
        return task

    def _opened(self) -> HistoryStore:
        from spotgui.history.store import HistoryStore

        if self._store is None:
            self._store = HistoryStore(self._library.history_db)
        return self._store

    def _close(self) -> None:
        """The lane's last work."""
        if self._store is not None:
            self._store.close()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
