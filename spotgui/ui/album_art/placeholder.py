"""A cover drawn from the title: the same title always gives the same picture, with no network at all."""

from __future__ import annotations

import hashlib
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPixmap


def initials(title: str) -> str:
    """One or two characters that stand for a title; a note for none."""
    words = [word for word in title.split() if any(c.isalnum() for c in word)]
    first = [next(c for c in word if c.isalnum()) for word in words[:2]]
    return "".join(first).upper() or "♪"


def draw_placeholder(title: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A square cover of `size` device-independent pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    seed = hashlib.sha256(title.casefold().encode()).digest()
    area = QRectF(0, 0, size, size)
    _paint_ground(painter, area, seed)
    _paint_arcs(painter, area, seed)
    _paint_initials(painter, area, initials(title))
    painter.end()
    return picture


def _paint_ground(painter: QPainter, area: QRectF, seed: bytes) -> None:
    hue = seed[0] / 256
    ground = QLinearGradient(area.topLeft(), area.bottomRight())
    # muted enough that white text reaches 4.5:1 anywhere on it
    ground.setColorAt(0, QColor.fromHslF(hue, 0.32, 0.36))
    ground.setColorAt(1, QColor.fromHslF((hue + 0.08 + seed[1] / 2560) % 1, 0.42, 0.22))
    painter.fillRect(area, ground)


def _paint_arcs(painter: QPainter, area: QRectF, seed: bytes) -> None:
    """Grooves around a corner, as of a record that lies half outside."""
    center = QPointF(area.width() * (seed[2] % 2), area.height() * (seed[3] % 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for at in range(7):
        radius = area.width() * (0.35 + 0.13 * at + 0.05 * math.sin(seed[4 + at]))
        color = QColor(Qt.GlobalColor.white)
        color.setAlphaF(0.05 + 0.06 * (seed[12 + at] / 255))
        pen = painter.pen()
        pen.setColor(color)
        pen.setWidthF(area.width() * (0.01 + 0.05 * seed[20 + at] / 255))
        painter.setPen(pen)
        painter.drawEllipse(center, radius, radius)


def _paint_initials(painter: QPainter, area: QRectF, text: str) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(area.width() * 0.34)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
