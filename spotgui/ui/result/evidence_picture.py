"""Why this match: every onset that was heard against every onset of the song, and the diagonal they make.

A dot is a pair of onsets in the same band. Pairs that are there by chance fall anywhere; those of the same music lie
on one line, because when the song goes on by a second so does the recording.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.recognizer.results import Match, MatchEvidence
from spotgui.ui.formats import clock, count
from spotgui.ui.theme import palettes, tokens

_FEW = 160  # pairs on the diagonal; larger dots then
NEAR_S = 0.05
"""A pair this close to the diagonal belongs to it, seconds (two ticks)."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of onsets of the same band.

    Attributes
    ----------
    song_s, heard_s : float32 (n,)
        Seconds since the start of the song and of the clip.
    near : bool (n,)
        On the diagonal.
    """

    song_s: NDArray[np.float32]
    heard_s: NDArray[np.float32]
    near: NDArray[np.bool_]


def pair_onsets(evidence: MatchEvidence, speed: float) -> Pairs:
    """All pairs of one band each; `near` those that the match explains."""
    song, heard = [], []
    for band in range(8):
        track = evidence.track_s[evidence.track_band == band]
        query = evidence.query_s[evidence.query_band == band]
        song.append(np.tile(track, len(query)))
        heard.append(np.repeat(query, len(track)))
    song_s, heard_s = np.concatenate(song), np.concatenate(heard)
    near = np.abs(evidence.position_s + heard_s * speed - song_s) <= NEAR_S
    return Pairs(song_s, heard_s, near)


class EvidencePicture(QWidget):
    """The dot plot with its diagonal, axes and a sentence that says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._match: Match | None = None
        self._pairs: Pairs | None = None
        self._plot: QPixmap | None = None

    def show_match(self, match: Match | None) -> str:
        """Show a match and return the sentence for it; empty without evidence."""
        self._match, self._pairs, self._plot = match, None, None
        if match is None or match.evidence is None:
            return ""
        self._pairs = pair_onsets(match.evidence, match.speed)
        sentence = self._sentence(match, match.evidence)
        self.setAccessibleName(self.tr("Picture of why this match"))
        self.setAccessibleDescription(sentence)
        self.update()
        return sentence

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(480, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The dots are drawn anew for another size."""
        super().resizeEvent(event)
        self._plot = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, dots, axes."""
        if self._pairs is None or self._match is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palettes.current()
        font = self.font()
        font.setPixelSize(tokens.TypeScale().caption)
        painter.setFont(font)
        area = self._area(QFontMetrics(font))
        if area.width() < 1 or area.height() < 1:
            return  # a layout that is still being made
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("raised", 0.5))
        painter.drawRoundedRect(area, 4, 4)
        key = (palette.name, self.devicePixelRatioF())
        if self._plot is None or self._plot_key != key:
            self._plot, self._plot_key = self._draw_dots(area, palette), key
        painter.drawPixmap(area.topLeft(), self._plot)
        self._paint_axes(painter, area, palette)

    def _area(self, metrics: QFontMetrics) -> QRectF:
        left = metrics.horizontalAdvance("00:00") + tokens.GRID
        below = 2 * metrics.height() + tokens.GRID
        return QRectF(left, tokens.HALF, self.width() - left - tokens.GRID, self.height() - below - tokens.HALF)

    def _span(self) -> tuple[float, float, float]:
        """Start and end of the song's stretch, and length of the clip, seconds."""
        pairs, match = self._pairs, self._match
        heard = float(pairs.heard_s.max()) if len(pairs.heard_s) else 1.0
        start = match.evidence.position_s
        return start, start + max(heard, 1.0) * match.speed, max(heard, 1.0)

    def _draw_dots(self, area: QRectF, palette: palettes.Palette) -> QPixmap:
        ratio = self.devicePixelRatioF()
        start, end, length = self._span()
        x = (self._pairs.song_s - start) / (end - start) * area.width()
        y = (1 - self._pairs.heard_s / length) * area.height()
        inside = (x >= 0) & (x <= area.width())
        near = self._pairs.near
        few = np.count_nonzero(near) < _FEW
        by_chance = inside & ~near
        size = round(area.width() * ratio), round(area.height() * ratio)
        dot = max(1, round((2 if few else 1) * ratio))
        picture = scattered(
            x[by_chance] * ratio, y[by_chance] * ratio, size, dot, palette.color("muted", 0.4 if few else 0.28)
        )
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color("accent", 0.3), 2))
        painter.drawLine(QPointF(0, area.height()), QPointF(area.width(), 0))
        pen = QPen(palette.color("accent"), 6.0 if few else 4.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        fitting = inside & near
        painter.drawPoints(QPolygonF([QPointF(a, b) for a, b in zip(x[fitting], y[fitting], strict=True)]))
        painter.end()
        return picture

    def _paint_axes(self, painter: QPainter, area: QRectF, palette: palettes.Palette) -> None:
        start, end, length = self._span()
        begins = self._match.evidence.begins_s
        metrics = painter.fontMetrics()
        painter.setPen(palette.color("muted"))
        line = metrics.height()
        flags = Qt.AlignmentFlag
        for share, flag in ((0.0, flags.AlignLeft), (0.5, flags.AlignHCenter), (1.0, flags.AlignRight)):
            words = QRectF(area.left(), area.bottom() + 4, area.width(), line)
            painter.drawText(words, flag | flags.AlignTop, clock(start + share * (end - start)))
            at = area.bottom() - share * area.height()
            top = min(max(at - line / 2, area.top()), area.bottom() - line)
            side = QRectF(0, top, area.left() - tokens.GRID, line)
            painter.drawText(side, flags.AlignRight | flags.AlignVCenter, clock(begins + share * length))
        below = QRectF(area.left(), area.bottom() + 4 + line, area.width(), line)
        painter.drawText(below, flags.AlignHCenter, self.tr("in the song → · in the recording ↑"))

    def _sentence(self, match: Match, evidence: MatchEvidence) -> str:
        heard, known = int(np.count_nonzero(evidence.matched)), len(evidence.matched)
        length = float(evidence.query_s.max()) if len(evidence.query_s) else 0.0
        return self.tr(
            "{heard} of the song's {known} onsets between {start} and {end} were heard, on one line."
        ).format(
            heard=count(heard),
            known=count(known),
            start=clock(evidence.position_s),
            end=clock(evidence.position_s + length * match.speed),
        )


def scattered(
    x: NDArray[np.float32], y: NDArray[np.float32], size: tuple[int, int], dot: int, color: QColor
) -> QPixmap:
    """Small squares on nothing: twenty thousand of them in two milliseconds, where a painter takes seventy.

    Parameters
    ----------
    x, y : float32 (n,)
        Device pixels.
    size : tuple of int
        Width and height of the picture.
    dot : int
        Side of a square.
    """
    width, height = size
    pixels = np.zeros((height, width), np.uint32)
    column, line = x.astype(np.int64), y.astype(np.int64)
    alpha = color.alphaF()
    parts = (round(part * alpha) for part in (255, color.red(), color.green(), color.blue()))
    value = 0
    for part in parts:  # premultiplied ARGB
        value = value << 8 | part
    for down in range(dot):
        for right in range(dot):
            pixels[np.clip(line + down, 0, height - 1), np.clip(column + right, 0, width - 1)] = value
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image.copy())  # the array goes with this function
