from __future__ import annotations

from pytestqt.qtbot import QtBot

from spotgui.ui.context import AppContext
from spotgui.ui.main_window import MainWindow
from spotgui.ui.navigation import Route
from spotgui.ui.pages import PAGES
from spotgui.ui.warm_up import WarmUp


def test_every_page_is_made_ahead_one_a_turn(ctx: AppContext, qtbot: QtBot) -> None:
    window = MainWindow(ctx, PAGES)
    qtbot.addWidget(window)
    ctx.navigator.go(Route.LISTEN)
    window.show()
    warm_up = WarmUp(window)
    with qtbot.waitSignal(warm_up.ended, timeout=60_000):
        warm_up.start()
        assert not window.has_page(Route.RESULT)
    assert all(window.has_page(spec.route) for spec in PAGES)
    assert ctx.navigator.place.route is Route.LISTEN  # nothing else has happened
