"""The end: what there is now, and the first thing to do with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from spotgui.tasks.engine import EngineState, Readiness
from spotgui.ui import formats, keys
from spotgui.ui.navigation import Route
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, Flow, holder, row
from spotgui.ui.widgets.text import label


class DoneStep(Step):
    """The button that goes on opens the Listen page."""

    def __init__(self, session: SetupSession) -> None:
        super().__init__(session, self.tr("Ready"), "")
        self.words = label("", "strong")
        self.catalogue = Button(self.tr("Browse the catalogue"), icon_name="catalogue")
        self.library = Button(self.tr("Show the library"), icon_name="library")
        self.sign = IconLabel("check", 32, "good")
        line = row(self.sign, self.words, gap=16)
        line.setStretch(1, 1)
        self.body.addWidget(Card(line, label(self._hints(), "muted"), holder(Flow(self.catalogue, self.library))))
        self.body.addStretch(1)
        self.sentence.hide()
        self.catalogue.clicked.connect(self._open_catalogue)
        self.library.clicked.connect(self._open_library)
        session.ctx.engine.changed.connect(self._show)

    def enter(self) -> None:
        """Count."""
        self.session.ctx.engine.open()
        self._show(self.session.ctx.engine.state)

    def next_text(self) -> str:
        """What this was all for."""
        return self.tr("Listen")

    def first_focus(self) -> QWidget | None:
        """The button that goes on."""
        return None

    def _hints(self) -> str:
        return self.tr("Press {listen} or the space bar to listen. Sound files can be dropped onto the window.").format(
            listen=keys.LISTEN
        )

    @Slot(object)
    def _show(self, state: EngineState) -> None:
        nothing = state.readiness is Readiness.EMPTY
        self.sign.show_icon("info" if nothing else "check", "accent" if nothing else "good")
        if self.session.ctx.imports.status.running:
            text = self.tr("The import goes on in the background; {n} can be recognised already.")
            tracks = formats.plural(state.tracks, "{n} track", "{n} tracks")
            self.words.setText(text.format(n=tracks))
        elif state.readiness is Readiness.EMPTY:
            self.words.setText(self.tr("Nothing is imported yet. Go back to choose files, whenever you have some."))
        elif state.tracks:
            self.words.setText(
                formats.plural(state.tracks, "{n} track can be recognised.", "{n} tracks can be recognised.")
            )
        else:
            self.words.setText(self.tr("Opening the index…"))

    @Slot()
    def _open_catalogue(self) -> None:
        self.session.ctx.navigator.go(Route.CATALOGUE)

    @Slot()
    def _open_library(self) -> None:
        self.session.ctx.navigator.go(Route.LIBRARY)
