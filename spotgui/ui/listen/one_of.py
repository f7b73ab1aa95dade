"""What it is one of: recordings that hold the same music, each with a way to its track."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from spotgui.recognizer.results import Match
from spotgui.ui.result import words
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.text import ElidedLabel

SHOWN = 5


class OneOfRow(QWidget):
    """Title, artists and album; `chosen` carries its track's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._title, self._from = ElidedLabel(), ElidedLabel("", "caption")
        self.show_track = IconButton("forward", "")
        self.show_track.clicked.connect(self._choose)
        line = row(gap=tokens.GAP)
        line.addLayout(column(self._title, self._from, gap=0), 1)
        line.addWidget(self.show_track)
        self.setLayout(line)

    def show_match(self, match: Match) -> None:
        """Show a recording."""
        title = words.title_of(match)
        self._id = match.track_id
        self._title.setText(title)
        self._from.setText(" · ".join(part for part in (words.artists_of(match), match.album) if part))
        self._from.setVisible(bool(self._from.text()))
        self.show_track.rename(self.tr("Show {title} in the catalogue").format(title=title))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._id)


class OneOf(QWidget):
    """Hidden while there is nothing to choose among; `chosen` carries a track's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [OneOfRow() for _ in range(SHOWN)]
        for each in self.rows:
            each.chosen.connect(self.chosen)
        self.setLayout(column(*self.rows, gap=tokens.GRID))
        self.show_matches(())

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show these; none, nothing."""
        self.setVisible(bool(matches))
        for at, widget in enumerate(self.rows):
            widget.setVisible(at < len(matches))
            if at < len(matches):
                widget.show_match(matches[at])
