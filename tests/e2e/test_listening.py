"""Listening as the window does it, over a real sound server, without the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from virtual_microphone import VirtualMicrophone

from spotgui.audio import devices
from spotgui.audio.devices import DeviceKind
from spotgui.demo.setup import Demo
from spotgui.errors import DeviceError
from spotgui.tasks.engine import Engine
from spotgui.tasks.garbage import no_collection
from spotgui.tasks.listening import Listening, Phase
from spotgui.tasks.worker import Tasks

pytestmark = pytest.mark.e2e

PATIENCE_MS = 90_000


@pytest.fixture(autouse=True)
def no_collection_inside_qt() -> Iterator[None]:
    """Cycles are collected between tests only, see `tasks/garbage.py`."""
    with no_collection():
        yield


@pytest.fixture
def listening(qapp: object, demo: Demo, virtual_mic: VirtualMicrophone) -> Iterator[Listening]:
    tasks = Tasks()
    engine = Engine(demo.library, tasks)
    made = Listening(engine, tasks)
    yield made
    assert tasks.shutdown(20)


def device_id(kind: DeviceKind) -> str:
    return next(d.id for d in devices.list_devices() if d.kind is kind)


def tape(demo: Demo, name: str) -> Path:
    return next(tape.path for tape in demo.paths.tapes if tape.path.stem == name)


def test_what_the_computer_plays_is_named(
    listening: Listening, demo: Demo, virtual_mic: VirtualMicrophone, qtbot: QtBot
) -> None:
    virtual_mic.play(tape(demo, "clean"), repeat=True)
    with (
        qtbot.waitSignal(listening.ear.opened, timeout=PATIENCE_MS) as opened,
        qtbot.waitSignal(listening.answered, timeout=PATIENCE_MS) as answered,
    ):
        listening.start(device_id(DeviceKind.SYSTEM), continuous=False)
    assert opened.args[0].label.startswith("System audio")
    answer = answered.args[0]
    assert answer.recognition.matches[0].title == "Concourse"
    assert answer.remaining_s is not None
    assert 0 < answer.remaining_s < 120
    assert listening.phase is Phase.IDLE
    qtbot.waitUntil(lambda: not listening.ear.is_open, timeout=10_000)


def test_another_device_can_be_chosen_in_the_middle(listening: Listening, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listening.ear.opened, timeout=PATIENCE_MS) as first:
        listening.start(device_id(DeviceKind.MICROPHONE), continuous=False)
    with qtbot.waitSignal(listening.ear.opened, timeout=PATIENCE_MS) as second:
        listening.use_device(device_id(DeviceKind.SYSTEM))
    assert first.args[0].label != second.args[0].label
    assert listening.phase is Phase.LISTENING
    listening.cancel()


def test_a_device_that_goes_away_ends_it_with_a_sentence(
    listening: Listening, virtual_mic: VirtualMicrophone, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listening.ear.heard, timeout=PATIENCE_MS):
        listening.start("", continuous=True)
    with qtbot.waitSignal(listening.failed, timeout=PATIENCE_MS) as failed:
        virtual_mic.kill_server()
    assert isinstance(failed.args[0], DeviceError)
    assert listening.phase is Phase.IDLE
