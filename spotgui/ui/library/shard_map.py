"""All 484 shards as a map of small squares: which are imported, which are not whole, which are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from spotgui.importer.inspection import ALPHABET, SHARDS
from spotgui.ui.theme import palettes, tokens
from spotgui.ui.widgets.pointable import Pointable

_GAP = 2
_LEAST, _MOST = 9, 18


class CellState(StrEnum):
    """What is known of a shard."""

    IMPORTED = "imported"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    WAITING = "waiting"
    MISSING = "missing"


_COLORS = {
    CellState.IMPORTED: "accent",
    CellState.INCOMPLETE: "warn",
    CellState.FAILED: "bad",
    CellState.WAITING: "muted",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A shard on the map.

    Attributes
    ----------
    words : str
        What the tool tip and a screen reader say.
    """

    state: CellState
    words: str


def shard_names() -> list[str]:
    """`00` to `7N`, in order."""
    return [ALPHABET[n // len(ALPHABET)] + ALPHABET[n % len(ALPHABET)] for n in range(SHARDS)]


class ShardMap(Pointable):
    """Read by eye, by mouse and by arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._names = shard_names()
        self._cells: dict[str, Cell] = {}
        self.setAccessibleName(self.tr("Map of all shards"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cells(self, cells: Mapping[str, Cell], summary: str) -> None:
        """Show other states; shards that are not named are missing."""
        self._cells = dict(cells)
        self.setAccessibleDescription(summary)
        self.update()

    def parts(self) -> int:
        """All shards."""
        return SHARDS

    def describe(self, index: int) -> str:
        """A shard in words."""
        name = self._names[index]
        cell = self._cells.get(name)
        return cell.words if cell else self.tr("{name}: missing").format(name=name)

    def hasHeightForWidth(self) -> bool:
        """More rows when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows."""
        side, columns = self._grid(width)
        rows = -(-SHARDS // columns)
        return rows * (side + _GAP) + _GAP

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """The narrowest."""
        return QSize(240, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the width asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def steps(self) -> dict[Qt.Key, int]:
        """Up and down go by rows."""
        columns = self._grid(self.width())[1]
        return super().steps() | {Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}

    def say(self, index: int) -> None:
        """For the eye too."""
        super().say(index)
        QToolTip.showText(self.mapToGlobal(self._place(index).bottomLeft().toPoint()), self.describe(index))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A square a shard; missing ones are hollow."""
        palette = palettes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, name in enumerate(self._names):
            cell = self._cells.get(name)
            place = self._place(index)
            color = _COLORS.get(cell.state) if cell else None
            if color:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette.color(color))
            else:
                painter.setPen(palette.color("outline", 0.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                place.adjust(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(place, 2, 2)
            if cell and cell.state in (CellState.INCOMPLETE, CellState.FAILED):
                self._mark(painter, palette, place, cell.state)
        if self._current >= 0:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(palette.color("text"))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._place(self._current), 2, 2)
        elif self.hasFocus():
            painter.setPen(palette.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _mark(self, painter: QPainter, palette: palettes.Palette, place: QRectF, state: CellState) -> None:
        """A stroke for what is not whole, a cross for what failed: not by colour alone."""
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(palette.color("surface"))
        pen.setWidthF(1.6)
        painter.setPen(pen)
        inner = place.adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawLine(inner.bottomLeft(), inner.topRight())
        if state is CellState.FAILED:
            painter.drawLine(inner.topLeft(), inner.bottomRight())

    def _grid(self, width: int) -> tuple[int, int]:
        """Side of a square, and how many stand side by side."""
        side = min(max((width - _GAP) // 44 - _GAP, _LEAST), _MOST)
        return side, max((width - _GAP) // (side + _GAP), 1)

    def _place(self, index: int) -> QRectF:
        side, columns = self._grid(self.width())
        row, column = divmod(index, columns)
        return QRectF(_GAP + column * (side + _GAP), _GAP + row * (side + _GAP), side, side)

    def index_at(self, point: QPoint) -> int:
        """The shard at a point."""
        side, columns = self._grid(self.width())
        column, row = (point.x() - _GAP) // (side + _GAP), (point.y() - _GAP) // (side + _GAP)
        index = row * columns + column
        return index if 0 <= column < columns and 0 <= index < SHARDS else -1


class Legend(QWidget):
    """What a square means, in words."""

    def __init__(self, state: CellState, words: str, parent: QWidget | None = None) -> None:
        from PySide6.QtWidgets import QHBoxLayout

        from spotgui.ui.widgets.text import label

        super().__init__(parent)
        self._state = state
        self.setProperty("decoration", True)
        self.words = label(words, "caption", wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.GAP + tokens.HALF, 0, tokens.GRID, 0)
        layout.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The square."""
        palette = palettes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0.5, (self.height() - 12) / 2, 12, 12)
        color = _COLORS.get(self._state)
        painter.setPen(palette.color("outline", 0.6) if color is None else Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(color) if color else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 2, 2)
