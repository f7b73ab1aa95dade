"""An artist: picture, genres, best known tracks, albums as covers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from spotgui.catalog.models import Artist
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import formats
from spotgui.ui.catalog import entries_of
from spotgui.ui.catalog.catalog_page_base import CatalogPageBase
from spotgui.ui.catalog.entry import Entry
from spotgui.ui.catalog.entry_list import EntryList
from spotgui.ui.catalog.masthead import Masthead
from spotgui.ui.context import AppContext
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.models.paged_model import Wanted
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import column

_GENRES = 5
_FIRST = 30  # albums that come with the page itself
_MANY = 100  # from here on a tab says how many
_TRACKS = 2  # the tab that is no list of albums


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is shown at once; of the albums only the first page."""

    artist_id: str
    artist: Artist | None
    albums: list[Entry]
    singles: list[Entry]
    tracks: list[Entry]


class ArtistPage(CatalogPageBase):
    """Opened with an artist's id."""

    def __init__(self, ctx: AppContext) -> None:
        content = QWidget()
        super().__init__(ctx, content)
        self.top.addStretch(1)
        self.masthead = Masthead(ctx.covers, person=True)
        self.albums, self.singles, self.tracks = EntryModel(self), EntryModel(self), EntryModel(self)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What to show of the artist"))
        self.lists = QStackedWidget()
        self._names = (self.tr("Albums"), self.tr("Singles and compilations"), self.tr("Popular tracks"))
        for name, model, tiles in zip(
            self._names, (self.albums, self.singles, self.tracks), (True, True, False), strict=True
        ):
            shown = EntryList(model, self.thumbnails, name, tiles=tiles)
            shown.chosen.connect(self.go)
            self.lists.addWidget(shown)
        self._items: dict[EntryModel, tuple[int, ...]] = {}
        for model in (self.albums, self.singles):
            model.wanted.connect(self._fetch)
        content.setLayout(column(self.masthead, self.tabs, self.lists))
        content.layout().setStretch(2, 1)
        content.layout().setSpacing(tokens.GAP)
        self.tabs.currentChanged.connect(self._choose)

    def open(self, argument: object) -> None:
        """Show an artist."""
        if not self.ctx.catalog.available:
            self.say_no_metadata()
        elif isinstance(argument, str):
            self.ask("artist", lambda opened: _read(opened, argument), self._show)

    def first_focus(self) -> QWidget:
        """The list that is shown."""
        return self.lists.currentWidget()

    @Slot(object)
    def _show(self, answer: _Answer) -> None:
        artist = answer.artist
        if artist is None:
            self.say_unknown(answer.artist_id)
            return
        self.show_content()
        followers = ""
        if artist.followers:
            followers = formats.plural(artist.followers, "{n} follower", "{n} followers")
        genres = ", ".join(artist.genres[:_GENRES])
        self.masthead.show_words(self.tr("Artist"), artist.name, entries_of.joined(genres, followers))
        self.masthead.links.hide()
        self.tell(artist.name)
        self.masthead.cover.show_cover(artist.name, entries_of.largest(artist.images))
        self.masthead.say_recognisable(sum(line.recognisable for line in answer.tracks), len(answer.tracks))
        self._items = {self.albums: artist.discography.albums, self.singles: artist.discography.others}
        while self.tabs.count():
            self.tabs.removeTab(0)
        shown = ((self.albums, answer.albums), (self.singles, answer.singles), (self.tracks, answer.tracks))
        for number, (model, entries) in enumerate(shown):
            total = len(self._items.get(model, entries))
            model.restart(entries, more=len(entries) < total)
            self.lists.widget(number).scrollToTop()
            if entries:
                self.tabs.setTabData(self.tabs.addTab(self._tab_text(number, total)), number)
        self._choose(self.tabs.currentIndex())

    def _tab_text(self, number: int, total: int) -> str:
        if number == _TRACKS or total < _MANY:
            return self._names[number]
        return self.tr("{name} ({n})").format(name=self._names[number], n=formats.count(total))

    @Slot(object)
    def _fetch(self, wanted: Wanted) -> None:
        """The next albums, for the list that asks."""
        model = self.sender()
        items = self._items[model][wanted.offset : wanted.offset + wanted.limit]
        task = self.ctx.catalog.ask(
            "albums", lambda opened: (model, wanted, entries_of.album_tiles(opened.catalog.albums(items)))
        )
        task.done.connect(self._take)
        task.failed.connect(self._failed)

    @Slot(object)
    def _take(self, answer: tuple[EntryModel, Wanted, list[Entry]]) -> None:
        model, wanted, entries = answer
        model.take(wanted, entries)

    @Slot(int)
    def _choose(self, tab: int) -> None:
        number = self.tabs.tabData(tab)
        if number is not None:
            self.lists.setCurrentIndex(number)


def _read(opened: OpenCatalog, artist_id: str) -> _Answer:
    artist = opened.catalog.artist(artist_id)
    if artist is None:
        return _Answer(artist_id, None, [], [], [])
    albums, others = (
        entries_of.album_tiles(opened.catalog.albums(items[:_FIRST]))
        for items in (artist.discography.albums, artist.discography.others)
    )
    return _Answer(artist_id, artist, albums, others, entries_of.track_lines(opened, artist.top_tracks))
