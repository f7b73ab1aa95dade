"""Dots that say how far one is, with the words beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from spotgui.ui.theme import palettes, tokens
from spotgui.ui.widgets.text import label

_DOT = tokens.GRID
_LONG = 3 * tokens.GRID  # the current one


class StepMarks(QWidget):
    """ "Step 2 of 7" and seven dots, the second drawn out."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self.words = label("", "caption", wrap=False)
        self._dots = _Dots(count)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GRID)
        layout.addWidget(self.words)
        layout.addWidget(self._dots)

    def show_step(self, at: int) -> None:
        """Mark a step, counted from 0."""
        self.words.setText(self.tr("Step {n} of {count}").format(n=at + 1, count=self._count))
        self._dots.at = at
        self._dots.update()


class _Dots(QWidget):
    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self.at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("decoration", True)

    def sizeHint(self) -> QSize:
        """Room for all dots, one of them long."""
        return QSize((self._count - 1) * (_DOT + tokens.HALF) + _LONG, _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Done ones are filled, the rest are pale."""
        palette = palettes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        x = 0
        for number in range(self._count):
            width = _LONG if number == self.at else _DOT
            painter.setBrush(
                palette.color("accent" if number <= self.at else "outline", 1 if number <= self.at else 0.5)
            )
            painter.drawRoundedRect(QRectF(x, 0, width, _DOT), _DOT / 2, _DOT / 2)
            x += width + tokens.HALF
