"""What a page is given: everything it may use, and nothing global."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.paths import Library
from spotgui.tasks.catalog_service import CatalogService
from spotgui.tasks.engine import Engine
from spotgui.tasks.history_service import HistoryService
from spotgui.tasks.worker import Tasks
from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.history.snippet_retry import SnippetRetry
from spotgui.ui.imports.imports import Imports
from spotgui.ui.listen.recording_answers import Recorder
from spotgui.ui.messages import Messages
from spotgui.ui.navigation import Navigator
from spotgui.ui.settings_store import SettingsStore
from spotgui.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class AppContext:
    """The services of the running window, made once in `spotgui.app`.

    Attributes
    ----------
    library : Library
        Where everything is kept.
    settings : SettingsStore
        What the user prefers; changes are told by its signal.
    tasks : Tasks
        Runs work off the GUI thread.
    engine : Engine
        The recogniser; `engine.open()` after an import takes in what is new.
    history : HistoryService
        Reads and writes the history; tells when it has changed.
    catalog : CatalogService
        Answers questions about artists, albums and tracks.
    imports : Imports
        The import that runs, if one does.
    recorder : Recorder
        Keeps answers in the history; its `recorded` tells each one.
    retry : SnippetRetry
        Looks again for what was not recognised.
    navigator : Navigator
        Opens pages.
    messages : Messages
        Says something in the window without a dialog.
    covers : CoverLoader
        Fetches album art; give it to a `Cover` widget.
    theme : Theme
        The look; its `changed` signal for what is painted and cached.
    """

    library: Library
    settings: SettingsStore
    tasks: Tasks
    engine: Engine
    history: HistoryService
    catalog: CatalogService
    imports: Imports
    retry: SnippetRetry
    recorder: Recorder
    navigator: Navigator
    messages: Messages
    covers: CoverLoader
    theme: Theme
