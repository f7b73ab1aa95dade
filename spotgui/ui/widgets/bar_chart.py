"""A bar chart: how many of something there are at each value, and which part of them is recognisable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.ui import formats
from spotgui.ui.theme import palettes, tokens
from spotgui.ui.widgets.pointable import Pointable

_GRID_LINES = 4
_BAR_SHARE = 0.8  # of a bar's slot; the rest is the gap


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of the horizontal axis.

    Attributes
    ----------
    label : str
        What stands under it.
    total, part : int
        Its height, and how much of that is filled with the accent colour.
    """

    label: str
    total: int
    part: int


class BarChart(Pointable):
    """Bars that can be read by eye, by mouse (tool tip), by arrow keys and by a screen reader.

    Parameters
    ----------
    name : str
        What the chart shows: its accessible name.
    bar_text : str
        Says one bar, with ``{label}``, ``{total}`` and ``{part}``.
    logarithmic : bool
        Every line of the grid is ten times the one below: for counts that fall by powers, as popularity does.
    """

    def __init__(self, name: str, bar_text: str, *, logarithmic: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._logarithmic = logarithmic
        self._bars: tuple[Bar, ...] = ()
        self._bar_text = bar_text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other values."""
        self._bars = tuple(bars)
        self._current = -1
        self.setAccessibleDescription("; ".join(self.describe(i) for i in range(len(bars)) if bars[i].total))
        self.update()

    def parts(self) -> int:
        """The bars."""
        return len(self._bars)

    def describe(self, index: int) -> str:
        """One bar in words."""
        bar = self._bars[index]
        return self._bar_text.format(label=bar.label, total=formats.count(bar.total), part=formats.count(bar.part))

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(400, 22 * tokens.GRID)

    def minimumSizeHint(self) -> QSize:
        """Fits the narrowest window."""
        return QSize(240, 22 * tokens.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw axis, bars and as many labels as fit."""
        if not self._bars:
            return
        palette = palettes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        scale = _Scale.of(max(bar.total for bar in self._bars), self._logarithmic)
        area = self._area()
        self._draw_grid(painter, palette, area, scale)
        slot = area.width() / len(self._bars)
        for index, bar in enumerate(self._bars):
            self._draw_bar(painter, palette, area, index, bar, scale)
        every = max(1, math.ceil(max(metrics.horizontalAdvance(b.label) for b in self._bars) * 1.3 / slot))
        painter.setPen(palette.color("muted"))
        for index in range(0, len(self._bars), every):
            middle = area.left() + (index + 0.5) * slot
            width = max(slot, every * slot)
            place = QRectF(middle - width / 2, area.bottom() + tokens.HALF, width, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, self._bars[index].label)
        if self.hasFocus():
            painter.setPen(palette.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.HALF, tokens.HALF)

    def _draw_grid(self, painter: QPainter, palette: palettes.Palette, area: QRectF, scale: _Scale) -> None:
        metrics = QFontMetrics(self.font())
        for value in scale.lines:
            y = area.bottom() - area.height() * scale.height(value)
            painter.setPen(palette.color("line"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(palette.color("muted"))
            place = QRectF(0, y - metrics.height() / 2, area.left() - tokens.GRID, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, _short(value))

    def _draw_bar(
        self, painter: QPainter, palette: palettes.Palette, area: QRectF, index: int, bar: Bar, scale: _Scale
    ) -> None:
        slot = area.width() / len(self._bars)
        left = area.left() + index * slot + slot * (1 - _BAR_SHARE) / 2
        lifted = index == self._current
        rest = palette.color("outline", 1.0 if lifted else 0.5)
        for value, color in ((bar.total, rest), (bar.part, palette.color("accent"))):
            if value > 0:
                height = max(area.height() * scale.height(value), 2.0)  # a little is not nothing
                painter.fillRect(QRectF(left, area.bottom() - height, max(slot * _BAR_SHARE, 1.0), height), color)

    def _area(self) -> QRectF:
        metrics = QFontMetrics(self.font())
        left = metrics.horizontalAdvance(_short(888_000_000)) + 2 * tokens.GRID
        top = metrics.height() / 2 + tokens.HALF
        return QRectF(
            left, top, self.width() - left - tokens.GRID, self.height() - top - metrics.height() - tokens.GRID
        )

    def index_at(self, point: QPoint) -> int:
        """The bar above or below a point."""
        area = self._area()
        if not self._bars or not area.left() <= point.x() < area.right():
            return -1
        return min(int((point.x() - area.left()) / area.width() * len(self._bars)), len(self._bars) - 1)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value is between the bottom (0) and the top (1), and which values have a line."""

    top: float
    lines: tuple[float, ...]
    logarithmic: bool

    @staticmethod
    def of(largest: int, logarithmic: bool) -> _Scale:
        if logarithmic:
            decades = max(1, math.ceil(math.log10(max(largest, 1))))
            step = math.ceil(decades / 4)
            return _Scale(10.0**decades, tuple(10.0**d for d in range(0, decades + 1, step)), True)
        power = 10.0 ** max(0, math.floor(math.log10(max(largest, 1))))
        top = next(f * power for f in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if f * power >= largest)
        top = max(top, 4)
        return _Scale(top, tuple(top * n / _GRID_LINES for n in range(_GRID_LINES + 1)), False)

    def height(self, value: float) -> float:
        if not self.logarithmic:
            return value / self.top
        # one thing is a little above the ground, where none is
        return math.log10(max(value, 0.5) / 0.5) / math.log10(self.top / 0.5)


def _short(value: float) -> str:
    """A count in a few characters: 20 k, 4 M."""
    for limit, unit in ((1_000_000, " M"), (1_000, " k")):
        if value >= limit:
            return f"{value / limit:.3g}{unit}"
    return f"{value:.3g}"
