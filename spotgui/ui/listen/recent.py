"""What was heard last, under the button while nothing is going on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from spotgui.history.entries import Entry, EntryKind, HistoryQuery
from spotgui.ui import formats
from spotgui.ui.album_art.cover import Cover
from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from spotgui.history.store import HistoryStore

SHOWN = 3
_COVER = 5 * tokens.GRID


def last_songs(store: HistoryStore) -> list[Entry]:
    """A question for `HistoryService.read`."""
    return [entry for entry in store.entries(HistoryQuery(kind=EntryKind.RECOGNISED), limit=SHOWN) if entry.track_id]


class RecentRow(QWidget):
    """A song and when it was heard; `chosen` carries its track's id."""

    chosen = Signal(str)

    def __init__(self, covers: CoverLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._cover = Cover(covers, _COVER, tokens.HALF)
        self._title, self._artists = ElidedLabel(), ElidedLabel("", "caption")
        self._when = label("", "caption", wrap=False)
        self.show_track = IconButton("forward", "")
        self.show_track.clicked.connect(self._choose)
        line = row(gap=tokens.GRID + tokens.HALF)
        line.addWidget(self._cover)
        line.addLayout(column(self._title, self._artists, gap=0), 1)
        line.addWidget(self._when)
        line.addWidget(self.show_track)
        self.setLayout(line)

    def show_entry(self, entry: Entry) -> None:
        """Show a song."""
        self._id = entry.track_id or ""
        title = entry.title or self._id
        self._cover.show_cover(entry.album or title)
        self._title.setText(title)
        self._artists.setText(", ".join(entry.artists))
        self._when.setText(formats.moment(entry.last_heard_at))
        self.show_track.rename(self.tr("Show {title} in the catalogue").format(title=title))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._id)


class Recent(QWidget):
    """Nothing before the first song."""

    chosen = Signal(str)

    def __init__(self, covers: CoverLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [RecentRow(covers) for _ in range(SHOWN)]
        for line in self._rows:
            line.chosen.connect(self.chosen)
        self.setLayout(column(label(self.tr("Heard last"), "caption"), *self._rows, gap=tokens.GRID))
        self._entries: Sequence[Entry] = ()
        self._limit = SHOWN

    @property
    def empty(self) -> bool:
        """Is there nothing to show?"""
        return not self._entries

    def limit(self, rows: int) -> None:
        """Show no more than this, in a low window."""
        self._limit = rows
        self._fill()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other songs."""
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        shown = self._entries[: self._limit]
        for at, line in enumerate(self._rows):
            line.setVisible(at < len(shown))
            if at < len(shown):
                line.show_entry(shown[at])
