"""Joins notifications, tray icon and MPRIS with the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from spotgui.settings import Settings
from spotgui.ui.context import AppContext
from spotgui.ui.desktop.notifier import Notifier
from spotgui.ui.desktop.tray import Tray
from spotgui.ui.main_window import MainWindow
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route


class Presence(QObject):
    """Made once the window is shown; follows the preferences."""

    def __init__(self, ctx: AppContext, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._window = ctx, window
        self.notifier = Notifier(ctx.settings, window, self)
        self.tray: Tray | None = None
        self.player: QObject | None = None
        ctx.recorder.recorded.connect(self.notifier.take_answer)
        ctx.messages.posted.connect(self.notifier.take_message)
        ctx.settings.changed.connect(self._follow)
        self._follow(ctx.settings.value)

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        self._show_tray(settings.tray)
        self._offer_player(settings.mpris)

    def _show_tray(self, wanted: bool) -> None:
        if wanted == (self.tray is not None):
            return
        if not wanted:
            self.tray.close()
            self.tray = None
        elif QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = Tray(self._window, self)
            self.tray.listen_wanted.connect(self._listen)
        else:
            self._ctx.messages.say(self.tr("This desktop has no tray, so there is no icon in it."), Tone.WARN)
        self.notifier.use_tray(self.tray.icon if self.tray else None)

    def _offer_player(self, wanted: bool) -> None:
        if wanted == (self.player is not None):
            return
        if not wanted:
            self.player.close()
            self.player = None
            return
        from spotgui.ui.desktop.mpris import Player

        player = Player(self._window, self)
        if player.registered:
            self._ctx.recorder.recorded.connect(player.take_answer)
            self.player = player
        else:
            self._ctx.messages.say(self.tr("There is no session bus, so other programs cannot be told."), Tone.WARN)

    @Slot()
    def _listen(self) -> None:
        self._ctx.navigator.go(Route.LISTEN, "start")
