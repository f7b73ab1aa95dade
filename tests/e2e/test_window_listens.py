"""The real program in a real window hears real sound from a microphone and names it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import App, Display, wait_until
from virtual_microphone import VirtualMicrophone

from spotgui.demo.setup import Demo
from spotgui.history.entries import Entry, EntryKind
from spotgui.history.store import HistoryStore
from spotgui.paths import Library

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PATIENCE_S = 90.0  # the machine that runs this may be busy
QUIT_WITHIN_S = 30.0


@pytest.fixture
def app(display: Display, demo: Demo, virtual_mic: VirtualMicrophone, tmp_path: Path) -> Iterator[App]:
    """The running program with its defaults."""
    made = make_app(display, demo, virtual_mic, tmp_path, {})
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def make_app(
    display: Display, demo: Demo, virtual_mic: VirtualMicrophone, directory: Path, settings: dict[str, object]
) -> App:
    """The program over a copy of the demo library, hearing the virtual microphone."""
    shutil.copytree(demo.library.root, directory / "library")
    environment = {name: value for name, value in virtual_mic.environment.items() if name != "PULSE_SOURCE"}
    file = directory / "home" / "config" / "spotgui" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(settings))
    return App(display, directory / "home", directory / "library", environment)


def tape(demo: Demo, name: str) -> Path:
    return next(tape.path for tape in demo.paths.tapes if tape.path.stem == name)


def history(app: App) -> list[Entry]:
    with HistoryStore(Library(app.library).history_db) as store:
        return list(store.entries())


def only_entry(app: App) -> Entry:
    """What was heard, once: it is written while the answer is shown."""
    wait_until(lambda: bool(history(app)), PATIENCE_S, "the history knows it")
    (entry,) = history(app)
    return entry


def assert_clean_end(app: App) -> None:
    assert app.quit(QUIT_WITHIN_S) == 0
    for bad in ("Traceback", "QThread: Destroyed", "QObject::", "QPainter::", "Segmentation"):
        assert bad not in app.output


def test_listen_names_what_is_playing(app: App, demo: Demo, virtual_mic: VirtualMicrophone) -> None:
    app.wait_for_title("spotgui", PATIENCE_S)
    virtual_mic.play(tape(demo, "clean"), repeat=True)
    app.key("space")  # the button has the focus from the start
    app.wait_for_title("Concourse", PATIENCE_S)
    entry = only_entry(app)
    assert entry.title == "Concourse"
    assert entry.seconds <= 20
    assert_clean_end(app)


def test_a_click_with_the_mouse_listens_and_another_cancels(app: App) -> None:
    app.resize(1000, 800)
    x, y = button_center(app)
    app.click(x, y)
    app.wait_for_title("Waiting for sound", PATIENCE_S)
    app.click(x, y)
    app.wait_for_title("spotgui", PATIENCE_S)
    assert history(app) == []
    assert_clean_end(app)


def test_the_outside_piece_is_not_found(app: App, demo: Demo, virtual_mic: VirtualMicrophone) -> None:
    virtual_mic.play(demo.paths.outside.path, repeat=True)
    app.key("ctrl+l")
    app.wait_for_title("No", PATIENCE_S)
    assert any(words in app.title for words in ("Not in your catalogue", "Not sure enough"))
    entry = only_entry(app)
    assert entry.kind is EntryKind.UNKNOWN
    assert entry.has_snippet
    assert_clean_end(app)


def test_the_device_disappears_while_listening(app: App, virtual_mic: VirtualMicrophone) -> None:
    app.key("ctrl+l")
    app.wait_for_title("Waiting for sound", PATIENCE_S)
    virtual_mic.kill_server()
    app.wait_for_title("went away", PATIENCE_S)
    assert history(app) == []
    app.key("ctrl+l")  # and again, with no device at all
    app.wait_for_title("No microphone was found", PATIENCE_S)
    assert_clean_end(app)


def test_it_follows_the_music(display: Display, demo: Demo, virtual_mic: VirtualMicrophone, tmp_path: Path) -> None:
    app = make_app(display, demo, virtual_mic, tmp_path, {"continuous": True})
    app.start()
    virtual_mic.play(tape(demo, "clean"), repeat=True)
    app.key("space")
    app.wait_for_title("Following the music", PATIENCE_S)
    entry = only_entry(app)
    assert entry.title == "Concourse"
    app.key("Escape")
    app.wait_for_title("spotgui", PATIENCE_S)
    assert_clean_end(app)


def test_the_click_uses_the_seconds_before_it(
    display: Display, demo: Demo, virtual_mic: VirtualMicrophone, tmp_path: Path
) -> None:
    app = make_app(display, demo, virtual_mic, tmp_path, {"preroll": True})
    app.start()
    wait_until(lambda: virtual_mic.is_open, PATIENCE_S, "the microphone opens")
    virtual_mic.play(tape(demo, "clean"), repeat=True)
    wait_until(lambda: virtual_mic.plays, PATIENCE_S, "the music begins")
    time.sleep(7)
    app.key("space")
    wait_until(lambda: app.title != "spotgui", PATIENCE_S, "the window has taken the key")
    virtual_mic.stop_playing()  # nothing more is heard: the answer rests on what was before the click
    app.wait_for_title("Concourse", PATIENCE_S)
    assert_clean_end(app)


def test_it_quits_in_the_middle_of_listening(app: App, demo: Demo, virtual_mic: VirtualMicrophone) -> None:
    virtual_mic.play(demo.paths.outside.path, repeat=True)
    app.key("ctrl+l")
    app.wait_for_title("Listening", PATIENCE_S)
    assert_clean_end(app)


def button_center(app: App) -> tuple[int, int]:
    """Where the eye sees the button, once the window is drawn at its size."""
    seen: list[tuple[int, int] | None] = [None]

    def stands_still() -> bool:
        seen.append(accent_center(app))
        return seen[-1] is not None and seen[-1] == seen[-2]

    wait_until(stands_still, PATIENCE_S, "the button is to be seen")
    assert seen[-1] is not None
    return seen[-1]


def accent_center(app: App) -> tuple[int, int] | None:
    """The middle of what has the accent colour beside the navigation."""
    from PySide6.QtGui import QImage

    from spotgui.ui.theme.palettes import LIGHT

    image = QImage(str(app.picture(app.home / "window.png")))
    points = [
        (x, y)
        for y in range(0, image.height(), 4)
        for x in range(220, image.width(), 4)
        if image.pixelColor(x, y).name() == LIGHT.accent
    ]
    if len(points) <= 500:
        return None
    return sum(x for x, _ in points) // len(points), sum(y for _, y in points) // len(points)
