"""A list or grid of the catalogue: arrow keys walk, Enter or a click opens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from spotgui.ui.album_art.thumbnails import Thumbnails
from spotgui.ui.catalog.delegates import LineDelegate, TileDelegate
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.models.paged_model import Role
from spotgui.ui.theme import tokens


class EntryList(QListView):
    """Shows an `EntryModel`; `chosen` carries the entry.

    Parameters
    ----------
    name : str
        What a screen reader calls it.
    tiles : bool
        A grid of covers instead of lines.
    uniform : bool
        All lines are of one height, for a list that may be long.
    """

    chosen = Signal(object)

    def __init__(
        self,
        model: EntryModel,
        thumbnails: Thumbnails,
        name: str,
        *,
        tiles: bool = False,
        uniform: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(
            TileDelegate(thumbnails, self) if tiles else LineDelegate(thumbnails, self, uniform=uniform)
        )
        self.setUniformItemSizes(tiles or uniform)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(3 * tokens.GRID)
        if tiles:
            self.setViewMode(QListView.ViewMode.IconMode)
            self.setMovement(QListView.Movement.Static)
            self.setSpacing(0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(20 * tokens.GRID)
        self.clicked.connect(self._open)
        thumbnails.arrived.connect(self.viewport().update)

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines in the smallest window."""
        return QSize(240, 20 * tokens.GRID)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first line is marked, so that one sees where the keys work."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((number for number, entry in enumerate(self.model().rows) if entry.opens), None)
            if first is not None:
                self.setCurrentIndex(self.model().index(first, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(Role.ROW).opens:
            self.chosen.emit(index.data(Role.ROW))
