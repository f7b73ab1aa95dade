"""What is read and made ahead, once the window stands and nothing else is going on.

A page's code takes up to 0.1 s to read and as long to make: too long for the click that opens it first. The code is
read in a worker, then one page is made a turn of the event loop, and its widgets take their style in another.
"""

from __future__ import annotations

import importlib
import pkgutil

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

import spotgui.ui
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.ui.main_window import MainWindow
from spotgui.ui.page import Page
from spotgui.ui.pages import PAGES

_TURN_MS = 60
_WIDGETS = 24  # that take their style in one turn
_LEFT_OUT = "spotgui.ui.desktop"  # for those who switch it on


class WarmUp(QObject):
    """Begins with `start`, and ends by itself; `ended` says that what stays is there now."""

    ended = Signal()

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._raw: list[QWidget] = []
        self._turns = QTimer(self, interval=_TURN_MS)
        self._turns.timeout.connect(self._turn)

    def start(self) -> None:
        """Read the code of all pages, then make them."""
        self._window.ctx.tasks.start("read the pages", _read_pages).done.connect(self._make_pages)

    @Slot()
    def _make_pages(self) -> None:
        self._turns.start()

    @Slot()
    def _turn(self) -> None:
        if self._raw:
            for widget in self._raw[:_WIDGETS]:
                widget.ensurePolished()
            del self._raw[:_WIDGETS]
            return
        page = self._next_page()
        if page is None:
            self._turns.stop()
            self.ended.emit()
        else:
            self._raw = page.findChildren(QWidget)

    def _next_page(self) -> Page | None:
        missing = (spec.route for spec in PAGES if not self._window.has_page(spec.route))
        route = next(missing, None)
        return self._window.page(route) if route else None


def _read_pages(progress: ProgressCallback, cancel: CancelToken) -> None:
    for module in pkgutil.walk_packages(spotgui.ui.__path__, "spotgui.ui."):
        cancel.raise_if_cancelled()
        if not module.name.startswith(_LEFT_OUT):
            importlib.import_module(module.name)
