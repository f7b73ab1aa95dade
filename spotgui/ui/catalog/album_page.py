"""An album: its cover, what is known of it, its tracks by disc."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from spotgui.catalog.models import Album
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import formats
from spotgui.ui.catalog import entries_of
from spotgui.ui.catalog.catalog_page_base import CatalogPageBase
from spotgui.ui.catalog.entry import Entry, EntryKind
from spotgui.ui.catalog.entry_list import EntryList
from spotgui.ui.catalog.masthead import Masthead
from spotgui.ui.context import AppContext
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.navigation import Route
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import column


@dataclass(frozen=True, slots=True)
class _Answer:
    album_id: str
    album: Album | None
    lines: list[Entry]


class AlbumPage(CatalogPageBase):
    """Opened with an album's id."""

    def __init__(self, ctx: AppContext) -> None:
        content = QWidget()
        super().__init__(ctx, content)
        self.model = EntryModel(self)
        self.top.addStretch(1)
        self.masthead = Masthead(ctx.covers)
        self.list = EntryList(self.model, self.thumbnails, self.tr("Tracks of the album"))
        content.setLayout(column(self.masthead, self.list, gap=tokens.SECTION))
        content.layout().setStretch(1, 1)
        self.list.chosen.connect(self.go)
        self.masthead.links.followed.connect(ctx.navigator.go)

    def open(self, argument: object) -> None:
        """Show an album."""
        if not self.ctx.catalog.available:
            self.say_no_metadata()
        elif isinstance(argument, str):
            self.ask("album", lambda opened: _read(opened, argument), self._show)

    def first_focus(self) -> QWidget:
        """The tracks."""
        return self.list

    @Slot(object)
    def _show(self, answer: _Answer) -> None:
        album = answer.album
        if album is None:
            self.say_unknown(answer.album_id)
            return
        self.show_content()
        kind = entries_of.album_type(album.album_type) or self.tr("Album")
        self.masthead.show_words(kind, album.name, _facts(album))
        self.masthead.links.show_links([(artist.name, Route.ARTIST, artist.artist_id) for artist in album.artists])
        self.tell(album.name)
        self.masthead.cover.show_cover(album.name, entries_of.largest(album.images))
        tracks = [line for line in answer.lines if line.kind is EntryKind.TRACK]
        self.masthead.say_recognisable(sum(line.recognisable for line in tracks), len(tracks))
        self.model.restart(answer.lines)
        self.list.scrollToTop()


def _read(opened: OpenCatalog, album_id: str) -> _Answer:
    album = opened.catalog.album(album_id)
    return _Answer(album_id, album, entries_of.album_lines(opened, album) if album else [])


def _facts(album: Album) -> str:
    tracks = [track for disc in album.discs for track in disc.tracks]
    duration = formats.clock(sum(track.duration_ms for track in tracks) / 1000)
    return entries_of.joined(str(album.released or ""), album.label, duration if tracks else "")
