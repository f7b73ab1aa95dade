"""A cover on the page: the picture when there is one, the drawn one until then and otherwise."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from spotgui.ui.album_art.loader import CoverLoader
from spotgui.ui.album_art.placeholder import draw_placeholder


class Cover(QWidget):
    """A square with rounded corners, of a fixed side in device-independent pixels."""

    def __init__(self, loader: CoverLoader, side: int, radius: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._side, self._radius = side, radius
        self._title, self._url = "", ""
        self._image: QImage | None = None
        self._shown: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        loader.loaded.connect(self._take)

    def show_cover(self, title: str, url: str = "") -> None:
        """Show the cover of an album or track.

        Parameters
        ----------
        title : str
            The placeholder is drawn from it, and a screen reader says it.
        url : str
            Where the picture is; empty for none.
        """
        self._title, self._url = title, url
        self._image = self._shown = None
        self.setAccessibleName(self.tr("Cover of {title}").format(title=title))
        if url:
            self._loader.request(url)
        self.update()

    def set_side(self, side: int) -> None:
        """Another size."""
        if side != self._side:
            self._side, self._shown = side, None
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, cut to rounded corners."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.setClipPath(path)
        ratio = self.devicePixelRatioF()
        if self._shown is None or self._shown.devicePixelRatio() != ratio:
            self._shown = self._scaled(ratio)
        painter.drawPixmap(0, 0, self._shown)

    def _scaled(self, ratio: float) -> QPixmap:
        if self._image is None:
            return draw_placeholder(self._title, self._side, ratio)
        side = round(self._side * ratio)
        fitted = self._image.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (fitted.width() - side) // 2, (fitted.height() - side) // 2
        picture = QPixmap.fromImage(fitted.copy(left, top, side, side))
        picture.setDevicePixelRatio(ratio)
        return picture

    @Slot(str, QImage)
    def _take(self, url: str, image: QImage) -> None:
        if url == self._url:
            self._image, self._shown = image, None
            self.update()
