"""A list that gets its rows page by page from a worker, so that millions of rows cost what is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

PAGE = 100
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a delegate and a view ask for beyond the text."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that the model would like to have.

    Attributes
    ----------
    generation : int
        Given back with the page: an answer to an earlier question is dropped.
    offset, limit : int
        Which rows.
    """

    generation: int
    offset: int
    limit: int


class Paging:
    """Rows that are asked for by the signal `wanted` and delivered to `take`; a part of a model.

    The model asks when a view comes near the end of what it has, never twice for the same page, and forgets answers
    to earlier questions. A class with this part has the signals `wanted` and `settled`, and says how rows are set and
    added.
    """

    def _prepare_paging(self) -> None:
        self._rows: list[Any] = []
        self._generation = 0
        self._more = False
        self._asking = False
        self._replacing = False

    def _set_rows(self, rows: list[Any]) -> None:
        raise NotImplementedError

    def _add_rows(self, rows: Sequence[Any]) -> None:
        raise NotImplementedError

    @property
    def generation(self) -> int:
        """Grows with every `restart`."""
        return self._generation

    @property
    def complete(self) -> bool:
        """True when no more rows are to come."""
        return not self._more and not self._asking

    @property
    def rows(self) -> Sequence[Any]:
        """The rows that have arrived."""
        return self._rows

    def restart(self, first: Sequence[Any] | None = None, *, more: bool = False) -> None:
        """Forget all rows and ask for the first page, unless it is given with the question.

        Parameters
        ----------
        more : bool
            Rows follow on the first ones that are given.
        """
        self._generation += 1
        self._more = more or first is None
        self._asking = self._replacing = False
        self._set_rows(list(first or ()))
        if first is None:
            self.fetchMore()
        else:
            self.settled.emit()

    def refresh(self, *, keep_length: bool = False) -> None:
        """Ask anew; the old rows stay until the new ones are there, so that nothing flickers.

        Parameters
        ----------
        keep_length : bool
            Ask for as many rows as there are, so that a view can stay where it is.
        """
        self._generation += 1
        self._asking = self._replacing = True
        limit = max(PAGE, len(self._rows)) if keep_length else PAGE
        self.wanted.emit(Wanted(self._generation, 0, limit))

    def take(self, asked: Wanted, rows: Sequence[Any]) -> None:
        """Append a page; a short one is the last."""
        if asked.generation != self._generation or (asked.offset != len(self._rows) and not self._replacing):
            return
        if self._replacing:
            self._replacing = False
            self._set_rows(list(rows))
        elif rows:
            self._add_rows(rows)
        # only now: a view told of the insertion may ask for more before the rows are in
        self._asking = False
        self._more = len(rows) >= asked.limit
        self.settled.emit()

    def give_up(self, asked: Wanted) -> None:
        """The page cannot be had; what has arrived stays."""
        if asked.generation == self._generation:
            self._asking = self._more = self._replacing = False
            self.settled.emit()

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> bool:
        """True unless the end is known; False while a page is on its way, so that nobody asks twice."""
        return not parent.isValid() and self._more and not self._asking

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asking = True
            self.wanted.emit(Wanted(self._generation, len(self._rows), PAGE))


class PagedModel(Paging, QAbstractTableModel):
    """A table whose rows come in pages; a subclass names its columns and says what is in a cell (`cell`)."""

    wanted = Signal(object)
    settled = Signal()

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._prepare_paging()

    def _set_rows(self, rows: list[Any]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _add_rows(self, rows: Sequence[Any]) -> None:
        self.beginInsertRows(_NO_PARENT, len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def remove(self, numbers: Sequence[int]) -> None:
        """Take rows out that are gone from the database."""
        for number in sorted(set(numbers), reverse=True):
            self.beginRemoveRows(_NO_PARENT, number, number)
            del self._rows[number]
            self.endRemoveRows()

    def replace(self, number: int, row: Any) -> None:
        """Show another value of a row."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))

    def cell(self, row: Any, column: int, role: int) -> Any:
        """What a cell says; for a subclass to answer."""
        raise NotImplementedError

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Rows that have arrived."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """As many as headings."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Ask the subclass; `Role.ROW` gives the whole row."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        row = self._rows[index.row()]
        return row if role == Role.ROW else self.cell(row, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None
