"""Work off the GUI thread: one class of task, and the place that holds the running ones.

Every public signal is emitted in the GUI thread: the worker's thread only reports to the task, through a queued
connection to a bound method. So whatever is connected to `done` runs where widgets may be touched.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from spotgui.errors import SpotguiError, file_refusals
from spotgui.progress import Cancelled, CancelToken, Progress, ProgressCallback

log = logging.getLogger(__name__)

Work: TypeAlias = Callable[[ProgressCallback, CancelToken], Any]

# about ten updates a second are seen as smooth; more only costs
_PROGRESS_EVERY_S = 0.1


class Outbox(QObject):
    """What the worker's threads speak through; it outlives them."""

    ended = Signal(object)
    """The future of a task."""


class Task(QObject):
    """One piece of work: it ends with exactly one of `done`, `failed`, `cancelled`, and then `settled`.

    Made by `Tasks.start`; connect right after the call, nothing is emitted before the event loop runs again.
    """

    progress = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    settled = Signal(object)
    _reported = Signal(object)

    def __init__(self, name: str, work: Work, outbox: Outbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self.name = name
        self.running = True
        self._work = work
        self._token = CancelToken()
        self._last_report = 0.0
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows when it has."""
        self._token.cancel()

    @property
    def cancelling(self) -> bool:
        """True from `cancel` on."""
        return self._token.cancelled

    def run(self) -> Any:
        """Do the work; called by the worker's thread."""
        self._token.raise_if_cancelled()
        with file_refusals():
            return self._work(self._report, self._token)

    def ended(self, future: Future[Any]) -> None:
        """Take the outcome; called by the worker's thread.

        The task itself may be deleted in the GUI thread while an emission of its own has not yet returned here.
        """
        self._outbox.ended.emit(future)

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        finished = 0 < progress.total <= progress.done
        if finished or now - self._last_report >= _PROGRESS_EVERY_S:
            self._last_report = now
            self._reported.emit(progress)

    @Slot(object)
    def _pass_on(self, progress: object) -> None:
        if self.running:
            self.progress.emit(progress)

    def settle(self, future: Future[Any]) -> None:
        """Tell the outcome; called in the GUI thread."""
        self.running = False
        problem = future.exception()
        if isinstance(problem, Cancelled):
            self.cancelled.emit()
        elif problem is not None:
            self.failed.emit(problem)
        else:
            self.done.emit(future.result())
        self.settled.emit(self)


class Lane:
    """One thread in which works are done one after another: for what belongs to a thread, as a DuckDB connection.

    Parameters
    ----------
    finish : callable, optional
        Called last of all in that thread, to close what was opened there.
    """

    def __init__(self, name: str, threads: int = 1, finish: Callable[[], None] | None = None) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._finish = finish

    def submit(self, task: Task) -> Future[Any]:
        """Queue a task."""
        future = self._pool.submit(task.run)
        future.add_done_callback(task.ended)
        return future

    def close(self) -> list[Future[Any]]:
        """Take no more tasks; those queued still run, to find that they are cancelled. Returns what is left to do."""
        last = [self._pool.submit(self._finish)] if self._finish else []
        self._pool.shutdown(wait=False)
        return last

    def join(self) -> None:
        """Wait until the thread has ended: a future is done before those who wait for it were told."""
        self._pool.shutdown(wait=True)


class Tasks(QObject):
    """The running tasks: holds them until they have settled, and waits for them when the program quits."""

    started = Signal(object)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outbox = Outbox()
        self._outbox.ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._running: dict[Task, Future[Any]] = {}
        self._general = Lane("work", threads=4)
        self._lanes = [self._general]
        self._last: list[Future[Any]] = []
        self._closed = False

    @property
    def running(self) -> tuple[Task, ...]:
        """Tasks that have not settled."""
        return tuple(self._running)

    def lane(self, name: str, finish: Callable[[], None] | None = None) -> Lane:
        """A new thread of its own for works that must not run at once; `finish` is its last."""
        lane = Lane(name, finish=finish)
        self._lanes.append(lane)
        return lane

    def start(self, name: str, work: Work, lane: Lane | None = None) -> Task:
        """Start a work.

        Parameters
        ----------
        name : str
            Says what is done, for the log and for whoever shows running tasks.
        work : callable
            Called with a progress callback and a cancel token.
        lane : Lane, optional
            Where it runs; without one in a pool of a few threads.

        Raises
        ------
        RuntimeError
            After `shutdown`.
        """
        if self._closed:
            raise RuntimeError("the program is quitting")
        task = Task(name, work, self._outbox, self)
        task.settled.connect(self._release)
        self._running[task] = (lane or self._general).submit(task)
        self.started.emit(task)
        return task

    def shutdown(self, timeout_s: float = 20.0) -> bool:
        """Cancel everything and wait; False when something would not stop in time."""
        self._closed = True
        for task in self._running:
            task.cancel()
        self._last += [future for lane in self._lanes for future in lane.close()]
        left = wait([*self._running.values(), *self._last], timeout=timeout_s).not_done
        if left:
            alive = ", ".join(t.name for t, f in self._running.items() if f in left)
            log.error("still running at quit: %s (%d threads)", alive, threading.active_count())
        else:
            for lane in self._lanes:
                lane.join()
            self._lanes.clear()
        return not left

    @Slot(object)
    def _settle(self, future: Future[Any]) -> None:
        task = next(task for task, its in self._running.items() if its is future)
        task.settle(future)

    @Slot(object)
    def _release(self, task: Task) -> None:
        future = self._running.pop(task)
        problem = future.exception()
        if problem is not None and not isinstance(problem, (Cancelled, SpotguiError)):
            log.error("task %r failed", task.name, exc_info=problem)
            self.crashed.emit(problem)
        elif isinstance(problem, SpotguiError):
            log.warning("task %r: %s", task.name, problem, exc_info=problem.__cause__)
        task.deleteLater()
