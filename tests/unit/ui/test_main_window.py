from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spotgui.tasks.engine import Readiness
from spotgui.ui.context import AppContext
from spotgui.ui.listen.listen_page import ListenPage
from spotgui.ui.main_window import MainWindow
from spotgui.ui.navigation import Route
from spotgui.ui.pages import PAGES
from spotgui.ui.widgets.navigation_bar import Shape


@pytest.fixture
def window(ctx: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(ctx, PAGES)
    qtbot.addWidget(made)
    ctx.navigator.go(Route.LISTEN)
    made.show()
    qtbot.waitExposed(made)
    yield made


@pytest.mark.parametrize("spec", [p for p in PAGES if p.title], ids=lambda p: p.route)
def test_every_control_has_a_name(
    window: MainWindow, qtbot: QtBot, spec: object, nameless: Callable[[QWidget], list[str]]
) -> None:
    window.ctx.navigator.go(spec.route)
    qtbot.wait(50)
    assert nameless(window) == []


@pytest.mark.parametrize("spec", [p for p in PAGES if p.title], ids=lambda p: p.route)
@pytest.mark.parametrize("size", [(480, 640), (720, 640), (1920, 1080)])
def test_no_page_is_wider_than_the_window(
    window: MainWindow, qtbot: QtBot, spec: object, size: tuple[int, int]
) -> None:
    window.ctx.navigator.go(spec.route)
    window.resize(*size)
    qtbot.wait(50)
    assert window.width() == size[0]
    assert window.current is not None
    assert window.current.minimumSizeHint().width() <= window.stack.width()
    for button in window.current.findChildren(QAbstractButton):
        if button.isVisible() and not button.visibleRegion().isEmpty():
            right = button.mapTo(window.current, button.rect().topRight()).x()
            assert right <= window.current.width(), button.text() or button.accessibleName()


@pytest.mark.parametrize(("width", "shape"), [(480, Shape.BOTTOM), (800, Shape.RAIL), (1200, Shape.SIDEBAR)])
def test_navigation_moves_to_where_there_is_room(window: MainWindow, qtbot: QtBot, width: int, shape: Shape) -> None:
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.navigation.property("shape") == shape)
    assert window.navigation.isVisible()
    qtbot.wait(20)  # for the layout
    for button in window.navigation.findChildren(QToolButton):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()


def test_the_navigation_marks_the_open_page(window: MainWindow, qtbot: QtBot) -> None:
    checked = [b.text() for b in window.navigation.findChildren(QToolButton) if b.isChecked()]
    assert checked == ["Listen"]


def drop(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert event.isAccepted()


def test_a_file_dropped_on_an_empty_library_is_told_what_comes_first(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.ctx.engine.open()
    qtbot.waitUntil(lambda: window.ctx.engine.state.readiness is Readiness.EMPTY, timeout=60_000)
    file = tmp_path / "song.wav"
    file.write_bytes(b"not a sound")
    with qtbot.waitSignal(window.ctx.messages.posted) as said:
        drop(window, file)
    assert "Import some songs first" in said.args[0].text
    page = window.current
    assert isinstance(page, ListenPage)
    assert page.empty.isVisible()
    assert page.empty.action.isVisible()


def test_help_menu_dialogs_open_and_close(
    window: MainWindow, qtbot: QtBot, nameless: Callable[[QWidget], list[str]]
) -> None:
    from spotgui.ui.dialogs.dialog import Dialog

    for show in (window.keys.show_shortcuts, window.keys.show_log, window.keys.show_about):
        show()
        dialog = window.findChild(Dialog)
        assert dialog.isVisible()
        assert nameless(dialog) == []
        dialog.close()
        qtbot.waitUntil(lambda: window.findChild(Dialog) is None)


def test_closing_keeps_the_size(window: MainWindow, ctx: AppContext, qtbot: QtBot) -> None:
    window.resize(700, 720)
    window.close()
    again = MainWindow(ctx, PAGES)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 720)


def test_theme_changes_while_open(window: MainWindow, ctx: AppContext, qtbot: QtBot) -> None:
    before = window.grab().toImage()
    settings = ctx.settings.value
    ctx.theme.use(replace(settings, high_contrast=True))
    assert window.grab().toImage() != before
    ctx.theme.use(settings)
