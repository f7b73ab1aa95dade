"""What a page shows when there is nothing yet: a positive sentence and the one useful button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.text import label


class EmptyState(QWidget):
    """Centred icon, heading, sentence, button; the button is `action`."""

    def __init__(
        self, icon_name: str, heading: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.icon = IconLabel(icon_name, 48, "accent")
        self.heading = label(heading, "heading")
        self.sentence = label(sentence, "muted")
        self.action = Button(action, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.MARGIN, tokens.MARGIN, tokens.MARGIN, tokens.MARGIN)
        layout.setSpacing(tokens.GAP)
        layout.addStretch(2)
        layout.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self.heading, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setMinimumWidth(240)
            text.setMaximumWidth(440)
            layout.addWidget(text)
            layout.setAlignment(text, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(tokens.GRID)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.action.setVisible(bool(action))

    def say(self, heading: str, sentence: str, action: str = "") -> None:
        """Show other words."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
