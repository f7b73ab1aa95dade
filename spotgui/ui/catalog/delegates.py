"""How lines and tiles of the catalogue are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from spotgui.ui.album_art.thumbnails import Thumbnails
from spotgui.ui.catalog.entry import Entry, EntryKind
from spotgui.ui.models.paged_model import Role
from spotgui.ui.theme import icons, palettes, tokens
from spotgui.ui.theme.palettes import Palette

_COVER = 48
_TILE = 152
_MARK = 18
_Index = QModelIndex | QPersistentModelIndex


class _EntryDelegate(QStyledItemDelegate):
    """What lines and tiles have in common."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._marks: dict[tuple[str, float], QPixmap] = {}

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, palette: Palette) -> None:
        state = option.state
        area = QRectF(option.rect).adjusted(3, 1.5, -3, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(palette.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(palette.color("raised"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and option.widget and option.widget.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(palette.color("accent"))
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)

    def _mark(self, painter: QPainter, palette: Palette, corner: QPointF, ratio: float) -> None:
        """The sign of a fingerprint: this one can be recognised."""
        key = (palette.name, ratio)
        if key not in self._marks:
            self._marks[key] = icons.pixmap("listen", palette.color("accent"), _MARK, ratio)
        painter.drawPixmap(corner, self._marks[key])


class LineDelegate(_EntryDelegate):
    """A line: cover or number, two lines of text, what stands at the right.

    Parameters
    ----------
    uniform : bool
        Headings are as high as lines, so that a list without end need not measure every row of it.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget, *, uniform: bool = False) -> None:
        super().__init__(thumbnails, parent)
        self._uniform = uniform

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines of text and air; headings one."""
        if self._uniform:
            return QSize(120, _COVER + 2 * tokens.GRID)
        entry: Entry = index.data(Role.ROW)
        if entry.kind is EntryKind.HEADING:
            return QSize(120, QFontMetrics(_bold(option.font)).height() + 3 * tokens.GRID)
        if entry.kind is EntryKind.NOTE:
            width = max(option.rect.width(), option.widget.width() if option.widget else 0, 240) - 4 * tokens.GRID
            wrapped = QFontMetrics(_small(option.font)).boundingRect(
                QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, entry.title
            )
            return QSize(120, wrapped.height() + 2 * tokens.GRID)
        lines = QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
        return QSize(120, max(lines, _COVER if entry.cover_title else 0) + 2 * tokens.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the entry."""
        entry: Entry = index.data(Role.ROW)
        palette = palettes.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind is EntryKind.HEADING:
            painter.setFont(_bold(option.font))
            painter.setPen(palette.color("text"))
            words = option.rect.adjusted(tokens.GRID, tokens.GRID, -tokens.GRID, -tokens.GRID)
            painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, entry.title)
        elif entry.kind is EntryKind.NOTE:
            painter.setFont(_small(option.font))
            painter.setPen(palette.color("muted"))
            words = option.rect.adjusted(tokens.GRID, tokens.GRID, -tokens.GRID, 0)
            painter.drawText(words, Qt.TextFlag.TextWordWrap, entry.title)
        else:
            self._ground(painter, option, palette)
            self._line(painter, option, entry, palette)
        painter.restore()

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, palette: Palette) -> None:
        area = option.rect.adjusted(tokens.GRID, 0, -tokens.GRID - tokens.HALF, 0)
        ratio = painter.device().devicePixelRatioF()
        small = QFontMetrics(_small(option.font))
        left = area.left() + self._lead(painter, option, entry, palette, area, ratio)
        right = area.right() - _MARK
        if entry.recognisable:
            self._mark(painter, palette, QPointF(right, area.center().y() - _MARK / 2 + 1), ratio)
        right -= tokens.GRID
        if entry.meta:
            width = small.horizontalAdvance(entry.meta)
            painter.setFont(_small(option.font))
            painter.setPen(palette.color("muted"))
            place = QRect(right - width, area.top(), width + 1, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.meta)
            right -= width + tokens.GAP
        _two_lines(painter, option.font, palette, QRect(left, area.top(), right - left, area.height()), entry)

    def _lead(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        entry: Entry,
        palette: Palette,
        area: QRect,
        ratio: float,
    ) -> int:
        """Draw the cover or the number; the width that it takes."""
        if entry.cover_title:
            picture = self._thumbnails.picture(
                entry.cover_title, entry.cover_url, _COVER, ratio, round_=entry.kind is EntryKind.ARTIST
            )
            painter.drawPixmap(area.left(), area.center().y() - _COVER // 2, picture)
            return _COVER + tokens.GAP
        if entry.number:
            width = QFontMetrics(option.font).horizontalAdvance("000")
            painter.setFont(option.font)
            painter.setPen(palette.color("muted"))
            place = QRect(area.left(), area.top(), width, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.number)
            return width + tokens.GAP
        return 0


class TileDelegate(_EntryDelegate):
    """A tile of a grid: the cover, and two lines below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All tiles are of one size."""
        lines = QFontMetrics(option.font).height() + QFontMetrics(_small(option.font)).height()
        return QSize(_TILE + 2 * tokens.GRID, _TILE + lines + 4 * tokens.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the entry."""
        entry: Entry = index.data(Role.ROW)
        palette = palettes.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, palette)
        ratio = painter.device().devicePixelRatioF()
        left, top = option.rect.left() + tokens.GRID, option.rect.top() + tokens.GRID
        picture = self._thumbnails.picture(entry.cover_title, entry.cover_url, _TILE, ratio)
        painter.drawPixmap(left, top, picture)
        below = QRect(left, top + _TILE + tokens.GRID, _TILE, option.rect.bottom() - top - _TILE - 2 * tokens.GRID)
        if entry.recognisable:
            self._mark(painter, palette, QPointF(below.right() - _MARK + 1, below.bottom() - _MARK + 1), ratio)
            below.setWidth(_TILE - _MARK - tokens.HALF)
        _two_lines(painter, option.font, palette, below, entry)
        painter.restore()


def _two_lines(painter: QPainter, font: QFont, palette: Palette, area: QRect, entry: Entry) -> None:
    """Title and subtitle, shortened, centred in the height together."""
    body, small = QFontMetrics(font), QFontMetrics(_small(font))
    height = body.height() + (small.height() if entry.subtitle else 0)
    top = area.top() + (area.height() - height) // 2
    painter.setFont(font)
    painter.setPen(palette.color("text"))
    shown = body.elidedText(entry.title, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(QRect(area.left(), top, area.width(), body.height()), Qt.AlignmentFlag.AlignLeft, shown)
    if entry.subtitle:
        painter.setFont(_small(font))
        painter.setPen(palette.color("muted"))
        shown = small.elidedText(entry.subtitle, Qt.TextElideMode.ElideRight, area.width())
        place = QRect(area.left(), top + body.height(), area.width(), small.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, shown)


def _small(font: QFont) -> QFont:
    scale = tokens.TypeScale()
    return _resized(font, scale.caption / scale.body)


def _bold(font: QFont) -> QFont:
    made = _resized(font, 1.0)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _resized(font: QFont, factor: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return made
