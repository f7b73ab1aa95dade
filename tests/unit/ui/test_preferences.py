"""Every setting has its control, and a change holds at once and is kept."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from spotgui import settings
from spotgui.settings import Settings, Theme
from spotgui.ui.navigation import Route
from spotgui.ui.preferences import PreferencesPage
from spotgui.ui.setup_wizard.state import StepName

NOT_HERE = {"window", "unknown", "library"}  # what Qt writes; what other versions write; chosen in the setup


@pytest.fixture
def page(ctx, qtbot):
    made = PreferencesPage(ctx)
    qtbot.addWidget(made)
    return made


def test_no_setting_is_forgotten(page):
    here = set(page._checks) | set(page._combos) | {"search_url"}
    assert here == {f.name for f in fields(Settings)} - NOT_HERE


def test_a_click_changes_and_saves(page, ctx, qtbot):
    with qtbot.waitSignal(ctx.settings.changed):
        page.check("preroll").click()
    assert ctx.settings.value.preroll
    assert settings.load(ctx.settings._path).settings.preroll


def test_dark_colours_hold_at_once(page, ctx):
    ctx.settings.changed.connect(ctx.theme.use)
    combo = page.combo("theme")
    combo.setCurrentIndex(combo.findData(Theme.DARK))
    combo.activated.emit(combo.currentIndex())
    assert ctx.theme.dark
    assert QApplication.palette().window().color().lightness() < 60
    ctx.settings.change(theme=Theme.LIGHT)
    assert combo.currentData() == Theme.LIGHT


def test_a_search_address_that_cannot_work_is_refused(page, ctx):
    before = ctx.settings.value.search_url
    page.search_url.setText("nonsense")
    page.search_url.editingFinished.emit()
    assert ctx.settings.value.search_url == before
    assert "not used" in page.search_url_note.text()
    page.search_url.setText("https://example.org/?q={title}")
    page.search_url.editingFinished.emit()
    assert ctx.settings.value.search_url == "https://example.org/?q={title}"
    page.search_url.clear()
    page.search_url.editingFinished.emit()
    assert ctx.settings.value.search_url == Settings().search_url


def test_an_input_that_is_gone_is_still_named(page, ctx, qtbot):
    ctx.settings.change(input_device="portaudio:ALSA:Nowhere")
    page.open(None)
    combo = page.combo("input_device")
    qtbot.waitUntil(lambda: combo.currentData() == "portaudio:ALSA:Nowhere", timeout=10_000)
    assert "not there now" in combo.currentText()


def test_the_wheel_scrolls_the_page_and_changes_nothing(page):
    combo = page.combo("theme")
    before = combo.currentIndex()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, event)
    assert combo.currentIndex() == before


def test_the_setup_and_the_library_are_one_click_away(page, ctx):
    went = []
    ctx.navigator.went.connect(lambda place: went.append((place.route, place.argument)))
    page._open_setup()
    page._test_microphone()
    page._open_library()
    assert went == [(Route.SETUP, StepName.WELCOME), (Route.SETUP, StepName.MICROPHONE), (Route.LIBRARY, None)]


def test_fits_the_narrowest_window(page):
    page.resize(480, 640)
    page.show()
    assert page._column.minimumSizeHint().width() <= 480
