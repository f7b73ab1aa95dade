"""Odd answers of `pactl`; the real one is asked in tests/e2e/test_microphone.py."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from spotgui.audio import pulse
from spotgui.audio.pulse import PulseSource

MICROPHONE = {
    "name": "alsa_input.usb",
    "description": "Mikrofon für Ärzte",
    "mute": True,
    "sample_specification": "s16le 1ch 16000Hz",
    "monitor_source": "",
}
MONITOR = {
    "name": "alsa_output.pci.monitor",
    "description": "Monitor of Built-in Audio",
    "mute": False,
    "sample_specification": "float32le 2ch 48000Hz",
    "monitor_source": "alsa_output.pci",
}
DUMMY = MONITOR | {"name": "auto_null.monitor", "monitor_source": "auto_null"}


@pytest.fixture
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory whose files are what `pactl` answers, by its arguments joined with dashes."""
    program = tmp_path / "pactl"
    program.write_text(
        "#!/bin/sh\n"
        f'name="{tmp_path}/$(echo "$*" | tr " " _)"\n'
        '[ "$LC_ALL$LC_NUMERIC" = C ] || exit 9\n'
        '[ -e "$name" ] && cat "$name"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.delenv("PULSE_SOURCE", raising=False)
    return tmp_path


def test_sources_by_json(pactl: Path) -> None:
    (pactl / "-f_json_list_sources").write_text(json.dumps([MONITOR, MICROPHONE, DUMMY]), encoding="utf-8")
    (pactl / "-f_json_info").write_text(json.dumps({"default_source_name": "alsa_input.usb"}))
    assert pulse.sources() == [
        PulseSource("alsa_output.pci.monitor", "Built-in Audio", True, False, 2, 48_000, False),
        PulseSource("alsa_input.usb", "Mikrofon für Ärzte", False, True, 1, 16_000, True),
    ]


def test_an_old_pactl_without_json(pactl: Path) -> None:
    (pactl / "list_short_sources").write_text(
        "0\talsa_output.pci.monitor\tmodule-alsa-card.c\ts16le 2ch 44100Hz\tSUSPENDED\n"
        "1\talsa_input.pci\tmodule-alsa-card.c\ts32le 4ch 48000Hz\tRUNNING\n"
        "broken line\n"
    )
    (pactl / "info").write_text("Server Name: pulseaudio\nDefault Source: alsa_input.pci\n")
    monitor, microphone = pulse.sources()
    assert (monitor.monitor, monitor.is_default) == (True, False)
    assert microphone == PulseSource("alsa_input.pci", "alsa_input.pci", False, False, 4, 48_000, True)


@pytest.mark.parametrize("answer", ["", "[", '[{"balance": 0,00}]'])
def test_an_answer_that_is_no_json(pactl: Path, answer: str) -> None:
    (pactl / "-f_json_list_sources").write_text(answer)
    assert pulse.sources() == []


def test_bytes_that_are_no_text_and_values_that_are_missing(pactl: Path) -> None:
    (pactl / "-f_json_list_sources").write_bytes(b'[{"name": "a", "description": "caf\xe9\x01"}]')
    (source,) = pulse.sources()
    assert source == PulseSource("a", "caf\ufffd\x01", False, False, 2, 44_100, False)


def test_the_environment_names_the_default(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pactl / "-f_json_list_sources").write_text(json.dumps([MONITOR, MICROPHONE]))
    monkeypatch.setenv("PULSE_SOURCE", "alsa_output.pci.monitor")
    assert [s.is_default for s in pulse.sources()] == [True, False]


def test_a_pactl_that_hangs_is_left(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pactl / "pactl").write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(pulse, "_TIMEOUT_SECONDS", 0.1)
    assert pulse.sources() == []
    assert pulse.source_names(default="mine") == {"mine"}


def test_no_pactl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pulse.sources() == []
    assert pulse.parec_command("a", 48_000) is None


@pytest.mark.parametrize("before", [None, "mine"])
def test_the_environment_is_as_it_was_after_selecting(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv("PULSE_SOURCE", raising=False)
    if before:
        monkeypatch.setenv("PULSE_SOURCE", before)
    with pulse.selected("other"):
        assert os.environ["PULSE_SOURCE"] == "other"
    assert os.environ.get("PULSE_SOURCE") == before
