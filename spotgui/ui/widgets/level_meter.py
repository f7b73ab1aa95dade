"""A bar that shows how loud the input is; used while listening and in the microphone test."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.ui.theme import palettes

_FLOOR_DB = -60.0


class LevelMeter(QWidget):
    """Loudness as a filled bar with a mark at the peak; the words beside it say what the level means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Input level"))
        self._rms_db = self._peak_db = _FLOOR_DB

    def set_level(self, rms_db: float, peak_db: float) -> None:
        """Show a level, dBFS."""
        self._rms_db, self._peak_db = rms_db, peak_db
        self.setAccessibleDescription(self.tr("{db} decibels").format(db=round(rms_db)))
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(240, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, loudness, peak."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = palettes.current()
        area = QRectF(self.rect())
        painter.setBrush(palette.color("raised"))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        filled = QRectF(area)
        filled.setWidth(area.width() * _share(self._rms_db))
        painter.setBrush(palette.color("bad" if self._peak_db >= -0.1 else "accent"))
        if filled.width() >= area.height():
            painter.drawRoundedRect(filled, area.height() / 2, area.height() / 2)
        peak = area.width() * _share(self._peak_db)
        if peak > 2:
            painter.drawRoundedRect(QRectF(min(peak, area.width() - 3), 0, 3, area.height()), 1.5, 1.5)


def _share(db: float) -> float:
    return min(max(1.0 - db / _FLOOR_DB, 0.0), 1.0)
