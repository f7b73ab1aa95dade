"""What this program does, and the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from spotgui.demo import place
from spotgui.paths import seen
from spotgui.ui import formats
from spotgui.ui.announce import announce
from spotgui.ui.imports.status import ImportStatus, Phase
from spotgui.ui.navigation import Route
from spotgui.ui.setup_wizard.build import holds_demo_only
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, Flow, column, holder, row
from spotgui.ui.widgets.text import label


class WelcomeStep(Step):
    """Set up with one's own files, or try the demo library, which is made on the spot."""

    def __init__(self, session: SetupSession) -> None:
        super().__init__(
            session,
            self.tr("Recognise music on your own computer"),
            self.tr("Nothing you play or hear leaves it, and there is no limit."),
        )
        self.try_demo = Button(self.tr("Try the demo library"), icon_name="play")
        self.recording = Button(self.tr("Recognise a recording of it"), icon_name="audio-file")
        self.sounds = Button(self.tr("Show its sound files"), "quiet", "folder")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the demo library"))
        self._tried = False
        self.demo_heading = label("", "strong")
        self.words = label("", "muted")
        self.bar.hide()
        for icon, heading, sentence in (
            (
                "folder",
                self.tr("You have the Spotify dump, or a part of it"),
                self.tr("One file of the audio analyses is enough to begin: 70,000 songs."),
            ),
            (
                "shield",
                self.tr("The files stay yours"),
                self.tr("They are only read. Once imported, they can be deleted: what is needed is kept."),
            ),
        ):
            self.body.addWidget(_point(icon, label(heading, "strong"), label(sentence, "muted")))
        self.demo = Card(
            _point(
                "wand",
                self.demo_heading,
                self.words,
            ),
            self.bar,
            holder(Flow(self.try_demo, self.recording, self.sounds)),
        )
        self.body.addWidget(self.demo)
        self.body.addStretch(1)
        self.try_demo.clicked.connect(self._make_demo)
        self.recording.clicked.connect(self._recognise)
        self.sounds.clicked.connect(self._open_sounds)
        session.ctx.imports.changed.connect(self._show)
        session.ctx.imports.ended.connect(self._ended)

    def enter(self) -> None:
        """The demo is offered while there is nothing else; when it is there, so is something to do with it."""
        self._show(self.session.ctx.imports.status)

    def _is_ready(self) -> bool:
        library = self.session.ctx.library
        return seen(library.analysis_db) and holds_demo_only(library)

    def obstacle(self) -> str:
        """While the demo is made, there is nothing else to do."""
        making = self.session.ctx.imports.status.phase is Phase.DEMO
        return self.tr("The demo library is being made…") if making else ""

    def next_text(self) -> str:
        """A verb."""
        return self.tr("Set up my library")

    @Slot()
    def _make_demo(self) -> None:
        if self.session.ctx.imports.status.phase is Phase.DEMO:
            self.session.ctx.imports.cancel()
        else:
            self._tried = True
            self.session.ctx.imports.start_demo(place.demo_directory())

    @Slot()
    def _recognise(self) -> None:
        self.session.ctx.navigator.go(Route.LISTEN, place.tapes_directory() / f"{place.NOISY_TAPE}.wav")

    @Slot()
    def _open_sounds(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.tapes_directory())))

    @Slot(object)
    def _show(self, status: ImportStatus) -> None:
        making = status.phase is Phase.DEMO
        ready = not status.running and self._is_ready()
        empty = not seen(self.session.ctx.library.analysis_db)
        self.demo.setVisible(making or ready or empty)
        self.try_demo.setVisible(not ready)
        self.recording.setVisible(ready)
        self.sounds.setVisible(ready)
        self.bar.setVisible(making)
        heading, words = self._words(status, ready=ready)
        self.demo_heading.setText(heading)
        self.words.setText(words)
        if making:
            self.bar.setRange(0, status.file_total)
            self.bar.setValue(status.file_done)
        self.try_demo.setText(self.tr("Cancel") if making else self.tr("Try the demo library"))
        self.try_demo.show_icon("close" if making else "play")
        self.changed.emit()

    def _words(self, status: ImportStatus, *, ready: bool) -> tuple[str, str]:
        if status.phase is Phase.DEMO:
            return self.tr("Making the demo library"), formats.stage(status.stage) or self.tr("Starting…")
        if ready:
            return self.tr("The demo library is ready"), self.tr(
                "Have a noisy recording of one of its pieces recognised, or play its sound files on another device "
                "and listen."
            )
        sentence = self.tr("Sixty short pieces, composed for this program, ready in about a minute.")
        failed = self._tried and status.problem
        return self.tr("Just looking?"), told(status.problem) if failed else sentence

    @Slot(object)
    def _ended(self, status: ImportStatus) -> None:
        if not self.isVisible():
            return
        if status.problem:
            announce(self, told(status.problem), urgent=True)
        elif self.recording.isVisible():
            announce(self, self.words.text())
            self.recording.setFocus()


def _point(icon: str, *texts: QWidget) -> QWidget:
    line = row(IconLabel(icon, 24, "accent"), column(*texts, gap=tokens.HALF // 2), gap=tokens.GAP)
    line.setStretch(1, 1)
    return holder(line)
