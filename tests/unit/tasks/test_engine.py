from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spotgui.demo.setup import Demo
from spotgui.errors import CorruptLibraryError, MachineError
from spotgui.paths import Library
from spotgui.tasks.engine import Engine, EngineState, Readiness
from spotgui.tasks.worker import Tasks


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.shutdown(20)


def states_until(engine: Engine, last: Readiness, qtbot: QtBot) -> list[EngineState]:
    seen: list[EngineState] = []
    engine.changed.connect(seen.append)
    engine.open()
    qtbot.waitUntil(lambda: engine.state.readiness is last, timeout=90_000)
    engine.changed.disconnect(seen.append)
    return seen


def test_an_empty_library_is_said_to_be_empty(tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    engine = Engine(Library(tmp_path), tasks)
    assert [s.readiness for s in states_until(engine, Readiness.EMPTY, qtbot)] == [
        Readiness.OPENING,
        Readiness.EMPTY,
    ]


def test_what_an_import_has_added_is_taken_in_without_closing(
    tasks: Tasks, demo: Demo, tmp_path: Path, qtbot: QtBot
) -> None:
    library = Library(tmp_path / "library")
    engine = Engine(library, tasks)
    states_until(engine, Readiness.EMPTY, qtbot)
    shutil.copytree(demo.library.root, library.root, dirs_exist_ok=True)
    assert states_until(engine, Readiness.READY, qtbot)[-1].tracks > 50
    assert states_until(engine, Readiness.READY, qtbot) == []  # opened again: nothing else is shown meanwhile


def test_a_damaged_index_is_a_sentence(tasks: Tasks, demo_copy: Library, qtbot: QtBot) -> None:
    (demo_copy.index_dir / "manifest.json").write_text("{")
    engine = Engine(demo_copy, tasks)
    last = states_until(engine, Readiness.FAILED, qtbot)[-1]
    assert isinstance(last.problem, CorruptLibraryError)


def test_an_index_that_the_system_refuses_is_a_sentence(tasks: Tasks, demo_copy: Library, qtbot: QtBot) -> None:
    manifest = demo_copy.index_dir / "manifest.json"
    manifest.unlink()
    manifest.mkdir()  # refused to root too
    engine = Engine(demo_copy, tasks)
    last = states_until(engine, Readiness.FAILED, qtbot)[-1]
    assert isinstance(last.problem, MachineError)
    assert last.problem.action


def test_a_job_gets_the_opened_library(tasks: Tasks, demo: Demo, qtbot: QtBot) -> None:
    engine = Engine(demo.library, tasks)
    task = engine.start("count", lambda opened, progress, cancel: opened.track_count)
    with qtbot.waitSignal(task.done, timeout=90_000) as counted:
        pass
    assert counted.args[0] == engine.state.tracks > 50
