"""Verify, rebuild, remove: long work on the library that is not an import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMessageBox, QProgressBar, QWidget

from spotgui.errors import SpotguiError
from spotgui.progress import CancelToken, Progress, ProgressCallback
from spotgui.tasks.process_task import in_process
from spotgui.tasks.worker import Task, Work
from spotgui.ui import formats
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.setup_wizard.state import StepName
from spotgui.ui.translated import told, translated
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, Flow, column, holder, row
from spotgui.ui.widgets.text import label

if TYPE_CHECKING:
    from spotgui.importer.verify import VerifyReport

_STEPS = 1000
# by name: only the child process reads the importers
_VERIFY = "spotgui.importer.verify:verify"
_REBUILD = "spotgui.importer.rebuild:rebuild_index"


class MaintenanceCard(Card):
    """Buttons, one bar, and what came out; `changed` says that the library is another now."""

    changed = Signal()

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ctx = ctx
        self._task: Task | None = None
        self._after: Callable[[Any], None] = self._verified
        self.verify = Button(self.tr("Verify"), icon_name="shield")
        self.rebuild = Button(self.tr("Rebuild the index"), icon_name="refresh")
        self.selection = Button(self.tr("Choose what is recognised"), icon_name="filter")
        self.remove = Button(self.tr("Remove everything…"), "danger", "trash")
        self.cancel = Button(self.tr("Cancel"), icon_name="stop")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.sign = IconLabel("check", 24, "good")
        self.words = label("")
        line = row(self.sign, self.words)
        line.setStretch(1, 1)
        self._outcome = holder(line)
        self._progress = holder(column(self.bar, holder(Flow(self.cancel))))
        self._buttons = holder(Flow(self.verify, self.rebuild, self.selection, self.remove))
        self.body.addWidget(label(self.tr("Maintenance"), "heading"))
        self.body.addWidget(
            label(
                self.tr(
                    "Verify reads every byte and says what is damaged. Rebuild makes the index again from what "
                    "is kept; no shard is needed for that."
                ),
                "muted",
            )
        )
        for part in (self._buttons, self._outcome, self._progress):
            self.body.addWidget(part)
        self._outcome.hide()
        self._progress.hide()
        self.verify.clicked.connect(self._verify)
        self.rebuild.clicked.connect(self._rebuild)
        self.selection.clicked.connect(self._select)
        self.remove.clicked.connect(self._ask_remove)
        self.cancel.clicked.connect(self._cancel)
        ctx.imports.changed.connect(self._update)

    @Slot()
    def _verify(self) -> None:
        self._start(self.tr("Verifying"), in_process(_VERIFY, self._ctx.library), self._verified)

    @Slot()
    def _rebuild(self) -> None:
        self._start(
            self.tr("Rebuilding the index"),
            in_process(_REBUILD, self._ctx.library),
            self._rebuilt,
        )

    @Slot()
    def _select(self) -> None:
        self._ctx.navigator.go(Route.SETUP, StepName.SELECTION)

    @Slot()
    def _ask_remove(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Remove everything"),
            self.tr("Remove all that is imported?"),
            QMessageBox.StandardButton.NoButton,
            self,
        )
        box.setInformativeText(
            self.tr(
                "Databases and index are deleted. The history, the settings and your own files stay. "
                "To have it back, the shards must be imported again."
            )
        )
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(self._remove)
        box.finished.connect(box.deleteLater)
        box.open()

    @Slot()
    def _remove(self) -> None:
        library = self._ctx.library
        # the files must not be open here while they are deleted
        self._ctx.catalog.release()

        def work(progress: ProgressCallback, cancel: CancelToken) -> None:
            from spotgui.importer.removal import remove_imported

            remove_imported(library)

        self._start(self.tr("Removing"), work, self._removed)

    def _start(self, words: str, work: Work, after: Callable[[Any], None]) -> None:
        if self._task:
            return
        self._task = self._ctx.tasks.start(words, work)
        self._task.progress.connect(self._show_progress)
        self._task.done.connect(after)
        self._task.failed.connect(self._failed)
        self._task.cancelled.connect(self._cancelled)
        self._task.settled.connect(self._settled)
        self.words.setText(words + "…")
        self.sign.show_icon("info", "accent")
        self.bar.setRange(0, 0)
        self._update()

    @Slot()
    def _update(self) -> None:
        running = self._task is not None
        importing = self._ctx.imports.status.running
        for button in (self.verify, self.rebuild, self.selection, self.remove):
            button.setEnabled(not running and not importing)
        self._progress.setVisible(running)
        if running:
            self._outcome.show()

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        self.words.setText(formats.stage(progress.stage))
        self.bar.setRange(0, _STEPS if progress.total > 0 else 0)
        if progress.total > 0:
            self.bar.setValue(round(_STEPS * progress.done / progress.total))

    @Slot(object)
    def _settled(self, task: Task) -> None:
        self._task = None
        self._update()
        announce(self, self.words.text())

    @Slot()
    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()
            self.words.setText(self.tr("Stopping…"))

    @Slot(object)
    def _verified(self, report: VerifyReport) -> None:
        if report.ok:
            tracks = formats.plural(report.tracks, "{n} track", "{n} tracks")
            self._say("check", "good", self.tr("Everything is in order: {tracks} checked.").format(tracks=tracks))
            return
        shown = [
            f"{problem.file}: {translated(problem.message)} {translated(problem.action)}"
            for problem in report.problems[:8]
        ]
        if len(report.problems) > len(shown):
            shown.append(self.tr("…and {n} more.").format(n=len(report.problems) - len(shown)))
        self._say("error", "bad", "\n".join(shown))

    @Slot(object)
    def _rebuilt(self, tracks: int) -> None:
        words = formats.plural(tracks, "The index is made again: {n} track.", "The index is made again: {n} tracks.")
        self._say("check", "good", words)
        self._take_in()

    @Slot()
    def _removed(self) -> None:
        self._say("check", "good", self.tr("Removed."))
        self._take_in()

    @Slot(object)
    def _failed(self, problem: BaseException) -> None:
        known = isinstance(problem, SpotguiError)
        self._say("error", "bad", told(problem) if known else self.tr("It stopped because of a bug in this program."))

    @Slot()
    def _cancelled(self) -> None:
        self._say("info", "muted", self.tr("Stopped; nothing has changed."))

    def _say(self, icon: str, tone: str, words: str) -> None:
        self.sign.show_icon(icon, tone)
        self.words.setText(words)
        self._outcome.show()

    def _take_in(self) -> None:
        self._ctx.engine.open()
        self._ctx.catalog.refresh()
        self.changed.emit()
