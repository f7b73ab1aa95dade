"""A track: what is known of it, whether it can be recognised, and its other releases."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from spotgui.catalog.models import Kind, Track
from spotgui.recognizer.results import Release
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import keys
from spotgui.ui.catalog import entries_of
from spotgui.ui.catalog.catalog_page_base import CatalogPageBase
from spotgui.ui.catalog.masthead import Masthead
from spotgui.ui.context import AppContext
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route
from spotgui.ui.result import load_details
from spotgui.ui.result.details import Details
from spotgui.ui.result.sections import FactsCard, ListCard, ReleaseRow
from spotgui.ui.result.words import filled_in
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.layout import Flow, column, holder

_RELEASES = 100
_COVER_PIXELS = 400


@dataclass(frozen=True, slots=True)
class _Answer:
    track_id: str
    track: Track | None
    details: Details
    releases: tuple[Track, ...]
    recognisable: bool


class TrackPage(CatalogPageBase):
    """Opened with a track's id."""

    def __init__(self, ctx: AppContext) -> None:
        content = QScrollArea()
        super().__init__(ctx, content)
        self._track: Track | None = None
        self._track_id = ""
        self.top.addStretch(1)
        self.masthead = Masthead(ctx.covers)
        self.copy = Button(self.tr("Copy"), icon_name="copy")
        self.spotify = Button(self.tr("Open in Spotify"), icon_name="external")
        self.web = Button(self.tr("Search the web"), icon_name="search")
        self.facts = FactsCard()
        self.releases = ListCard(self.tr("Other releases of this recording"))
        actions = holder(Flow(self.copy, self.spotify, self.web))
        column_widget = holder(column(self.masthead, actions, self.facts, self.releases, 1, gap=tokens.SECTION))
        column_widget.setObjectName("pageBody")
        content.setWidget(column_widget)
        content.setWidgetResizable(True)
        content.setFocusPolicy(content.focusPolicy().NoFocus)
        self.masthead.links.followed.connect(ctx.navigator.go)
        self.copy.clicked.connect(self.copy_line)
        self.spotify.clicked.connect(self._open_spotify)
        self.web.clicked.connect(self._search_web)
        QShortcut(QKeySequence(keys.COPY), self, self.copy_line)

    def open(self, argument: object) -> None:
        """Show a track."""
        if not isinstance(argument, str):
            return
        self._track_id = argument
        self.ask("track", lambda opened: _read(opened, argument), self._show)

    def first_focus(self) -> QWidget:
        """The first thing that can be done."""
        return self.copy

    @Slot(object)
    def _show(self, answer: _Answer) -> None:
        if answer.track is None and not answer.recognisable:
            if self.ctx.catalog.available:
                self.say_unknown(answer.track_id)
            else:
                self.say_no_metadata()
            return
        self.show_content()
        self._track = track = answer.track
        if track:
            when = entries_of.year(track.year)
            self.masthead.show_words(self.tr("Track"), track.title, when)
            links = [(artist.name, Route.ARTIST, artist.artist_id) for artist in track.artists]
            if track.album_id:
                links.append((track.album or track.album_id, Route.ALBUM, track.album_id))
            self.masthead.links.show_links(links)
        else:
            sentence = self.tr("The metadata says nothing about it; only its analysis is known.")
            self.masthead.show_words(self.tr("Track"), answer.track_id, sentence)
            self.masthead.links.show_links([])
        name = (track.album or track.title) if track else answer.track_id
        self.tell(track.title if track else answer.track_id)
        self.masthead.cover.show_cover(name, answer.details.cover_url)
        self.masthead.say_recognisable(int(answer.recognisable), 1)
        self.web.setVisible(track is not None)
        self.facts.show_details(answer.details)
        self.releases.show_rows([self._release_row(other) for other in answer.releases])
        self.content.verticalScrollBar().setValue(0)

    def _release_row(self, track: Track) -> ReleaseRow:
        made = ReleaseRow(Release(track.track_id, track.title, track.album, track.year))
        made.chosen.connect(self._go_track)
        return made

    @Slot(str)
    def _go_track(self, track_id: str) -> None:
        self.ctx.navigator.go(Route.TRACK, track_id)

    @Slot()
    def copy_line(self) -> None:
        """Copy "Artist - Title"."""
        if self._track:
            text = f"{', '.join(artist.name for artist in self._track.artists)} - {self._track.title}"
        else:
            text = self._track_id
        QGuiApplication.clipboard().setText(text)
        self.ctx.messages.say(self.tr("Copied: {text}").format(text=text), Tone.GOOD)

    @Slot()
    def _open_spotify(self) -> None:
        if not QDesktopServices.openUrl(QUrl(f"spotify:track:{self._track_id}")):
            self.ctx.messages.say(self.tr("No program here opens Spotify addresses."), Tone.WARN)

    @Slot()
    def _search_web(self) -> None:
        if self._track:
            values = {
                "title": self._track.title,
                "artist": ", ".join(artist.name for artist in self._track.artists),
                "album": self._track.album or "",
                "isrc": self._track.isrc or "",
                "id": self._track_id,
            }
            QDesktopServices.openUrl(QUrl(filled_in(self.ctx.settings.value.search_url, values)))


def _read(opened: OpenCatalog, track_id: str) -> _Answer:
    recognisable = opened.index.find(track_id) is not None
    if opened.catalog is None:
        return _Answer(track_id, None, load_details.from_analysis(opened.library, track_id), (), recognisable)
    details = load_details.question(opened.library, track_id, _COVER_PIXELS)(opened)
    track = opened.catalog.track(track_id)
    return _Answer(track_id, track, details, _releases(opened, track) if track else (), recognisable)


def _releases(opened: OpenCatalog, track: Track) -> tuple[Track, ...]:
    """Other tracks with the same ISRC, the best known first."""
    if not track.isrc or opened.catalog is None:
        return ()
    hits = opened.catalog.search(track.isrc, _RELEASES, [Kind.TRACK])
    found = opened.catalog.tracks([hit.item_id for hit in hits]).values()
    others = [other for other in found if other.isrc == track.isrc and other.track_id != track.track_id]
    return tuple(sorted(others, key=lambda other: -other.popularity))
