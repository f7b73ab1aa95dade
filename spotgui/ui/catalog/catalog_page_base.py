"""What the pages of the catalogue have in common: the way back, a question asked off the GUI thread, empty states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from spotgui.errors import SpotguiError
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.tasks.worker import Task
from spotgui.ui import keys
from spotgui.ui.album_art.thumbnails import Thumbnails
from spotgui.ui.catalog.entry import Entry, EntryKind
from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.empty_state import EmptyState
from spotgui.ui.widgets.layout import row

ROUTES = {EntryKind.ARTIST: Route.ARTIST, EntryKind.ALBUM: Route.ALBUM, EntryKind.TRACK: Route.TRACK}


class CatalogPageBase(Page):
    """A page about one thing, or a list of things.

    Attributes
    ----------
    content : QWidget
        Shown when there is something; a subclass fills it.
    empty : EmptyState
        Shown when there is not.
    """

    def __init__(self, ctx: AppContext, content: QWidget, width: int = tokens.PAGE_WIDTH) -> None:
        super().__init__(ctx, scrolls=False, width=width)
        self.content = content
        self.empty = EmptyState("catalogue", "", "")
        self.thumbnails = Thumbnails(ctx.covers, self)
        self._task: Task | None = None
        self._offered = Route.CATALOGUE
        self.back = IconButton("back", self.tr("Back ({key})").format(key=keys.BACK))
        self.forward = IconButton("forward", self.tr("Forward ({key})").format(key=keys.FORWARD))
        self.back.clicked.connect(ctx.navigator.back)
        self.forward.clicked.connect(ctx.navigator.forward)
        self.top = row(self.back, self.forward)
        self.stack = QStackedWidget()
        self.stack.addWidget(content)
        self.stack.addWidget(self.empty)
        self.body.setSpacing(tokens.GAP)
        self.body.addLayout(self.top)
        self.body.addWidget(self.stack, 1)
        ctx.navigator.changed.connect(self._update_ways)
        self.empty.action.clicked.connect(self._empty_action)
        self._update_ways()

    def ask(self, name: str, question: Callable[[OpenCatalog], Any], done: Callable[[Any], None]) -> None:
        """Ask the catalogue; an answer that is still open is no longer wanted."""
        if self._task:
            self._task.cancel()
            self._task.done.disconnect()
        self._task = self.ctx.catalog.ask(name, question)
        self._task.done.connect(done)
        self._task.failed.connect(self._failed)
        self._task.settled.connect(self._settled)

    def go(self, entry: Entry) -> None:
        """Open the page of a line."""
        self.ctx.navigator.go(ROUTES[entry.kind], entry.key)

    def say(self, heading: str, sentence: str, action: str = "", offered: Route = Route.CATALOGUE) -> None:
        """Show words instead of the content, and a button that leads to the page offered."""
        self._offered = offered
        self.empty.say(heading, sentence, action)
        self.stack.setCurrentWidget(self.empty)

    def show_content(self) -> None:
        """Show the content again."""
        self.stack.setCurrentWidget(self.content)

    def say_no_metadata(self) -> None:
        """There is no catalogue to look into."""
        self.say(
            self.tr("Your catalogue begins with the metadata"),
            self.tr("With spotify_clean.sqlite3.zst imported, artists, albums and tracks can be looked up here."),
            self.tr("Import metadata"),
            Route.SETUP,
        )

    def say_unknown(self, key: str) -> None:
        """The catalogue does not have this."""
        self.say(
            self.tr("Not in the catalogue"),
            self.tr("The metadata says nothing about {key}.").format(key=key),
            self.tr("Search the catalogue"),
        )

    @Slot(object)
    def _settled(self, task: Task) -> None:
        if task is self._task:
            self._task = None

    @Slot(object)
    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, SpotguiError):
            self.say(self.tr("The catalogue cannot be read"), told(problem), self.tr("Show the library"), Route.LIBRARY)

    @Slot()
    def _empty_action(self) -> None:
        self.ctx.navigator.go(self._offered)

    @Slot()
    def _update_ways(self) -> None:
        self.back.setEnabled(self.ctx.navigator.can_go_back)
        self.forward.setEnabled(self.ctx.navigator.can_go_forward)
