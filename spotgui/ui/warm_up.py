"""What is read and made ahead, once the window stands and nothing else is going on.

A page's code takes up to 0.1 s to read and as long to make: too long for the click that opens it first. What the pages
use of the core takes a second, and is read in a worker. The window's own modules are read in turns of the event loop:
a start ended with a segmentation fault while a worker made Qt's classes beside the thread that uses them. Then one page
is made a turn, put into the window in the next, and its widgets take their style in others.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QListView, QWidget
from shiboken6 import isValid

import spotgui.catalog
import spotgui.history
import spotgui.importer
import spotgui.ui
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.ui.main_window import MainWindow
from spotgui.ui.pages import PAGES

_TURN_MS = 50
_READ_S = 0.01  # of a turn
_CORE = (spotgui.catalog, spotgui.history, spotgui.importer)  # what pages use, without Qt
_WIDGETS = 24  # that take their style in one turn
_LEFT_OUT = "spotgui.ui.desktop"  # for those who switch it on


class WarmUp(QObject):
    """Begins with `start`, and ends by itself; `ended` says that what stays is there now."""

    ended = Signal()

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._steps = self._make_ahead()
        self._turns = QTimer(self, interval=_TURN_MS)
        self._turns.timeout.connect(self._turn)

    def start(self) -> None:
        """Read the code of all pages, then make them."""
        self._window.ctx.tasks.start("read what pages use", _read_core).done.connect(self._make_pages)

    @Slot()
    def _make_pages(self) -> None:
        self._turns.start()

    @Slot()
    def _turn(self) -> None:
        if next(self._steps, self._turns) is self._turns:
            self._turns.stop()
            self.ended.emit()

    def _make_ahead(self) -> Iterator[None]:
        """What a turn does ends with a yield."""
        yield from _read_pages()
        view = QListView(self._window)
        view.viewport()  # PySide makes the names of a class when it is first used
        view.deleteLater()
        yield
        self._window.ctx.covers.get_ready()
        yield
        for spec in PAGES:
            if self._window.has_page(spec.route):
                continue
            page = self._window.make_page(spec.route)
            yield
            self._window.page(spec.route)
            yield
            widgets = page.findChildren(QWidget)
            for first in range(0, len(widgets), _WIDGETS):
                for widget in widgets[first : first + _WIDGETS]:
                    if isValid(widget):
                        widget.ensurePolished()
                yield


def _read_core(progress: ProgressCallback, cancel: CancelToken) -> None:
    for package in _CORE:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            cancel.raise_if_cancelled()
            importlib.import_module(module.name)


def _read_pages() -> Iterator[None]:
    until = time.monotonic() + _READ_S
    for module in pkgutil.walk_packages(spotgui.ui.__path__, "spotgui.ui."):
        if not module.name.startswith(_LEFT_OUT):
            importlib.import_module(module.name)
        if time.monotonic() > until:
            yield
            until = time.monotonic() + _READ_S
    importlib.import_module("PySide6.QtNetwork")
    yield
