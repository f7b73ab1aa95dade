"""What a page shows when there is nothing yet: a positive sentence and the one useful button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import column, holder, row
from spotgui.ui.widgets.text import label

_WIDTH = 440


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
        center = Qt.AlignmentFlag.AlignHCenter
        middle = holder(column(gap=tokens.GAP))
        middle.setMaximumWidth(_WIDTH)
        words = middle.layout()
        words.addWidget(self.icon, 0, center)
        for text in (self.heading, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(text)
        words.addSpacing(tokens.GRID)
        words.addWidget(self.action, 0, center)
        # stretched, not aligned: an aligned column of wrapped text gets too little height
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        self.setLayout(column(2, across, 3, gap=0, margin=tokens.GAP))
        self.action.setVisible(bool(action))

    def say(self, heading: str, sentence: str, action: str = "") -> None:
        """Show other words."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
