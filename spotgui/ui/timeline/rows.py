"""A line of the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from spotgui.history.timeline import TimelineItem
from spotgui.ui.formats import clock
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.text import ElidedLabel, label

_TIME_WIDTH = 64


class TimelineRow(QWidget):
    """When, what, how long; `chosen` carries the track's id."""

    chosen = Signal(str)

    def __init__(self, item: TimelineItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._track_id = item.track_id
        start = label(clock(item.start_s), "strong" if item.track_id else "muted", wrap=False)
        start.setFixedWidth(_TIME_WIDTH)
        line = row(start, gap=tokens.GRID)
        if item.track_id is None:
            line.addWidget(label(self.tr("Not known"), "muted", wrap=False), 1)
        else:
            words = ", ".join(item.artists)
            line.addLayout(column(ElidedLabel(item.title or item.track_id), ElidedLabel(words, "caption"), gap=0), 1)
        line.addWidget(label(clock(item.end_s - item.start_s), "caption", wrap=False), 0, Qt.AlignmentFlag.AlignRight)
        if item.track_id is not None:
            show = IconButton("forward", self.tr("Show {title} in the catalogue").format(title=item.title or ""))
            show.clicked.connect(self._choose)
            line.addWidget(show)
        else:
            line.addSpacing(tokens.CONTROL_HEIGHT + tokens.GRID)
        self.setLayout(line)
        self.setMinimumHeight(tokens.CONTROL_HEIGHT)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._track_id)
