"""Icons: SVG files of `resources/icons`, drawn in one colour and tinted here."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from spotgui.paths import resource
from spotgui.ui.theme import palettes
from spotgui.ui.theme.tokens import ICON

_SCALES = (1, 2)


def svg(name: str, color: QColor) -> bytes:
    """The text of an icon in a colour.

    Raises
    ------
    FileNotFoundError
        If there is no such icon: a bug of the caller.
    """
    return _drawing(name).replace(b"currentColor", color.name().encode())


@lru_cache
def _drawing(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """An icon as a picture of `size` device-independent pixels, with an empty strip at its right."""
    key = f"spotgui {name} {color.name()} {size} {ratio} {gap}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = QPixmap(QSize(size + gap, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg(name, color))).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: str, role: str = "text", active: str | None = None, gap: int = 0, size: int = ICON) -> QIcon:
    """An icon in colours of the current palette.

    Parameters
    ----------
    name : str
        File name without suffix.
    role : str
        Colour of the palette for the usual state; disabled icons take the outline's.
    active : str, optional
        Colour when it is checked (a navigation entry, a favourite).
    size : int
        Device-independent pixels at which it will be shown.
    gap : int
        Empty pixels at the right: Qt sets the text of a button nearer to its icon than is good to read.
    """
    palette = palettes.current()
    made = QIcon()
    colors = [
        (QIcon.Mode.Normal, QIcon.State.Off, palette.color(role)),
        (QIcon.Mode.Disabled, QIcon.State.Off, palette.color("outline")),
    ]
    if active:
        colors.append((QIcon.Mode.Normal, QIcon.State.On, palette.color(active)))
    for mode, state, color in colors:
        for scale in _SCALES:
            made.addPixmap(pixmap(name, color, size, scale, gap), mode, state)
    return made
