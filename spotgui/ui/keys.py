"""Every key of the program in one place, so that what is written is what works."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

LISTEN = "Ctrl+L"
OPEN_FILE = "Ctrl+O"
FIND = "Ctrl+F"
EXPORT = "Ctrl+E"
PREFERENCES = "Ctrl+,"
SHORTCUTS = "F1"
QUIT = "Ctrl+Q"
CANCEL = "Esc"
DELETE = "Del"
COPY = "Ctrl+C"
GO_ON = "Ctrl+Return"
BACK = "Alt+Left"
FORWARD = "Alt+Right"
PAGES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4")


def table() -> list[tuple[str, str]]:
    """Keys and what they do, translated."""
    say = QCoreApplication.translate
    return [
        (LISTEN, say("keys", "Listen, or stop (Space on the Listen page)")),
        (OPEN_FILE, say("keys", "Recognise a sound file")),
        (FIND, say("keys", "Search the catalogue or the history")),
        (COPY, say("keys", "Copy “Artist - Title”")),
        (EXPORT, say("keys", "Export the history or a timeline")),
        (DELETE, say("keys", "Delete the selected entries")),
        (CANCEL, say("keys", "Cancel what is running")),
        (PAGES[0], say("keys", "Listen page; 2, 3 and 4 open the other pages")),
        (GO_ON, say("keys", "In the setup: go on to the next step")),
        (BACK, say("keys", "Back")),
        (FORWARD, say("keys", "Forward")),
        (PREFERENCES, say("keys", "Preferences")),
        (SHORTCUTS, say("keys", "This table")),
        (QUIT, say("keys", "Quit")),
    ]
