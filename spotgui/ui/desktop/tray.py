"""The tray icon: opt-in; closing the window then keeps the program there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from spotgui.ui.main_window import MainWindow


class Tray(QObject):
    """An icon with a menu; a click shows or hides the window."""

    listen_wanted = Signal()

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._menu = QMenu()
        self._menu.addAction(self.tr("Listen"), self.listen_wanted.emit)
        self._menu.addAction(self.tr("Show the window"), self.show_window)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), window.quit)
        self.icon = QSystemTrayIcon(window.windowIcon(), self)
        self.icon.setToolTip("spotgui")
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._clicked)
        window.keep_running(True)
        QApplication.setQuitOnLastWindowClosed(False)
        self.icon.show()

    def close(self) -> None:
        """Take the icon away; closing the window ends the program again."""
        self.icon.hide()
        self._window.keep_running(False)
        QApplication.setQuitOnLastWindowClosed(True)
        if not self._window.isVisible():
            self.show_window()
        self.deleteLater()

    @Slot()
    def show_window(self) -> None:
        """Bring the window to the front."""
        self._window.show()
        self._window.setWindowState(self._window.windowState() & ~self._window.windowState().WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Trigger:
            return
        if self._window.isVisible() and self._window.isActiveWindow():
            self._window.hide()
        else:
            self.show_window()
