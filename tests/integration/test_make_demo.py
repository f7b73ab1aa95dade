"""The demo's directory is complete or absent, whatever happens while it is made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from spotgui.demo import library
from spotgui.demo.catalogue import released_albums
from spotgui.demo.library import PARTIAL, STALE_AFTER_S, make_demo
from spotgui.progress import Cancelled, CancelToken, Progress

SMALL = """
import sys
from dataclasses import replace
from pathlib import Path
from spotgui.demo import library
from spotgui.demo.catalogue import released_albums

if __name__ == "__main__":
    album = released_albums()[9]
    few = (replace(album, tracks=album.tracks[:2]),)
    library.released_albums = lambda: few
    library.TAPES = ()
    library.outside_recordings = lambda: ()
    library.make_demo(Path(sys.argv[1]), progress=lambda p: print("progress", p.done, flush=True))
"""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pieces of an album and one tape instead of everything."""
    album = released_albums()[9]
    few = (replace(album, tracks=album.tracks[:2]),)
    tape = library.TapePlan("clean", few[0].tracks[0].recording.title, 0.3, 12, "clean")
    monkeypatch.setattr(library, "released_albums", lambda: few)
    monkeypatch.setattr(library, "TAPES", (tape,))
    monkeypatch.setattr(library, "outside_recordings", lambda: ())


def _left(directory: Path) -> list[Path]:
    return list(directory.parent.glob(f"*{PARTIAL}*"))


@pytest.mark.usefixtures("small")
def test_made_once_and_again_when_the_code_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "with space" / "demo"
    seen: list[Progress] = []
    made = make_demo(target, progress=seen.append)
    assert seen[0].done == 0 and seen[-1].done == seen[-1].total == 2
    assert [p.done for p in seen] == sorted(p.done for p in seen)
    (tape,) = made.tapes
    assert tape.track_ids and not tape.is_outside and tape.start_s > 5
    assert soundfile.info(str(tape.path)).duration == pytest.approx(12, abs=0.01)
    written = made.metadata.stat().st_mtime_ns
    assert make_demo(target) == made and made.metadata.stat().st_mtime_ns == written
    monkeypatch.setattr(library, "version", lambda: "another")
    make_demo(target)
    assert made.metadata.stat().st_mtime_ns > written
    assert _left(target) == []


@pytest.mark.usefixtures("small")
def test_cancelled_leaves_nothing(tmp_path: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        make_demo(tmp_path / "demo", progress=lambda _: cancel.cancel(), cancel=cancel)
    assert list(tmp_path.iterdir()) == []


def test_killed_and_run_again(tmp_path: Path) -> None:
    script = tmp_path / "small.py"
    script.write_text(SMALL)
    target = tmp_path / "demo"
    environment = {**os.environ, "PYTHONPATH": str(Path(library.__file__).parents[2])}
    command = [sys.executable, str(script), str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "progress 0\n"
        child.send_signal(signal.SIGKILL)
        # the workers hold the other end of the pipe: its end says that they have followed
        child.stdout.read()
    assert not target.exists()
    (partial,) = _left(target)
    old = time.time() - STALE_AFTER_S - 60
    os.utime(partial, (old, old))
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    assert (target / "manifest.json").exists()
    assert _left(target) == []
