from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from spotgui.history.entries import Entry
from spotgui.recognizer.results import Confidence, Match
from spotgui.recognizer.timeline import Stretch
from spotgui.ui.context import AppContext
from spotgui.ui.timeline.timeline_page import TimelinePage

MATCH = Match("t1", 90, 70, 20, 25, 60, 3.0, 1.0, True, Confidence.CERTAIN, "Wren Song", ("A", "B"), "Album")
STRETCHES = (
    Stretch(0.0, 61.5, (MATCH,)),
    Stretch(61.5, 80.0),
    Stretch(80.0, 200.0, (Match("t2", 60, 50, 10, 25, 30, 0, 1, True, Confidence.LIKELY, 'Say "Hi"', ("C",)),)),
)


@pytest.fixture
def page(ctx: AppContext, qtbot: QtBot) -> TimelinePage:
    made = TimelinePage(ctx)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made._path = Path("/music/set one.flac")
    made._take(STRETCHES)
    return made


def texts(page: TimelinePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_it_lists_songs_and_what_is_not_known(page: TimelinePage) -> None:
    shown = texts(page)
    for part in ("2 songs in 3:20", "0:00", "Wren Song", "A, B", "1:01", "Not known", "1:20", 'Say "Hi"'):
        assert part in shown
    assert page.strip.accessibleDescription() == "2 songs"
    assert page.export.isVisible()
    assert page.export.isEnabled()


def test_every_control_has_a_name(page: TimelinePage, nameless: Callable[[QWidget], list[str]]) -> None:
    assert nameless(page) == []


def test_the_strip_answers_where_it_is_clicked(page: TimelinePage, qtbot: QtBot) -> None:
    middle_of_last = QPointF(page.strip.width() * 0.8, 10).toPoint()
    with qtbot.waitSignal(page.strip.chosen) as chosen:
        QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=middle_of_last)
    assert chosen.args == [2]
    page.strip.grab()


def test_a_click_on_the_strip_goes_to_the_line(page: TimelinePage, qtbot: QtBot) -> None:
    page._take(tuple(Stretch(60.0 * n, 60.0 * n + 60, (replace(MATCH, title=f"Song {n}"),)) for n in range(40)))
    qtbot.waitUntil(lambda: "Song 39" in texts(page))
    QTest.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=QPointF(page.strip.width() * 37.5 / 40, 10).toPoint())
    line = next(label for label in page.findChildren(QLabel) if label.text() == "Song 37")
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())
    assert QApplication.focusWidget().toolTip() == "Show Song 37 in the catalogue"


def test_what_several_songs_hold_is_one_of_these(page: TimelinePage, qtbot: QtBot) -> None:
    other = replace(MATCH, track_id="t9", title="Wren Song (Live)")
    page._take((*STRETCHES, Stretch(200.0, 260.0, (MATCH, other))))
    qtbot.waitUntil(lambda: {"3 songs in 4:20", "One of these", "Wren Song (Live)"} <= set(texts(page)))
    button = next(b for b in page.findChildren(QToolButton) if "(Live)" in b.toolTip())
    with qtbot.waitSignal(page.ctx.navigator.went) as gone:
        button.click()
    assert gone.args[0].argument == "t9"


def test_cue_sheet_and_table_are_written(page: TimelinePage, tmp_path: Path) -> None:
    page.write(tmp_path / "set.cue")
    sheet = (tmp_path / "set.cue").read_text()
    assert 'FILE "set one.flac" WAVE' in sheet
    assert "INDEX 01 01:01:37" in sheet
    page.write(tmp_path / "set.csv")
    with (tmp_path / "set.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == ["Wren Song", "", 'Say "Hi"']
    assert rows[2]["start_s"] == "80.0"


def test_a_place_that_cannot_be_written_is_said(page: TimelinePage, ctx: AppContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ctx.messages.posted) as said:
        page.write(Path("/nonexistent/set.csv"))
    assert "cannot be written" in said.args[0].text


def test_nothing_recognised_is_a_sentence(page: TimelinePage) -> None:
    page._take((Stretch(0.0, 900.0),))
    assert "Nothing in these 15:00 is in your catalogue." in texts(page)
    assert not page.export.isEnabled()
    assert not page.strip.isVisible()


def test_what_is_no_sound_is_said(ctx: AppContext, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "letter.mp3"
    file.write_text("Dear friend")
    made = TimelinePage(ctx)
    qtbot.addWidget(made)
    made.show()
    made.open(file)
    assert made.cancel_button.isVisible()
    qtbot.waitUntil(lambda: "letter.mp3" in made.state.text(), timeout=60_000)
    assert not made.cancel_button.isVisible()


def test_its_songs_are_in_the_history_once(page: TimelinePage, ctx: AppContext, qtbot: QtBot) -> None:
    page._take(STRETCHES)  # heard again
    found: list[Entry] = []
    ctx.history.read("all", lambda store: store.entries()).done.connect(found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert [(entry.title, entry.source_name, entry.offset_s, entry.count) for entry in reversed(found)] == [
        ("Wren Song", "set one.flac", 0.0, 2),
        ('Say "Hi"', "set one.flac", 80.0, 2),
    ]
