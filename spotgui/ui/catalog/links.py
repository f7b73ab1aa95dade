"""Names that lead to a page, side by side: the artists of a track, the album it is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from spotgui.ui.navigation import Route
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import Flow


class Links(QWidget):
    """One button a name; `followed` carries route and id."""

    followed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(gap=tokens.GAP)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_links(self, links: Sequence[tuple[str, Route, str]]) -> None:
        """Show other names; each with the page and the id it leads to."""
        while self._flow.count():
            self._flow.takeAt(0).widget().deleteLater()
        for name, route, key in links:
            button = QPushButton(name.replace("&", "&&"))
            button.setProperty("kind", "link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("route", str(route))
            button.setProperty("key", key)
            button.clicked.connect(self._follow)
            self._flow.addWidget(button)
        self.setVisible(bool(links))
        self.updateGeometry()

    @Slot()
    def _follow(self) -> None:
        button = self.sender()
        self.followed.emit(Route(button.property("route")), button.property("key"))
