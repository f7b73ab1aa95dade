from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from spotgui.ui.album_art.placeholder import draw_placeholder, initials


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("La ère gymnopédie", "LÈ"),
        ("Help!", "H"),
        ("(What's the Story) Morning Glory", "WT"),
        ("東京 事変", "東事"),
        ("", "♪"),
        ("…", "♪"),
    ],
)
def test_initials_stand_for_any_title(title: str, shown: str) -> None:
    assert initials(title) == shown


def test_a_title_has_one_picture_at_any_scale(qapp: QApplication) -> None:
    assert draw_placeholder("One", 64).toImage() == draw_placeholder("one", 64).toImage()
    assert draw_placeholder("One", 64).toImage() != draw_placeholder("Two", 64).toImage()
    assert draw_placeholder("One", 64, 2.0).width() == 128


@pytest.mark.parametrize("title", [f"Album {n}" for n in range(40)])
def test_white_initials_can_be_read_on_it(qapp: QApplication, title: str) -> None:
    image = draw_placeholder(title, 64).toImage()
    corners = [QColor(image.pixelColor(x, y)) for x in (3, 60) for y in (3, 60)]
    for color in corners:
        assert color.lightnessF() < 0.5
