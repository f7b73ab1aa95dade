"""The top of a page about an artist, an album or a track: picture, name, facts, and whether it can be recognised."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from spotgui.ui import formats
from spotgui.ui.album_art.cover import Cover
from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.catalog.links import Links
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import holder, row
from spotgui.ui.widgets.text import label

_SIDE = 176
_SIDE_NARROW = 104
_NARROW = 560


class Masthead(QWidget):
    """Cover at the left, words at the right; a smaller cover when there is little room.

    Parameters
    ----------
    person : bool
        A round picture.
    """

    def __init__(self, covers: CoverLoader, *, person: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = person
        self.cover = Cover(covers, _SIDE, _SIDE // 2 if person else tokens.RADIUS_LARGE)
        self.kind = label("", "caption", wrap=False)
        self.name = label("", "display", selectable=True)
        self.links = Links()
        self.facts = label("", "muted", selectable=True)
        self._sign = IconLabel("listen", 18, "accent")
        self._words = label("", "muted")
        self._recognisable = holder(row(self._sign, self._words))
        self.extra = QVBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(tokens.HALF)
        words.addStretch(1)
        for part in (self.kind, self.name, self.links, self.facts):
            words.addWidget(part)
        words.addSpacing(tokens.HALF)
        words.addWidget(self._recognisable)
        words.addLayout(self.extra)
        words.addStretch(1)
        self._recognisable.layout().setStretch(1, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SECTION)
        self._box.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(words, 1)

    def show_words(self, kind: str, name: str, facts: str) -> None:
        """Show what it is, its name, and a line about it."""
        self.kind.setText(kind)
        self.name.setText(name)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))

    def say_recognisable(self, known: int, total: int) -> None:
        """Say how many of the tracks the index holds."""
        if total == 0:
            text = self.tr("No tracks are known")
        elif known == total:
            text = self.tr("Can be recognised") if total == 1 else self.tr("All tracks can be recognised")
        elif known == 0:
            text = self.tr("Cannot be recognised: no fingerprint is imported")
        else:
            text = self.tr("{known} of {total} tracks can be recognised").format(
                known=formats.count(known), total=formats.count(total)
            )
        self._words.setText(text)
        self._sign.show_icon("listen" if known else "info", "accent" if known else "muted")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A smaller picture in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        side = _SIDE_NARROW if narrow else _SIDE
        self.cover.set_side(side)
        self._box.setSpacing(tokens.GAP if narrow else tokens.SECTION)
