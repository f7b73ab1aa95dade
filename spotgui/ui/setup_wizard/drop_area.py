"""Where files and folders can be dropped, with the buttons for those who would rather choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QWidget

from spotgui.ui.theme import palettes, tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Flow, column, holder, row
from spotgui.ui.widgets.text import label


class DropArea(QFrame):
    """A dashed frame; `dropped` carries the paths, however they came."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._over = False
        self.setAccessibleName(self.tr("Drop files and folders here"))
        self.folder = Button(self.tr("Choose a folder…"), icon_name="folder")
        self.files = Button(self.tr("Choose files…"), icon_name="import")
        self.folder.clicked.connect(self._choose_folder)
        self.files.clicked.connect(self._choose_files)
        words = row(
            IconLabel("folder", 24, "accent"), label(self.tr("Drop the folder with your downloads here, or choose it."))
        )
        words.setStretch(1, 1)
        self.setLayout(
            column(words, holder(Flow(self.folder, self.files)), gap=tokens.GAP, margin=tokens.GAP + tokens.HALF)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the paths."""
        self._over = False
        self.update()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame, filled while something is held over it."""
        palette = palettes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(palette.color("accent" if self._over else "outline"), 2 if self._over else 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(palette.color("accent_soft" if self._over else "surface"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, tokens.RADIUS_LARGE, tokens.RADIUS_LARGE)

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder with your downloads"), str(Path.home()))
        if name:
            self.dropped.emit([Path(name)])

    @Slot()
    def _choose_files(self) -> None:
        kinds = self.tr("Dumps (*.zst *.jsonl *.sqlite3 *.sqlite *.db *.duckdb);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Files of the dump"), str(Path.home()), kinds)
        if names:
            self.dropped.emit([Path(name) for name in names])
