"""What can be listened to: microphones and the machine's own sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spotgui.audio import portaudio, pulse
from spotgui.audio.portaudio import PortAudioInput
from spotgui.errors import DeviceError
from spotgui.sentences import Sentence

PULSE_PREFIX = "pulse:"
_PORTAUDIO_PREFIX = "portaudio:"
# names under which drivers offer what the machine plays
_SYSTEM_NAMES = re.compile(
    r"(?<![a-z])monitor\b|loopback|stereo ?mix|what u hear|blackhole|soundflower|cable output", re.I
)
# ALSA's plug-ins, which are listed like devices
_ALSA_PLUGINS = re.compile(
    r"^(sysdefault|front|rear|center_lfe|side|surround\d+|iec958|spdif|hdmi|dmix|dsnoop|null|oss|jack|"
    r"lavrate|samplerate|speexrate|speex|upmix|vdownmix|a52)\b"
)


class DeviceKind(StrEnum):
    """Where the sound comes from."""

    MICROPHONE = "microphone"
    SYSTEM = "system audio"


@dataclass(frozen=True, slots=True)
class InputDevice:
    """Something to listen to.

    Attributes
    ----------
    id : str
        Stays the same across restarts; kept in the settings.
    name : str
        For people; of system audio the name of the output.
    is_default : bool
        The system's choice.
    channels, rate : int
        Its own; rate in samples a second.
    muted : bool
        Muted in the system's settings.
    """

    id: str
    name: str
    kind: DeviceKind
    is_default: bool
    channels: int
    rate: int
    muted: bool = False

    @property
    def label(self) -> str:
        """Name with its kind where that is not plain."""
        if self.kind is DeviceKind.SYSTEM:
            return Sentence("System audio ({name})", name=self.name)
        return self.name

    @property
    def pulse_source(self) -> str | None:
        """The sound server's name of it; None for other devices."""
        return self.id.removeprefix(PULSE_PREFIX) if self.id.startswith(PULSE_PREFIX) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The device to use, and a sentence when it is not the one that was asked for."""

    device: InputDevice
    notice: str = ""


def list_devices(*, refresh: bool = False) -> list[InputDevice]:
    """Everything that can be listened to, microphones first; empty when there is nothing.

    Parameters
    ----------
    refresh : bool
        Look for devices that came or went. PortAudio's part of the list stays as it is while a microphone is open.

    Raises
    ------
    DeviceError
        If the PortAudio library is needed and missing.
    """
    sources = pulse.sources()
    if sources:
        found = [
            InputDevice(
                PULSE_PREFIX + s.name,
                s.description,
                DeviceKind.SYSTEM if s.monitor else DeviceKind.MICROPHONE,
                s.is_default,
                s.channels,
                s.rate,
                s.muted,
            )
            for s in sources
        ]
    else:
        found = [device for device, _ in _portaudio_devices(refresh=refresh)]
    return sorted(found, key=lambda d: (d.kind is DeviceKind.SYSTEM, not d.is_default))


def choose(wanted: str, devices: Sequence[InputDevice]) -> Choice:
    """The device for a stored id or a name.

    Parameters
    ----------
    wanted : str
        An id, a name or a part of one; empty for the default.
    devices : sequence of InputDevice
        Of `list_devices`.

    Raises
    ------
    DeviceError
        If there is no device at all.
    """
    if not devices:
        raise no_device()
    default = default_device(devices)
    if not wanted:
        return Choice(default)
    for fits in (
        lambda d: d.id == wanted,
        lambda d: wanted.casefold() in (d.name.casefold(), d.label.casefold()),
        lambda d: wanted.casefold() in d.label.casefold() or wanted.casefold() in d.id.casefold(),
    ):
        for device in devices:
            if fits(device):
                return Choice(device)
    name = wanted.removeprefix(PULSE_PREFIX).removeprefix(_PORTAUDIO_PREFIX)
    return Choice(
        default,
        Sentence("The input '{name}' is not there; listening to '{label}' instead.", name=name, label=default.label),
    )


def default_device(devices: Sequence[InputDevice]) -> InputDevice:
    """The system's choice; a microphone before system audio when it has made none.

    Raises
    ------
    DeviceError
        If there is no device at all.
    """
    if not devices:
        raise no_device()
    microphones = [d for d in devices if d.kind is DeviceKind.MICROPHONE]
    return next((d for d in devices if d.is_default), (microphones or list(devices))[0])


def portaudio_index(device: InputDevice) -> int | None:
    """PortAudio's number of the device; of a sound server's input that of `pulse`. None when it is not listed."""
    if device.pulse_source is not None:
        return next((d.index for d in portaudio.inputs() if d.name == "pulse"), None)
    return next((index for listed, index in _portaudio_devices(refresh=False) if listed.id == device.id), None)


def no_device() -> DeviceError:
    """The error for a machine without any input."""
    return DeviceError("No microphone was found.", "Plug one in and refresh the list, or recognise a sound file.")


def _portaudio_devices(*, refresh: bool) -> list[tuple[InputDevice, int]]:
    listed = portaudio.inputs(restart=refresh)
    hosts = {d.host for d in listed}
    if "Windows WASAPI" in hosts:
        # the same devices come once for each of four interfaces; this one has the full names
        listed = [d for d in listed if d.host == "Windows WASAPI"]
    listed = [d for d in listed if not (d.host == "ALSA" and _ALSA_PLUGINS.match(d.name))]
    seen: dict[str, int] = {}
    found = []
    for device in listed:
        seen[device.name] = seen.get(device.name, 0) + 1
        found.append((_from_portaudio(device, seen[device.name]), device.index))
    return found


def _from_portaudio(device: PortAudioInput, nth: int) -> InputDevice:
    twin = f" #{nth}" if nth > 1 else ""
    kind = DeviceKind.SYSTEM if _SYSTEM_NAMES.search(device.name) else DeviceKind.MICROPHONE
    return InputDevice(
        f"{_PORTAUDIO_PREFIX}{device.host}:{device.name}{twin}",
        f"{device.name}{twin}",
        kind,
        device.is_default,
        device.channels,
        device.rate,
    )
