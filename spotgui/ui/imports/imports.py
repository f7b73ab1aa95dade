"""The one import that may run: in a child process, beside everything else that the window does."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from spotgui.errors import LibraryBusyError, SpotguiError
from spotgui.paths import Library
from spotgui.progress import Progress
from spotgui.tasks.process_task import PauseSwitch, in_process
from spotgui.tasks.worker import Task, Tasks
from spotgui.ui.imports.meter import Meter
from spotgui.ui.imports.status import ImportPlan, ImportStatus, Phase

_BUSY_RETRY_MS = 1000
_BUSY_RETRIES = 15

# by name: only the child process reads the importers
_ANALYSES = "spotgui.importer.analysis:import_analyses"
_METADATA = "spotgui.importer.metadata:import_metadata"
_SELECT = "spotgui.importer.rebuild:apply_selection"
_TAKEOVER = "spotgui.importer.takeover:import_library"
_DEMO = "spotgui.demo.setup:install_demo"

_Step = tuple[Phase, str, str, tuple[Any, ...]]


class Imports(QObject):
    """Runs an import step by step; `changed` tells every moment, `ended` the last one.

    The child process of a window that was killed needs a moment to stop at a safe point; so when the library is
    busy right at the start, it is tried again for some seconds.
    """

    changed = Signal(object)
    ended = Signal(object)

    def __init__(self, library: Library, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._pause = PauseSwitch()
        self._steps: list[_Step] = []
        self._task: Task | None = None
        self._plan = ImportPlan()
        self._meter = Meter(self._plan)
        self._tries = 0
        self._retry = QTimer(self, singleShot=True, interval=_BUSY_RETRY_MS)
        self._retry.timeout.connect(self._run_step)
        self._status = ImportStatus()

    @property
    def plan(self) -> ImportPlan:
        """What is imported, or was the last time."""
        return self._plan

    @property
    def status(self) -> ImportStatus:
        """The present moment."""
        return self._status

    def start(self, plan: ImportPlan) -> None:
        """Import; nothing happens when an import runs already."""
        if self._status.running or plan.empty:
            return
        self._steps = []
        if plan.metadata:
            self._steps.append((Phase.METADATA, plan.metadata.name, _METADATA, (self._library, plan.metadata)))
        if plan.shards:
            self._steps.append((Phase.ANALYSES, "", _ANALYSES, (self._library, [*plan.shards])))
        if plan.select and not plan.shards:  # an import of shards sees to it
            self._steps.append((Phase.INDEXING, "", _SELECT, (self._library,)))
        if plan.takeover:
            self._steps.append((Phase.TAKEOVER, plan.takeover.name, _TAKEOVER, (self._library, plan.takeover)))
        self._begin(plan)

    def start_demo(self, dump: Path) -> None:
        """Make the demo library; nothing happens when an import runs already.

        Parameters
        ----------
        dump : Path
            Where the demo's files go.
        """
        if self._status.running:
            return
        self._steps = [(Phase.DEMO, "", _DEMO, (self._library, dump))]
        self._begin(ImportPlan())

    def pause(self) -> None:
        """Hold it where it is."""
        if self._status.running and not self._status.paused:
            self._pause.paused = True
            self._show(self._meter.pause(time.monotonic()))

    def resume(self) -> None:
        """Go on."""
        if self._status.paused:
            self._pause.paused = False
            self._show(self._meter.resume(time.monotonic()))

    def cancel(self) -> None:
        """Stop at the next safe point; what is imported stays."""
        if not self._status.running:
            return
        self._steps.clear()
        if self._task:
            self._task.cancel()
            self._show(replace(self._status, cancelling=True))
        else:  # between two tries
            self._retry.stop()
            self._end(Phase.CANCELLED)

    def _begin(self, plan: ImportPlan) -> None:
        self._pause = PauseSwitch()
        self._plan = plan
        self._meter = Meter(plan)
        self._tries = 0
        self._show(self._meter.status)
        self._run_step()

    @Slot()
    def _run_step(self) -> None:
        phase, name, function, args = self._steps[0]
        self._show(self._meter.begin(phase, name))
        self._task = self._tasks.start(f"import {phase}", in_process(function, *args, pause=self._pause))
        self._task.progress.connect(self._take)
        self._task.done.connect(self._step_done)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._stopped)

    @Slot(object)
    def _take(self, progress: Progress) -> None:
        status = self._meter.take(progress, time.monotonic())
        self._show(replace(status, cancelling=self._status.cancelling))

    @Slot(object)
    def _step_done(self, result: object) -> None:
        self._task = None
        if self._meter.status.phase is Phase.TAKEOVER:
            self._meter.count_tracks(result.tracks)
        # reports of analyses and takeovers have it; their classes are read by the child process only
        if notice := getattr(result, "notice", None):
            self._meter.note(notice)
        self._tries = _BUSY_RETRIES  # it is ours now
        if self._steps:
            self._steps.pop(0)
        if self._steps:
            self._run_step()
        else:
            self._end(Phase.CANCELLED if self._status.cancelling else Phase.DONE)

    @Slot(object)
    def _fail(self, problem: BaseException) -> None:
        self._task = None
        if isinstance(problem, LibraryBusyError) and self._tries < _BUSY_RETRIES and self._steps:
            self._tries += 1
            self._retry.start()
            return
        known = (
            problem
            if isinstance(problem, SpotguiError)
            else SpotguiError(
                self.tr("The import stopped because of a bug in this program."), self.tr("What was finished is kept.")
            )
        )
        self._end(Phase.FAILED, known)

    @Slot()
    def _stopped(self) -> None:
        self._task = None
        self._end(Phase.CANCELLED)

    def _end(self, phase: Phase, problem: SpotguiError | None = None) -> None:
        self._show(replace(self._meter.status, phase=phase, problem=problem, paused=False, cancelling=False))
        self.ended.emit(self._status)

    def _show(self, status: ImportStatus) -> None:
        self._status = status
        self.changed.emit(status)
