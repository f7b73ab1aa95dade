"""Buttons: one primary a page, plain and quiet ones beside it, icons with a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from spotgui.ui.theme import tokens
from spotgui.ui.theme.icons import icon

_ICON_ROLE = {"primary": "on_accent", "quiet": "accent", "danger": "bad", "": "text"}


class Button(QPushButton):
    """A button with a word, and perhaps an icon that keeps the palette's colour.

    Parameters
    ----------
    kind : str
        "primary" (one a page), "quiet" (no border), "danger" (deletes), or empty.
    """

    def __init__(self, text: str, kind: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(tokens.ICON + tokens.HALF, tokens.ICON))
        self._icon_name = icon_name
        self._tint()

    def show_icon(self, icon_name: str) -> None:
        """Take another icon."""
        self._icon_name = icon_name
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_icon_name"):
            self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            self.setIcon(icon(self._icon_name, _ICON_ROLE[self.property("kind")], gap=tokens.HALF))


class IconButton(QToolButton):
    """An icon alone: its name is its tool tip and what a screen reader says.

    Parameters
    ----------
    role : str
        Colour of the palette; `active` that of the checked state.
    """

    def __init__(
        self, icon_name: str, name: str, *, role: str = "text", active: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._role, self._active = icon_name, role, active
        self.setIconSize(QSize(tokens.ICON, tokens.ICON))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(tokens.CONTROL_HEIGHT, tokens.CONTROL_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rename(name)
        self._tint()

    def rename(self, name: str) -> None:
        """Say something else, for a button whose meaning changes."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def show_icon(self, icon_name: str) -> None:
        """Take another icon."""
        self._icon_name = icon_name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_active"):
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon_name, self._role, self._active))
