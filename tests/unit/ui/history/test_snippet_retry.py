"""What was not recognised is known once its track is in the library."""

from __future__ import annotations

import pytest

from spotgui.audio.files import read
from spotgui.history.entries import EntryKind, NewEntry, SoundSource
from spotgui.history.store import HistoryStore
from spotgui.recognizer.opening import open_recognizer

PATIENCE = 60_000


@pytest.fixture
def store(demo_ctx):
    with HistoryStore(demo_ctx.library.history_db) as opened:
        yield opened


def snippet_of(demo, name):
    (tape,) = (tape for tape in demo.paths.tapes if tape.path.stem == name)
    with open_recognizer(demo.library) as opened:
        return opened.snippet_of(read(tape.path))


def unknown(store, snippet):
    return store.add(NewEntry(SoundSource.MICROPHONE, 20.0, snippet=snippet))


def retry(ctx, qtbot):
    with qtbot.waitSignal(ctx.retry.ended, timeout=PATIENCE) as ended:
        ctx.retry.start()
        assert ctx.retry.running
        ctx.retry.start()  # once at a time
    qtbot.waitUntil(lambda: not ctx.tasks.running, timeout=PATIENCE)
    return tuple(ended.args)


def test_a_track_of_the_library_is_recognised_later(demo, demo_ctx, store, qtbot):
    known = unknown(store, snippet_of(demo, "clean"))
    damaged = unknown(store, b"no snippet")
    assert retry(demo_ctx, qtbot) == (2, 1)
    entry = store.get(known.id)
    assert entry.kind is EntryKind.RECOGNISED
    assert entry.title == "Concourse"
    assert entry.resolved_at is not None
    assert store.get(damaged.id).kind is EntryKind.UNKNOWN
    assert retry(demo_ctx, qtbot) == (0, 0)  # the index is the same


def test_nothing_waits(demo_ctx, qtbot):
    assert retry(demo_ctx, qtbot) == (0, 0)
