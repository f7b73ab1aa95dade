"""Artists, albums and tracks in the order in which they are shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from spotgui.ui.catalog.entry import Entry
from spotgui.ui.models.paged_model import PagedModel


class EntryModel(PagedModel):
    """One column of `Entry`; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([""], parent)

    def cell(self, row: Entry, column: int, role: int) -> Any:
        """The title; for a screen reader everything that is painted."""
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
        if index.isValid() and not self.rows[index.row()].opens:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
