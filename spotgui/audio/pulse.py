"""Inputs of PulseAudio and PipeWire: microphones by their real names, and what the machine plays ("monitors").

PortAudio lists only one device for all of them, `pulse`. Which input that opens is told by PULSE_SOURCE in the process
environment at the moment of opening (measured: 5 of 5). Where PortAudio has no such device (Fedora has only the
PipeWire plug-in) the sound is fetched by `parec`, which comes with `pactl`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_TIMEOUT_SECONDS = 3
_DUMMY = "auto_null"  # the server's stand-in when there is no sound card
_environment = threading.Lock()


@dataclass(frozen=True, slots=True)
class PulseSource:
    """An input of the sound server.

    Attributes
    ----------
    name : str
        The server's, such as "alsa_input.pci-0000_00_1f.3.analog-stereo".
    description : str
        For people.
    monitor : bool
        It gives what an output plays.
    """

    name: str
    description: str
    monitor: bool
    muted: bool
    channels: int
    rate: int
    is_default: bool


def sources() -> list[PulseSource]:
    """Inputs of the running sound server; none when there is no server or no `pactl`."""
    default = os.environ.get("PULSE_SOURCE") or _default_name()
    listed = _pactl_json("list", "sources")
    if listed is None:
        found = [_from_short(line, default) for line in (_pactl("list", "short", "sources") or "").splitlines()]
    else:
        found = [_from_json(source, default) for source in listed]
    return [s for s in found if s is not None and not s.name.startswith(_DUMMY)]


def source_names(*, default: str) -> set[str]:
    """Names of all inputs; only `default` when the server does not answer."""
    text = _pactl("list", "short", "sources")
    return {line.split("\t")[1] for line in text.splitlines() if "\t" in line} if text is not None else {default}


@contextmanager
def selected(source: str) -> Iterator[None]:
    """Make the PortAudio device `pulse` mean this source while it is opened."""
    with _environment:
        before = os.environ.get("PULSE_SOURCE")
        os.environ["PULSE_SOURCE"] = source
        try:
            yield
        finally:
            if before is None:
                del os.environ["PULSE_SOURCE"]
            else:
                os.environ["PULSE_SOURCE"] = before


def parec_command(source: str, rate: int) -> list[str] | None:
    """The command that writes a source to its standard output as float32 mono; None when it is not installed."""
    program = shutil.which("parec")
    if program is None:
        return None
    options = ["--raw", "--format=float32le", "--channels=1", "--latency-msec=50", "--client-name=spotgui"]
    return [program, *options, f"--device={source}", f"--rate={rate}"]


def _from_json(source: Mapping[str, Any], default: str) -> PulseSource | None:
    name = str(source.get("name", ""))
    channels, rate = _specification(str(source.get("sample_specification", "")))
    monitor = bool(source.get("monitor_source")) or name.endswith(".monitor")
    description = str(source.get("description") or name)
    if monitor:
        description = description.removeprefix("Monitor of ")
    return PulseSource(name, description, monitor, bool(source.get("mute")), channels, rate, name == default)


def _from_short(line: str, default: str) -> PulseSource | None:
    # "1  alsa_input.pci  module-alsa-card.c  s16le 2ch 48000Hz  IDLE", tabs between
    columns = line.split("\t")
    if len(columns) < 4:
        return None
    name = columns[1]
    channels, rate = _specification(columns[3])
    return PulseSource(name, name, name.endswith(".monitor"), False, channels, rate, name == default)


def _specification(text: str) -> tuple[int, int]:
    """Channels and rate of "s16le 2ch 48000Hz"."""
    channels, rate = 2, 44_100
    for word in text.split():
        if word.endswith("ch") and word[:-2].isdigit():
            channels = int(word[:-2])
        elif word.endswith("Hz") and word[:-2].isdigit():
            rate = int(word[:-2])
    return max(channels, 1), rate if rate > 0 else 44_100


def _default_name() -> str:
    info = _pactl_json("info")
    if isinstance(info, dict):
        return str(info.get("default_source_name", ""))
    for line in (_pactl("info") or "").splitlines():
        if line.startswith("Default Source: "):
            return line.removeprefix("Default Source: ").strip()
    return ""


def _pactl_json(*arguments: str) -> Any:
    text = _pactl("-f", "json", *arguments)
    if not text:
        return None
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return None  # pactl before 16 has no JSON, and some write numbers with a comma


def _pactl(*arguments: str) -> str | None:
    program = shutil.which("pactl")
    if program is None:
        return None
    # its JSON follows the locale: 0,00 in German; its labels too
    environment = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANGUAGE")}
    environment |= {"LC_NUMERIC": "C", "LC_MESSAGES": "C", "LC_CTYPE": "C.UTF-8"}
    try:
        done = subprocess.run(
            [program, *arguments], env=environment, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
