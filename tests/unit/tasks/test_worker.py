from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from spotgui.errors import BadInputError
from spotgui.progress import CancelToken, Progress, ProgressCallback
from spotgui.tasks.worker import Tasks


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.shutdown(10)


class Listener(QObject):
    """Notes what it is told and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    @Slot(object)
    def done(self, result: object) -> None:
        self._note("done", result)

    @Slot(object)
    def failed(self, problem: object) -> None:
        self._note("failed", problem)

    @Slot()
    def cancelled(self) -> None:
        self._note("cancelled", None)

    @Slot(object)
    def progress(self, update: object) -> None:
        self._note("progress", update)

    def _note(self, what: str, value: object) -> None:
        self.heard.append((what, value))
        self.threads.add(threading.get_ident())

    def follow(self, task: object) -> None:
        for name in ("done", "failed", "cancelled", "progress"):
            getattr(task, name).connect(getattr(self, name))


def test_a_result_arrives_in_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()

    def work(progress: ProgressCallback, cancel: CancelToken) -> int:
        assert threading.current_thread() is not threading.main_thread()
        progress(Progress("half", 1, 2))
        return 42

    task = tasks.start("answer", work)
    listener.follow(task)
    with qtbot.waitSignal(task.settled, timeout=5000):
        pass
    assert listener.heard == [("progress", Progress("half", 1, 2)), ("done", 42)]
    assert listener.threads == {threading.main_thread().ident}
    assert tasks.running == ()


def test_even_a_lambda_runs_in_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[object] = []
    task = tasks.start("x", lambda progress, cancel: None)
    task.done.connect(lambda _: threads.append(threading.current_thread()))
    with qtbot.waitSignal(task.settled, timeout=5000):
        pass
    assert threads == [threading.main_thread()]


def test_a_known_error_fails_without_a_crash_report(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()
    crashes: list[object] = []
    tasks.crashed.connect(crashes.append)

    def work(progress: ProgressCallback, cancel: CancelToken) -> None:
        raise BadInputError("That is not music.")

    task = tasks.start("x", work)
    listener.follow(task)
    with qtbot.waitSignal(task.settled, timeout=5000):
        pass
    assert [what for what, _ in listener.heard] == ["failed"]
    assert crashes == []


def test_a_bug_is_reported(tasks: Tasks, qtbot: QtBot) -> None:
    def work(progress: ProgressCallback, cancel: CancelToken) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.waitSignal(tasks.crashed, timeout=5000) as seen:
        tasks.start("x", work)
    assert isinstance(seen.args[0], ZeroDivisionError)


def test_cancelling_ends_with_cancelled_only(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()
    entered = threading.Event()

    def work(progress: ProgressCallback, cancel: CancelToken) -> None:
        entered.set()
        while True:
            cancel.raise_if_cancelled()
            threading.Event().wait(0.005)

    task = tasks.start("x", work)
    listener.follow(task)
    assert entered.wait(5)
    task.cancel()
    with qtbot.waitSignal(task.settled, timeout=5000):
        pass
    assert [what for what, _ in listener.heard] == ["cancelled"]


def test_progress_is_thinned_but_the_last_arrives(tasks: Tasks, qtbot: QtBot) -> None:
    listener = Listener()

    def work(progress: ProgressCallback, cancel: CancelToken) -> None:
        for done in range(1, 5001):
            progress(Progress("count", done, 5000))

    task = tasks.start("x", work)
    listener.follow(task)
    with qtbot.waitSignal(task.settled, timeout=5000):
        pass
    updates = [value for what, value in listener.heard if what == "progress"]
    assert len(updates) < 50
    assert updates[-1] == Progress("count", 5000, 5000)


def test_a_lane_does_one_thing_after_another_in_one_thread(tasks: Tasks, qtbot: QtBot) -> None:
    lane = tasks.lane("catalogue")
    threads: list[int] = []
    order: list[int] = []

    def work_of(number: int) -> object:
        def work(progress: ProgressCallback, cancel: CancelToken) -> None:
            threads.append(threading.get_ident())
            order.append(number)

        return work

    last = [tasks.start(str(n), work_of(n), lane) for n in range(8)][-1]
    with qtbot.waitSignal(last.settled, timeout=5000):
        pass
    assert order == list(range(8))
    assert len(set(threads)) == 1


def test_quit_waits_for_a_task_and_nothing_starts_after(qapp: object) -> None:
    tasks = Tasks()
    entered, left = threading.Event(), threading.Event()

    def work(progress: ProgressCallback, cancel: CancelToken) -> None:
        entered.set()
        while not cancel.cancelled:
            threading.Event().wait(0.005)
        threading.Event().wait(0.1)
        left.set()

    tasks.start("slow to stop", work)
    assert entered.wait(5)
    assert tasks.shutdown(10)
    assert left.is_set()
    with pytest.raises(RuntimeError):
        tasks.start("late", work)


def test_quit_says_when_a_task_does_not_stop(qapp: object) -> None:
    tasks = Tasks()
    release = threading.Event()
    tasks.start("stuck", lambda progress, cancel: release.wait(20))
    assert not tasks.shutdown(0.05)
    release.set()
    assert tasks.shutdown(10)
