from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import spotgui.ui
from spotgui.paths import resource
from spotgui.ui.theme import icons

FILES = sorted(resource("icons").glob("*.svg"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_an_icon_is_valid_and_takes_its_colour(file: Path, qapp: QApplication) -> None:
    assert QSvgRenderer(QByteArray(icons.svg(file.stem, QColor("#123456")))).isValid()
    image = icons.pixmap(file.stem, QColor("#ff0000"), 48).toImage()
    inks = {image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200}
    assert inks == {"#ff0000"}


def test_disabled_and_checked_differ(qapp: QApplication) -> None:
    made = icons.icon("heart", "text", "accent")
    pictures = [
        made.pixmap(20, QIcon.Mode.Normal, QIcon.State.Off),
        made.pixmap(20, QIcon.Mode.Disabled, QIcon.State.Off),
        made.pixmap(20, QIcon.Mode.Normal, QIcon.State.On),
    ]
    images = [p.toImage() for p in pictures]
    assert images[0] != images[1] != images[2] != images[0]


def test_every_icon_that_is_named_is_there() -> None:
    """Icon names are strings; this finds the misspelt ones before a user does."""
    named = re.compile(r'(?:IconButton|IconLabel|EmptyState|show_icon|icon)\(\s*"([a-z-]+)"')
    second = re.compile(r'Button\([^"()]*(?:self\.tr\()?"[^"]*"\)?, "(?:primary|quiet|danger|)", "([a-z-]+)"')
    known = {file.stem for file in FILES}
    for source in Path(spotgui.ui.__file__).parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        for name in named.findall(text) + second.findall(text):
            assert name in known, f"{source.name}: no icon {name!r}"
