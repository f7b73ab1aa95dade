"""The list of pages: each is imported and made when it is first opened, so the window starts fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page before it is made.

    Attributes
    ----------
    title, icon : str
        For the navigation, translated with the context "navigation"; no title: not in the navigation.
    parent : Route or None
        Which entry of the navigation is marked while this page is open.
    """

    route: Route
    make: Callable[[AppContext], Page]
    title: str = ""
    icon: str = ""
    parent: Route | None = None


def _listen(ctx: AppContext) -> Page:
    from spotgui.ui.listen.listen_page import ListenPage

    return ListenPage(ctx)


def _result(ctx: AppContext) -> Page:
    from spotgui.ui.result.result_page import ResultPage

    return ResultPage(ctx)


def _setup(ctx: AppContext) -> Page:
    from spotgui.ui.setup_wizard.setup_page import SetupPage

    return SetupPage(ctx)


def _catalogue(ctx: AppContext) -> Page:
    from spotgui.ui.catalog.search_page import SearchPage

    return SearchPage(ctx)


def _artist(ctx: AppContext) -> Page:
    from spotgui.ui.catalog.artist_page import ArtistPage

    return ArtistPage(ctx)


def _album(ctx: AppContext) -> Page:
    from spotgui.ui.catalog.album_page import AlbumPage

    return AlbumPage(ctx)


def _track(ctx: AppContext) -> Page:
    from spotgui.ui.catalog.track_page import TrackPage

    return TrackPage(ctx)


def _history(ctx: AppContext) -> Page:
    from spotgui.ui.history.history_page import HistoryPage

    return HistoryPage(ctx)


def _library(ctx: AppContext) -> Page:
    from spotgui.ui.library.library_page import LibraryPage

    return LibraryPage(ctx)


def _preferences(ctx: AppContext) -> Page:
    from spotgui.ui.preferences import PreferencesPage

    return PreferencesPage(ctx)


def _timeline(ctx: AppContext) -> Page:
    from spotgui.ui.timeline.timeline_page import TimelinePage

    return TimelinePage(ctx)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(Route.LISTEN, _listen, QT_TRANSLATE_NOOP("navigation", "Listen"), "listen"),
    PageSpec(Route.CATALOGUE, _catalogue, QT_TRANSLATE_NOOP("navigation", "Catalogue"), "catalogue"),
    PageSpec(Route.HISTORY, _history, QT_TRANSLATE_NOOP("navigation", "History"), "history"),
    PageSpec(Route.LIBRARY, _library, QT_TRANSLATE_NOOP("navigation", "Library"), "library"),
    PageSpec(Route.PREFERENCES, _preferences, QT_TRANSLATE_NOOP("navigation", "Preferences"), "preferences"),
    PageSpec(Route.RESULT, _result, parent=Route.LISTEN),
    PageSpec(Route.TIMELINE, _timeline, parent=Route.LISTEN),
    PageSpec(Route.ARTIST, _artist, parent=Route.CATALOGUE),
    PageSpec(Route.ALBUM, _album, parent=Route.CATALOGUE),
    PageSpec(Route.TRACK, _track, parent=Route.CATALOGUE),
    PageSpec(Route.SETUP, _setup, parent=Route.PREFERENCES),
)
