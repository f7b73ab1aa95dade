from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests_process_functions import count_to, die, pid, refuse, stumble

from spotgui.errors import BadInputError, MachineError
from spotgui.progress import CancelToken, Progress
from spotgui.tasks.process_task import in_process
from spotgui.tasks.worker import Task, Tasks


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.shutdown(20)


def outcome(task: Task, qtbot: QtBot) -> tuple[str, object]:
    ends: list[tuple[str, object]] = []
    task.done.connect(lambda result: ends.append(("done", result)))
    task.failed.connect(lambda problem: ends.append(("failed", problem)))
    task.cancelled.connect(lambda: ends.append(("cancelled", None)))
    with qtbot.waitSignal(task.settled, timeout=30_000):
        pass
    assert len(ends) == 1
    return ends[0]


def test_it_runs_elsewhere_and_the_result_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    what, result = outcome(tasks.start("pid", in_process(pid)), qtbot)
    assert what == "done"
    assert isinstance(result, int)
    assert result != os.getpid()


def test_progress_comes_through(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[Progress] = []
    task = tasks.start("count", in_process(count_to, 20))
    task.progress.connect(seen.append)
    assert outcome(task, qtbot) == ("done", 20)
    assert seen[-1] == Progress("counting", 20, 20)


def test_cancel_reaches_the_child(tasks: Tasks, qtbot: QtBot) -> None:
    task = tasks.start("count", in_process(count_to, 1_000_000))
    with qtbot.waitSignal(task.progress, timeout=20_000):
        pass
    task.cancel()
    assert outcome(task, qtbot)[0] == "cancelled"


def test_a_known_error_keeps_its_sentences(tasks: Tasks, qtbot: QtBot) -> None:
    what, problem = outcome(tasks.start("refuse", in_process(refuse)), qtbot)
    assert what == "failed"
    assert isinstance(problem, BadInputError)
    assert (problem.message, problem.action) == ("It is not a shard.", "Choose another file.")


def test_a_bug_carries_the_traceback_of_the_child(tasks: Tasks, qtbot: QtBot) -> None:
    what, problem = outcome(tasks.start("stumble", in_process(stumble)), qtbot)
    assert what == "failed"
    assert isinstance(problem, ZeroDivisionError)
    assert "in stumble" in problem.__notes__[0]


def test_a_killed_child_is_a_sentence(tasks: Tasks, qtbot: QtBot) -> None:
    what, problem = outcome(tasks.start("die", in_process(die)), qtbot)
    assert what == "failed"
    assert isinstance(problem, MachineError)
    assert str(-signal.SIGKILL) in str(problem)


def test_the_work_can_be_used_without_qt() -> None:
    seen: list[Progress] = []
    work = in_process(count_to, 3)
    assert work(seen.append, CancelToken()) == 3
    assert threading.active_count() >= 1
