"""The catalogue over the demo library: search, pages, ways back, what can be recognised."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from spotgui.catalog.models import Kind
from spotgui.catalog.queries import Catalog
from spotgui.errors import CorruptLibraryError
from spotgui.ui.catalog.entry import EntryKind
from spotgui.ui.models.paged_model import Role
from spotgui.ui.navigation import Route
from spotgui.ui.pages import PAGES

TITLE = "Salt on the Windowsill"


class Browser(QStackedWidget):
    """The pages of the catalogue behind a real navigator."""

    def __init__(self, ctx):
        super().__init__()
        self.ctx = ctx
        self.pages = {}
        ctx.navigator.went.connect(self.show_place)

    def show_place(self, place):
        if place.route not in self.pages:
            (spec,) = (spec for spec in PAGES if spec.route is place.route)
            self.pages[place.route] = spec.make(self.ctx)
            self.addWidget(self.pages[place.route])
        self.setCurrentWidget(self.pages[place.route])
        self.pages[place.route].open(place.argument)


@pytest.fixture
def browser(demo_ctx, qtbot):
    made = Browser(demo_ctx)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def search(browser, qtbot):
    browser.ctx.navigator.go(Route.CATALOGUE)
    page = browser.pages[Route.CATALOGUE]
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    return page


@pytest.fixture
def catalog(demo):
    with Catalog(demo.library.meta_db) as opened:
        yield opened


def names(page, kind):
    return [entry.title for entry in page.model.rows if entry.kind is kind]


def type_text(page, text, qtbot):
    page.field.setText(text)
    qtbot.waitUntil(lambda: page._text == text and not page._typing.isActive() and page.model.complete)


def test_without_metadata_one_is_led_to_the_import(ctx, qtbot):
    browser = Browser(ctx)
    qtbot.addWidget(browser)
    ctx.navigator.go(Route.CATALOGUE)
    page = browser.pages[Route.CATALOGUE]
    assert page.stack.currentWidget() is page.empty
    assert "metadata" in page.empty.heading.text()


def test_metadata_that_was_removed_leaves_nothing_behind(ctx, search, qtbot, monkeypatch):
    type_text(search, "salt win", qtbot)
    qtbot.waitUntil(lambda: bool(search.count.text()))
    monkeypatch.setattr(type(search.ctx.catalog), "available", False)
    search.ctx.catalog.changed.emit()
    search.open(None)
    assert search.stack.currentWidget() is search.empty
    assert (search.field.text(), search.count.text(), search.subject) == ("", "", "Catalogue")


def test_nothing_typed_shows_everything_by_popularity(search, catalog):
    every = catalog.page(Kind.TRACK, 0, 1000)
    qtnames = names(search, EntryKind.TRACK)
    assert qtnames == [hit.name for hit in every][: len(qtnames)]
    assert names(search, EntryKind.HEADING) == ["Artists", "Albums", "Tracks"]


def test_typing_finds(search, qtbot):
    type_text(search, "salt win", qtbot)
    assert TITLE in names(search, EntryKind.TRACK)
    assert TITLE in names(search, EntryKind.ALBUM)


def test_accents_need_not_be_typed(search, qtbot):
    type_text(search, "elodie", qtbot)
    assert names(search, EntryKind.ARTIST) == ["Élodie Vasseur"]


def test_a_tab_shows_one_kind_to_its_end(search, qtbot, catalog):
    search.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: search.model.complete and not names(search, EntryKind.HEADING))
    assert len(names(search, EntryKind.TRACK)) == catalog.counts()[Kind.TRACK]


def test_only_the_last_of_fast_typing_is_shown(search, qtbot):
    for text in ("s", "sa", "sal", "zzzz", "elodie"):
        search.field.setText(text)
        search._typing.stop()
        search._search()
    qtbot.waitUntil(lambda: search.model.complete)
    assert names(search, EntryKind.ARTIST) == ["Élodie Vasseur"]


def test_nothing_found_is_said_and_left(search, qtbot):
    search.field.setText("qqqq")
    qtbot.waitUntil(lambda: search.stack.currentWidget() is search.empty)
    assert "qqqq" in search.empty.sentence.text()
    search.empty.action.click()
    qtbot.waitUntil(lambda: search.stack.currentWidget() is search.content)


def test_a_catalogue_that_cannot_be_read_leads_to_the_library(browser, search, qtbot):
    type_text(search, "salt win", qtbot)
    search._failed(CorruptLibraryError("Search is damaged.", "Rebuild it."))
    search.empty.action.click()
    assert browser.ctx.navigator.place.route is Route.LIBRARY
    assert search.field.text() == "salt win"
    qtbot.waitUntil(lambda: not browser.ctx.tasks._running, timeout=20_000)  # the library page reads and counts


def test_what_can_be_recognised_is_marked(search, qtbot, demo):
    type_text(search, "salt win", qtbot)
    row = next(n for n, entry in enumerate(search.model.rows) if entry.kind is EntryKind.TRACK)
    assert search.model.rows[row].recognisable
    assert "can be recognised" in search.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_keys_lead_from_the_field_to_a_track_and_back(browser, search, qtbot):
    search.field.setFocus()
    type_text(search, "salt win", qtbot)
    qtbot.keyClick(search.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: search.list.currentIndex().isValid())
    assert search.list.currentIndex().data(Role.ROW).kind is not EntryKind.HEADING
    qtbot.keyClick(search.list, Qt.Key.Key_Return)
    assert browser.ctx.navigator.place.route is Route.ALBUM
    browser.ctx.navigator.back()
    assert browser.ctx.navigator.place.route is Route.CATALOGUE
    assert search.field.text() == "salt win"


def test_an_album_has_its_tracks_and_its_sleeve(browser, catalog, qtbot):
    (hit,) = catalog.search(TITLE, 1, [Kind.ALBUM])
    browser.ctx.navigator.go(Route.ALBUM, hit.item_id)
    page = browser.pages[Route.ALBUM]
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=20_000)
    album = catalog.album(hit.item_id)
    assert names(page, EntryKind.TRACK) == [track.title for disc in album.discs for track in disc.tracks]
    assert names(page, EntryKind.NOTE) == list(album.copyrights)
    assert page.masthead.name.text() == TITLE
    assert album.label in page.masthead.facts.text()
    assert page.masthead._words.text() == "All tracks can be recognised"


def test_an_artist_has_albums_and_tracks(browser, catalog, qtbot):
    (hit,) = catalog.search("The Hollow Pines", 1, [Kind.ARTIST])
    browser.ctx.navigator.go(Route.ARTIST, hit.item_id)
    page = browser.pages[Route.ARTIST]
    qtbot.waitUntil(lambda: page.tracks.rowCount() > 0, timeout=20_000)
    artist = catalog.artist(hit.item_id)
    shown = [entry.title for model in (page.albums, page.singles) for entry in model.rows]
    known = catalog.albums([*artist.discography.albums, *artist.discography.others])
    assert sorted(shown) == sorted(album.name for album in known)
    assert [entry.title for entry in page.tracks.rows] == [track.title for track in artist.top_tracks]
    assert artist.genres[0] in page.masthead.facts.text()


def test_a_track_has_its_facts_and_leads_on(browser, catalog, qtbot):
    (hit,) = catalog.search(TITLE, 1, [Kind.TRACK])
    browser.ctx.navigator.go(Route.TRACK, hit.item_id)
    page = browser.pages[Route.TRACK]
    qtbot.waitUntil(lambda: page.masthead.name.text() == TITLE, timeout=20_000)
    assert page.masthead._words.text() == "Can be recognised"
    page.copy_line()
    assert QGuiApplication.clipboard().text() == f"Marlow & the Tidewater - {TITLE}"
    page.masthead.links._flow.itemAt(0).widget().click()
    assert browser.ctx.navigator.place.route is Route.ARTIST


@pytest.mark.parametrize("route", [Route.ARTIST, Route.ALBUM, Route.TRACK])
def test_what_is_not_in_the_catalogue_is_said(browser, qtbot, route):
    browser.ctx.navigator.go(route, "0" * 22)
    page = browser.pages[route]
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty, timeout=20_000)
    page.empty.action.click()
    assert browser.ctx.navigator.place.route is Route.CATALOGUE


def test_every_page_fits_the_narrowest_window(browser, search, catalog, qtbot):
    (track,) = catalog.search(TITLE, 1, [Kind.TRACK])
    (album,) = catalog.search(TITLE, 1, [Kind.ALBUM])
    for route, key in ((Route.TRACK, track.item_id), (Route.ALBUM, album.item_id)):
        browser.ctx.navigator.go(route, key)
        qtbot.waitUntil(lambda route=route: browser.pages[route].masthead.name.text() == TITLE, timeout=20_000)
    for page in browser.pages.values():
        assert page.minimumSizeHint().width() <= 480


def test_a_damaged_catalogue_is_said(demo_ctx, qtbot):
    demo_ctx.library.meta_db.write_bytes(b"nonsense" * 1000)
    browser = Browser(demo_ctx)
    qtbot.addWidget(browser)
    demo_ctx.navigator.go(Route.CATALOGUE)
    page = browser.pages[Route.CATALOGUE]
    qtbot.waitUntil(lambda: "cannot be read" in page.empty.heading.text(), timeout=20_000)
