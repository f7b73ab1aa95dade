"""Artists, albums and tracks in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from spotgui.ui.catalog.entry import Entry
from spotgui.ui.models.paged_model import Paging, Role


class EntryModel(Paging, QStringListModel):
    """A list of `Entry`; headings cannot be chosen.

    The rows are counted by Qt's own list: a view that lays itself out asks for the count once a row, and from Python
    that would be 5 us each, for every row again whenever a page comes.
    """

    wanted = Signal(object)
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prepare_paging()

    def _set_rows(self, rows: list[Entry]) -> None:
        self._rows = rows
        self.setStringList([""] * len(rows))

    def _add_rows(self, rows: Sequence[Entry]) -> None:
        first = len(self._rows)
        self._rows.extend(rows)
        self.insertRows(first, len(rows))

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; for a screen reader everything that is painted; `Role.ROW` gives the entry."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = self.tr("can be recognised") if row.recognisable else ""
            return ", ".join(part for part in (row.number, row.title, row.subtitle, row.meta, mark) if part)
        if role == Qt.ItemDataRole.ToolTipRole and row.opens:
            mark = self.tr("Can be recognised") if row.recognisable else ""
            return "\n".join(part for part in (row.title, row.subtitle, mark) if part)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Only what opens can be chosen."""
        if not index.isValid() or not self.rows[index.row()].opens:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
