from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui import settings
from spotgui.errors import MachineError
from spotgui.settings import Settings, Theme


def test_no_file_gives_defaults_and_no_notice(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path / "none" / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.notice == ""


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    wanted = replace(Settings(), theme=Theme.DARK, input_device="pulse:µ", preroll=True, library="/x \udc80y")
    settings.save(file, wanted)
    assert settings.load(file).settings == wanted
    assert [p.name for p in file.parent.iterdir()] == ["settings.json"]


def test_unknown_keys_survive_a_save(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "dark", "of_a_newer_version": {"a": [1, 2]}}))
    settings.save(file, replace(settings.load(file).settings, preroll=True))
    stored = json.loads(file.read_text())
    assert stored["of_a_newer_version"] == {"a": [1, 2]}
    assert stored["preroll"] is True
    assert stored["theme"] == "dark"


def test_a_wrong_value_is_a_default_and_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "pink", "preroll": "yes", "network": 0, "language": "de"}))
    loaded = settings.load(file)
    assert loaded.settings == replace(Settings(), language="de")
    assert loaded.notice == "These settings were not readable and are at their defaults: network, preroll, theme."


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"null", b"[" * 100_000])
def test_a_damaged_file_is_kept_and_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    loaded = settings.load(file)
    assert loaded.settings == Settings()
    assert "damaged" in loaded.notice
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    assert settings.load(file).notice == ""


def test_a_failed_save_says_so_and_keeps_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    settings.save(file, replace(Settings(), language="fr"))

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MachineError, match="No space left"):
        settings.save(file, Settings())
    assert settings.load(file).settings.language == "fr"
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


def test_a_directory_in_the_way(tmp_path: Path) -> None:
    assert "cannot be read" in settings.load(tmp_path).notice


@given(text=st.text())
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    settings.save(file, replace(Settings(), search_url=text))
    assert settings.load(file).settings.search_url == text
