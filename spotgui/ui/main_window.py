"""The window: navigation beside or below a stack of pages, messages at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from spotgui.ui.actions import WindowActions
from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Place, Route
from spotgui.ui.page import Page
from spotgui.ui.pages import PageSpec
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import holder
from spotgui.ui.widgets.message_bar import MessageBar
from spotgui.ui.widgets.navigation_bar import NavigationBar, Shape


class MainWindow(QMainWindow):
    """Shows places as the navigator goes to them; `closing` is emitted once, before the window is gone."""

    closing = Signal()

    def __init__(self, ctx: AppContext, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self.ctx = ctx
        self._specs = {spec.route: spec for spec in pages}
        self._pages: dict[Route, Page] = {}
        self._kept = False
        self.setWindowTitle("spotgui")
        self.setMinimumSize(QSize(480, 640))
        self.resize(1120, 760)
        self.navigation = NavigationBar(pages)
        self.stack = QStackedWidget()
        self.message_bar = MessageBar()
        content = holder(QVBoxLayout())
        content.layout().setSpacing(0)
        content.layout().addWidget(self.stack, 1)
        bar = QVBoxLayout()
        bar.setContentsMargins(tokens.GAP, 0, tokens.GAP, tokens.GRID)
        bar.addWidget(self.message_bar)
        content.layout().addLayout(bar)
        central = QWidget()
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight, central)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(0)
        self._split.addWidget(self.navigation)
        self._split.addWidget(content, 1)
        self.setCentralWidget(central)
        self.navigation.chosen.connect(self._choose)
        self.message_bar.asked.connect(self._choose)
        ctx.navigator.went.connect(self._show_place)
        ctx.messages.posted.connect(self.message_bar.show_message)
        self.keys = WindowActions(self)
        self.navigation.help_wanted.connect(self.keys.show_help_menu)
        self.setAcceptDrops(True)
        self._restore()

    def page(self, route: Route) -> Page:
        """The page of a route, made and put into the window when it is first asked for."""
        page = self.make_page(route)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        return page

    def make_page(self, route: Route) -> Page:
        """Make a page unless it is there; putting it into the window takes as long again."""
        if route not in self._pages:
            page = self._specs[route].make(self.ctx)
            self._pages[route] = page
            page.titled.connect(self._name_window)
        return self._pages[route]

    def has_page(self, route: Route) -> bool:
        """Was the page made?"""
        return route in self._pages

    @property
    def current(self) -> Page | None:
        """The page in front."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the navigation to where there is room."""
        super().resizeEvent(event)
        width = event.size().width()
        narrow = width < tokens.NARROW
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._split.setDirection(direction)
        self.navigation.take_shape(Shape.BOTTOM if narrow else Shape.SIDEBAR if width >= tokens.WIDE else Shape.RAIL)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped on any page."""
        if _dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Recognise what was dropped."""
        file = _dropped_file(event)
        if file:
            event.acceptProposedAction()
            self.ctx.navigator.go(Route.LISTEN, file)

    def keep_running(self, keep: bool) -> None:
        """With an icon in the tray, closing the window only hides it."""
        self._kept = keep

    @Slot()
    def quit(self) -> None:
        """Close the window and end the program, tray or not."""
        self._kept = False
        self.close()
        QApplication.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place; with a tray icon only hide."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.ctx.settings.change(window=geometry)
        if self._kept:
            self.hide()
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    @Slot(object)
    def _show_place(self, place: Place) -> None:
        before, page = self.current, self.page(place.route)
        if before and before is not page:
            before.leave()
        self.stack.setCurrentWidget(page)
        spec = self._specs[place.route]
        self.navigation.mark(spec.parent or place.route)
        page.open(place.argument)
        self._name_window()
        focus = page.first_focus()
        if focus:
            focus.setFocus()

    @Slot()
    def _name_window(self) -> None:
        # Qt adds the program's name on the platforms where that is the custom
        subject = self.current.subject if self.current else ""
        self.setWindowTitle(subject or "spotgui")

    @Slot(object)
    def _choose(self, route: Route | str) -> None:
        self.ctx.navigator.go(Route(route))

    def _restore(self) -> None:
        stored = self.ctx.settings.value.window
        if stored:
            self.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii", "ignore")))


def _dropped_file(event: QDropEvent) -> Path | None:
    """The first sound file of what is dragged; pages that take other files accept them themselves."""
    for url in event.mimeData().urls():
        file = Path(url.toLocalFile())
        if url.isLocalFile() and file.is_file():
            return file
    return None
