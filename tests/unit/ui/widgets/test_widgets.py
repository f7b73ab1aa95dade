from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spotgui.ui.context import AppContext
from spotgui.ui.messages import Message, Tone
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.empty_state import EmptyState
from spotgui.ui.widgets.layout import Flow, holder
from spotgui.ui.widgets.message_bar import MessageBar
from spotgui.ui.widgets.text import ElidedLabel


def test_elided_label_shortens_and_tells_the_rest(ctx: AppContext, qtbot: QtBot) -> None:
    label = ElidedLabel("A very long title that does not fit anywhere")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(2000, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")
    assert label.minimumSizeHint().width() == 0


def test_icon_button_has_a_name_and_follows_the_palette(ctx: AppContext, qtbot: QtBot) -> None:
    button = IconButton("copy", "Copy")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Copy"
    before = button.icon().pixmap(20).toImage()
    ctx.theme.use(type(ctx.settings.value)(high_contrast=not ctx.settings.value.high_contrast))
    assert button.icon().pixmap(20).toImage() != before
    ctx.theme.use(ctx.settings.value)


@pytest.mark.parametrize("width", [700, 300, 120])
def test_flow_wraps_and_clips_nothing(ctx: AppContext, qtbot: QtBot, width: int) -> None:
    buttons = [QPushButton(f"Button {n}") for n in range(5)]
    box = holder(Flow(*buttons))
    qtbot.addWidget(box)
    box.setFixedWidth(width)
    box.resize(width, box.layout().heightForWidth(width))
    box.show()
    qtbot.waitExposed(box)
    for button in buttons:
        assert button.geometry().right() < width
        assert button.geometry().bottom() <= box.height()
    for one, other in itertools.pairwise(buttons):
        assert not one.geometry().intersects(other.geometry())


def test_empty_state_keeps_its_sentence_whole_when_narrow(ctx: AppContext, qtbot: QtBot) -> None:
    state = EmptyState("catalogue", "Heading", "A sentence that is long enough to need three lines or so " * 2, "Go")
    qtbot.addWidget(state)
    state.resize(320, 480)
    state.show()
    qtbot.waitExposed(state)
    needed = state.sentence.heightForWidth(state.sentence.width())
    assert state.sentence.height() >= needed
    assert state.action.isVisible()
    state.say("Other", "Words")
    assert not state.action.isVisible()


def test_message_bar_leaves_unless_it_lasts(ctx: AppContext, qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message(Message("Copied", Tone.GOOD))
    assert bar.isVisible()
    assert bar._timer.isActive()
    bar.show_message(Message("The disk is full", Tone.BAD, "Library", "library", lasting=True))
    assert not bar._timer.isActive()
    with qtbot.waitSignal(bar.asked, timeout=1000) as asked:
        qtbot.mouseClick(bar._action, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert asked.args == ["library"]
    assert not bar.isVisible()


def test_button_shows_its_icon_in_its_kind(ctx: AppContext, qtbot: QtBot) -> None:
    plain, primary = Button("a", "", "copy"), Button("a", "primary", "copy")
    qtbot.addWidget(plain)
    qtbot.addWidget(primary)
    assert plain.icon().pixmap(20).toImage() != primary.icon().pixmap(20).toImage()
