"""Which library a command works on when none is named: every command, in a home of its own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from spotgui import paths
from spotgui.cli import main
from spotgui.errors import MachineError

LIBRARY_COMMANDS = [
    ["identify", "x.mp3"],
    ["timeline", "x.mp3"],
    ["listen"],
    ["search", "x"],
    ["show", "x"],
    ["import", "analysis", "x"],
    ["import", "metadata", "x"],
    ["import", "library", "x"],
    ["status"],
    ["verify"],
    ["rebuild"],
    ["select"],
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings, nobody's library."""
    monkeypatch.delenv("SPOTGUI_DATA", raising=False)
    monkeypatch.setattr(paths.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "config"))
    monkeypatch.setattr(paths.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The directories that commands were given."""
    seen: list[Path | None] = []

    def remember(parsed: argparse.Namespace) -> int:
        seen.append(parsed.data)
        return main.DONE

    monkeypatch.setattr(main, "_command", remember)
    return seen


@pytest.mark.parametrize("command", LIBRARY_COMMANDS, ids=" ".join)
def test_without_a_name_it_is_in_the_data_directory(command: list[str], home: Path, used: list[Path | None]) -> None:
    assert main.run(command) == main.DONE
    assert used == [home / "data"]


@pytest.mark.parametrize("command", LIBRARY_COMMANDS, ids=" ".join)
def test_it_may_be_named_before_the_command_and_after_it(
    command: list[str], home: Path, used: list[Path | None]
) -> None:
    for line in (["--data", str(home / "a"), *command], [*command, "--data", str(home / "a")]):
        assert main.run(line) == main.DONE
    main.run(["--data", str(home / "a"), *command, "--data", str(home / "b")])
    assert used == [home / "a", home / "a", home / "b"]


def test_the_one_chosen_in_the_window_is_the_command_lines_too(home: Path, used: list[Path | None]) -> None:
    (home / "config").mkdir()
    (home / "big disk").mkdir()
    (home / "config" / "settings.json").write_text(json.dumps({"library": str(home / "big disk")}))
    main.run(["status"])
    assert used == [home / "big disk"]


def test_a_chosen_one_whose_disk_is_away_is_not_taken_for_empty(
    home: Path, used: list[Path | None], capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text(json.dumps({"library": str(home / "big disk")}))
    assert main.run(["status"]) == MachineError.exit_code
    assert not used
    assert "is not there. Connect the disk" in " ".join(capsys.readouterr().err.split())


def test_the_environment_wins_over_the_window_and_a_name_over_both(
    home: Path, used: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text(json.dumps({"library": str(home / "big disk")}))
    monkeypatch.setenv("SPOTGUI_DATA", str(home / "trial"))
    main.run(["status"])
    main.run(["status", "--data", str(home / "named")])
    assert used == [home / "trial", home / "named"]


def test_damaged_settings_are_said(home: Path, used: list[Path | None], capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text("{")
    main.run(["status"])
    assert used == [home / "data"]
    assert "The settings file was damaged" in " ".join(capsys.readouterr().err.split())


def test_the_demo_has_a_library_of_its_own(used: list[Path | None]) -> None:
    main.run(["demo"])
    assert used == [None]


def test_a_library_that_does_not_exist_yet_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["status", "--json"]) == main.DONE
    assert json.loads(capsys.readouterr().out)["tracks_indexed"] == 0
