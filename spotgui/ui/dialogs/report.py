"""A text to read and copy: system information, a crash report."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from spotgui.ui.announce import announce
from spotgui.ui.widgets.buttons import Button


class ReportView(QPlainTextEdit):
    """Read-only text in a fixed pitch."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.document().setDefaultFont(font)

    def sizeHint(self) -> QSize:
        """Some twelve lines."""
        return QSize(520, 240)


class CopyButton(Button):
    """Copies a view's text and says that it did."""

    def __init__(self, text: str, view: QPlainTextEdit) -> None:
        super().__init__(text, "", "copy")
        self._view = view
        self.clicked.connect(self._copy)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._view.toPlainText())
        self.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))
