from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spotgui.recognizer.results import Confidence, Match, Query, Recognition
from spotgui.ui.context import AppContext
from spotgui.ui.desktop.notifier import Notifier
from spotgui.ui.desktop.presence import Presence
from spotgui.ui.main_window import MainWindow
from spotgui.ui.messages import Message, Tone
from spotgui.ui.pages import PAGES
from spotgui.ui.result.shown import Shown

MATCH = Match("4uLU6hMCjMI75M1A2tKUQC", 90, 70, 20, 25, 60, 83, 1, True, Confidence.CERTAIN, "Wren Song", ("A", "B"))
FOUND = Shown(Recognition((MATCH,), (), Query(9, 300), 0.1))

BUS_SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget
sys.path.insert(0, {tests!r})
from test_presence import FOUND
from spotgui.ui.desktop.mpris import Player
app = QApplication([])
window = QWidget()
player = Player(window)
assert player.registered
player.take_answer(FOUND)
print("ready", flush=True)
QTimer.singleShot(20000, app.quit)
app.exec()
"""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `notify-send` that writes down what it is told."""
    written = tmp_path / "notes.txt"
    program = tmp_path / "bin" / "notify-send"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {written}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return written


@pytest.fixture
def window(ctx: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(ctx, PAGES)
    qtbot.addWidget(made)
    yield made


def test_a_match_in_the_background_is_notified(ctx: AppContext, window: MainWindow, notes: Path, qtbot: QtBot) -> None:
    Notifier(ctx.settings, window).take_answer(FOUND)
    qtbot.waitUntil(lambda: notes.exists() and "A, B" in notes.read_text(), timeout=10_000)
    assert notes.read_text().splitlines()[-2:] == ["Wren Song", "A, B"]


def test_the_end_of_an_import_is_notified_but_not_every_message(
    ctx: AppContext, window: MainWindow, notes: Path, qtbot: QtBot
) -> None:
    notifier = Notifier(ctx.settings, window)
    notifier.take_message(Message("Copied", Tone.GOOD))
    notifier.take_message(Message("Import finished: 66 tracks.", Tone.GOOD, "Show", "library"))
    qtbot.waitUntil(lambda: notes.exists() and "66 tracks" in notes.read_text(), timeout=10_000)
    assert "Copied" not in notes.read_text()


def test_nobody_is_notified_who_does_not_want_it(
    ctx: AppContext, window: MainWindow, notes: Path, qtbot: QtBot
) -> None:
    ctx.settings.change(notifications=False)
    Notifier(ctx.settings, window).take_answer(FOUND)
    qtbot.wait(200)
    assert not notes.exists()


def test_without_a_tray_the_icon_is_refused_in_words(ctx: AppContext, window: MainWindow, qtbot: QtBot) -> None:
    Presence(ctx, window, window)
    with qtbot.waitSignal(ctx.messages.posted) as said:
        ctx.settings.change(tray=True)
    assert "no tray" in said.args[0].text


def test_with_a_tray_closing_hides_and_quit_ends(ctx: AppContext, window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    window.keep_running(True)
    window.close()
    assert not window.isVisible()
    window.show()
    with qtbot.waitSignal(window.closing):
        window.quit()
    assert not window.isVisible()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is on Linux")
def test_other_programs_see_the_song(tmp_path: Path) -> None:
    for program in ("dbus-run-session", "gdbus"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    script = tmp_path / "player.py"
    script.write_text(BUS_SCRIPT.format(tests=str(Path(__file__).parent)))
    ask = (
        "gdbus call --session --dest org.mpris.MediaPlayer2.spotgui --object-path /org/mpris/MediaPlayer2 "
        "--method org.freedesktop.DBus.Properties.GetAll org.mpris.MediaPlayer2.Player"
    )
    out = tmp_path / "out"
    shell = f"""{shlex.quote(sys.executable)} {script} > {out} &
        for i in $(seq 100); do grep -q ready {out} && break; sleep 0.1; done
        {ask}
        kill $!"""
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", shell],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "'xesam:title': <'Wren Song'>" in done.stdout, done.stdout + done.stderr
    assert "'xesam:artist': <['A', 'B']>" in done.stdout
    assert "'PlaybackStatus': <'Stopped'>" in done.stdout
    assert "'CanControl': <false>" in done.stdout
