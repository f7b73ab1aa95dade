"""What came in during the last seconds, newest at the right."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.ui.theme import palettes

_BAR = 4
_PITCH = 6
_FLOOR_DB = -60.0


def loudness(db: float) -> float:
    """dBFS as 0 to 1 on the scale that meters use: -60 dB and below is 0."""
    return min(max(1.0 - db / _FLOOR_DB, 0.0), 1.0)


class Waveform(QWidget):
    """Bars of loudness; a flat line of dots means silence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("decoration", True)
        self._bars: deque[float] = deque(maxlen=256)

    def add(self, loudness: float) -> None:
        """One more bar, 0 to 1."""
        self._bars.append(loudness)
        self.update()

    def clear(self) -> None:
        """Forget."""
        self._bars.clear()
        self.update()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(320, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars from the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = palettes.current()
        middle, count = self.height() / 2, self.width() // _PITCH
        bars = list(self._bars)[-count:]
        left = (self.width() - count * _PITCH + _PITCH - _BAR) / 2
        for at in range(count):
            back = count - at
            value = bars[-back] if back <= len(bars) else 0.0
            painter.setBrush(palette.color("accent" if value > 0 else "line"))
            height = max(_BAR, value * (self.height() - _BAR))
            painter.drawRoundedRect(QRectF(left + at * _PITCH, middle - height / 2, _BAR, height), _BAR / 2, _BAR / 2)
