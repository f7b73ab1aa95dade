"""The demo library goes through the real importers, and every tape of it gets the true answer."""

from __future__ import annotations

import numpy as np
import pytest

from spotgui.audio import files
from spotgui.demo.catalogue import SHARD_NAMES, released_albums
from spotgui.demo.setup import Demo, install_demo
from spotgui.demo.tapes import TAPES, Tape
from spotgui.importer.analysis import import_analyses
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.recognizer.opening import open_recognizer

POSITION_S = 0.05
SPEED = 0.002


def _tape(demo: Demo, name: str) -> Tape:
    return next(tape for tape in demo.paths.tapes if tape.path.stem == name)


def test_every_track_is_imported_and_none_rejected(demo: Demo, demo_copy: Library) -> None:
    again = import_analyses(demo_copy, [demo.paths.shards])
    assert {shard.name[:2] for shard in again.shards} == set(SHARD_NAMES)
    assert sum(shard.tracks for shard in again.shards) == sum(len(album.tracks) for album in released_albums())
    assert sum(shard.rejected for shard in again.shards) == 0
    assert again.tracks == 0, "what was imported is not read again"


def test_the_index_holds_them(demo: Demo) -> None:
    index = Index.open(demo.library.index_dir)
    ids = {index.track_id(no) for no in range(index.track_count)}
    assert ids == {track.track_id for album in released_albums() for track in album.tracks}


@pytest.mark.parametrize("name", [plan.name for plan in TAPES if plan.title])
def test_tapes_are_recognised(demo: Demo, name: str) -> None:
    tape = _tape(demo, name)
    with open_recognizer(demo.library) as opened:
        answer = opened.recognise(files.read(tape.path))
    assert answer.found
    best = answer.matches[0]
    assert best.title == tape.title
    assert {release.track_id for release in best.releases} == set(tape.track_ids)
    assert best.position_s == pytest.approx(tape.start_s, abs=POSITION_S)
    assert best.speed == pytest.approx(tape.speed, abs=SPEED)
    assert best.margin > 20


@pytest.mark.parametrize("name", [plan.name for plan in TAPES if plan.title is None])
def test_what_the_library_does_not_hold_is_not_found(demo: Demo, name: str) -> None:
    tape = _tape(demo, name)
    assert tape.is_outside
    sound = files.read(tape.path)
    with open_recognizer(demo.library) as opened:
        for seconds in (5, 10, 15, 20, 25):
            assert not opened.recognise(sound[: seconds * 11_025]).found


def test_tapes_sound(demo: Demo) -> None:
    for plan, tape in zip(TAPES, demo.paths.tapes, strict=True):
        info = files.probe(tape.path)
        assert (info.rate, info.channels) == (plan.rate, plan.channels)
        sound = files.read(tape.path)
        assert len(sound) / 11_025 == pytest.approx(plan.seconds, abs=0.01)
        assert np.sqrt(np.mean(sound**2)) > 0.02 and np.abs(sound).max() < 1


def test_installing_again_changes_nothing(demo: Demo, demo_copy: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in demo.paths.root.rglob("*")}
    assert install_demo(demo_copy, demo.paths.root).paths == demo.paths
    assert {path: path.stat().st_mtime_ns for path in demo.paths.root.rglob("*")} == before
