"""Small covers are there at once, and the real ones when they come."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from spotgui.ui.album_art.thumbnails import _KEPT, Thumbnails

URL = "https://example.org/cover.jpg"


class Loader(QObject):
    """Notes what is asked for, as the network would see it."""

    loaded = Signal(str, QImage)

    def __init__(self):
        super().__init__()
        self.asked = []

    def request(self, url):
        self.asked.append(url)


def test_drawn_first_then_the_picture(qtbot):
    loader = Loader()
    thumbnails = Thumbnails(loader)
    drawn = thumbnails.picture("Salt", URL, 48, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (96, 2.0)
    thumbnails.picture("Salt", URL, 48, 1.0)
    assert loader.asked == [URL]
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    with qtbot.waitSignal(thumbnails.arrived):
        loader.loaded.emit(URL, image)
    real = thumbnails.picture("Salt", URL, 48, 2.0).toImage()
    assert real.pixelColor(48, 48) == QColor("red")
    assert real.pixelColor(0, 0).alpha() == 0  # the corner is cut off
    loader.loaded.emit("https://example.org/other.jpg", image)
    assert loader.asked == [URL]


def test_without_an_address_nothing_is_asked_for(qapp):
    loader = Loader()
    Thumbnails(loader).picture("Salt", "", 48, 1.0, round_=True)
    assert loader.asked == []


def test_only_a_few_are_made_in_one_turn(qtbot):
    thumbnails = Thumbnails(Loader())

    def pictures():
        return [thumbnails.picture(f"Album {number}", "", 48, 1.0) for number in range(8)]

    assert sum(not picture.isNull() for picture in pictures()) == 3
    for made in (6, 8):
        with qtbot.waitSignal(thumbnails.arrived):
            pass
        assert sum(not picture.isNull() for picture in pictures()) == made


def test_memory_is_bounded(qapp, monkeypatch):
    monkeypatch.setattr("spotgui.ui.album_art.thumbnails._A_TURN", 10_000)
    thumbnails = Thumbnails(Loader())
    for number in range(_KEPT + 50):
        thumbnails.picture(f"Album {number}", "", 8, 1.0)
    assert len(thumbnails._made) == _KEPT
