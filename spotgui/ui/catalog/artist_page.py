"""An artist: picture, genres, best known tracks, albums as covers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from spotgui.catalog.models import AlbumSummary, Artist
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import formats
from spotgui.ui.catalog import entries_of
from spotgui.ui.catalog.catalog_page_base import CatalogPageBase
from spotgui.ui.catalog.entry import Entry
from spotgui.ui.catalog.entry_list import EntryList
from spotgui.ui.catalog.masthead import Masthead
from spotgui.ui.context import AppContext
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import column

_GENRES = 5


@dataclass(frozen=True, slots=True)
class _Answer:
    artist_id: str
    artist: Artist | None
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
            followers = formats.plural(artist.followers, self.tr("{n} follower"), self.tr("{n} followers"))
        genres = ", ".join(artist.genres[:_GENRES])
        self.masthead.show_words(self.tr("Artist"), artist.name, entries_of.joined(genres, followers))
        self.masthead.links.hide()
        self.tell(artist.name)
        self.masthead.cover.show_cover(artist.name, entries_of.largest(artist.images))
        self.masthead.say_recognisable(sum(line.recognisable for line in answer.tracks), len(answer.tracks))
        own = [album for album in artist.albums if _is_album(album)]
        rest = [album for album in artist.albums if not _is_album(album)]
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number, (model, entries) in enumerate(
            (
                (self.albums, entries_of.album_tiles(own)),
                (self.singles, entries_of.album_tiles(rest)),
                (self.tracks, answer.tracks),
            )
        ):
            model.restart(entries)
            self.lists.widget(number).scrollToTop()
            if entries:
                self.tabs.setTabData(self.tabs.addTab(self._names[number]), number)
        self._choose(self.tabs.currentIndex())

    @Slot(int)
    def _choose(self, tab: int) -> None:
        number = self.tabs.tabData(tab)
        if number is not None:
            self.lists.setCurrentIndex(number)


def _is_album(album: AlbumSummary) -> bool:
    return album.album_type not in ("single", "compilation")


def _read(opened: OpenCatalog, artist_id: str) -> _Answer:
    artist = opened.catalog.artist(artist_id)
    return _Answer(artist_id, artist, entries_of.track_lines(opened, artist.top_tracks) if artist else [])
