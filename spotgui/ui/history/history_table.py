"""The table of the history: rows as wide as the window, fewer columns when it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from spotgui.history.entries import Entry
from spotgui.ui.models.history_model import SORTS, Column, HistoryModel
from spotgui.ui.models.paged_model import Role
from spotgui.ui.theme import tokens

_SHOWN_FROM = {Column.HEARD: 400, Column.ALBUM: 700, Column.CONFIDENCE: 780, Column.TIMES: 860}
_SHARES = {Column.TITLE: 5, Column.ARTIST: 4, Column.ALBUM: 4}
_FIXED = {
    Column.FAVOURITE: 5 * tokens.GRID,
    Column.HEARD: 18 * tokens.GRID,
    Column.TIMES: 9 * tokens.GRID,
    Column.CONFIDENCE: 14 * tokens.GRID,
}


class HistoryTable(QTableView):
    """Sorts by a click on a heading (`sort_asked`); Enter or a double click opens (`opened`)."""

    opened = Signal(object)
    favourite_asked = Signal(object)
    menu_asked = Signal(object)
    sort_asked = Signal(object, bool)

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("History"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(18, 18))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(6 * tokens.GRID)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Column.HEARD, Qt.SortOrder.DescendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setAccessibleName(self.tr("Columns of the history"))
        header.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._click)

    def chosen(self) -> list[Entry]:
        """The selected entries, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.model().rows[row] for row in rows]

    def choose(self, ids: set[int]) -> None:
        """Select the entries with these ids."""
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        selection = QItemSelection()
        for number, entry in enumerate(self.model().rows):
            if entry.id in ids:
                selection.select(self.model().index(number, 0), self.model().index(number, len(Column) - 1))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(selection, flags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, least in _SHOWN_FROM.items():
            self.setColumnHidden(column, width < least)
        shown = [c for c in Column if not self.isColumnHidden(c)]
        free = width - sum(_FIXED.get(c, 0) for c in shown)
        parts = sum(_SHARES.get(c, 0) for c in shown)
        for column in shown:
            self.setColumnWidth(column, _FIXED.get(column) or max(free * _SHARES[column] // parts, 8 * tokens.GRID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected rows, also by the menu key."""
        if self.selectionModel().hasSelection():
            keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
            place = self.visualRect(self.currentIndex()).bottomLeft() if keyboard else event.pos()
            self.menu_asked.emit(self.viewport().mapToGlobal(place))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.column() != Column.FAVOURITE:
            self.opened.emit(index.data(Role.ROW))

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.FAVOURITE:
            self.favourite_asked.emit(index.data(Role.ROW))

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        sort = SORTS.get(Column(column))
        if sort is not None:
            self.sort_asked.emit(sort, order == Qt.SortOrder.DescendingOrder)
