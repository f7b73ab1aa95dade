"""The top of the result: cover, title, artists, album, how sure, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from spotgui.recognizer.results import Match
from spotgui.ui.album_art.cover import Cover
from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.result import words
from spotgui.ui.result.details import Details
from spotgui.ui.theme import tokens
from spotgui.ui.timeline.every_song_button import EverySongButton
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.layout import Flow
from spotgui.ui.widgets.text import Badge, label

_COVER = 304
_COVER_NARROW = 240
_STACKED_BELOW = 620


class Hero(QWidget):
    """Cover at the left, words at the right; above each other when narrow."""

    favourite_changed = Signal(bool)

    def __init__(self, covers: CoverLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover = Cover(covers, _COVER, tokens.RADIUS_LARGE)
        self.confidence = Badge()
        self.position = Badge()
        self.explicit = Badge(self.tr("Explicit"))
        self.title = label("", "display", selectable=True)
        self.artists = label("", "heading", selectable=True)
        self.album = label("", "muted", selectable=True)
        self.sentence = label("", "muted")
        self.again = Button(self.tr("Listen again"), "primary", "listen")
        self.copy = Button(self.tr("Copy"), "", "copy")
        self.spotify = Button(self.tr("Open in Spotify"), "quiet", "external")
        self.web = Button(self.tr("Search the web"), "quiet", "search")
        self.favourite = IconButton("heart", self.tr("Add to favourites"))
        self.favourite.setCheckable(True)
        self.favourite.toggled.connect(self._show_favourite)
        self.more = IconButton("more", self.tr("More actions"))
        self.every_song = EverySongButton()
        self._words = QVBoxLayout()
        self._words.setSpacing(tokens.GRID)
        self._words.addStretch(1)
        self._words.addLayout(Flow(self.confidence, self.position, self.explicit))
        for part in (self.title, self.artists, self.album, self.sentence):
            self._words.addWidget(part)
        self._words.addSpacing(tokens.GRID)
        self._words.addLayout(Flow(self.again, self.copy, self.favourite, self.more))
        self._words.addLayout(Flow(self.every_song))
        self._words.addLayout(Flow(self.spotify, self.web))
        self._words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SECTION + tokens.GRID)
        self._box.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._words, 1)

    def show_match(self, match: Match) -> None:
        """Show what the recognition says."""
        self.confidence.say(*words.confidence_badge(match))
        self.position.say(" · ".join(part for part in (words.position(match), words.speed(match)) if part))
        self.title.setText(words.title_of(match))
        self.artists.setText(words.artists_of(match))
        self.artists.setVisible(bool(match.artists))
        self.sentence.setText(words.confidence_sentence(match))
        self.cover.show_cover(match.album or words.title_of(match))
        self.show_details(match, Details())

    def show_details(self, match: Match, details: Details) -> None:
        """Add what the catalogue says."""
        line = " · ".join(part for part in (match.album or "", details.year) if part)
        self.album.setText(line)
        self.album.setVisible(bool(line))
        self.explicit.setVisible(details.explicit)
        if details.cover_url:
            self.cover.show_cover(match.album or words.title_of(match), details.cover_url)

    def set_favourite(self, on: bool) -> None:
        """Show a state that is already stored."""
        self.favourite.blockSignals(True)
        self.favourite.setChecked(on)
        self.favourite.blockSignals(False)
        self._name_favourite(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack when narrow."""
        super().resizeEvent(event)
        stacked = event.size().width() < _STACKED_BELOW
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if stacked else across)
        self.cover.set_side(_COVER_NARROW if stacked else _COVER)

    def _show_favourite(self, on: bool) -> None:
        self._name_favourite(on)
        self.favourite_changed.emit(on)

    def _name_favourite(self, on: bool) -> None:
        self.favourite.show_icon("heart-filled" if on else "heart")
        self.favourite.rename(self.tr("Remove from favourites") if on else self.tr("Add to favourites"))
