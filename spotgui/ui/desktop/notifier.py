"""Desktop notifications, only while the window is not in front."""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, Slot
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from spotgui.ui.messages import Message, Tone
from spotgui.ui.result import words
from spotgui.ui.result.shown import Shown
from spotgui.ui.settings_store import SettingsStore

_ICON = "io.github.spotgui.spotgui"
_SHOWN_MS = 8000


class Notifier(QObject):
    """Tells matches and ends of long work that happen in the background.

    Parameters
    ----------
    window : QWidget
        Nothing is told while it is the active one.
    """

    def __init__(self, settings: SettingsStore, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._window = settings, window
        self._tray: QSystemTrayIcon | None = None

    def use_tray(self, tray: QSystemTrayIcon | None) -> None:
        """Notify from the tray icon while there is one."""
        self._tray = tray

    @Slot(object)
    def take_answer(self, shown: Shown) -> None:
        """A song was found."""
        if shown.recognition.found:
            match = shown.recognition.matches[0]
            self.tell(words.title_of(match), words.artists_of(match))

    @Slot(object)
    def take_message(self, message: Message) -> None:
        """Something that took a while has ended: those messages have a button that leads to it."""
        if message.action and message.tone is Tone.GOOD:
            self.tell("spotgui", message.text)

    def tell(self, heading: str, text: str) -> None:
        """Notify, if the user wants it and does not see the window."""
        if not self._settings.value.notifications or self._window.isActiveWindow():
            return
        command = shutil.which("notify-send") if sys.platform.startswith("linux") else None
        if command:  # before the tray: in an old panel's Qt would draw a balloon of its own
            options = ["--app-name=spotgui", f"--icon={_ICON}", "--category=im.received"]
            QProcess.startDetached(command, [*options, "--", heading, text])
        elif self._tray is not None:
            self._tray.showMessage(heading, text, self._window.windowIcon(), _SHOWN_MS)
        elif QSystemTrayIcon.isSystemTrayAvailable():
            self._tell_by_passing_icon(heading, text)

    def _tell_by_passing_icon(self, heading: str, text: str) -> None:
        """Windows and macOS notify only through a tray icon; it goes when the message does."""
        icon = QSystemTrayIcon(self._window.windowIcon(), self)
        icon.messageClicked.connect(icon.deleteLater)
        icon.show()
        icon.showMessage(heading, text, self._window.windowIcon(), _SHOWN_MS)
        timer = self.startTimer(_SHOWN_MS)
        icon.setProperty("timer", timer)

    def timerEvent(self, event: object) -> None:
        """Take the passing icon away."""
        self.killTimer(event.timerId())
        for icon in self.findChildren(QSystemTrayIcon):
            if icon.property("timer") == event.timerId():
                icon.hide()
                icon.deleteLater()
