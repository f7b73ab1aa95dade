"""Python's cycle collector, only in the GUI thread and only between events.

Left to itself it runs in whatever thread allocates, in the middle of whatever Qt is doing. When it then frees a
widget, Qt is left with a dangling pointer, or waits for ever for a lock that it holds itself: seen with a style sheet
that is applied, and in a connect, while the collector runs.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_EVERY_MS = 1000
_START_MS = 30_000


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector from running inside a block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class GuiCollector(QObject):
    """Takes the collector over while the program runs.

    At the start modules are loaded and pages made, nearly all of which stays: looking for garbage in it would hold the
    window for 45 ms, so that begins when all is there, or after half a minute.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_START_MS)

    @Slot()
    def settle(self) -> None:
        """What is loaded by now stays to the end: leave it out of every later collection, so that they are short."""
        gc.freeze()
        self._timer.start(_LOOK_EVERY_MS)

    def close(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation whose count is over its threshold."""
        self._timer.setInterval(_LOOK_EVERY_MS)
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
