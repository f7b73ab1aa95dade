"""A real context for pages: real settings, tasks and theme, a library in a temporary directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from spotgui.app import make_context
from spotgui.paths import Library
from spotgui.settings import Settings
from spotgui.tasks.garbage import GuiCollector
from spotgui.ui.context import AppContext
from spotgui.ui.settings_store import SettingsStore


@pytest.fixture
def ctx(qapp: QApplication, tmp_path: Path) -> Iterator[AppContext]:
    """A context over an empty library; afterwards none of its work may be left."""
    collector = GuiCollector()  # as in the program: the collector must not free widgets in another thread
    store = SettingsStore(tmp_path / "settings.json", Settings(network=False))
    made = make_context(qapp, Library(tmp_path / "library"), store, tmp_path / "cache")
    yield made
    made.covers.close()
    assert made.tasks.shutdown(10), "a task did not stop"
    qapp.processEvents()
    collector.close()


@pytest.fixture
def demo_ctx(qapp: QApplication, demo_copy: Library, tmp_path: Path) -> Iterator[AppContext]:
    """A context over a copy of the demo library; afterwards none of its work may be left."""
    collector = GuiCollector()  # as in the program: the collector must not free widgets in another thread
    store = SettingsStore(tmp_path / "settings.json", Settings(network=False))
    made = make_context(qapp, demo_copy, store, tmp_path / "cache")
    yield made
    made.covers.close()
    assert made.tasks.shutdown(10), "a task did not stop"
    qapp.processEvents()
    collector.close()
