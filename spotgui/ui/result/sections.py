"""The cards below the hero: facts, other releases, why this match, runners-up."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spotgui.recognizer.results import Match, Release
from spotgui.ui.result import words
from spotgui.ui.result.details import Details, facts
from spotgui.ui.result.evidence_picture import EvidencePicture
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.layout import Card, Flow, column, holder, row, rule
from spotgui.ui.widgets.text import Badge, ElidedLabel, label

_FACT_WIDTH = 168
_RELEASES_SHOWN = 5


class FactsCard(Card):
    """Small names over their values, as many side by side as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._flow: QWidget | None = None
        self.hide()

    def show_details(self, details: Details) -> None:
        """Show what is known; nothing known, no card."""
        if self._flow:
            self._flow.hide()
            self._flow.deleteLater()
        cells = []
        for name, value in facts(details):
            text = label(value, selectable=True)
            cell = holder(column(label(name, "caption"), text, 1, gap=2))
            cell.setFixedWidth(_FACT_WIDTH)
            cells.append(cell)
        self._flow = holder(Flow(*cells, gap=tokens.GAP))
        self.body.addWidget(self._flow)
        self.setVisible(bool(cells))


class ListCard(Card):
    """A heading and rows with hairlines between them."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(gap=tokens.GRID, parent=parent)
        self.body.addWidget(label(heading, "heading"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.GRID)
        self.body.addLayout(self._rows)
        self._more = Button("", "quiet")
        self._more.clicked.connect(self._show_all)
        self.body.addWidget(self._more)
        self._hidden: list[QWidget] = []
        self.hide()

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show rows instead of those before; none, no card."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        self._hidden = []
        for at, widget in enumerate(rows):
            parts = [rule(), widget] if at else [widget]
            for part in parts:
                self._rows.addWidget(part)
                if at >= _RELEASES_SHOWN:
                    part.hide()
                    self._hidden.append(part)
        self._more.setText(self.tr("Show all {n}").format(n=len(rows)))
        self._more.setVisible(bool(self._hidden))
        self.setVisible(bool(rows))

    @Slot()
    def _show_all(self) -> None:
        for part in self._hidden:
            part.show()
        self._more.hide()


class ReleaseRow(QWidget):
    """One of the tracks that hold the same recording; `chosen` carries its id."""

    chosen = Signal(str)

    def __init__(self, release: Release, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = release.track_id
        title = release.title or release.track_id
        album = " · ".join(part for part in (release.album or "", str(release.year or "")) if part)
        line = row(gap=tokens.GAP)
        line.addLayout(column(ElidedLabel(title), ElidedLabel(album, "caption"), gap=2), 1)
        show = IconButton("forward", self.tr("Show {title} in the catalogue").format(title=title))
        show.clicked.connect(self._choose)
        line.addWidget(show)
        self.setLayout(line)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._id)


def candidate_row(match: Match, best: Match | None) -> QWidget:
    """A runner-up and how far behind it is."""
    names = column(ElidedLabel(words.title_of(match)), ElidedLabel(words.artists_of(match), "caption"), gap=2)
    behind = Badge(_behind(match, best))
    line = row(gap=tokens.GAP)
    line.addLayout(names, 1)
    line.addWidget(behind)
    return holder(line)


class WhyCard(Card):
    """The picture of the evidence, what it shows, and the numbers behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=tokens.GRID, parent=parent)
        self.picture = EvidencePicture()
        self._sentence = label("")
        self._numbers = label("", "caption")
        self.body.addWidget(label(self.tr("Why this match"), "heading"))
        self.body.addWidget(self._sentence)
        self.body.addWidget(self.picture)
        self.body.addWidget(
            label(
                self.tr(
                    "A dot is a moment where a sound begins, heard and in the song alike. Those of the same music lie "
                    "on one line; the grey ones are there by chance."
                ),
                "muted",
            )
        )
        self.body.addWidget(self._numbers)
        self.hide()

    def show_match(self, match: Match) -> None:
        """Show a match; without evidence there is nothing to explain."""
        self._sentence.setText(self.picture.show_match(match))
        text = self.tr("Evidence {score} ({onsets} from onsets, {chroma} from harmony), needed {threshold}.")
        self._numbers.setText(
            text.format(
                score=round(match.score),
                onsets=round(match.onset_score),
                chroma=round(match.chroma_score),
                threshold=round(match.threshold),
            )
        )
        self.setVisible(match.evidence is not None)


def _behind(match: Match, best: Match | None) -> str:
    if best is None:
        return words.confidence_badge(match)[0]
    points = max(0, round(best.score - match.score))
    return words.behind(points)
