"""Things said to the user in place, without a dialog: "Copied", "Import finished", an error with its action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from spotgui.errors import SpotguiError
from spotgui.ui.translated import told


class Tone(StrEnum):
    """What kind of thing is said; each has its icon, so colour is not alone."""

    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, and perhaps a button that goes to a page.

    Attributes
    ----------
    lasting : bool
        Stays until it is closed or replaced; others leave after some seconds.
    """

    text: str
    tone: Tone = Tone.INFO
    action: str = ""
    route: str = ""
    lasting: bool = False


class Messages(QObject):
    """Where pages put messages; the main window shows them, one at a time."""

    posted = Signal(object)

    def say(
        self, text: str, tone: Tone = Tone.INFO, *, action: str = "", route: str = "", lasting: bool = False
    ) -> None:
        """Show a sentence; with `action` a button that opens the page `route`."""
        self.posted.emit(Message(text, tone, action, route, lasting))

    def problem(self, error: BaseException) -> None:
        """Show a known error with what to do; a bug is told by the crash dialog instead."""
        if isinstance(error, SpotguiError):
            self.say(told(error), Tone.BAD, lasting=True)
