"""A drawing in its own colours, such as the program's sign."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget


class SvgPicture(QWidget):
    """Decorates; screen readers pass it by."""

    def __init__(self, file: Path, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(str(file), self)
        self.setFixedSize(size)
        self.setProperty("decoration", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self._renderer.render(QPainter(self), QRectF(self.rect()))
