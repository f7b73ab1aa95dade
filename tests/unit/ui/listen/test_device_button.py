from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from spotgui.audio.devices import DeviceKind, InputDevice
from spotgui.audio.platform_hints import system_audio_hint
from spotgui.history.entries import SoundSource
from spotgui.ui.context import AppContext
from spotgui.ui.listen.device_button import DeviceButton

MIC = InputDevice("pulse:mic", "Built-in microphone", DeviceKind.MICROPHONE, True, 2, 48_000)
USB = InputDevice("pulse:usb", "USB microphone", DeviceKind.MICROPHONE, False, 1, 44_100, muted=True)
OUT = InputDevice("pulse:out.monitor", "Speakers", DeviceKind.SYSTEM, False, 2, 48_000)


@pytest.fixture
def button(ctx: AppContext, qtbot: QtBot) -> DeviceButton:
    made = DeviceButton(ctx.settings, ctx.tasks)
    qtbot.addWidget(made)
    return made


def entries(button: DeviceButton) -> list[str]:
    return [action.text() for action in button.menu_of().actions() if action.text()]


def test_the_menu_lists_microphones_and_what_the_computer_plays(button: DeviceButton) -> None:
    button._take([MIC, USB, OUT])
    listed = entries(button)
    assert listed[:3] == ["Default input", "Built-in microphone", "USB microphone (muted)"]
    assert "System audio (Speakers)" in listed
    assert listed[-1] == "Look for devices again"
    assert button.device_label == "Built-in microphone"


def test_the_kind_is_said_in_the_language_of_the_window(
    german: None, button: DeviceButton, ctx: AppContext, qtbot: QtBot
) -> None:
    ctx.settings.change(input_device=OUT.id)
    button._take([MIC, OUT])
    assert button.text() == "Ton des Rechners (Speakers)"
    assert "Ton des Rechners (Speakers)" in entries(button)
    ctx.settings.change(input_device="pulse:bluetooth")
    with qtbot.waitSignal(button.noticed) as said:
        button._take([OUT])
    assert "„Ton des Rechners (Speakers)“" in said.args[0]


def test_without_system_audio_the_menu_says_how_to_get_it(button: DeviceButton, qtbot: QtBot) -> None:
    button._take([MIC])
    menu = button.menu_of()
    how = next(action for action in menu.actions() if action.text().startswith("How to listen"))
    with qtbot.waitSignal(button.noticed) as said:
        how.trigger()
    assert said.args[0] == system_audio_hint()


def test_a_choice_is_kept(button: DeviceButton, ctx: AppContext) -> None:
    button._take([MIC, USB, OUT])
    menu = button.menu_of()
    next(action for action in menu.actions() if "Speakers" in action.text()).trigger()
    assert ctx.settings.value.input_device == "pulse:out.monitor"
    assert button.device_label == "System audio (Speakers)"
    assert button.source is SoundSource.SYSTEM
    assert next(a for a in button.menu_of().actions() if "Speakers" in a.text()).isChecked()


def test_a_device_that_has_gone_is_said_and_the_default_used(
    button: DeviceButton, ctx: AppContext, qtbot: QtBot
) -> None:
    ctx.settings.change(input_device="pulse:bluetooth")
    with qtbot.waitSignal(button.noticed) as said:
        button._take([MIC])
    assert "bluetooth" in said.args[0]
    assert button.device_label == "Built-in microphone"


def test_no_device_at_all_is_said(button: DeviceButton, qtbot: QtBot) -> None:
    button._take([])
    assert button.device_label == "No microphone found"
    button._open_when_found = True  # the user asked
    with qtbot.waitSignal(button.noticed) as said:
        button._take([])
    assert "No microphone was found" in said.args[0]


def test_looking_runs_off_the_gui_thread_once(button: DeviceButton, ctx: AppContext, qtbot: QtBot) -> None:
    button.look()
    button.look()
    assert len(ctx.tasks.running) == 1
    qtbot.waitUntil(lambda: not ctx.tasks.running, timeout=20_000)
