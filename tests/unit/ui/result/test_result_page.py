from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from spotgui.history.entries import HistoryQuery, SoundSource
from spotgui.recognizer.results import Confidence, Match, Query, Recognition, Release
from spotgui.tasks.answer import Answer
from spotgui.ui.context import AppContext
from spotgui.ui.listen.recording_answers import Recorder
from spotgui.ui.messages import Message
from spotgui.ui.navigation import Place, Route
from spotgui.ui.result.details import Details
from spotgui.ui.result.result_page import ResultPage
from spotgui.ui.result.shown import Shown

BEST = Match(
    track_id="4uLU6hMCjMI75M1A2tKUQC",
    score=90.0,
    onset_score=70.0,
    chroma_score=20.0,
    threshold=25.0,
    margin=60.0,
    position_s=83.0,
    speed=1.0,
    accepted=True,
    confidence=Confidence.CERTAIN,
    title="Gymnopédie",
    artists=("Satie",),
    album="Mornings",
    releases=(
        Release("4uLU6hMCjMI75M1A2tKUQC", "Gymnopédie", "Mornings", 1998),
        Release("4uLU6hMCjMI75M1A2tKUQD", "Gymnopédie (Remastered)", "Evenings", 2011),
    ),
)
OTHER = replace(BEST, track_id="x", title="Gnossienne", score=30.0, accepted=False, confidence=Confidence.UNSURE)
FOUND = Recognition((BEST,), (OTHER,), Query(9.0, 300), 0.2)


@pytest.fixture
def page(ctx: AppContext, qtbot: QtBot) -> ResultPage:
    made = ResultPage(ctx)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.open(Shown(FOUND))
    made.show()
    qtbot.waitUntil(lambda: made.complete)
    return made


def texts(page: ResultPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_it_says_what_where_and_how_sure(page: ResultPage) -> None:
    shown = texts(page)
    for part in ("Gymnopédie", "Satie", "Mornings", "at 1:23", "Certain", "Evenings", "2011", "Gnossienne"):
        assert part in shown
    assert "60 points behind" in shown


def test_every_control_has_a_name(page: ResultPage, nameless: Callable[[QWidget], list[str]]) -> None:
    assert nameless(page) == []


def test_details_fill_in_later(page: ResultPage) -> None:
    page.show_details(
        Details(released="1998-03-01", record_label="Label & Co", isrc="GB123", explicit=True, tempo=72.0)
    )
    shown = texts(page)
    for part in ("Mornings · 1998", "Label & Co", "GB123", "Explicit", "72 BPM"):
        assert part in shown


def test_copy(page: ResultPage, ctx: AppContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ctx.messages.posted) as said:
        page.hero.copy.click()
    assert QGuiApplication.clipboard().text() == "Satie - Gymnopédie"
    message = said.args[0]
    assert isinstance(message, Message)
    assert "Satie - Gymnopédie" in message.text


def test_listen_again_starts_at_once(page: ResultPage, ctx: AppContext) -> None:
    been: list[Place] = []
    ctx.navigator.went.connect(been.append)
    page.hero.again.click()
    assert (been[0].route, been[0].argument) == (Route.LISTEN, "start")


@pytest.mark.parametrize("width", [480, 620, 900, 1600])
def test_nothing_is_wider_than_the_page(page: ResultPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 700)
    qtbot.wait(20)
    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.mapTo(page, label.rect().topRight()).x() <= width


def test_an_answer_is_kept_marked_and_reported(ctx: AppContext, qtbot: QtBot) -> None:
    recorder = Recorder(ctx.history)
    with qtbot.waitSignal(recorder.recorded, timeout=10_000) as got:
        recorder.record(Answer(FOUND), SoundSource.MICROPHONE, "Mic")
    shown = got.args[0]
    page = ResultPage(ctx)
    qtbot.addWidget(page)
    page.open(shown)
    with qtbot.waitSignal(ctx.history.changed, timeout=10_000):
        page.hero.favourite.click()
    with qtbot.waitSignal(ctx.history.changed, timeout=10_000):
        page.report_wrong()
    task = ctx.history.read("all", lambda store: store.entries(HistoryQuery()))
    with qtbot.waitSignal(task.done, timeout=10_000) as read:
        pass
    (entry,) = read.args[0]
    assert (entry.title, entry.artists, entry.position_s, entry.source_name) == ("Gymnopédie", ("Satie",), 83.0, "Mic")
    assert entry.year == 1998
    assert entry.favourite
    assert entry.wrong


def test_what_is_not_found_is_kept_with_its_snippet(ctx: AppContext, qtbot: QtBot, tmp_path: Path) -> None:
    recorder = Recorder(ctx.history)
    nothing = Recognition((), (OTHER,), Query(25.0, 500), 0.3)
    with qtbot.waitSignal(recorder.recorded, timeout=10_000):
        recorder.record(Answer(nothing, b"onsets"), SoundSource.FILE, "tape.wav")
    task = ctx.history.read("snippets", lambda store: store.untried("index 1"))
    with qtbot.waitSignal(task.done, timeout=10_000) as read:
        pass
    assert [snippet.data for snippet in read.args[0]] == [b"onsets"]
