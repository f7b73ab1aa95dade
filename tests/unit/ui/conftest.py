"""A real context for pages: real settings, tasks and theme, a library in a temporary directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QWidget,
)

from spotgui.app import make_context, translate
from spotgui.paths import Library
from spotgui.settings import Settings
from spotgui.tasks.garbage import no_collection
from spotgui.ui.context import AppContext
from spotgui.ui.settings_store import SettingsStore

_PATIENCE_S = 60
"""On a machine with other work a task may need a while to see that it is cancelled."""


@pytest.fixture(autouse=True)
def no_collection_inside_qt() -> Iterator[None]:
    """Cycles are collected between tests only: inside Qt that crashes or waits for ever, see `tasks/garbage.py`."""
    with no_collection():
        yield


@pytest.fixture
def ctx(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    """A context over an empty library; afterwards none of its work may be left."""
    store = SettingsStore(tmp_path / "settings.json", Settings(network=False))
    made = make_context(qapp, Library(tmp_path / "library"), store, tmp_path / "cache")
    yield made
    made.covers.close()
    assert made.tasks.shutdown(_PATIENCE_S), "a task did not stop"
    qapp.processEvents()


@pytest.fixture
def demo_ctx(qapp: QApplication, demo_copy: Library, tmp_path: Path) -> Iterator[AppContext]:
    """A context over a copy of the demo library; afterwards none of its work may be left."""
    store = SettingsStore(tmp_path / "settings.json", Settings(network=False))
    made = make_context(qapp, demo_copy, store, tmp_path / "cache")
    yield made
    made.covers.close()
    assert made.tasks.shutdown(_PATIENCE_S), "a task did not stop"
    qapp.processEvents()


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The window speaks German."""
    before = QLocale()
    translate(qapp, Settings(language="de"))
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def nameless() -> Callable[[QWidget], list[str]]:
    """Finds the controls inside a widget that a screen reader could only call "button"."""
    return _nameless


def _nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could only call "button"."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.accessibleName() or widget.objectName().startswith("qt_") or not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QAbstractButton) and not widget.text():
            found.append(widget)
        elif isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox, QSlider, QPlainTextEdit, QProgressBar)):
            # an editable combo box or a spin box has a line edit inside, which speaks for it
            inside = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
            if not inside and not _has_buddy(root, widget):
                found.append(widget)
        elif type(widget).paintEvent is not QWidget.paintEvent and _is_ours(widget):
            painted = not isinstance(widget, (QAbstractButton, QLabel)) and not widget.property("decoration")
            if painted:
                found.append(widget)
    return [f"{type(w).__name__} {w.objectName()}" for w in found]


def _has_buddy(root: QWidget, widget: QWidget) -> bool:
    return any(label.buddy() is widget for label in root.findChildren(QLabel))


def _is_ours(widget: QWidget) -> bool:
    return type(widget).__module__.startswith("spotgui") and "paintEvent" in type(widget).__dict__
