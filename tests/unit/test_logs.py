from __future__ import annotations

import logging
from pathlib import Path

import pytest

from spotgui import logs


def test_lines_go_to_the_file_with_level_and_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # pytest's own handler would keep the line for its report, which cannot be sent between processes
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log = logs.start(tmp_path / "deep" / "logs")
    try:
        logging.getLogger("spotgui.audio").warning("the microphone %s", "went away \udc80")
        logging.getLogger("spotgui.audio").debug("not this")
    finally:
        log.stop()
    assert log.file is not None
    text = log.file.read_text(encoding="utf-8")
    assert "WARNING" in text
    assert "spotgui.audio: the microphone went away ?" in text
    assert "not this" not in text


def test_stop_leaves_logging_as_it_was(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    logs.start(tmp_path, logging.DEBUG).stop()
    assert (list(root.handlers), root.level) == before


def test_files_rotate(tmp_path: Path) -> None:
    log = logs.start(tmp_path)
    try:
        for _ in range(60):
            logging.getLogger("spotgui").info("x" * 100_000)
    finally:
        log.stop()
    files = sorted(p.name for p in tmp_path.iterdir())
    assert files == ["spotgui.log", "spotgui.log.1", "spotgui.log.2", "spotgui.log.3"]
    assert all(p.stat().st_size <= 1_000_000 for p in tmp_path.iterdir())


def test_without_a_place_the_program_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    log = logs.start(tmp_path / "file" / "logs")
    try:
        logging.getLogger("spotgui").info("lost")
    finally:
        log.stop()
    assert log.file is None
    assert "No log can be written" in log.notice
