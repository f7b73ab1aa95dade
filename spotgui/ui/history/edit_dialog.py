"""Changes the words of an entry."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from spotgui.history.entries import Edit, Entry
from spotgui.history.export import ARTIST_SEPARATOR
from spotgui.ui.dialogs.dialog import Dialog
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button


class EditDialog(Dialog):
    """Title, artists, album and a note; `edited` carries the entry's id and the `Edit`."""

    edited = Signal(int, object)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Edit entry"), parent)
        self._entry = entry
        self.title_field = QLineEdit(entry.title or "")
        self.artists = QLineEdit(ARTIST_SEPARATOR.join(entry.artists))
        self.artists.setPlaceholderText(self.tr("Several are separated by ;"))
        self.album = QLineEdit(entry.album or "")
        self.note = QPlainTextEdit(entry.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(12 * tokens.GRID)
        form = QFormLayout()
        form.setSpacing(tokens.GRID)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Title"), self.title_field)
        form.addRow(self.tr("&Artists"), self.artists)
        form.addRow(self.tr("Al&bum"), self.album)
        form.addRow(self.tr("&Note"), self.note)
        self.body.addLayout(form)
        cancel = self.add_button(Button(self.tr("Cancel")))
        save = self.add_button(Button(self.tr("Save"), "primary"))
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self._save)
        save.setDefault(True)
        self.resize(440, self.sizeHint().height())

    @Slot()
    def _save(self) -> None:
        artists = tuple(name.strip() for name in self.artists.text().split(";") if name.strip())
        edit = Edit(
            title=self.title_field.text().strip(),
            artists=artists,
            album=self.album.text().strip(),
            note=self.note.toPlainText().strip(),
        )
        self.edited.emit(self._entry.id, edit)
        self.accept()
