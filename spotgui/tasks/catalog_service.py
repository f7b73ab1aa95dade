"""The catalogue in a thread of its own, with the index beside it: which of its tracks can be recognised?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from spotgui.paths import Library, seen
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task, Tasks

if TYPE_CHECKING:
    from spotgui.catalog.queries import Catalog
    from spotgui.index.reader import Index


class OpenCatalog:
    """What a job works with; belongs to the lane's thread.

    Attributes
    ----------
    library : Library
    catalog : Catalog or None
        None when there is no metadata; the pages of the catalogue ask `CatalogService.available` first.
    index : Index
    """

    def __init__(self, library: Library, catalog: Catalog | None, index: Index) -> None:
        self.library = library
        self.catalog = catalog
        self.index = index

    def recognisable(self, track_ids: Iterable[str]) -> frozenset[str]:
        """Those of the tracks that the index holds."""
        return frozenset(track_id for track_id in track_ids if self.index.find(track_id) is not None)


class CatalogService(QObject):
    """Answers questions about artists, albums and tracks; `changed` says that another catalogue is there."""

    changed = Signal()

    def __init__(self, library: Library, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._lane = tasks.lane("catalogue", self._close)
        self._opened: OpenCatalog | None = None  # belongs to the lane's thread

    @property
    def available(self) -> bool:
        """Is there any metadata?"""
        return seen(self._library.meta_db)

    def ask(self, name: str, question: Callable[[OpenCatalog], Any]) -> Task:
        """Start a job that reads; cancel it when its answer is no longer wanted."""

        def work(progress: ProgressCallback, cancel: CancelToken) -> Any:
            cancel.raise_if_cancelled()
            return question(self._ready())

        return self._tasks.start(name, work, self._lane)

    def release(self) -> Task:
        """Close the files, for an import that replaces them; the next question opens them again."""
        return self._tasks.start("close the catalogue", self._release, self._lane)

    def refresh(self) -> None:
        """After an import: open what is there now, and say so."""
        self.release().done.connect(self._tell)

    def _release(self, progress: ProgressCallback, cancel: CancelToken) -> None:
        self._close()

    def _ready(self) -> OpenCatalog:
        from spotgui.catalog.queries import Catalog
        from spotgui.index.reader import Index

        if self._opened is None:
            catalog = Catalog(self._library.meta_db) if self.available else None
            self._opened = OpenCatalog(self._library, catalog, Index.open(self._library.index_dir))
        return self._opened

    def _close(self) -> None:
        """The lane's last work."""
        opened, self._opened = self._opened, None
        if opened is not None and opened.catalog is not None:
            opened.catalog.close()

    def _tell(self) -> None:
        self.changed.emit()
