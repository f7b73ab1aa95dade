"""The one big button: starts listening, shows that it is, and cancels."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from spotgui.ui.theme import icons, palettes
from spotgui.ui.theme.theme import may_move

_SIZE = 240
_SIZE_SMALL = 192
_DISC = 0.65  # diameter of the button itself, of the whole
_RING = 0.77  # diameter of the ring that fills while listening, of the whole
_FRAME_MS = 33
_BREATH_MS = 2600


class ListenButton(QAbstractButton):
    """A disc with a ring: the ring fills from 0 to the time limit, soft waves follow the level of the sound.

    Without motion (reduced motion in the preferences) the ring still fills, the waves stay.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Listen"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._size = _SIZE
        self._listening = False
        self._share = 0.0
        self._level = 0.0
        self._shown_level = 0.0
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._next_frame)

    @property
    def listening(self) -> bool:
        """Does a click cancel?"""
        return self._listening

    def set_listening(self, listening: bool) -> None:
        """Change between "Listen" and "Cancel"."""
        self._listening = listening
        self._share = self._level = self._shown_level = 0.0
        self.setText(self.tr("Cancel") if listening else self.tr("Listen"))
        self._run_frames()
        self.update()

    def set_share(self, share: float) -> None:
        """How much of the time limit has passed, 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def set_level(self, level: float) -> None:
        """How loud it is, 0 to 1."""
        self._level = min(max(level, 0.0), 1.0)
        if not self._frames.isActive():
            self._shown_level = self._level
            self.update()

    def make_small(self, small: bool) -> None:
        """Take less room, in a low window."""
        size = _SIZE_SMALL if small else _SIZE
        if size != self._size:
            self._size = size
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the waves too."""
        return QSize(self._size, self._size)

    def hitButton(self, position: object) -> bool:
        """The disc, not the corners."""
        center = QPointF(self.rect().center())
        away = QPointF(position) - center
        return math.hypot(away.x(), away.y()) <= self._size * _RING / 2

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while it is seen."""
        super().showEvent(event)
        self._run_frames()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it is not."""
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Waves, ring, disc, sign, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QRectF(self.rect()).center()
        palette = palettes.current()
        self._paint_waves(painter, center, palette)
        self._paint_ring(painter, center, palette)
        disc = _around(center, self._size * _DISC - (4 if self.isDown() else 0))
        fill = "outline" if not self.isEnabled() else "accent_hover" if self.underMouse() or self.isDown() else "accent"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(fill))
        painter.drawEllipse(disc)
        ink = palette.color("on_accent")
        name = "stop" if self._listening else "listen"
        size = round(self._size * 0.21)
        picture = icons.pixmap(name, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(center.x() - size / 2, center.y() - size / 2 - self._size * 0.06), picture)
        font = self.font()
        font.setPixelSize(18)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        words = QRectF(disc.left(), center.y() + self._size * 0.07, disc.width(), 32)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_waves(self, painter: QPainter, center: QPointF, palette: palettes.Palette) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        breath = 0.5
        if self._frames.isActive():
            breath = 0.5 - 0.5 * math.cos(2 * math.pi * (self._clock.elapsed() % _BREATH_MS) / _BREATH_MS)
        ring = self._size * _RING
        reach = self._shown_level if self._listening else 0.25 * breath
        for part, alpha in ((1.0, 0.35), (0.55, 0.6)):
            painter.setBrush(palette.color("accent_soft", alpha))
            painter.drawEllipse(_around(center, ring + 8 + (self._size - ring - 12) * part * reach))

    def _paint_ring(self, painter: QPainter, center: QPointF, palette: palettes.Palette) -> None:
        ring = _around(center, self._size * _RING - 8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._listening:
            painter.setPen(QPen(palette.color("line"), 6))
            painter.drawEllipse(ring)
            pen = QPen(palette.color("accent"), 6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, -round(self._share * 360 * 16))
        if self.hasFocus():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.drawEllipse(_around(center, self._size * _RING + (4 if self._listening else -14)))

    def _run_frames(self) -> None:
        if self.isVisible() and self._listening and may_move(self):
            if not self._frames.isActive():
                self._clock.start()
                self._frames.start()
        else:
            self._frames.stop()

    @Slot()
    def _next_frame(self) -> None:
        # rises at once, falls slowly: as an eye expects of a meter
        falling = self._shown_level + (self._level - self._shown_level) * 0.18
        self._shown_level = max(self._level, falling)
        self.update()


def _around(center: QPointF, diameter: float) -> QRectF:
    return QRectF(center.x() - diameter / 2, center.y() - diameter / 2, diameter, diameter)
