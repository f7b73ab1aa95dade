"""What the keys of the window do, wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from spotgui import logs, paths
from spotgui.ui import keys
from spotgui.ui.navigation import Route

if TYPE_CHECKING:
    from spotgui.ui.main_window import MainWindow

_PAGES = (Route.LISTEN, Route.CATALOGUE, Route.HISTORY, Route.LIBRARY)


class WindowActions(QObject):
    """Shortcuts and the help menu of the main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        navigator = window.ctx.navigator
        for key, slot in (
            (keys.LISTEN, self.listen),
            (keys.OPEN_FILE, self.open_file),
            (keys.FIND, self.find),
            (keys.PREFERENCES, self.show_preferences),
            (keys.SHORTCUTS, self.show_shortcuts),
            (keys.QUIT, window.quit),
            (keys.BACK, navigator.back),
            (keys.FORWARD, navigator.forward),
        ):
            QShortcut(QKeySequence(key), window, slot)
        for key in keys.PAGES:
            QShortcut(QKeySequence(key), window, self._show_page)

    def show_help_menu(self, button: QWidget) -> None:
        """Shortcuts, log, about."""
        menu = QMenu(button)
        menu.addAction(self.tr("Keyboard shortcuts"), self.show_shortcuts)
        menu.addAction(self.tr("Log"), self.show_log)
        menu.addAction(self.tr("About spotgui"), self.show_about)
        menu.aboutToHide.connect(menu.deleteLater)
        above = button.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(above)

    @Slot()
    def listen(self) -> None:
        """Listen from any page; on the Listen page stop again."""
        from spotgui.ui.listen.listen_page import ListenPage

        page = self._window.current
        if isinstance(page, ListenPage):
            page.toggle()
        else:
            self._window.ctx.navigator.go(Route.LISTEN, "start")

    @Slot()
    def open_file(self) -> None:
        """Ask for a sound file."""
        from spotgui.ui.listen.listen_page import ListenPage

        self._window.ctx.navigator.go(Route.LISTEN)
        page = self._window.current
        if isinstance(page, ListenPage):
            page.ask_for_file()

    @Slot()
    def find(self) -> None:
        """Search on this page if it can be searched, else in the catalogue."""
        search = getattr(self._window.current, "focus_search", None)
        if search is None:
            self._window.ctx.navigator.go(Route.CATALOGUE)
            search = getattr(self._window.current, "focus_search", None)
        if search is not None:
            search()

    @Slot()
    def show_preferences(self) -> None:
        """Open the preferences."""
        self._window.ctx.navigator.go(Route.PREFERENCES)

    @Slot()
    def show_shortcuts(self) -> None:
        """The table of keys."""
        from spotgui.ui.dialogs.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._window).open()

    @Slot()
    def show_log(self) -> None:
        """The end of the log."""
        from spotgui.ui.dialogs.log_dialog import LogDialog

        LogDialog(paths.log_dir() / logs.FILE_NAME, self._window).open()

    @Slot()
    def show_about(self) -> None:
        """Version and system information."""
        from spotgui.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._window.ctx.library, self._window).open()

    @Slot()
    def _show_page(self) -> None:
        at = keys.PAGES.index(self.sender().key().toString(QKeySequence.SequenceFormat.PortableText))
        self._window.ctx.navigator.go(_PAGES[at])
