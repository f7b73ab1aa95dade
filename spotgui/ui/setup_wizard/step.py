"""The base of every step of the setup."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.text import label


class Step(QWidget):
    """A heading, a sentence and what is to be chosen.

    Parameters
    ----------
    session : SetupSession
        What all steps share.

    Attributes
    ----------
    body : QVBoxLayout
        Put the content here.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, session: SetupSession, heading: str, sentence: str) -> None:
        super().__init__()
        self.session = session
        self.heading = label(heading, "heading")
        self.sentence = label(sentence, "muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addSpacing(tokens.GRID)
        layout.addLayout(self.body, 1)

    def enter(self) -> None:
        """Called when the step comes to the front."""

    def go_on(self) -> None:
        """Called when the user goes on from here, before `leave`."""

    def leave(self) -> None:
        """Called when it goes."""

    def obstacle(self) -> str:
        """Why one cannot go on yet, in a sentence; empty when one can."""
        return ""

    def subject(self) -> str:
        """What the window's title says."""
        return self.heading.text()

    def next_text(self) -> str:
        """What the button that goes on says: a verb."""
        return self.tr("Next")

    def may_go_back(self) -> bool:
        """False while something runs that going back would not undo."""
        return True

    def first_focus(self) -> QWidget | None:
        """Which widget gets the keyboard."""
        return None
