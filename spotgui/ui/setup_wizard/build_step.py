"""The work: bars, numbers, and the buttons to pause, resume and cancel it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from spotgui.errors import SpotguiError
from spotgui.ui.announce import announce
from spotgui.ui.imports.import_card import ImportCard
from spotgui.ui.imports.status import ImportStatus, Phase
from spotgui.ui.setup_wizard.build import Build
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.widgets.layout import Card
from spotgui.ui.widgets.text import label


class BuildStep(Step):
    """Begins when it is entered with the work still to do; going on leaves it running in the background."""

    def __init__(self, session: SetupSession, build: Build) -> None:
        super().__init__(
            session,
            self.tr("Building the index"),
            self.tr("You can recognise music meanwhile: whatever is imported is found from now on."),
        )
        self.build = build
        self.card = ImportCard(session.ctx.imports)
        self.card.again.clicked.connect(self._begin)
        self.body.addWidget(self.card)
        self.reassurance = Card(
            label(
                self.tr(
                    "Cancelling keeps what is imported, and the next time goes on from there. "
                    "The same holds when the computer or this program is switched off."
                ),
                "muted",
            )
        )
        self.body.addWidget(self.reassurance)
        self.body.addStretch(1)
        session.ctx.imports.changed.connect(self._follow)
        session.ctx.imports.ended.connect(self._ended)
        build.refused.connect(self._refused)

    def _reassure(self) -> None:
        """While there is something to cancel."""
        self.reassurance.setVisible(self.session.ctx.imports.status.running or self.build.preparing)

    def enter(self) -> None:
        """Begin, unless it runs or has ended in this window."""
        status = self.session.ctx.imports.status
        self.card.show_status(status)
        if self.session.state.building or status.phase in (Phase.IDLE, Phase.DEMO):
            self._begin()
        self._reassure()

    def subject(self) -> str:
        """How far it is."""
        return self.card.words.text()

    def next_text(self) -> str:
        """While it runs, going on is no end."""
        running = self.session.ctx.imports.status.running or self.build.preparing
        return self.tr("Continue in the background") if running else self.tr("Next")

    def may_go_back(self) -> bool:
        """Not while it runs."""
        return not (self.session.ctx.imports.status.running or self.build.preparing)

    def first_focus(self) -> QWidget | None:
        """The button that goes on."""
        return None

    @Slot()
    def _begin(self) -> None:
        self.build.begin()
        self.card.show_preparing()
        self.changed.emit()

    @Slot(object)
    def _follow(self, status: ImportStatus) -> None:
        self._reassure()
        self.changed.emit()

    @Slot(object)
    def _ended(self, status: ImportStatus) -> None:
        if self.isVisible():
            announce(self, self.card.words.text(), urgent=status.phase is Phase.FAILED)
        self.changed.emit()

    @Slot(object)
    def _refused(self, problem: SpotguiError) -> None:
        self.card.show_problem(problem)
        self.changed.emit()
