"""Files that were found, each with a tick or a cross and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from spotgui.importer.inspection import SHARDS, FileKind, FileState, FoundFile, shard_number
from spotgui.ui import formats
from spotgui.ui.models.paged_model import Role
from spotgui.ui.theme.icons import icon

_NO_PARENT = QModelIndex()
_NO_HARM = (FileState.TWICE, FileState.NOT_NEEDED, FileState.DOWNLOADING, FileState.LIBRARY)


class Column(IntEnum):
    """Columns, in the order in which they stand."""

    NAME = 0
    WORDS = 1
    SIZE = 2


class FoundFilesModel(QAbstractTableModel):
    """Rows are `FoundFile`; at most some hundred, all in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[FoundFile, ...] = ()
        self._headings = (self.tr("File"), self.tr("What it is"), self.tr("Size"))
        self._icons: dict[str, QIcon] = {}
        self.repaint_icons()

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """What is shown."""
        return self._files

    def show_files(self, files: Sequence[FoundFile]) -> None:
        """Show other files."""
        self.beginResetModel()
        self._files = tuple(files)
        self.endResetModel()

    def repaint_icons(self) -> None:
        """Follow another palette."""
        self._icons = {"good": icon("check", "good"), "warn": icon("warning", "warn"), "bad": icon("close", "bad")}
        if self._files:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._files) - 1, 0))

    def words(self, file: FoundFile) -> str:
        """What a file is, or why it cannot be imported."""
        match file.state:
            case FileState.GOOD | FileState.NAME_LIES:
                return self._good_words(file)
            case FileState.TWICE:
                return self.tr("The same as {name}; one is enough").format(name=file.detail)
            case FileState.TRUNCATED:
                return self.tr("Cut off before its end: download it again")
            case FileState.DOWNLOADING:
                return self.tr("Still downloading: look again when it is complete")
            case FileState.EMPTY:
                return self.tr("Empty: download it again")
            case FileState.UNREADABLE:
                return self.tr("Cannot be read ({reason})").format(reason=file.detail)
            case FileState.NOT_NEEDED:
                return self.tr("Audio features: not needed")
            case FileState.LIBRARY:
                return self.tr("A library of this program: take it over on the Library page")
        return self.tr("Not a file of the dump")

    def tone(self, file: FoundFile) -> str:
        """ "good", "warn" or "bad"."""
        if not file.usable:
            return "warn" if file.state in _NO_HARM else "bad"
        return "warn" if file.lost_twin else "good"

    def _good_words(self, file: FoundFile) -> str:
        if file.kind is FileKind.METADATA:
            return self.tr("Metadata: titles, artists, albums")
        if file.kind is FileKind.SONGFIND:
            return self.tr("Database of songfind: its fingerprints")
        number = shard_number(file.shard)
        words = (
            self.tr("Shard {shard}, {n} of {count}").format(shard=file.shard, n=number, count=SHARDS)
            if number
            else self.tr("Analyses")
        )
        if file.state is FileState.NAME_LIES:
            words += self.tr("; its name says {name}, its contents count").format(name=file.detail)
        if file.lost_twin:
            words += self.tr("; {twin} has the same name on this disk and was overwritten").format(twin=file.lost_twin)
        return words

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """One a file."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Name, words, size."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and sign."""
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        file = self._files[index.row()]
        if role == Role.ROW:
            return file
        if role == Qt.ItemDataRole.DecorationRole and index.column() == Column.NAME:
            return self._icons[self.tone(file)]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{file.path}\n{self.words(file)}"
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NAME:
            good = self.tr("can be imported") if file.usable else self.tr("cannot be imported")
            return f"{file.path.name}, {good}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return (file.path.name, self.words(file), formats.size(file.bytes))[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None
