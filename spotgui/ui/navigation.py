"""Where one can go, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot


class Route(StrEnum):
    """The pages. Those that show one thing take an argument, noted here."""

    LISTEN = "listen"
    RESULT = "result"  # Recognition
    TIMELINE = "timeline"  # Path of a sound file
    CATALOGUE = "catalogue"  # text to search, or None
    ARTIST = "artist"  # artist id
    ALBUM = "album"  # album id
    TRACK = "track"  # track id
    HISTORY = "history"
    LIBRARY = "library"
    PREFERENCES = "preferences"
    SETUP = "setup"


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A page and what it shows."""

    route: Route
    argument: object = None


class Navigator(QObject):
    """Goes to places and remembers them, as a web browser does."""

    went = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    @property
    def place(self) -> Place | None:
        """Where we are; None before the first `go`."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Is there a place before this one?"""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Was there a place after this one?"""
        return self._at + 1 < len(self._places)

    def go(self, route: Route, argument: object = None) -> None:
        """Open a page; the one that is open without argument is not opened twice."""
        here = self.place
        if here and argument is None and here.route is route and here.argument is None:
            return
        self._places[self._at + 1 :] = [Place(route, argument)]
        self._move(self._at + 1)

    @Slot()
    def back(self) -> None:
        """Return to the place before."""
        if self.can_go_back:
            self._move(self._at - 1)

    @Slot()
    def forward(self) -> None:
        """Undo `back`."""
        if self.can_go_forward:
            self._move(self._at + 1)

    def _move(self, at: int) -> None:
        self._at = at
        self.changed.emit()
        self.went.emit(self._places[at])
