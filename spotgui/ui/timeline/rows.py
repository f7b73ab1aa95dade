"""A stretch in the list of the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from spotgui.history.timeline import TimelineItem, TimelineSong
from spotgui.ui.formats import clock
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.text import ElidedLabel, label

_TIME_WIDTH = 64


class TimelineRow(QWidget):
    """When, what, how long, with a line a song where it is one of several; `chosen` carries a track's id."""

    chosen = Signal(str)

    def __init__(self, item: TimelineItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = len(item.songs) == 1
        start = label(clock(item.start_s), "strong" if item.songs else "muted", wrap=False)
        start.setFixedWidth(_TIME_WIDTH)
        start.setMinimumHeight(tokens.CONTROL_HEIGHT)
        first = row(start, gap=tokens.GRID)
        if known:
            first.addLayout(_names(item.songs[0]), 1)
        else:
            said = self.tr("One of these") if item.songs else self.tr("Not known")
            first.addWidget(label(said, "muted", wrap=False), 1)
        first.addWidget(label(clock(item.end_s - item.start_s), "caption", wrap=False), 0, Qt.AlignmentFlag.AlignRight)
        self._end(first, item.songs[0] if known else None)
        lines = [first, *([] if known else map(self._alternative, item.songs))]
        self.setLayout(column(*lines, gap=tokens.HALF))

    def _alternative(self, song: TimelineSong) -> QHBoxLayout:
        line = row(gap=tokens.GRID)
        line.addSpacing(_TIME_WIDTH + tokens.GRID)
        line.addLayout(_names(song), 1)
        self._end(line, song)
        return line

    def _end(self, line: QHBoxLayout, song: TimelineSong | None) -> None:
        """A way to the song, or as much room."""
        if song is None:
            line.addSpacing(tokens.CONTROL_HEIGHT + tokens.GRID)
            return
        show = _ShowButton(song)
        show.chosen.connect(self.chosen)
        line.addWidget(show)


class _ShowButton(IconButton):
    chosen = Signal(str)

    def __init__(self, song: TimelineSong) -> None:
        super().__init__("forward", "")
        self._id = song.track_id
        self.rename(self.tr("Show {title} in the catalogue").format(title=song.title or song.track_id))
        self.clicked.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._id)


def _names(song: TimelineSong) -> QVBoxLayout:
    artists = [ElidedLabel(", ".join(song.artists), "caption")] if song.artists else []
    return column(ElidedLabel(song.title or song.track_id), *artists, gap=0)
