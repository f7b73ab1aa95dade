"""A field for searching that leaves the window's keys to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from spotgui.ui import keys

_OURS = tuple(QKeySequence(key) for key in (keys.EXPORT, keys.FIND, keys.LISTEN))


class SearchEdit(QLineEdit):
    """Under X11 a field takes Ctrl+E for "end of the line"; here it exports, as everywhere on the page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Do not claim the keys that mean something else."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and QKeySequence(event.keyCombination()) in _OURS:
            event.ignore()
            return True
        return super().event(event)
