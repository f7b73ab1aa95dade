"""An import as one sees it: two bars, four numbers, two buttons. In the setup and on the Library page."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from spotgui.errors import SpotguiError
from spotgui.ui import formats
from spotgui.ui.imports.imports import Imports
from spotgui.ui.imports.status import ImportStatus, Phase
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told, translated
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.figures import Figures
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, Flow, column, holder, row
from spotgui.ui.widgets.text import ElidedLabel, label

_STEPS = 1000


class ImportCard(Card):
    """Follows the import; `again` is there when it has stopped, for whoever shows the card to connect."""

    def __init__(self, imports: Imports, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._imports = imports
        self.sign = IconLabel("import", 24, "accent")
        self.words = label("", "strong")
        self.bar = _bar(self.tr("Progress of everything"))
        self.bytes = label("", "caption", wrap=False)
        self.left = label("", "caption", wrap=False)
        self.file = ElidedLabel("", "caption")
        self.file_bar = _bar(self.tr("Progress of this file"))
        self.figures = Figures(
            {
                "speed": self.tr("Speed"),
                "tracks": self.tr("Tracks"),
                "tracks_s": self.tr("Tracks a second"),
                "rejected": self.tr("Lines that failed"),
            },
            framed=False,
        )
        self.pause = Button(self.tr("Pause"), icon_name="pause")
        self.cancel = Button(self.tr("Cancel"), icon_name="stop")
        self.again = Button(self.tr("Go on"), icon_name="play")
        top = row(self.sign, self.words, gap=tokens.GAP)
        top.setStretch(1, 1)
        self._running = holder(
            column(
                column(self.bar, row(self.bytes, 1, self.left), gap=tokens.HALF),
                column(self.file, self.file_bar, gap=tokens.HALF),
                self.figures,
                gap=tokens.GAP,
            )
        )
        self.body.addLayout(top)
        self.body.addWidget(self._running)
        self._buttons = holder(Flow(self.pause, self.cancel, self.again))
        self.body.addWidget(self._buttons)
        self.pause.clicked.connect(self._pause_or_resume)
        self.cancel.clicked.connect(imports.cancel)
        imports.changed.connect(self.show_status)
        self.show_status(imports.status)

    @Slot(object)
    def show_status(self, status: ImportStatus) -> None:
        """Show a moment."""
        self.words.setText(self._sentence(status))
        icon, tone = _SIGNS.get(status.phase, ("import", "accent"))
        if status.phase is Phase.DONE and status.notice:
            icon, tone = "warning", "warn"
        self.sign.show_icon("pause" if status.paused else icon, "warn" if status.paused else tone)
        self._running.setVisible(status.running)
        for button, shown in (
            (self.pause, status.running),
            (self.cancel, status.running),
            (self.again, status.phase in (Phase.CANCELLED, Phase.FAILED)),
        ):
            button.setVisible(shown)
        self._buttons.setVisible(status.phase not in (Phase.IDLE, Phase.DONE))
        self.again.setText(self.tr("Try again") if status.phase is Phase.FAILED else self.tr("Go on"))
        self.pause.setText(self.tr("Resume") if status.paused else self.tr("Pause"))
        self.pause.show_icon("play" if status.paused else "pause")
        self.pause.setEnabled(not status.cancelling)
        self.cancel.setEnabled(not status.cancelling)
        self._show_numbers(status)

    def show_preparing(self) -> None:
        """Before the first moment."""
        if not self._imports.status.running:
            self.words.setText(self.tr("Looking at the files…"))
            self.sign.show_icon("import", "accent")
            self.again.hide()

    def show_problem(self, problem: SpotguiError) -> None:
        """It could not begin."""
        self.words.setText(told(problem))
        self.sign.show_icon("error", "bad")
        self.again.setText(self.tr("Try again"))
        self._buttons.show()
        self.again.show()

    def _show_numbers(self, status: ImportStatus) -> None:
        _show_share(self.bar, status.done, status.total)
        done = self.tr("{done} of {total}").format(done=formats.size(status.done), total=formats.size(status.total))
        self.bytes.setText(done if status.total else "")
        self.left.setText(self._left(status))
        _show_share(self.file_bar, status.file_done, status.file_total)
        self.file.setText(formats.stage(status.stage) or status.file or self.tr("Starting…"))
        self.figures.show_value(
            "speed", self.tr("{size}/s").format(size=formats.size(status.bytes_s)) if status.bytes_s else ""
        )
        self.figures.show_value("tracks", formats.count(status.tracks))
        self.figures.show_value("tracks_s", formats.count(round(status.tracks_s)) if status.tracks_s else "")
        self.figures.show_value("rejected", formats.count(status.rejected))

    def _left(self, status: ImportStatus) -> str:
        if status.paused:
            return self.tr("Paused")
        if status.seconds_left is None:
            return ""
        return self.tr("{time} left").format(time=formats.time_left(status.seconds_left))

    def _sentence(self, status: ImportStatus) -> str:
        tracks = formats.plural(status.tracks, "{n} track", "{n} tracks")
        match status.phase:
            case Phase.DONE:
                return self._done(status, tracks)
            case Phase.CANCELLED:
                return self.tr("Stopped. What was imported stays and can be recognised.")
            case Phase.FAILED:
                return told(status.problem)
            case Phase.IDLE:
                return self.tr("Nothing is being imported.")
        if status.cancelling:
            return self.tr("Stopping at the next safe point…")
        if status.paused:
            return self.tr("Paused")
        return {
            Phase.METADATA: self.tr("Importing the metadata"),
            Phase.ANALYSES: self.tr("Importing the analyses"),
            Phase.INDEXING: self.tr("Making tracks recognisable"),
            Phase.DEMO: self.tr("Making the demo library"),
            Phase.TAKEOVER: self.tr("Taking over another library"),
        }.get(status.phase, self.tr("Starting…"))

    def _done(self, status: ImportStatus, tracks: str) -> str:
        text = self.tr("Done. Everything was imported already.")
        if status.tracks:
            text = self.tr("Done: {tracks} imported.").format(tracks=tracks)
            if status.rejected:
                text += " " + formats.plural(status.rejected, "{n} line was not usable.", "{n} lines were not usable.")
        return f"{text} {translated(status.notice)}".rstrip()

    @Slot()
    def _pause_or_resume(self) -> None:
        if self._imports.status.paused:
            self._imports.resume()
        else:
            self._imports.pause()


_SIGNS = {
    Phase.DONE: ("check", "good"),
    Phase.FAILED: ("error", "bad"),
    Phase.CANCELLED: ("pause", "muted"),
}


def _bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, _STEPS)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar


def _show_share(bar: QProgressBar, done: int, total: int) -> None:
    """An unknown total moves to and fro."""
    bar.setRange(0, _STEPS if total > 0 else 0)
    if total > 0:
        bar.setValue(round(_STEPS * min(done / total, 1.0)))
