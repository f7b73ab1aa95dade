"""The history as a table."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from spotgui.history.entries import Entry, EntryKind, Sort
from spotgui.ui import formats
from spotgui.ui.models.paged_model import PagedModel
from spotgui.ui.theme import palettes
from spotgui.ui.theme.icons import icon


class Column(IntEnum):
    """Columns, in the order in which they stand."""

    FAVOURITE = 0
    TITLE = 1
    ARTIST = 2
    ALBUM = 3
    HEARD = 4
    TIMES = 5
    CONFIDENCE = 6


SORTS = {
    Column.TITLE: Sort.TITLE,
    Column.ARTIST: Sort.ARTIST,
    Column.ALBUM: Sort.ALBUM,
    Column.HEARD: Sort.HEARD,
    Column.TIMES: Sort.TIMES,
    Column.CONFIDENCE: Sort.CONFIDENCE,
}


class HistoryModel(PagedModel):
    """Rows are `Entry`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([""] * len(Column), parent)
        self._headings = (
            "",
            self.tr("Title"),
            self.tr("Artist"),
            self.tr("Album"),
            self.tr("Heard"),
            self.tr("Times"),
            self.tr("How sure"),
        )
        self._confidence = {
            "certain": self.tr("Certain"),
            "likely": self.tr("Very likely"),
            "unsure": self.tr("Not sure"),
        }
        self._hearts = _hearts()

    def repaint_icons(self) -> None:
        """Follow another palette."""
        self._hearts = _hearts()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def title_of(self, entry: Entry) -> str:
        """What stands for an entry, also for one without a title."""
        if entry.title:
            return entry.title
        if entry.kind is EntryKind.UNKNOWN:
            return self.tr("Not recognised")
        return entry.track_id or self.tr("Untitled")

    def cell(self, row: Entry, column: int, role: int) -> Any:
        """Text, favourite sign, and the whole in the tool tip."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == Column.FAVOURITE:
            return self._hearts[row.favourite]
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.FAVOURITE:
            return self.tr("Favourite") if row.favourite else self.tr("Not a favourite")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.ForegroundRole and row.kind is EntryKind.UNKNOWN:
            return palettes.current().color("muted")
        if role == Qt.ItemDataRole.FontRole and row.wrong:
            struck = QFont()
            struck.setStrikeOut(True)
            return struck
        if role == Qt.ItemDataRole.TextAlignmentRole and column == Column.TIMES:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names; the first column has none to see."""
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.FAVOURITE:
            return self.tr("Favourite")
        return super().headerData(section, orientation, role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows can be chosen; editing is done in a dialog."""
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _text(self, row: Entry, column: int) -> str:
        match column:
            case Column.TITLE:
                return self.tr("One of these") if row.one_of else self.title_of(row)
            case Column.ARTIST:  # a title alone would be cut off before the first name
                return "; ".join(row.one_of) or ", ".join(row.artists)
            case Column.ALBUM:
                return row.album or ""
            case Column.HEARD:
                return formats.moment(row.last_heard_at)
            case Column.TIMES:
                return formats.count(row.count) if row.count > 1 else ""
            case Column.CONFIDENCE:
                return self.tr("Wrong match") if row.wrong else self._confidence.get(row.confidence or "", "")
        return ""

    def _tip(self, row: Entry) -> str:
        later = formats.moment(row.resolved_at) if row.resolved_at else ""
        parts = [
            self.title_of(row),
            ", ".join(row.artists),
            row.album or "",
            self._where(row),
            self.tr("Recognised later: {date}").format(date=later) if later else "",
            "\n".join((self.tr("One of these:"), *row.one_of)) if row.one_of else "",
            self.tr("Kept to be tried again") if row.has_snippet else "",
            row.note,
        ]
        return "\n".join(part for part in parts if part)

    def _where(self, row: Entry) -> str:
        source = row.source_name or str(row.source)
        if row.offset_s is not None:
            return self.tr("At {time} of {source}").format(time=formats.clock(row.offset_s), source=source)
        return self.tr("Listened for {seconds} s to {source}").format(seconds=round(row.seconds), source=source)


def _hearts() -> dict[bool, QIcon]:
    return {True: icon("heart-filled", "accent"), False: icon("heart", "outline")}
