"""What holds for every page: names for screen readers, room in the narrowest window, both palettes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from spotgui.catalog.models import Kind
from spotgui.catalog.queries import Catalog
from spotgui.settings import Theme
from spotgui.ui.navigation import Route
from spotgui.ui.pages import PAGES
from spotgui.ui.setup_wizard.setup_page import SetupPage
from spotgui.ui.setup_wizard.state import StepName

OWN_ARGUMENT = {Route.RESULT, Route.TIMELINE}  # opened with a recognition; they have tests of their own
PLAIN = [spec for spec in PAGES if spec.route not in OWN_ARGUMENT]


def argument(route, demo):
    kinds = {Route.ARTIST: Kind.ARTIST, Route.ALBUM: Kind.ALBUM, Route.TRACK: Kind.TRACK}
    if route not in kinds:
        return None
    with Catalog(demo.library.meta_db) as catalog:
        return catalog.page(kinds[route], 0, 1)[0].item_id


@pytest.mark.parametrize("spec", PLAIN, ids=[spec.route for spec in PLAIN])
def test_every_control_has_a_name_and_room(spec, demo, demo_ctx, qtbot, nameless):
    page = spec.make(demo_ctx)
    qtbot.addWidget(page)
    page.resize(480, 640)
    page.show()
    page.open(argument(spec.route, demo))
    qtbot.waitUntil(lambda: not demo_ctx.tasks.running, timeout=60_000)
    qtbot.wait(50)
    assert nameless(page) == []
    assert page.minimumSizeHint().width() <= 480
    demo_ctx.settings.changed.connect(demo_ctx.theme.use)
    for theme in (Theme.DARK, Theme.LIGHT):
        demo_ctx.settings.change(theme=theme)
        picture = page.grab().toImage()
        window = QApplication.palette().window().color()
        assert picture.pixelColor(2, 2) == window, "the page is not on the palette's ground"
    page.leave()


@pytest.mark.parametrize("step", [name for name in StepName if name is not StepName.BUILD])
def test_every_control_of_the_setup_has_a_name(step, ctx, qtbot, nameless, monkeypatch):
    monkeypatch.setattr("spotgui.audio.devices.list_devices", lambda refresh=False: [])
    page = SetupPage(ctx)
    qtbot.addWidget(page)
    page.resize(480, 640)
    page.show()
    page.open(step)
    qtbot.waitUntil(lambda: not ctx.tasks.running, timeout=60_000)
    assert nameless(page) == []
    page.leave()
