"""A child process can be held where it is, and goes on."""

from __future__ import annotations

import time

from spotgui.progress import Progress
from spotgui.tasks.process_task import PauseSwitch, in_process
from spotgui.tasks.worker import Tasks


def count(limit, *, progress, cancel):
    for number in range(limit):
        cancel.raise_if_cancelled()
        progress(Progress("counting", number + 1, limit))
        time.sleep(0.01)
    return limit


def start(qtbot, pause, limit):
    tasks = Tasks()
    task = tasks.start("count", in_process(count, limit, pause=pause))
    seen = []
    task.progress.connect(seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    return tasks, task, seen


def test_nothing_moves_while_paused_and_all_is_done_after(qtbot):
    pause = PauseSwitch()
    tasks, task, seen = start(qtbot, pause, 200)
    pause.paused = True
    qtbot.wait(400)
    before = seen[-1].done
    qtbot.wait(400)
    assert seen[-1].done == before < 200
    with qtbot.waitSignal(task.done, timeout=20_000) as done:
        pause.paused = False
    assert done.args == [200]
    assert tasks.shutdown()


def test_a_paused_child_can_be_cancelled(qtbot):
    pause = PauseSwitch()
    tasks, task, _ = start(qtbot, pause, 100_000)
    pause.paused = True
    qtbot.wait(200)
    with qtbot.waitSignal(task.cancelled, timeout=20_000):
        task.cancel()
    assert tasks.shutdown()
