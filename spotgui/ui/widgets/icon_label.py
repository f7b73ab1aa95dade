"""An icon that only decorates: the words beside it say what it means."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.ui.theme import icons, palettes


class IconLabel(QWidget):
    """Paints an icon in a colour of the palette; screen readers pass it by."""

    def __init__(self, icon_name: str, size: int = 20, role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._role = icon_name, size, role
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("decoration", True)

    def show_icon(self, icon_name: str, role: str | None = None) -> None:
        """Another icon, perhaps in another colour."""
        self._name = icon_name
        self._role = role or self._role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it at the screen's own resolution."""
        color = palettes.current().color(self._role)
        picture = icons.pixmap(self._name, color, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)
