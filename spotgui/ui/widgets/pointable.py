"""The base of pictures made of parts that can be pointed at: by mouse, by arrow keys, by a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from spotgui.ui.announce import announce


class Pointable(QWidget):
    """Tells the part under the mouse by a tool tip and by `pointed`; the arrow keys walk over the parts and say them.

    A subclass answers how many parts there are, where they are and what they are in words.

    Parameters
    ----------
    name : str
        What the picture shows: its accessible name.
    """

    pointed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def parts(self) -> int:
        """How many there are."""
        raise NotImplementedError

    def describe(self, index: int) -> str:
        """One part in words."""
        raise NotImplementedError

    def index_at(self, point: QPoint) -> int:
        """The part at a point; -1 for none."""
        raise NotImplementedError

    def steps(self) -> dict[Qt.Key, int]:
        """How far each key goes."""
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}

    def say(self, index: int) -> None:
        """Tell the part that the keys have come to."""
        announce(self, self.describe(index))

    def point(self, index: int) -> None:
        """Point at a part; -1 for none."""
        if index != self._current:
            self._current = index
            self.pointed.emit(self.describe(index) if index >= 0 else "")
            self.update()

    def event(self, event: QEvent) -> bool:
        """Say the part under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(event.pos())
            if index >= 0:
                QToolTip.showText(event.globalPos(), self.describe(index), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the part under the mouse."""
        self.point(self.index_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark none."""
        self.point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk."""
        step = self.steps().get(Qt.Key(event.key()))
        if step is None or not self.parts():
            super().keyPressEvent(event)
            return
        self.point(min(max(self._current + step, 0), self.parts() - 1))
        self.say(self._current)
