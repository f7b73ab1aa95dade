"""The navigation: a sidebar in a wide window, a rail of icons in a middling one, a bar at the foot of a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from spotgui.ui.navigation import Route
from spotgui.ui.pages import PageSpec
from spotgui.ui.theme import tokens
from spotgui.ui.theme.icons import icon

_SIDEBAR_WIDTH = 200
_RAIL_WIDTH = 96
_BOTTOM_HEIGHT = 64
_ICON = 24


class Shape(StrEnum):
    """How the navigation is laid out."""

    SIDEBAR = "sidebar"
    RAIL = "rail"
    BOTTOM = "bottom"


class NavigationBar(QFrame):
    """One checkable button a page; `chosen` carries its route."""

    chosen = Signal(object)
    help_wanted = Signal(object)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = [p for p in pages if p.title]
        self._buttons: dict[Route, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._shape: Shape | None = None
        for page in self._pages:
            button = QToolButton()
            button.setText(QCoreApplication.translate("navigation", page.title))
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setProperty("route", page.route)
            self._buttons[page.route] = button
            self._group.addButton(button)
            self._layout.addWidget(button)
        self._help = self._make_help()
        self._layout.addWidget(self._help)
        self._spring = QWidget()
        self._layout.insertWidget(len(self._pages) - 1, self._spring, 1)
        self._group.buttonClicked.connect(self._choose)
        self.take_shape(Shape.SIDEBAR)

    def _make_help(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Help"))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._ask_help)
        return button

    def take_shape(self, shape: Shape) -> None:
        """Lay out for the width of the window."""
        if shape is self._shape:
            return
        self._shape = shape
        self.setProperty("shape", str(shape))
        bottom, beside = shape is Shape.BOTTOM, shape is Shape.SIDEBAR
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if bottom else QBoxLayout.Direction.TopToBottom)
        edge = tokens.HALF if bottom else tokens.GRID if shape is Shape.RAIL else tokens.GAP
        self._layout.setContentsMargins(edge, edge if bottom else tokens.GAP, edge, edge if bottom else tokens.GAP)
        self._layout.setSpacing(0 if bottom else tokens.HALF)
        self._spring.setVisible(not bottom)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if beside else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        for button in self._all:
            button.setToolButtonStyle(style)
            button.setIconSize(QSize(_ICON + (tokens.GRID if beside else 0), _ICON))
            button.setMinimumHeight(44 if beside else 54)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(0)
        if bottom:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
            self.setFixedHeight(_BOTTOM_HEIGHT)
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16777215)
            self.setFixedWidth(_SIDEBAR_WIDTH if beside else _RAIL_WIDTH)
        self._tint()
        for widget in (self, *self._all):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    @property
    def _all(self) -> list[QToolButton]:
        return [*self._buttons.values(), self._help]

    def mark(self, route: Route | None) -> None:
        """Show which page is open."""
        button = self._buttons.get(route) if route else None
        if button:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self._buttons.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_spring"):
            self._tint()

    def _tint(self) -> None:
        gap = tokens.GRID if self._shape is Shape.SIDEBAR else 0
        for page in self._pages:
            self._buttons[page.route].setIcon(icon(page.icon, "muted", "accent", gap, _ICON))
        self._help.setIcon(icon("help", "muted", gap=gap, size=_ICON))

    @Slot(QToolButton)
    def _choose(self, button: QToolButton) -> None:
        self.chosen.emit(Route(button.property("route")))

    @Slot()
    def _ask_help(self) -> None:
        self.help_wanted.emit(self._help)
