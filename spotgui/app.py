"""The window's composition root: everything is made and joined here, once."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from spotgui import __version__, logs, paths, settings
from spotgui.errors import MachineError
from spotgui.paths import Library
from spotgui.settings import Settings
from spotgui.tasks.catalog_service import CatalogService
from spotgui.tasks.engine import Engine, EngineState, Readiness
from spotgui.tasks.garbage import GuiCollector
from spotgui.tasks.history_service import HistoryService
from spotgui.tasks.worker import Tasks
from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.context import AppContext
from spotgui.ui.history.snippet_retry import SnippetRetry
from spotgui.ui.imports.aftermath import Aftermath
from spotgui.ui.imports.imports import Imports
from spotgui.ui.listen.recording_answers import Recorder
from spotgui.ui.main_window import MainWindow
from spotgui.ui.messages import Messages, Tone
from spotgui.ui.navigation import Navigator, Route
from spotgui.ui.pages import PAGES
from spotgui.ui.reopen import EXIT_REOPEN, start_again
from spotgui.ui.settings_store import SettingsStore
from spotgui.ui.setup_wizard.state import wanted_at_start
from spotgui.ui.theme.theme import Theme
from spotgui.ui.translated import translated
from spotgui.ui.warm_up import WarmUp

DESKTOP_ID = "io.github.spotgui.spotgui"

_IDLE_MS = 150

log = logging.getLogger(__name__)


class Program(QObject):
    """The running program: holds what lives as long as it, shows bugs, ends it in order."""

    _bug = Signal(object)

    def __init__(self, app: QApplication, library: Library, store: SettingsStore) -> None:
        super().__init__(app)
        self._app = app
        self._reporting = False
        self._collector = GuiCollector(self)
        self.ctx = make_context(app, library, store, paths.cache_dir())
        store.changed.connect(self.ctx.theme.use)
        store.refused.connect(self._say_refused)
        # queued: a bug in another thread is shown in this one, and none is shown inside a paint event
        self._bug.connect(self._show_bug, Qt.ConnectionType.QueuedConnection)
        self.ctx.tasks.crashed.connect(self._show_bug)
        self._aftermath = Aftermath(self.ctx, self)
        self.window = MainWindow(self.ctx, PAGES)
        self._warm_up = WarmUp(self.window, self)
        self._warm_up.ended.connect(self._collector.settle)
        self.window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)

    def start(self) -> None:
        """Show the window at its first page."""
        self.ctx.navigator.go(Route.SETUP if wanted_at_start(self.ctx.library) else Route.LISTEN)
        self.window.show()
        # the window is drawn and can be used before the heavy libraries are read
        QTimer.singleShot(_IDLE_MS, self._wake)

    @Slot(object)
    def _settle(self, state: EngineState) -> None:
        if state.readiness in (Readiness.READY, Readiness.EMPTY):
            self.ctx.engine.changed.disconnect(self._settle)
            self._warm_up.start()

    @Slot()
    def _wake(self) -> None:
        from spotgui.ui.desktop.presence import Presence

        self.ctx.engine.changed.connect(self._settle)
        self.ctx.engine.open()
        self._presence = Presence(self.ctx, self.window, self)

    def catch_bugs(self) -> None:
        """From now on an exception that nobody handles is logged and shown, in whatever thread it was raised."""
        sys.excepthook = self._take_exception
        threading.excepthook = self._take_thread_exception

    def end(self) -> bool:
        """Cancel what runs and wait for it; called when the event loop has ended."""
        self.ctx.covers.close()
        stopped = self.ctx.tasks.shutdown()
        self._collector.close()
        return stopped

    def _take_exception(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        log.critical("unhandled", exc_info=(kind, problem, trace))
        self._bug.emit(problem)

    def _take_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._take_exception(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _say_refused(self, sentence: str) -> None:
        self.ctx.messages.say(sentence, Tone.WARN)

    @Slot(object)
    def _show_bug(self, problem: BaseException) -> None:
        from spotgui.ui.dialogs.crash_dialog import CrashDialog

        if self._reporting:
            return  # one dialog says enough; the log has the rest
        self._reporting = True
        dialog = CrashDialog(problem, self.ctx.library, self.window)
        dialog.finished.connect(self._bug_was_shown)
        dialog.open()

    @Slot()
    def _bug_was_shown(self) -> None:
        self._reporting = False


def make_context(app: QApplication, library: Library, store: SettingsStore, cache: Path) -> AppContext:
    """The services of a window."""
    tasks = Tasks(app)
    engine, history = Engine(library, tasks, app), HistoryService(library, tasks, app)
    return AppContext(
        library=library,
        settings=store,
        tasks=tasks,
        engine=engine,
        history=history,
        catalog=CatalogService(library, tasks, app),
        imports=Imports(library, tasks, app),
        retry=SnippetRetry(library, engine, history, app),
        recorder=Recorder(history, app),
        navigator=Navigator(app),
        messages=Messages(app),
        covers=CoverLoader(cache / "covers", store, app),
        theme=Theme(app, store.value),
    )


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with the program's names and sign."""
    app = QApplication(arguments)
    app.setApplicationName("spotgui")
    app.setApplicationDisplayName("spotgui")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setWindowIcon(QIcon(str(paths.resource("io.github.spotgui.spotgui.svg"))))
    return app


def translate(app: QApplication, chosen: Settings) -> None:
    """Load the translation of the language chosen, or of the desktop's, if there is one."""
    locale = QLocale(chosen.language) if chosen.language else QLocale.system()
    QLocale.setDefault(locale)  # numbers and dates are written as the words are
    ours = str(paths.resource("translations"))
    qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qts_own), ("spotgui", ours)):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)


def run() -> int:
    """Open the window; returns the exit code."""
    running_log = logs.start(paths.log_dir())
    file = paths.config_dir() / settings.FILE_NAME
    loaded = settings.load(file)
    app = make_application(sys.argv)
    translate(app, loaded.settings)
    store = SettingsStore(file, loaded.settings)
    library = paths.default_library(loaded.settings.library)
    program = Program(app, library, store)
    program.catch_bugs()
    program.start()
    for notice in (loaded.notice, running_log.notice):
        if notice:
            program.ctx.messages.say(translated(notice), Tone.WARN, lasting=True)
    try:
        paths.check_library(library, loaded.settings.library)
    except MachineError as problem:
        program.ctx.messages.problem(problem)
    code = app.exec()
    program.end()
    return start_again() if code == EXIT_REOPEN else code
