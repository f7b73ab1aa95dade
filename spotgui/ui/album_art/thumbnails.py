"""Small covers for lists, whose rows are painted and not widgets: scaled once, then kept."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.album_art.placeholder import draw_placeholder

_KEPT = 600
_A_TURN = 3
"""Pictures made in one turn of the event loop: each takes some milliseconds, and a new list has ten of them."""
_Key = tuple[str, str, int, float, bool]


class Thumbnails(QObject):
    """Gives pictures at once: the drawn one until the real one is there, which `arrived` tells.

    The first look at a long list makes a few pictures a turn; the others are empty until `arrived` a moment later.
    """

    arrived = Signal()

    def __init__(self, loader: CoverLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._made: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._made_now = 0
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._go_on)
        self._waiting = False
        loader.loaded.connect(self._take)

    def picture(self, title: str, url: str, side: int, ratio: float, *, round_: bool = False) -> QPixmap:
        """The cover of something.

        Parameters
        ----------
        title, url : str
            As for `Cover.show_cover`.
        side : int
            Device-independent pixels.
        ratio : float
            Device pixels of one of them.
        round_ : bool
            A circle, for people; else a square with rounded corners.
        """
        key = (title, url, side, ratio, round_)
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if url and url not in self._images and url not in self._asked:
            self._asked.add(url)
            self._loader.request(url)
        self._next_turn.start()
        if self._made_now >= _A_TURN:
            self._waiting = True
            return QPixmap()
        self._made_now += 1
        image = self._images.get(url)
        square = _fitted(image, side, ratio) if image else draw_placeholder(title, side, ratio)
        made = _cut(square, side, ratio, side / 2 if round_ else max(4, side / 12))
        self._made[key] = made
        if len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return made

    @Slot()
    def _go_on(self) -> None:
        self._made_now = 0
        if self._waiting:
            self._waiting = False
            self.arrived.emit()

    @Slot(str, QImage)
    def _take(self, url: str, image: QImage) -> None:
        if url not in self._asked:
            return
        self._asked.discard(url)
        self._images[url] = image
        if len(self._images) > _KEPT // 4:
            self._images.popitem(last=False)
        for key in [key for key in self._made if key[1] == url]:
            del self._made[key]
        self.arrived.emit()


def _fitted(image: QImage, side: int, ratio: float) -> QPixmap:
    pixels = round(side * ratio)
    grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    fitted = image.scaled(pixels, pixels, grown, Qt.TransformationMode.SmoothTransformation)
    left, top = (fitted.width() - pixels) // 2, (fitted.height() - pixels) // 2
    made = QPixmap.fromImage(fitted.copy(left, top, pixels, pixels))
    made.setDevicePixelRatio(ratio)
    return made


def _cut(square: QPixmap, side: int, ratio: float, radius: float) -> QPixmap:
    made = QPixmap(square.size())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter.setClipPath(path)
    painter.drawPixmap(0, 0, square)
    painter.end()
    return made
