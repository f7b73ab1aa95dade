"""Lists of other systems; the real one of this system is looked at in tests/e2e/test_microphone.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

from spotgui.audio import devices, portaudio, pulse
from spotgui.audio.devices import DeviceKind, InputDevice, choose
from spotgui.audio.platform_hints import no_sound_hint, system_audio_hint
from spotgui.audio.portaudio import PortAudioInput
from spotgui.errors import DeviceError

WEBCAM = InputDevice("pulse:usb.webcam", "Webcam", DeviceKind.MICROPHONE, False, 1, 16_000)
BUILT_IN = InputDevice("pulse:pci.analog", "Built-in Audio", DeviceKind.MICROPHONE, True, 2, 48_000)
SPEAKERS = InputDevice("pulse:pci.analog.monitor", "Built-in Audio", DeviceKind.SYSTEM, False, 2, 48_000)


def listed(monkeypatch: pytest.MonkeyPatch, *inputs: PortAudioInput) -> list[InputDevice]:
    monkeypatch.setattr(pulse, "sources", list)
    monkeypatch.setattr(portaudio, "inputs", lambda *, restart=False: list(inputs))
    return devices.list_devices()


def test_windows_lists_every_device_once_with_its_full_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = listed(
        monkeypatch,
        PortAudioInput(0, "Microsoft Sound Mapper - Input", "MME", 2, 44_100, False),
        PortAudioInput(1, "Microphone (Realtek High Defini", "MME", 2, 44_100, True),
        PortAudioInput(5, "Microphone (Realtek High Definition Audio)", "Windows DirectSound", 2, 44_100, True),
        PortAudioInput(9, "Stereo Mix (Realtek High Definition Audio)", "Windows WASAPI", 2, 48_000, False),
        PortAudioInput(10, "Microphone (Realtek High Definition Audio)", "Windows WASAPI", 2, 48_000, True),
    )
    assert [(d.name, d.kind, d.is_default) for d in found] == [
        ("Microphone (Realtek High Definition Audio)", DeviceKind.MICROPHONE, True),
        ("Stereo Mix (Realtek High Definition Audio)", DeviceKind.SYSTEM, False),
    ]
    assert devices.portaudio_index(found[1]) == 9


def test_macos_shows_a_loopback_driver_as_system_audio(monkeypatch: pytest.MonkeyPatch) -> None:
    found = listed(
        monkeypatch,
        PortAudioInput(0, "BlackHole 2ch", "Core Audio", 2, 48_000, False),
        PortAudioInput(1, "MacBook Pro Microphone", "Core Audio", 1, 48_000, True),
    )
    assert [(d.label, d.id) for d in found] == [
        ("MacBook Pro Microphone", "portaudio:Core Audio:MacBook Pro Microphone"),
        ("System audio (BlackHole 2ch)", "portaudio:Core Audio:BlackHole 2ch"),
    ]


def test_alsa_plug_ins_are_not_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "HDA Intel PCH: ALC257 Analog (hw:0,0)",
        "sysdefault",
        "samplerate",
        "speexrate",
        "upmix",
        "pulse",
        "default",
    ]
    found = listed(monkeypatch, *(PortAudioInput(i, n, "ALSA", 2, 44_100, n == "default") for i, n in enumerate(names)))
    assert [d.name for d in found] == ["default", "HDA Intel PCH: ALC257 Analog (hw:0,0)", "pulse"]


def test_twins_keep_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    found = listed(
        monkeypatch,
        PortAudioInput(3, "USB Microphone", "Core Audio", 1, 48_000, True),
        PortAudioInput(4, "USB Microphone", "Core Audio", 1, 48_000, False),
    )
    assert [d.name for d in found] == ["USB Microphone", "USB Microphone #2"]
    assert [devices.portaudio_index(d) for d in found] == [3, 4]


@pytest.mark.parametrize(
    ("wanted", "device"),
    [
        ("", BUILT_IN),
        ("pulse:usb.webcam", WEBCAM),
        ("webcam", WEBCAM),
        ("Built-in Audio", BUILT_IN),
        ("system audio", SPEAKERS),
        ("pci.analog.monitor", SPEAKERS),
    ],
)
def test_choosing(wanted: str, device: InputDevice) -> None:
    choice = choose(wanted, [WEBCAM, BUILT_IN, SPEAKERS])
    assert choice.device is device
    assert choice.notice == ""


def test_what_has_gone_is_replaced_and_said() -> None:
    choice = choose("pulse:bluetooth.headset", [WEBCAM, BUILT_IN])
    assert choice.device is BUILT_IN
    assert choice.notice == "The input 'bluetooth.headset' is not there; listening to 'Built-in Audio' instead."


def test_without_a_default_a_microphone_comes_before_system_audio() -> None:
    assert choose("", [SPEAKERS, WEBCAM]).device is WEBCAM
    assert choose("", [SPEAKERS]).device is SPEAKERS


def test_no_device() -> None:
    with pytest.raises(DeviceError, match="No microphone was found"):
        choose("x", [])


def test_a_machine_without_portaudio() -> None:
    code = (
        "import ctypes.util, os\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from spotgui.audio import devices\n"
        "from spotgui.errors import DeviceError\n"
        "try: print(devices.list_devices())\n"
        "except DeviceError as error: print(error)\n"
    )
    # no sound server either
    environment = {"PULSE_SERVER": "unix:/nowhere", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert "The PortAudio library is missing" in done.stdout
    assert "sudo apt install libportaudio2" in done.stdout


@pytest.mark.parametrize("system", ["Linux", "Darwin", "Windows", "FreeBSD"])
def test_hints_are_sentences(system: str) -> None:
    for hint in (no_sound_hint(system), system_audio_hint(system)):
        assert hint.endswith(".")
        assert len(hint) > 40
