"""Puts the look on the application, and follows the system when it changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from spotgui import settings
from spotgui.settings import Settings
from spotgui.tasks.garbage import no_collection
from spotgui.ui.theme import palettes, stylesheet
from spotgui.ui.theme.tokens import TypeScale


class Theme(QObject):
    """Holds what of the settings is about looks, applied to one application."""

    changed = Signal()

    def __init__(self, app: QApplication, chosen: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = chosen
        self._images = QTemporaryDir()
        if not app.styleSheet():
            # once only: Qt crashes when the style below a style sheet is replaced under living widgets
            app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    def use(self, chosen: Settings) -> None:
        """Apply other settings, if they look different."""
        before, self._settings = self._settings, chosen
        if _looks(before) != _looks(chosen):
            self._apply()

    @property
    def dark(self) -> bool:
        """Is a dark palette wanted?"""
        if self._settings.theme is settings.Theme.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._settings.theme is settings.Theme.DARK

    @property
    def high_contrast(self) -> bool:
        """Is a palette of high contrast wanted, by the user here or on the whole desktop?"""
        hints = self._app.styleHints()
        desktop = hasattr(hints, "accessibility") and (
            hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        )
        return self._settings.high_contrast or desktop

    def _apply(self) -> None:
        palette = palettes.choose(self.dark, self.high_contrast)
        scale = TypeScale().scaled(125 if self._settings.large_text else 100)
        font = QFont(self._app.font())
        font.setPixelSize(scale.body)
        folder = Path(self._images.path()) / palette.name.replace(" ", "-")
        folder.mkdir(exist_ok=True)
        stylesheet.write_images(palette, folder)
        sheet = stylesheet.build(palette, scale, folder, motion=not self._settings.reduced_motion)
        with no_collection():  # Qt goes through a list of all widgets, some of which run Python
            self._app.setFont(font)
            self._app.setPalette(palettes.qt_palette(palette))
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        self._apply()


def may_move(widget: QWidget) -> bool:
    """True when this widget may be animated."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0


def _looks(chosen: Settings) -> tuple[object, ...]:
    return (chosen.theme, chosen.high_contrast, chosen.reduced_motion, chosen.large_text)
