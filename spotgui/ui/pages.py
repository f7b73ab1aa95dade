"""The list of pages: each is imported and made when it is first opened, so the window starts fast."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QT_TRANSLATE_NOOP

from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page before it is made.

    Attributes
    ----------
    page : str
        Module, below `spotgui.ui`, and class.
    title, icon : str
        For the navigation, translated with the context "navigation"; no title: not in the navigation.
    parent : Route or None
        Which entry of the navigation is marked while this page is open.
    """

    route: Route
    page: str
    title: str = ""
    icon: str = ""
    parent: Route | None = None

    def make(self, ctx: AppContext) -> Page:
        """Read its code, unless that was done ahead, and make it."""
        module, name = self.page.split(":")
        return getattr(import_module(f"spotgui.ui.{module}"), name)(ctx)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(Route.LISTEN, "listen.listen_page:ListenPage", QT_TRANSLATE_NOOP("navigation", "Listen"), "listen"),
    PageSpec(
        Route.CATALOGUE, "catalog.search_page:SearchPage", QT_TRANSLATE_NOOP("navigation", "Catalogue"), "catalogue"
    ),
    PageSpec(Route.HISTORY, "history.history_page:HistoryPage", QT_TRANSLATE_NOOP("navigation", "History"), "history"),
    PageSpec(Route.LIBRARY, "library.library_page:LibraryPage", QT_TRANSLATE_NOOP("navigation", "Library"), "library"),
    PageSpec(
        Route.PREFERENCES, "preferences:PreferencesPage", QT_TRANSLATE_NOOP("navigation", "Preferences"), "preferences"
    ),
    PageSpec(Route.RESULT, "result.result_page:ResultPage", parent=Route.LISTEN),
    PageSpec(Route.TIMELINE, "timeline.timeline_page:TimelinePage", parent=Route.LISTEN),
    PageSpec(Route.ARTIST, "catalog.artist_page:ArtistPage", parent=Route.CATALOGUE),
    PageSpec(Route.ALBUM, "catalog.album_page:AlbumPage", parent=Route.CATALOGUE),
    PageSpec(Route.TRACK, "catalog.track_page:TrackPage", parent=Route.CATALOGUE),
    PageSpec(Route.SETUP, "setup_wizard.setup_page:SetupPage", parent=Route.LIBRARY),
)
