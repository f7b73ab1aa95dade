from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from spotgui.settings import Settings
from spotgui.settings import Theme as Scheme
from spotgui.ui.theme import palettes
from spotgui.ui.theme.palettes import Palette
from spotgui.ui.theme.theme import Theme, may_move


def contrast(one: str, other: str) -> float:
    """Of two colours by WCAG 2.1: 1 to 21."""

    def luminance(name: str) -> float:
        def linear(value: float) -> float:
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

        color = QColor(name)
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", palettes.ALL, ids=lambda p: p.name)
def test_text_can_be_read_on_every_ground(palette: Palette) -> None:
    needed = 7.0 if "high" in palette.name else 4.5
    for ground in (palette.window, palette.surface, palette.raised):
        for role in ("text", "muted", "accent", "good", "warn", "bad"):
            assert contrast(getattr(palette, role), ground) >= needed, f"{role} on {ground}"
    for fill in (palette.accent, palette.accent_hover):
        assert contrast(palette.on_accent, fill) >= needed
    for role in ("text", "accent"):
        assert contrast(getattr(palette, role), palette.accent_soft) >= needed


@pytest.mark.parametrize("palette", palettes.ALL, ids=lambda p: p.name)
def test_borders_of_controls_can_be_seen(palette: Palette) -> None:
    for ground in (palette.window, palette.surface):
        assert contrast(palette.outline, ground) >= 3.0


def test_painted_widgets_find_the_palette_in_use(qapp: QApplication) -> None:
    theme = Theme(qapp, Settings(theme=Scheme.DARK))
    assert palettes.current() is palettes.DARK
    theme.use(Settings(theme=Scheme.LIGHT))
    assert palettes.current() is palettes.LIGHT
    theme.use(Settings(theme=Scheme.LIGHT, high_contrast=True))
    assert palettes.current() is palettes.HIGH_LIGHT
    theme.use(Settings(theme=Scheme.DARK, high_contrast=True))
    assert palettes.current() is palettes.HIGH_DARK


def test_a_change_that_is_not_about_looks_applies_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, Settings())
    with qtbot.assertNotEmitted(theme.changed):
        theme.use(Settings(continuous=True))


def test_reduced_motion_reaches_widgets_through_the_style(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    theme = Theme(qapp, Settings(reduced_motion=True))
    assert not may_move(button)
    theme.use(Settings(reduced_motion=False))
    assert may_move(button)


def test_large_text_is_larger(qapp: QApplication) -> None:
    theme = Theme(qapp, Settings())
    normal = qapp.font().pixelSize()
    theme.use(Settings(large_text=True))
    assert qapp.font().pixelSize() > normal
    theme.use(Settings())
