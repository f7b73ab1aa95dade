"""The sound input against a real sound server."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from virtual_microphone import VirtualMicrophone

from spotgui.audio import devices, files, portaudio, pulse
from spotgui.audio.capture import Microphone
from spotgui.audio.devices import DeviceKind, InputDevice
from spotgui.audio.levels import SoundState
from spotgui.errors import DeviceError
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.fingerprint.onset_list import OnsetList

pytestmark = pytest.mark.e2e

CLIP = Path(__file__).parent.parent / "golden" / "synth-128bpm-20s.wav"


def record(microphone: Microphone, seconds: float) -> np.ndarray:
    blocks: list[np.ndarray] = []
    while sum(map(len, blocks)) < seconds * 11_025:
        block = microphone.read(10)
        assert block is not None, "no sound within ten seconds"
        blocks.append(block)
    return np.concatenate(blocks)


def agreement(heard: OnsetList, clip: OnsetList) -> float:
    """Share of the heard onsets that the clip has, at the best lag, within two frames."""
    lags = [
        np.rint(clip.band(b)[None, :] - heard.band(b)[:, None]).astype(int).ravel()
        for b in range(8)
        if len(heard.band(b))
    ]
    all_lags = np.concatenate(lags)
    counts = np.bincount(all_lags - all_lags.min(), minlength=8)
    return float(np.convolve(counts, np.ones(5)).max() / len(heard))


def device(kind: DeviceKind) -> InputDevice:
    return next(d for d in devices.list_devices() if d.kind is kind)


@pytest.fixture(params=["portaudio", "parec"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to the sound server: the second is for machines where PortAudio has no `pulse` device."""
    if request.param == "parec":
        found = portaudio.inputs
        monkeypatch.setattr(portaudio, "inputs", lambda **how: [d for d in found(**how) if d.name != "pulse"])
    return str(request.param)


@pytest.mark.parametrize("kind", list(DeviceKind))
def test_what_is_heard_has_the_fingerprint_of_what_was_played(
    virtual_mic: VirtualMicrophone, way: str, kind: DeviceKind
) -> None:
    with Microphone(device(kind)) as microphone:
        virtual_mic.play(CLIP)
        heard = record(microphone, 8)
        assert microphone.overflows == 0
        assert microphone.state is SoundState.GOOD
    onsets = fingerprint(heard)
    assert len(onsets) > 30
    assert agreement(onsets, fingerprint(files.read(CLIP))) > 0.8


def test_the_list_names_the_microphone_and_the_system_audio(virtual_mic: VirtualMicrophone) -> None:
    microphone, system = devices.list_devices()
    assert microphone == InputDevice(
        "pulse:vmic_in", "VirtualMicrophone", DeviceKind.MICROPHONE, True, channels=2, rate=48_000
    )
    assert system.id == "pulse:vmic.monitor"
    assert system.label == "System audio (VirtualSpeaker)"
    assert not system.is_default


def test_without_pactl_portaudio_still_gives_a_microphone(
    virtual_mic: VirtualMicrophone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse.shutil, "which", lambda name: None)
    listed = devices.list_devices()
    assert {"pulse", "default", "vmic_in"} <= {d.name for d in listed}
    assert [d.name for d in listed if d.is_default] == ["default"]
    assert [d.name for d in listed if d.kind is DeviceKind.SYSTEM] == ["vmic_monitor"]
    virtual_mic.play(CLIP)
    with Microphone() as microphone:
        assert microphone.device.id == "portaudio:ALSA:default"
        assert np.abs(record(microphone, 3)).max() > 0.05


def test_a_stored_device_that_has_gone_is_replaced_and_said(virtual_mic: VirtualMicrophone) -> None:
    module = virtual_mic.pactl("load-module", "module-null-sink", "sink_name=dock").strip()
    stored = next(d.id for d in devices.list_devices() if "dock" in d.id)
    choice = devices.choose(stored, devices.list_devices())
    assert (choice.device.id, choice.notice) == (stored, "")
    virtual_mic.pactl("unload-module", module)
    choice = devices.choose(stored, devices.list_devices(refresh=True))
    assert choice.device.id == "pulse:vmic_in"
    assert choice.notice == "The input 'dock.monitor' is not there; listening to 'VirtualMicrophone' instead."


def test_a_muted_input_is_marked(virtual_mic: VirtualMicrophone) -> None:
    virtual_mic.pactl("set-source-mute", "vmic_in", "1")
    assert device(DeviceKind.MICROPHONE).muted


