"""The virtual microphone and the screen, for tests of the sound input and of the window."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import Display, missing_programs
from virtual_microphone import PROGRAMS, VirtualMicrophone

from spotgui.audio import portaudio


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    """A screen with a window manager."""
    missing = missing_programs()
    if missing:
        sentence = f"{', '.join(missing)} not installed (apt-get install xvfb openbox xdotool imagemagick)"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    made = Display()
    yield made
    made.close()


@pytest.fixture
def virtual_mic(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualMicrophone]:
    """A running virtual microphone; the environment of the test leads to it, PortAudio has seen it."""
    _need_programs()
    directory = Path(tempfile.mkdtemp(prefix="vmic-", dir="/tmp"))
    try:
        microphone = VirtualMicrophone(directory)
        for name, value in microphone.environment.items():
            monkeypatch.setenv(name, value)
        # which input is taken is for the program to say
        monkeypatch.delenv("PULSE_SOURCE")
        portaudio.inputs(restart=True)
        try:
            yield microphone
        finally:
            microphone.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without sound server and sound card."""
    if any(Path("/dev/snd").glob("pcm*c")):
        pytest.skip("this machine has a sound card")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nowhere")
    portaudio.inputs(restart=True)


def _need_programs() -> None:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not missing:
        return
    sentence = f"{', '.join(missing)} not installed (apt-get install pulseaudio pulseaudio-utils libasound2-plugins)"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
