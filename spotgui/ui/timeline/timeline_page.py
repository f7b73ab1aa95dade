"""A long recording becomes a list of songs, to read and to export as a cue sheet or a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QProgressBar, QVBoxLayout, QWidget

from spotgui.errors import MachineError, SpotguiError
from spotgui.history.entries import NewEntry, SoundSource
from spotgui.history.export import BYTE_ORDER_MARK, write_text
from spotgui.history.timeline import TimelineItem, TimelineSong, timeline_to_csv, timeline_to_cue
from spotgui.progress import CancelToken, Progress, ProgressCallback
from spotgui.tasks.worker import Task
from spotgui.ui import keys
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.formats import clock, plural
from spotgui.ui.listen.recording_answers import found_in
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.theme import tokens
from spotgui.ui.timeline.rows import TimelineRow
from spotgui.ui.timeline.strip import TimelineStrip
from spotgui.ui.translated import told
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.layout import Card, column, holder, rule
from spotgui.ui.widgets.text import label

if TYPE_CHECKING:
    from spotgui.recognizer.opening import OpenRecognizer
    from spotgui.recognizer.timeline import Stretch

_BLOCK_S = 30.0


class TimelinePage(Page):
    """Opened with the `Path` of a sound file; going back to it shows what was found."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, self.tr("Timeline"))
        self._path = Path()
        self._task: Task | None = None
        self._items: tuple[TimelineItem, ...] = ()
        back = IconButton("back", self.tr("Back"))
        back.clicked.connect(ctx.navigator.back)
        self.export = Button(self.tr("Export…"), "primary", "export")
        self.export.clicked.connect(self.open_export_menu)
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self._header.layout().insertWidget(0, back)
        for button in (self.cancel_button, self.export):
            self.actions.addWidget(button)
        self.state = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress through the recording"))
        self.strip = TimelineStrip()
        self.strip.chosen.connect(self._point_at)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.HALF)
        self._list = Card(gap=tokens.HALF)
        self._list.body.addLayout(self._rows)
        self.body.addWidget(holder(column(self.state, self.bar, self.strip, gap=tokens.GRID)))
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        QShortcut(QKeySequence(keys.EXPORT), self, self.open_export_menu)
        QShortcut(QKeySequence(keys.CANCEL), self, self.cancel)
        self._show_items(())

    def open(self, argument: object) -> None:
        """Begin with a file that is new."""
        if isinstance(argument, Path) and argument != self._path:
            self.start(argument)

    def first_focus(self) -> QWidget:
        """The one useful button."""
        return self.cancel_button if self._task else self.export

    def start(self, path: Path) -> None:
        """Hear a file from its beginning to its end."""
        self.cancel()
        self._path = path
        self.title.setText(path.name)
        self.tell(path.name)
        self._show_items(())
        self.bar.setRange(0, 0)
        self._say(self.tr("Listening to the recording…"), busy=True)

        def job(opened: OpenRecognizer, progress: ProgressCallback, cancel: CancelToken) -> tuple[Stretch, ...]:
            from spotgui.audio import files

            seconds = files.probe(path).seconds or 0.0
            return opened.timeline(files.blocks(path, _BLOCK_S), seconds=seconds, progress=progress, cancel=cancel)

        self._task = self.ctx.engine.start(f"timeline of {path.name}", job)
        self._task.progress.connect(self._show_progress)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._take_failure)

    @Slot()
    def cancel(self) -> None:
        """Stop; what was found so far is not kept."""
        if self._task:
            self._task.cancel()
            self._task, self._path = None, Path()
            self._say(self.tr("Cancelled."), busy=False)

    @Slot()
    def open_export_menu(self) -> None:
        """Ask for a format."""
        if not self._items:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("As cue sheet…"), self._export_cue)
        menu.addAction(self.tr("As table (CSV)…"), self._export_csv)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height())))

    def write(self, target: Path) -> None:
        """Write the timeline; the file's ending says how."""
        cue = target.suffix.lower() == ".cue"
        text = timeline_to_cue(self._items, self._path.name) if cue else BYTE_ORDER_MARK + timeline_to_csv(self._items)
        try:
            write_text(target, text)
        except MachineError as problem:
            self.ctx.messages.problem(problem)
            return
        self.ctx.messages.say(self.tr("Written: {file}").format(file=target), Tone.GOOD)

    @Slot()
    def _export_cue(self) -> None:
        self._ask_and_write("cue")

    @Slot()
    def _export_csv(self) -> None:
        self._ask_and_write("csv")

    def _ask_and_write(self, suffix: str) -> None:
        suggestion = str(self._path.with_suffix(f".{suffix}"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the timeline"), suggestion, f"*.{suffix}")
        if chosen:
            self.write(Path(chosen))

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if self.sender() is self._task and progress.total:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)

    @Slot(object)
    def _take(self, stretches: tuple[Stretch, ...]) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        items = tuple(_item(stretch) for stretch in stretches)
        songs = sum(bool(item.songs) for item in items)
        length = clock(items[-1].end_s) if items else clock(0)
        if songs:
            counted = plural(songs, "{n} song", "{n} songs")
            text = self.tr("{songs} in {length}").format(songs=counted, length=length)
        else:
            text = self.tr("Nothing in these {length} is in your catalogue.").format(length=length)
        self._show_items(items if songs else ())
        self._say(text, busy=False)
        self._keep(stretches)
        self.export.setFocus()
        announce(self, self.state.text(), urgent=True)

    def _keep(self, stretches: tuple[Stretch, ...]) -> None:
        """Note the songs in the history."""
        name = self._path.name
        songs = [
            NewEntry(SoundSource.FILE, one.end_s - one.start_s, name, found_in(one.match), offset_s=one.start_s)
            for one in stretches
            if one.match
        ]
        if songs:
            task = self.ctx.history.write("note the songs of a recording", lambda store: store.add_songs(songs))
            task.failed.connect(self.ctx.messages.problem)

    @Slot(object)
    def _take_failure(self, problem: BaseException) -> None:
        if self.sender() is not self._task:
            return
        self._task, self._path = None, Path()
        self._say(told(problem) if isinstance(problem, SpotguiError) else "", busy=False)

    def _say(self, text: str, *, busy: bool) -> None:
        self.state.setText(text)
        self.bar.setVisible(busy)
        self.cancel_button.setVisible(busy)
        self.export.setVisible(not busy)
        self.export.setEnabled(bool(self._items))

    def _show_items(self, items: tuple[TimelineItem, ...]) -> None:
        self._items = items
        self.strip.show_items(items)
        self.strip.setVisible(bool(items))
        self._list.setVisible(bool(items))
        while self._rows.count():
            old = self._rows.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for number, item in enumerate(items):
            if number:
                self._rows.addWidget(rule())
            line = TimelineRow(item)
            line.chosen.connect(self._show_track)
            self._rows.addWidget(line)

    @Slot(int)
    def _point_at(self, number: int) -> None:
        """Show the line of a stretch that was clicked in the strip."""
        self.strip.mark(number)
        line = self._rows.itemAt(2 * number).widget()  # a hairline between two
        self.bring_into_view(line)
        first = line.findChild(IconButton)
        if first:
            first.setFocus()

    @Slot(str)
    def _show_track(self, track_id: str) -> None:
        self.ctx.navigator.go(Route.TRACK, track_id)


def _item(stretch: Stretch) -> TimelineItem:
    songs = tuple(TimelineSong(m.track_id, m.title, m.artists, m.album, m.isrc) for m in stretch.songs)
    return TimelineItem(stretch.start_s, stretch.end_s, songs, str(stretch.match.confidence) if stretch.match else None)
