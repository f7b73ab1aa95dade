"""The setup in a real window: files are chosen, the window is killed in the middle of the build, and it goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import App, Display, wait_until
from larger_dump import larger_dump

from spotgui.demo.setup import Demo
from spotgui.importer.lock import is_locked
from spotgui.importer.status import library_status
from spotgui.importer.verify import verify
from spotgui.paths import Library
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.state import StepName

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PATIENCE_S = 120.0
KEY_S = 4.0
"""Within which a key has its effect, if it has one."""
SHARDS = ("00", "0a", "0A", "1k", "3C")
TRACKS_A_SHARD = 120


@pytest.fixture
def dump(demo: Demo, tmp_path: Path) -> Path:
    """The demo's lines under many ids: enough of them that the import takes a while; and its metadata."""
    folder = tmp_path / "my downloads"
    folder.mkdir()
    (folder / demo.paths.metadata.name).write_bytes(demo.paths.metadata.read_bytes())
    larger_dump(list(demo.paths.shards.glob("*.zst")), folder, SHARDS, TRACKS_A_SHARD)
    return folder


@pytest.fixture
def app(display: Display, tmp_path: Path) -> Iterator[App]:
    made = App(display, tmp_path / "home", tmp_path / "library")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def kept(library: Library) -> int:
    """Tracks that are committed, as anybody can see while the import runs."""
    try:
        return int(json.loads(library.ledger_snapshot.read_bytes())["tracks"])
    except (FileNotFoundError, ValueError):
        return 0


def choose_folder(app: App, folder: Path) -> None:
    """Through the dialog, by keys."""
    dialogs = lambda: app.windows("--name", "The folder with your downloads")  # noqa: E731
    app.key("space")  # the button has the focus
    wait_until(lambda: bool(dialogs()), PATIENCE_S, "the dialog opens")
    app.do("windowfocus", "--sync", dialogs()[-1])
    app.do("key", "--clearmodifiers", "ctrl+a")
    app.do("type", "--delay", "5", str(folder))
    time.sleep(0.5)  # the dialog completes what is typed
    app.do("key", "Return")
    wait_until(lambda: not dialogs(), PATIENCE_S, "the dialog closes")


def go_on(app: App, title: str) -> None:
    """Press the key of the button until the next step is there: it works only once the step allows it.

    A key that was pressed gets its time, or the next one would go a step too far.
    """
    deadline = time.monotonic() + PATIENCE_S
    while title not in app.title:
        assert time.monotonic() < deadline, f"the step {title!r} does not come; the title is {app.title!r}"
        app.key("ctrl+Return")
        pressed = time.monotonic()
        while title not in app.title and time.monotonic() < pressed + KEY_S:
            time.sleep(0.05)


def test_kill_in_the_middle_of_the_build_and_go_on(app: App, dump: Path) -> None:
    library = Library(app.library)
    app.start()
    app.wait_for_title("Recognise music on your own computer", PATIENCE_S)
    go_on(app, "Find your files")
    choose_folder(app, dump)
    go_on(app, "What to recognise")
    go_on(app, "Where it goes")
    wait_until(lambda: states.load(library).step is StepName.PLACE, PATIENCE_S, "the choice is on the disk")
    app.key("ctrl+Return")  # once: the next time it would continue in the background
    wait_until(lambda: states.load(library).building, PATIENCE_S, "the build begins")

    expected = len(SHARDS) * TRACKS_A_SHARD
    kills, before = 0, 0
    while kills < 2:
        wait_until(lambda floor=before: kept(library) > floor, PATIENCE_S, "tracks are committed")
        if kept(library) >= expected:
            break  # the machine was faster than the killer
        before = kept(library)
        app.kill()
        kills += 1
        assert states.load(library).building
        wait_until(lambda: not is_locked(library.lock), PATIENCE_S, "the import's process ends with its window")
        assert kept(library) >= before
        app.start()
    assert kills, "the import was over before the window could be killed"

    app.wait_for_title("Done", PATIENCE_S)
    status = library_status(library)
    assert status.tracks_kept == status.tracks_indexed == expected
    assert status.tracks_metadata > 0
    assert {shard.name for shard in status.shards} == set(SHARDS)
    assert all(shard.tracks == TRACKS_A_SHARD and not shard.rejected for shard in status.shards)
    go_on(app, "Try your microphone")
    go_on(app, "Ready")
    assert app.quit() == 0
    assert "Traceback" not in app.output
    assert verify(library).ok


def test_quitting_in_the_middle_goes_on_at_the_next_start(app: App, dump: Path) -> None:
    library = Library(app.library)
    states.save(library, states.SetupState(StepName.BUILD, (str(dump),)))
    app.start()
    app.wait_for_title("Import", PATIENCE_S)
    assert app.quit() == 0
    assert states.load(library).building
    assert not is_locked(library.lock)
    app.start()
    app.wait_for_title("Done", PATIENCE_S)
    assert library_status(library).tracks_indexed == len(SHARDS) * TRACKS_A_SHARD
    assert app.quit() == 0
    for bad in ("Traceback", "QThread: Destroyed", "Segmentation"):
        assert bad not in app.output
