"""The whole recording as one strip: songs in turns of two tints, what is not known hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from spotgui.history.timeline import TimelineItem
from spotgui.ui.formats import clock, plural
from spotgui.ui.theme import palettes, tokens

_HEIGHT = 40


class TimelineStrip(QWidget):
    """A click on a stretch emits `chosen` with its number; the list below says the same in words."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[TimelineItem] = ()
        self._marked = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Songs over the length of the recording"))

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """Show stretches in order."""
        self._items, self._marked = items, -1
        known = sum(bool(item.songs) for item in items)
        self.setAccessibleDescription(plural(known, "{n} song", "{n} songs"))
        self.update()

    def mark(self, number: int) -> None:
        """Point at a stretch."""
        self._marked = number
        self.update()

    def sizeHint(self) -> QSize:
        """A band."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One rectangle a stretch."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palettes.current()
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), palette.color("raised"))
        song = 0
        for item in self._items:
            area = self._area(item)
            if not item.songs:
                painter.fillRect(area, QBrush(palette.color("outline", 0.5), Qt.BrushStyle.BDiagPattern))
                continue
            painter.fillRect(area, palette.color("accent", 1.0 if song % 2 == 0 else 0.65))
            song += 1
        if 0 <= self._marked < len(self._items):
            painter.setPen(QPen(palette.color("text"), 2))
            painter.drawRoundedRect(self._area(self._items[self._marked]).adjusted(1, 1, -1, -1), 3, 3)

    def event(self, event: QEvent) -> bool:
        """Name a stretch under the mouse."""
        if isinstance(event, QHelpEvent):
            item = self._item_at(event.pos().x())
            QToolTip.showText(event.globalPos(), f"{clock(item.start_s)}  {self._name(item)}" if item else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        item = self._item_at(event.position().x())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(list(self._items).index(item))

    def _name(self, item: TimelineItem) -> str:
        if not item.songs:
            return self.tr("Not known")
        titles = ", ".join(song.title or song.track_id for song in item.songs)
        return titles if len(item.songs) == 1 else self.tr("One of these: {titles}").format(titles=titles)

    def _length(self) -> float:
        return max(self._items[-1].end_s if self._items else 0.0, 1.0)

    def _area(self, item: TimelineItem) -> QRectF:
        scale = self.width() / self._length()
        return QRectF(item.start_s * scale, 0, max((item.end_s - item.start_s) * scale - 1, 1), self.height())

    def _item_at(self, x: float) -> TimelineItem | None:
        second = x / max(self.width(), 1) * self._length()
        return next((item for item in self._items if item.start_s <= second < item.end_s), None)
