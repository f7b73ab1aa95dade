"""The base of every page: a title, its buttons, and a centred column that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from spotgui.ui.context import AppContext
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.text import ElidedLabel


class Page(QWidget):
    """A page of the main window; made when it is first opened, then kept.

    Parameters
    ----------
    ctx : AppContext
    title : str
        Shown at the top and by screen readers; empty for a page that is its own title.
    scrolls : bool
        True: `body` is a column that scrolls as a whole. False: `body` fills the page, for tables that scroll
        themselves.
    width : int
        The column grows no wider than this, device-independent pixels.

    Attributes
    ----------
    body : QVBoxLayout
        Put the content here.
    actions : QHBoxLayout
        Buttons at the right of the title.
    subject : str
        What the window's title says; change it with `tell`.
    """

    titled = Signal()

    def __init__(
        self, ctx: AppContext, title: str = "", *, scrolls: bool = True, width: int = tokens.PAGE_WIDTH
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._width = width
        self.subject = title
        self.title = ElidedLabel(title, "display")
        self.actions = QHBoxLayout()
        self.actions.setSpacing(tokens.GRID)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.SECTION)
        self._column = QWidget()
        self._column.setObjectName("pageBody")
        self._column.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SECTION)
        if title:
            self._header = QWidget()
            line = QHBoxLayout(self._header)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(tokens.GRID)
            line.addWidget(self.title, 1)
            line.addLayout(self.actions)
            inside.addWidget(self._header)
        inside.addLayout(self.body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area: QScrollArea | None = None
        if scrolls:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(self._column)
            outer.addWidget(area)
            self._area = area
        else:
            outer.addWidget(self._column)

    def tell(self, subject: str) -> None:
        """Say in the window's title what the page shows: a song, a state."""
        if subject != self.subject:
            self.subject = subject
            self.titled.emit()

    def scroll_to_top(self) -> None:
        """Show the beginning, for a page that shows something new."""
        if self._area:
            self._area.verticalScrollBar().setValue(0)

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll as far as needed to see a part of the page."""
        if self._area:
            self._area.ensureWidgetVisible(part, 0, tokens.MARGIN)

    def open(self, argument: object) -> None:
        """Called whenever the page comes to the front; override to load what it shows."""

    def leave(self) -> None:
        """Called when another page comes to the front; override to stop what only matters while it is seen."""

    def first_focus(self) -> QWidget | None:
        """Override to say which widget gets the keyboard when the page opens."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred and its margins on the grid."""
        super().resizeEvent(event)
        margin = tokens.MARGIN_NARROW if self.width() < tokens.NARROW else tokens.MARGIN
        side = max(margin, (self.width() - self._width) // 2)
        self._column.layout().setContentsMargins(side, margin, side, margin)
