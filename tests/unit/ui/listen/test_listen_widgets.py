from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from spotgui.recognizer.results import Confidence, Match
from spotgui.ui.context import AppContext
from spotgui.ui.listen.candidates import SHOWN, Candidates
from spotgui.ui.listen.listen_button import ListenButton
from spotgui.ui.listen.waveform import Waveform, loudness
from spotgui.ui.theme import palettes

MATCH = Match("t", 10.0, 8.0, 2.0, 25.0, 3.0, 12.0, 1.0, False, Confidence.UNSURE, "Title", ("Artist",))


@pytest.fixture
def button(ctx: AppContext, qtbot: QtBot) -> ListenButton:
    made = ListenButton()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_space_and_mouse_click_it(button: ListenButton, qtbot: QtBot) -> None:
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(button.clicked, wait=50):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_it_says_what_a_click_does(button: ListenButton) -> None:
    assert button.text() == "Listen"
    button.set_listening(True)
    assert button.text() == "Cancel"
    button.set_listening(False)
    assert button.text() == "Listen"


def test_it_moves_only_while_listening_and_seen(button: ListenButton, qtbot: QtBot) -> None:
    assert not button._frames.isActive()
    button.set_listening(True)
    assert button._frames.isActive()
    button.hide()
    assert not button._frames.isActive()
    button.show()
    assert button._frames.isActive()


def test_without_motion_nothing_moves_but_level_and_ring_show(
    button: ListenButton, ctx: AppContext, qtbot: QtBot
) -> None:
    ctx.theme.use(replace(ctx.settings.value, reduced_motion=True))
    button.set_listening(True)
    assert not button._frames.isActive()
    quiet = button.grab().toImage()
    button.set_level(0.9)
    button.set_share(0.5)
    assert button.grab().toImage() != quiet
    ctx.theme.use(ctx.settings.value)


def test_the_ring_fills_clockwise(button: ListenButton) -> None:
    button.set_listening(True)
    button.set_share(0.25)
    image = button.grab().toImage()
    accent = palettes.current().color("accent").name()
    center, radius = image.width() // 2, 88
    right_above = image.pixelColor(center + round(radius * 0.7071), center - round(radius * 0.7071))
    left_above = image.pixelColor(center - round(radius * 0.7071), center - round(radius * 0.7071))
    assert right_above.name() == accent
    assert left_above.name() != accent


def test_waveform_shows_the_newest_at_the_right(ctx: AppContext, qtbot: QtBot) -> None:
    wave = Waveform()
    qtbot.addWidget(wave)
    wave.resize(300, 56)
    for _ in range(5):
        wave.add(1.0)
    image = wave.grab().toImage()
    accent = palettes.current().color("accent").name()
    inked = {x for x in range(image.width()) if image.pixelColor(x, 10).name() == accent}
    assert inked
    assert min(inked) > 250
    wave.clear()
    assert all(wave.grab().toImage().pixelColor(x, 28).name() != accent for x in range(300))


@pytest.mark.parametrize(("db", "shown"), [(-120.0, 0.0), (-60.0, 0.0), (-30.0, 0.5), (0.0, 1.0), (6.0, 1.0)])
def test_loudness_is_on_the_scale_of_meters(db: float, shown: float) -> None:
    assert loudness(db) == pytest.approx(shown)


def test_candidates_come_and_go(ctx: AppContext, qtbot: QtBot) -> None:
    shown = Candidates()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_matches([replace(MATCH, title=f"Title {n}") for n in range(SHOWN + 2)])
    titles = [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]
    assert [t for t in titles if t.startswith("Title")] == [f"Title {n}" for n in range(SHOWN)]
    bar = shown.findChildren(QProgressBar)[0]
    assert bar.value() == 40
    assert "Title 0" in bar.accessibleName()
    shown.show_matches([])
    assert not any(label.isVisible() for label in shown.findChildren(QLabel))
