"""The Listen page over the real demo library: files are recognised, answers kept, pages opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spotgui.app import make_context
from spotgui.demo.setup import Demo
from spotgui.history.entries import Found, HistoryQuery, NewEntry, SoundSource
from spotgui.paths import Library
from spotgui.recognizer.results import Confidence, Match, Query, Reason, Recognition
from spotgui.settings import Settings
from spotgui.tasks.engine import Readiness
from spotgui.ui.context import AppContext
from spotgui.ui.listen.listen_page import ListenPage
from spotgui.ui.listen.one_of import OneOfRow
from spotgui.ui.navigation import Place, Route
from spotgui.ui.result.result_page import ResultPage
from spotgui.ui.result.shown import Shown
from spotgui.ui.settings_store import SettingsStore
from tests.support.mixes import write_mix


@pytest.fixture
def demo_ctx(demo_copy: Library, qapp: QApplication, tmp_path: Path) -> AppContext:
    made = make_context(
        qapp, demo_copy, SettingsStore(tmp_path / "settings.json", Settings(network=False)), tmp_path / "cache"
    )
    yield made
    made.covers.close()
    assert made.tasks.shutdown(20)
    qapp.processEvents()


@pytest.fixture
def page(demo_ctx: AppContext, qtbot: QtBot) -> ListenPage:
    made = ListenPage(demo_ctx)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    demo_ctx.engine.open()
    qtbot.waitUntil(lambda: demo_ctx.engine.state.readiness is Readiness.READY, timeout=120_000)
    return made


def tape(demo: Demo, name: str) -> Path:
    return next(tape.path for tape in demo.paths.tapes if tape.path.stem == name)


def entries(ctx: AppContext, qtbot: QtBot) -> list[object]:
    task = ctx.history.read("all", lambda store: store.entries(HistoryQuery()))
    with qtbot.waitSignal(task.done, timeout=10_000) as read:
        pass
    return read.args[0]


def test_a_tape_is_named_with_its_details(page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot) -> None:
    been: list[Place] = []
    demo_ctx.navigator.went.connect(been.append)
    page.open(tape(demo, "room"))
    assert "Reading" in page.heading.text()
    assert page.button.text() == "Cancel"
    qtbot.waitUntil(lambda: bool(been), timeout=120_000)
    assert been[0].route is Route.RESULT
    shown = been[0].argument
    assert isinstance(shown, Shown)
    assert shown.recognition.matches[0].title == "Wren Song"
    (entry,) = entries(demo_ctx, qtbot)
    assert (entry.id, entry.title, entry.source_name) == (shown.entry, "Wren Song", "room.wav")

    result = ResultPage(demo_ctx)
    qtbot.addWidget(result)
    result.resize(900, 900)
    result.show()
    result.open(shown)
    assert result.subject.endswith("Wren Song")
    qtbot.waitUntil(result.facts.isVisible, timeout=30_000)
    assert result.hero.album.text()
    qtbot.waitUntil(result.why.isVisible, timeout=30_000)
    assert result._details.isrc
    assert result._details.tempo


def test_a_file_that_may_hold_several_songs_leads_to_its_timeline(
    page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot, tmp_path: Path
) -> None:
    been: list[Place] = []
    demo_ctx.navigator.went.connect(been.append)
    result = ResultPage(demo_ctx)
    qtbot.addWidget(result)
    result.resize(900, 900)
    result.show()
    long = write_mix(tmp_path / "long.wav", demo, ["clean", "room", "small-speaker", "clean"])
    for file, offered in ((long, True), (tape(demo, "room"), False)):
        been.clear()
        page.open(file)
        qtbot.waitUntil(lambda: bool(been), timeout=120_000)
        result.open(been[0].argument)
        assert result.hero.every_song.isVisible() is offered
        if offered:
            result.hero.every_song.click()
            assert (been[-1].route, been[-1].argument) == (Route.TIMELINE, long)


def test_so_does_one_of_which_nothing_is_known(
    page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot, tmp_path: Path
) -> None:
    long = write_mix(tmp_path / "long.wav", demo, ["outside", "outside-noise", "outside"])
    page.open(long)
    qtbot.waitUntil(page.again.isVisible, timeout=120_000)
    assert page.every_song.isVisible()
    page.every_song.click()
    assert (demo_ctx.navigator.place.route, demo_ctx.navigator.place.argument) == (Route.TIMELINE, long)
    page.open(demo.paths.outside.path)
    assert not page.every_song.isVisible()
    qtbot.waitUntil(page.again.isVisible, timeout=120_000)
    assert not page.every_song.isVisible()


def one_of(count: int) -> Recognition:
    """So many recordings that hold the same music, and one that does not."""
    first = Match("t0", 44, 40, 4, 13, 1.2, 9, 1, False, Confidence.UNSURE, "Wren Song", ("A",), "Hedges")
    several = [replace(first, track_id=f"t{n}", title=f"Wren Song {n}") for n in range(count)]
    return Recognition((), (*several, replace(first, score=9)), Query(20.0, 90), 0.5, Reason.SHARED, count)


def rows_of(page: ListenPage) -> list[OneOfRow]:
    return [row for row in page.one_of.rows if row.isVisible()]


def test_music_that_several_tracks_hold_is_one_of_them(page: ListenPage, demo_ctx: AppContext) -> None:
    page.resize(480, 640)
    demo_ctx.recorder.recorded.emit(Shown(one_of(5)))
    assert page.heading.text() == "It is one of these"
    assert len(rows_of(page)) == 5
    rows_of(page)[1].show_track.click()
    assert (demo_ctx.navigator.place.route, demo_ctx.navigator.place.argument) == (Route.TRACK, "t1")


def test_what_it_is_one_of_stands_until_something_else_is_asked(
    page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot
) -> None:
    demo_ctx.recorder.recorded.emit(Shown(one_of(2)))
    demo_ctx.engine.changed.emit(demo_ctx.engine.state)  # an import has ended
    assert page.heading.text() == "It is one of these"
    demo_ctx.recorder.recorded.emit(Shown(replace(one_of(2), reason=Reason.NOT_IN_CATALOGUE, shared=0)))
    assert not rows_of(page)
    demo_ctx.recorder.recorded.emit(Shown(one_of(2)))
    page.open(tape(demo, "room"))
    assert not rows_of(page)
    page.cancel()
    assert page.heading.text() == "What is playing?"


def test_a_piece_outside_the_library_is_not_found_and_kept_to_be_tried_again(
    page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot
) -> None:
    page.open(demo.paths.outside.path)
    qtbot.waitUntil(page.again.isVisible, timeout=120_000)
    assert page.heading.text() in ("Not in your catalogue", "Not sure enough")
    assert page.subject == page.heading.text()
    assert page.button.text() == "Listen"
    (entry,) = entries(demo_ctx, qtbot)
    assert entry.has_snippet


def test_what_is_no_sound_is_said(page: ListenPage, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "letter.wav"
    file.write_text("Dear friend")
    page.recognise_file(file)
    qtbot.waitUntil(lambda: "letter.wav" in page.heading.text(), timeout=60_000)
    assert page.again.isVisible()
    assert page.sentence.text()


def test_cancelling_a_file_ends_without_an_answer(
    page: ListenPage, demo_ctx: AppContext, demo: Demo, qtbot: QtBot
) -> None:
    been: list[Place] = []
    demo_ctx.navigator.went.connect(been.append)
    page.open(tape(demo, "room"))
    page.button.click()
    assert page.button.text() == "Listen"
    qtbot.waitUntil(lambda: not demo_ctx.tasks.running, timeout=60_000)
    qtbot.wait(50)
    assert been == []
    assert entries(demo_ctx, qtbot) == []


def test_what_was_heard_last_is_under_the_button(page: ListenPage, demo_ctx: AppContext, qtbot: QtBot) -> None:
    assert page.recent.isHidden()
    found = Found("t1", "Wren Song", ("Marlow",), "Salt", 40.0, 20.0, 3.0, "certain")
    for new in (NewEntry(SoundSource.FILE, 9.0, "a.wav", found), NewEntry(SoundSource.FILE, 9.0, "b.wav")):
        demo_ctx.history.write("note", lambda store, new=new: store.add(new))
    qtbot.waitUntil(lambda: not page.recent.isHidden())
    assert [line.isHidden() for line in page.recent._rows] == [False, True, True]
    page.recent._rows[0].show_track.click()
    assert (demo_ctx.navigator.place.route, demo_ctx.navigator.place.argument) == (Route.TRACK, "t1")
