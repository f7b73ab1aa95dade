"""A file with several songs, opened in the real window by keys alone: one title first, then every song in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import App, Display, wait_until

from spotgui.demo.setup import Demo
from spotgui.history.store import HistoryStore
from spotgui.paths import Library
from tests.support.mixes import write_mix

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PATIENCE_S = 90.0  # the machine that runs this may be busy
SONGS = {"clean": "Concourse", "room": "Wren Song", "small-speaker": "Copperhead Road Sign"}
TABS_TO_IT = 4
"""From "Listen again" on."""


@pytest.fixture
def app(display: Display, demo: Demo, tmp_path: Path) -> Iterator[App]:
    """The running program over a copy of the demo library."""
    shutil.copytree(demo.library.root, tmp_path / "library")
    file = tmp_path / "home" / "config" / "spotgui" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"network": False, "reduced_motion": True}))
    made = App(display, tmp_path / "home", tmp_path / "library")
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def titles(app: App) -> set[str | None]:
    with HistoryStore(Library(app.library).history_db) as store:
        return {entry.title for entry in store.entries()}


def test_every_song_of_a_file_is_found(app: App, demo: Demo, tmp_path: Path) -> None:
    mix = write_mix(tmp_path / "mix.wav", demo, [*SONGS])
    app.key("ctrl+o")
    wait_until(lambda: len(app.windows("--pid", str(app.process.pid))) > 1, PATIENCE_S, "the dialog for files opens")
    app.do("type", "--delay", "20", str(mix))
    app.do("key", "Return")
    wait_until(lambda: any(title in app.title for title in SONGS.values()), PATIENCE_S, "one of the songs is named")
    assert len(titles(app)) == 1
    for _ in range(TABS_TO_IT):
        app.key("Tab")
    app.key("space")
    app.wait_for_title("mix.wav", PATIENCE_S)
    wait_until(lambda: titles(app) == {*SONGS.values()}, PATIENCE_S, "the history knows every song")
    assert app.quit() == 0
    assert "Traceback" not in app.output
