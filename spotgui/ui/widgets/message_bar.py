"""The bar that shows messages at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from spotgui.ui.announce import announce
from spotgui.ui.messages import Message, Tone
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.text import label

_SHOWN_MS = 6000
_ICONS = {
    Tone.INFO: ("info", "accent"),
    Tone.GOOD: ("check", "good"),
    Tone.WARN: ("warning", "warn"),
    Tone.BAD: ("error", "bad"),
}


class MessageBar(QFrame):
    """One message at a time: icon, sentence, its button, a cross."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._route = ""
        self._icon = IconLabel("info")
        self._text = label("")
        self._action = Button("", "quiet")
        self._close = IconButton("close", self.tr("Close this message"))
        self._action.clicked.connect(self._ask)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.GAP, tokens.HALF, tokens.HALF, tokens.HALF)
        layout.setSpacing(tokens.GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show a message instead of the one before."""
        self._icon.show_icon(*_ICONS[message.tone])
        self._text.setText(message.text)
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        self._route = message.route
        self._timer.stop()
        if not message.lasting:
            self._timer.start(_SHOWN_MS)
        self.show()
        announce(self, message.text, urgent=message.tone is Tone.BAD)

    @Slot()
    def _ask(self) -> None:
        self.hide()
        self.asked.emit(self._route)