def test_silence_is_said(virtual_mic: VirtualMicrophone) -> None:
    with Microphone() as microphone:
        record(microphone, 2.5)
        assert microphone.state is SoundState.NO_SOUND


def test_quiet_music_is_said(virtual_mic: VirtualMicrophone) -> None:
    virtual_mic.pactl("set-source-volume", "vmic_in", "-45dB")
    virtual_mic.play(CLIP)
    with Microphone() as microphone:
        record(microphone, 4)
        assert microphone.state is SoundState.TOO_QUIET


def test_a_sound_server_that_dies_is_noticed(virtual_mic: VirtualMicrophone, way: str) -> None:
    with Microphone() as microphone:
        record(microphone, 0.5)
        virtual_mic.kill_server()
        died = time.monotonic()
        with pytest.raises(DeviceError, match="'VirtualMicrophone' went away"):
            while time.monotonic() < died + 30:
                microphone.read(0.1)
    assert devices.list_devices(refresh=True) == []
    with pytest.raises(DeviceError, match="No microphone was found"):
        Microphone()


def test_a_sound_server_that_hangs_is_noticed_and_can_be_left(virtual_mic: VirtualMicrophone, way: str) -> None:
    microphone = Microphone().open()
    record(microphone, 0.5)
    virtual_mic.signal_server(signal.SIGSTOP)
    try:
        with pytest.raises(DeviceError, match="went away"):
            for _ in range(300):
                microphone.read(0.1)
        microphone.close()
    finally:
        virtual_mic.signal_server(signal.SIGCONT)
    for thread in threading.enumerate():
        if thread.name == "close microphone":
            thread.join(30)
    with Microphone() as again:
        record(again, 0.5)


def test_an_input_that_is_pulled_out_is_noticed(virtual_mic: VirtualMicrophone, way: str) -> None:
    with Microphone() as microphone:
        record(microphone, 0.5)
        virtual_mic.pactl("unload-module", "module-remap-source")
        pulled = time.monotonic()
        with pytest.raises(DeviceError, match="'VirtualMicrophone' went away"):
            while time.monotonic() < pulled + 30:
                microphone.read(0.1)


def test_another_input_that_is_pulled_out_does_not_matter(virtual_mic: VirtualMicrophone) -> None:
    module = virtual_mic.pactl("load-module", "module-null-sink", "sink_name=dock").strip()
    with Microphone() as microphone:
        record(microphone, 0.5)
        virtual_mic.pactl("unload-module", module)
        record(microphone, 1)


def test_an_input_that_is_not_there_any_more_cannot_be_opened(virtual_mic: VirtualMicrophone) -> None:
    gone = InputDevice("pulse:unplugged", "Headset", DeviceKind.MICROPHONE, False, 1, 48_000)
    with pytest.raises(DeviceError, match="'Headset' cannot be opened"), Microphone(gone):
        pass
    gone = InputDevice("portaudio:ALSA:unplugged", "Headset", DeviceKind.MICROPHONE, False, 1, 48_000)
    with pytest.raises(DeviceError, match="'Headset' is not there"), Microphone(gone):
        pass


def test_close_ends_a_read_that_waits(virtual_mic: VirtualMicrophone) -> None:
    virtual_mic.pactl("suspend-source", "vmic_in", "0")
    microphone = Microphone().open()
    record(microphone, 0.3)
    virtual_mic.signal_server(signal.SIGSTOP)
    got: list[object] = []

    def drain() -> None:
        while (block := microphone.read(30)) is not None:
            got.append(len(block))
        got.append(None)

    reader = threading.Thread(target=drain)
    reader.start()
    time.sleep(0.5)
    virtual_mic.signal_server(signal.SIGCONT)
    microphone.close()
    reader.join(20)
    assert not reader.is_alive()
    assert got[-1] is None


def test_it_opens_and_closes_many_times(virtual_mic: VirtualMicrophone) -> None:
    before = threading.active_count()
    for kind in (DeviceKind.MICROPHONE, DeviceKind.SYSTEM) * 5:
        with Microphone(device(kind)) as microphone:
            record(microphone, 0.1)
    assert threading.active_count() == before


def test_a_machine_without_sound(no_sound: None) -> None:
    assert devices.list_devices() == []
    with pytest.raises(DeviceError, match="No microphone was found") as caught:
        Microphone()
    assert "recognise a sound file" in caught.value.action
