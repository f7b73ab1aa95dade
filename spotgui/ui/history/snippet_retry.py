"""What was not recognised is looked for again: after every import, and when the user asks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.errors import BadInputError
from spotgui.history.entries import Found, Snippet
from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.engine import Engine
from spotgui.tasks.history_service import HistoryService
from spotgui.ui.listen.recording_answers import found_of, one_of

if TYPE_CHECKING:
    from spotgui.history.store import HistoryStore
    from spotgui.recognizer.opening import OpenRecognizer


@dataclass(frozen=True, slots=True)
class _Result:
    entry_id: int
    found: Found | None
    one_of: tuple[str, ...] = ()


class SnippetRetry(QObject):
    """One snippet after the other, so that listening comes in between.

    `ended` carries how many were looked for, and how many were recognised.
    """

    ended = Signal(int, int)
    changed = Signal()

    def __init__(
        self, library: Library, engine: Engine, history: HistoryService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._engine = engine
        self._history = history
        self._waiting: deque[Snippet] = deque()
        self._index = ""
        self._tried = self._recognised = 0
        self._running = False

    @property
    def running(self) -> bool:
        """Is it looking?"""
        return self._running

    def start(self) -> None:
        """Look for all that this index was not asked for yet."""
        if self._running:
            return
        self._running = True
        self._tried = self._recognised = 0
        library = self._library

        def job(store: HistoryStore) -> tuple[str, list[Snippet]]:
            index = _index_name(library)
            return index, store.untried(index)

        task = self._history.read("what is not recognised", job)
        task.done.connect(self._begin)
        task.failed.connect(self._stop)
        self.changed.emit()

    @Slot(object)
    def _begin(self, answer: tuple[str, list[Snippet]]) -> None:
        self._index, snippets = answer
        self._waiting = deque(snippets)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._stop()
            return
        snippet = self._waiting.popleft()

        def job(opened: OpenRecognizer, progress: ProgressCallback, cancel: CancelToken) -> _Result:
            try:
                recognition = opened.try_again(snippet.data)
                return _Result(snippet.entry_id, found_of(recognition), one_of(recognition))
            except BadInputError:  # of a version that packed it in another way: there is nothing to find in it
                return _Result(snippet.entry_id, None)

        task = self._engine.start("try again", job)
        task.done.connect(self._take)
        task.failed.connect(self._stop)
        task.cancelled.connect(self._stop)

    @Slot(object)
    def _take(self, result: _Result) -> None:
        self._tried += 1
        self._recognised += result.found is not None
        index = self._index
        if result.found is None:
            ask = self._history.write if result.one_of else self._history.read  # who shows entries need not ask again
            task = ask("not yet", lambda store: store.tried(result.entry_id, index, result.one_of))
        else:
            task = self._history.write("recognised later", lambda store: store.resolve(result.entry_id, result.found))
        task.failed.connect(self._stop)
        self._next()

    @Slot()
    def _stop(self) -> None:
        if self._running:
            self._running = False
            self._waiting.clear()
            self.changed.emit()
            self.ended.emit(self._tried, self._recognised)


def _index_name(library: Library) -> str:
    """Differs whenever the index holds something else."""
    from spotgui.index import manifest

    return ",".join(f"{info.name}:{info.checksum}" for info in manifest.read(library.index_dir).segments)
