"""The shards that were ever imported, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.status import Rejection
from spotgui.ui import formats
from spotgui.ui.models.paged_model import PagedModel
from spotgui.ui.theme.icons import icon


class Column(IntEnum):
    """Columns, in the order in which they stand."""

    NAME = 0
    STATE = 1
    TRACKS = 2
    REJECTED = 3
    SIZE = 4


class ShardModel(PagedModel):
    """Rows are `ShardRecord`; those that need attention come first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([""] * len(Column), parent)
        self._headings = (
            self.tr("Shard"),
            self.tr("State"),
            self.tr("Tracks"),
            self.tr("Failed lines"),
            self.tr("Size"),
        )
        self._rejections: Sequence[Rejection] = ()
        self.repaint_icons()

    def show_shards(self, shards: Sequence[ShardRecord], rejections: Sequence[Rejection] = ()) -> None:
        """Show other shards, and why lines of them were rejected."""
        self._rejections = rejections
        order = {ShardState.FAILED: 0, ShardState.INCOMPLETE: 1, ShardState.IMPORTING: 2, ShardState.IMPORTED: 3}
        self.restart(sorted(shards, key=lambda shard: (order[shard.state], shard.name.swapcase())))

    def repaint_icons(self) -> None:
        """Follow another palette."""
        self._icons = {
            ShardState.IMPORTED: icon("check", "good"),
            ShardState.INCOMPLETE: icon("warning", "warn"),
            ShardState.FAILED: icon("error", "bad"),
            ShardState.IMPORTING: icon("import", "accent"),
        }
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def words(self, shard: ShardRecord) -> str:
        """Its state, with the reason where there is one, and what was wrong with lines that failed."""
        names = {
            ShardState.IMPORTED: self.tr("Imported"),
            ShardState.INCOMPLETE: self.tr("Incomplete"),
            ShardState.FAILED: self.tr("Failed"),
            ShardState.IMPORTING: self.tr("Stopped in the middle"),
        }
        name = names[shard.state]
        words = f"{name}: {shard.reason}" if shard.reason else name
        why = ", ".join(of.reason for of in self._rejections if of.shard == shard.name)
        return self.tr("{state}; failed lines: {reasons}").format(state=words, reasons=why) if why else words

    def cell(self, row: ShardRecord, column: int, role: int) -> Any:
        """Text and sign."""
        if role == Qt.ItemDataRole.DecorationRole and column == Column.NAME:
            return self._icons[row.state]
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= Column.TRACKS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.path}\n{self.words(row)}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column:
            case Column.NAME:
                return row.name
            case Column.STATE:
                return self.words(row)
            case Column.TRACKS:
                return formats.count(row.tracks)
            case Column.REJECTED:
                return formats.count(row.rejected) if row.rejected else ""
        return formats.size(row.bytes)
