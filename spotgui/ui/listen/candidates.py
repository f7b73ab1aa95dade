"""What it could be so far: up to three titles, each with a bar of how much speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from spotgui.recognizer.results import Match
from spotgui.ui.result import words
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import column, holder, row
from spotgui.ui.widgets.text import ElidedLabel, label

SHOWN = 3


class CandidateRow(QWidget):
    """Title, artists and a bar that is full when the answer is safe."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel()
        self._artists = ElidedLabel("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setFixedWidth(96)
        line = row(gap=tokens.GAP)
        line.addLayout(column(self._title, self._artists, gap=0), 1)
        line.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def show_match(self, match: Match) -> None:
        """Show a candidate."""
        share = round(100 * max(0.0, min(match.score / match.threshold, 1.0))) if match.threshold > 0 else 0
        self._title.setText(words.title_of(match))
        self._artists.setText(words.artists_of(match))
        self._artists.setVisible(bool(match.artists))
        self._bar.setValue(share)
        self._bar.setAccessibleName(self.tr("How much speaks for {title}").format(title=words.title_of(match)))


class Candidates(QWidget):
    """Nothing while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label(self.tr("It could be"), "caption")
        self._rows = [CandidateRow() for _ in range(SHOWN)]
        self.setLayout(column(self._heading, *self._rows, gap=tokens.GRID))
        self._limit = SHOWN
        self.show_matches(())

    def limit(self, rows: int) -> None:
        """Show no more than this, in a low window."""
        self._limit = rows

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show the best ones; none, nothing."""
        matches = matches[: self._limit]
        self._heading.setVisible(bool(matches))
        for at, widget in enumerate(self._rows):
            widget.setVisible(at < len(matches))
            if at < len(matches):
                widget.show_match(matches[at])


def answer_row(match: Match, when: str) -> QWidget:
    """A line of the log of continuous listening: when, title, artists."""
    line = row(gap=tokens.GAP)
    line.addWidget(label(when, "caption", wrap=False))
    line.addLayout(
        column(ElidedLabel(words.title_of(match)), ElidedLabel(words.artists_of(match), "caption"), gap=0), 1
    )
    return holder(line)
