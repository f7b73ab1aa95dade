"""The base of the small windows: heading, content, a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spotgui.ui.theme import tokens
from spotgui.ui.widgets.text import label


class Dialog(QDialog):
    """Deletes itself when closed; put content into `body`, buttons into `buttons`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.MARGIN)
        outer.setSpacing(tokens.GAP)
        outer.addWidget(label(title, "heading"))
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.GAP)
        outer.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(tokens.GRID)
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def add_button(self, button: QPushButton) -> QPushButton:
        """Put a button at the right of the last row."""
        self.buttons.addWidget(button)
        return button
