"""Where the library goes, whether it fits, and how long it will take: the last look before the work begins."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar

from spotgui.errors import MachineError, file_refusals
from spotgui.paths import Library, seen
from spotgui.ui import formats, reopen
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.build import Build
from spotgui.ui.setup_wizard.estimates import Estimates
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.figures import Figures
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, column, row
from spotgui.ui.widgets.text import ElidedLabel, label


class PlaceStep(Step):
    """The button that goes on is "Build index"."""

    def __init__(self, session: SetupSession, estimates: Estimates, build: Build) -> None:
        super().__init__(
            session,
            self.tr("Where it goes"),
            self.tr("A fast disk makes fast answers: an SSD rather than the disk with the downloads."),
        )
        self.estimates = estimates
        self.build = build
        self.place = ElidedLabel()
        self.change_place = Button(self.tr("Change…"), icon_name="folder")
        self.change_place.setEnabled(reopen.may_choose_library())
        self.fixed = label(self.tr("The environment variable SPOTGUI_DATA has chosen this place."), "caption")
        self.fixed.setVisible(not reopen.may_choose_library())
        self.sign = IconLabel("disk", 24, "accent")
        self.verdict = label("", "strong")
        self.measuring = label(self.tr("Measuring how fast this computer reads your file…"), "caption")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Measuring"))
        self.figures = Figures(
            {
                "free": self.tr("Free"),
                "peak": self.tr("Needed while building"),
                "stays": self.tr("Kept afterwards"),
                "time": self.tr("Time"),
            }
        )
        where = row(column(label(self.tr("Library"), "caption"), self.place, gap=tokens.HALF // 2), self.change_place)
        where.setStretch(0, 1)
        verdict = row(self.sign, self.verdict, gap=tokens.GAP)
        verdict.setStretch(1, 1)
        self.body.addWidget(Card(where, self.fixed))
        self.body.addWidget(self.figures)
        self.body.addWidget(Card(verdict, self.measuring, self.bar))
        self.body.addStretch(1)
        self.change_place.clicked.connect(self._ask)
        estimates.changed.connect(self._show)
        session.looked.connect(self._looked)
        session.ctx.imports.ended.connect(self._show)

    def enter(self) -> None:
        """Measure."""
        if self.session.found is None:
            self.session.look()
        else:
            self._looked()
        self._show()

    def go_on(self) -> None:
        """Begin."""
        self.build.ask()

    def leave(self) -> None:
        """The disk is needed for other things now."""
        self.estimates.stop()

    def obstacle(self) -> str:
        """It must fit, and one import must have ended before the next."""
        if self.session.ctx.imports.status.running:
            return self.tr("An import is running; wait for its end, or cancel it in the Library.")
        free, needed = self._free(), self.estimates.outlook(self.session.state.popularity).peak_bytes
        if free is None:
            return self.tr("Nothing can be written there: choose another place.")
        if needed > free:
            return self.tr("Not enough room: choose another place, or fewer tracks.")
        return ""

    def next_text(self) -> str:
        """From here on it is work."""
        return self.tr("Build index")

    @Slot()
    def _looked(self) -> None:
        self.estimates.update()
        if self.isVisible():
            self.estimates.measure()
            self._show()

    @Slot()
    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Where the library goes"), str(self.session.ctx.library.root.parent)
        )
        if name:
            self.choose(Path(name))

    def choose(self, folder: Path) -> None:
        """Take another place: the choices go there, and the window opens again with it."""
        try:
            with file_refusals():
                root = folder if _is_library(folder) or not any(folder.iterdir()) else folder / "spotgui"
            if root == self.session.ctx.library.root:
                return
            states.save(Library(root), self.session.state)
        except MachineError as problem:
            self.session.ctx.messages.problem(problem)
            return
        reopen.reopen_with(self.session.ctx, root)

    @Slot()
    def _show(self) -> None:
        look = self.estimates.outlook(self.session.state.popularity)
        free = self._free()
        self.place.setText(str(self.session.ctx.library.root))
        about = self.tr("about {value}")
        self.figures.show_value("free", formats.size(free) if free is not None else "")
        self.figures.show_value("peak", about.format(value=formats.size(look.peak_bytes)))
        self.figures.show_value("stays", about.format(value=formats.size(look.library_bytes)))
        self.figures.show_value("time", formats.about_time(look.seconds))
        busy = self.estimates.measuring
        self.measuring.setVisible(busy)
        self.bar.setVisible(busy)
        problem = self.obstacle()
        self.sign.show_icon("warning" if problem else "check", "warn" if problem else "good")
        self.verdict.setText(problem or self.tr("There is room, and you can pause and stop at any time."))
        self.changed.emit()

    def _free(self) -> int | None:
        """Free bytes on the disk of the library; None when it cannot be there."""
        root = self.session.ctx.library.root
        there = next((folder for folder in (root, *root.parents) if seen(folder)), None)
        try:
            return shutil.disk_usage(there).free if there else None
        except OSError:
            return None


def _is_library(folder: Path) -> bool:
    library = Library(folder)
    return library.analysis_db.exists() or library.meta_db.exists() or (folder / states.FILE_NAME).exists()
