"""The PortAudio library: loaded when first needed, and started anew to see devices that came or went."""

from __future__ import annotations

import logging
import os
import platform
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from spotgui.errors import DeviceError
from spotgui.sentences import Sentence

_log = logging.getLogger(__name__)
_STDERR = 2
_CLOSE_SECONDS = 2.0

# PortAudio is one per process: a restart would pull open streams away under their callbacks.
_use = threading.Lock()
_open_streams: set[int] = set()


@dataclass(frozen=True, slots=True)
class PortAudioInput:
    """An input as PortAudio lists it.

    Attributes
    ----------
    index : int
        Valid until the next `restart`.
    host : str
        The system's interface: ALSA, Core Audio, Windows WASAPI ...
    rate : int
        The device's own, samples a second.
    is_default : bool
        The choice of its host.
    """

    index: int
    name: str
    host: str
    channels: int
    rate: int
    is_default: bool


def load() -> ModuleType:
    """The `sounddevice` module.

    Raises
    ------
    DeviceError
        If the PortAudio library is not on this machine.
    """
    try:
        with _quiet():
            import sounddevice
    except OSError as error:
        raise DeviceError(
            "The PortAudio library is missing, so no microphone can be used.", _how_to_install()
        ) from error
    module: ModuleType = sounddevice
    return module


def inputs(*, restart: bool = False) -> list[PortAudioInput]:
    """Devices that can record.

    Parameters
    ----------
    restart : bool
        Look again; not done while a stream is open.

    Raises
    ------
    DeviceError
        If the PortAudio library is not on this machine.
    """
    sounddevice = load()
    with _use, _quiet():
        if restart and not _open_streams:
            # the list is made once at the start; there is no public call for this
            sounddevice._terminate()
            sounddevice._initialize()
        hosts = sounddevice.query_hostapis()
        devices = sounddevice.query_devices()
    return [
        PortAudioInput(
            index=index,
            name=str(device["name"]),
            host=str(hosts[device["hostapi"]]["name"]),
            channels=int(device["max_input_channels"]),
            rate=round(device["default_samplerate"]) or 44_100,
            is_default=index == hosts[device["hostapi"]]["default_input_device"],
        )
        for index, device in enumerate(devices)
        if device["max_input_channels"] > 0
    ]


def open_input(device: int, rate: int, channels: int, callback: Any, finished: Any) -> Any:
    """A started `sounddevice.InputStream` of float32.

    Raises
    ------
    sounddevice.PortAudioError
        If the device does not do this rate or number of channels, or cannot be opened at all.
    """
    sounddevice = load()
    with _use, _quiet():
        stream = sounddevice.InputStream(
            device=device,
            samplerate=rate,
            channels=channels,
            dtype="float32",
            blocksize=rate // 20,
            latency="high",  # nobody hears the delay, a gap costs onsets
            callback=callback,
            finished_callback=finished,
        )
        try:
            stream.start()
        except sounddevice.PortAudioError:
            stream.close()
            raise
        _open_streams.add(id(stream))
        return stream


def close_input(stream: Any) -> None:
    """Stop and close what `open_input` gave; also when the device is gone.

    With a sound server that hangs, closing hangs too. It is then left to a thread, and `inputs` does not restart.
    """

    def close() -> None:
        stream.close(ignore_errors=True)
        with _use:
            _open_streams.discard(id(stream))

    closer = threading.Thread(target=close, name="close microphone", daemon=True)
    closer.start()
    closer.join(_CLOSE_SECONDS)
    if closer.is_alive():
        _log.warning("the sound server does not answer; its stream is left to close by itself")


@contextmanager
def _quiet() -> Iterator[None]:
    """Send what the C libraries write to the terminal to the log.

    ALSA complains there about every plug-in of its configuration that has no hardware, on any ordinary machine.
    """
    try:
        terminal = os.dup(_STDERR)
    except OSError:  # started without one
        yield
        return
    with tempfile.TemporaryFile() as written:
        os.dup2(written.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(terminal, _STDERR)
            os.close(terminal)
            written.seek(0)
            if text := written.read().decode("utf-8", "replace").strip():
                _log.debug("%s", text)


def _how_to_install() -> str:
    if platform.system() == "Linux":
        return Sentence(
            "Install it: 'sudo apt install libportaudio2' (Debian, Ubuntu) or 'sudo dnf install portaudio' (Fedora)."
        )
    return Sentence("Install the program again; the library belongs to its sounddevice package.")
