"""The Catalogue: what is most popular, and what one types."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTabBar, QWidget

from spotgui.catalog.models import Kind
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import formats
from spotgui.ui.catalog import entries_of
from spotgui.ui.catalog.catalog_page_base import CatalogPageBase
from spotgui.ui.catalog.entry import Entry, EntryKind
from spotgui.ui.catalog.entry_list import EntryList
from spotgui.ui.context import AppContext
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.models.paged_model import Wanted
from spotgui.ui.navigation import Route
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.search_edit import SearchEdit
from spotgui.ui.widgets.text import ElidedLabel

_TYPING_MS = 60
_FEW = {Kind.ARTIST: 3, Kind.ALBUM: 4}
_TABS = (None, Kind.TRACK, Kind.ALBUM, Kind.ARTIST)


class SearchField(SearchEdit):
    """Arrow down goes into the list below."""

    def __init__(self, name: str, below: QWidget) -> None:
        super().__init__(name)
        self._below = below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards."""
        if event.matches(QKeySequence.StandardKey.MoveToNextLine):
            self._below.setFocus()
        super().keyPressEvent(event)


class SearchPage(CatalogPageBase):
    """One list under one field; nothing typed: the whole catalogue by popularity, page after page."""

    def __init__(self, ctx: AppContext) -> None:
        self.model = EntryModel()
        content = QWidget()
        super().__init__(ctx, content)
        self.model.setParent(self)
        self.list = EntryList(self.model, self.thumbnails, self.tr("Results"), uniform=True)
        self.field = SearchField(self.tr("Search the catalogue"), self.list)
        self.field.setPlaceholderText(self.tr("Artists, albums, tracks, ISRCs"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What to show"))
        for name in (self.tr("All"), self.tr("Tracks"), self.tr("Albums"), self.tr("Artists")):
            self.tabs.addTab(name)
        self.count = ElidedLabel("", "caption")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        content.setLayout(column(self.list))
        self.top.addWidget(self.field, 1)
        line = row(self.tabs, self.count)
        line.setStretch(1, 1)
        self.body.insertLayout(1, line)
        self._text = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.field.textChanged.connect(self._type)
        self.field.returnPressed.connect(self._enter)
        self.tabs.currentChanged.connect(self._search)
        self.model.wanted.connect(self._fetch)
        self.model.settled.connect(self._show_state)
        self.list.chosen.connect(self.go)
        ctx.catalog.changed.connect(self._catalog_changed)
        self._loaded = False
        for before, after in pairwise((self.back, self.forward, self.field, self.tabs, self.list)):
            self.setTabOrder(before, after)

    def open(self, argument: object) -> None:
        """Show the catalogue; with a text, search for it."""
        if isinstance(argument, str) and argument != self.field.text():
            self.field.setText(argument)
            self._typing.stop()
            self._loaded = False
        if not self.ctx.catalog.available:
            self.say_no_metadata()
            self.field.clear()
            self.field.setEnabled(False)
            self.count.clear()
            self.tell(self.tr("Catalogue"))
            return
        self.field.setEnabled(True)
        if not self._loaded:
            self._loaded = True
            self._search()
            self._count()

    def first_focus(self) -> QWidget:
        """Type at once."""
        return self.field if self.ctx.catalog.available else self.empty.action

    @Slot()
    def _catalog_changed(self) -> None:
        self._loaded = False
        if self.isVisible():
            self.open(None)

    @Slot()
    def _type(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        self._text = self.field.text().strip()
        self.tell(self._text or self.tr("Catalogue"))
        if self.ctx.catalog.available:
            self.model.refresh()

    @Slot(object)
    def _fetch(self, wanted: Wanted) -> None:
        text, kind = self._text, _TABS[self.tabs.currentIndex()]
        headings = {Kind.ARTIST: self.tr("Artists"), Kind.ALBUM: self.tr("Albums"), Kind.TRACK: self.tr("Tracks")}

        def question(opened: OpenCatalog) -> tuple[Wanted, list[Entry]]:
            if kind is None:
                return wanted, _mixed(opened, text, wanted, headings)
            return wanted, _of_kind(opened, text, kind, wanted.offset, wanted.limit)

        self.ask("search", question, self._take)

    @Slot(object)
    def _take(self, answer: tuple[Wanted, list[Entry]]) -> None:
        self.model.take(*answer)
        if answer[0].offset == 0:
            self.list.scrollToTop()

    @Slot()
    def _show_state(self) -> None:
        if self.model.rows:
            self.show_content()
        elif self._text:
            self.say(
                self.tr("Nothing found"),
                self.tr("Nothing in the catalogue has words that begin like “{text}”.").format(text=self._text),
                self.tr("Clear the search"),
            )

    @Slot()
    def _empty_action(self) -> None:
        if self._offered is Route.CATALOGUE:  # all of it: the search is cleared
            self.field.clear()
            self.field.setFocus()
        else:
            super()._empty_action()

    @Slot()
    def _enter(self) -> None:
        """Enter opens the first hit."""
        first = next((entry for entry in self.model.rows if entry.opens), None)
        if first and not self._typing.isActive() and self._text:
            self.go(first)

    def focus_search(self) -> None:
        """Type a new search."""
        self.field.setFocus()
        self.field.selectAll()

    def _count(self) -> None:
        task = self.ctx.catalog.ask(
            "count", lambda opened: (opened.catalog.counts(), sum(s.info.tracks for s in opened.index.segments))
        )
        task.done.connect(self._show_count)

    @Slot(object)
    def _show_count(self, answer: tuple[dict[Kind, int], int]) -> None:
        counts, indexed = answer
        self.count.setText(
            self.tr("{tracks} · {albums} · {artists} · {indexed} can be recognised").format(
                tracks=formats.plural(counts[Kind.TRACK], "{n} track", "{n} tracks"),
                albums=formats.plural(counts[Kind.ALBUM], "{n} album", "{n} albums"),
                artists=formats.plural(counts[Kind.ARTIST], "{n} artist", "{n} artists"),
                indexed=formats.count(indexed),
            )
        )


def _of_kind(opened: OpenCatalog, text: str, kind: Kind, offset: int, limit: int) -> list[Entry]:
    if not text:
        return entries_of.hits(opened, opened.catalog.page(kind, offset, limit))
    # exact names come first, so a page is cut from a longer list
    return entries_of.hits(opened, opened.catalog.search(text, offset + limit, [kind])[offset:])


def _mixed(opened: OpenCatalog, text: str, wanted: Wanted, headings: dict[Kind, str]) -> list[Entry]:
    """A few artists, a few albums, then tracks without end; every list under its heading."""
    if wanted.offset:
        before = _mixed(opened, text, Wanted(wanted.generation, 0, 0), headings)
        return _of_kind(opened, text, Kind.TRACK, wanted.offset - len(before), wanted.limit)
    lines: list[Entry] = []
    for kind, few in _FEW.items():
        found = _of_kind(opened, text, kind, 0, few)
        if found:
            lines += [Entry(EntryKind.HEADING, "", headings[kind]), *found]
    heading = [Entry(EntryKind.HEADING, "", headings[Kind.TRACK])]
    if not wanted.limit:
        return lines + heading
    tracks = _of_kind(opened, text, Kind.TRACK, 0, max(wanted.limit - len(lines) - 1, 1))
    return lines + heading + tracks if tracks else lines
