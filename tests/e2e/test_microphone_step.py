"""The setup's microphone test hears real sound from a microphone, and says what it hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from virtual_microphone import VirtualMicrophone

from spotgui.app import make_context
from spotgui.demo.setup import Demo
from spotgui.paths import Library
from spotgui.settings import Settings
from spotgui.ui.settings_store import SettingsStore
from spotgui.ui.setup_wizard.setup_page import SetupPage
from spotgui.ui.setup_wizard.state import StepName

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PATIENCE_MS = 60_000


def test_it_says_what_it_hears(
    qapp: QApplication, qtbot: QtBot, virtual_mic: VirtualMicrophone, demo: Demo, tmp_path: Path
) -> None:
    store = SettingsStore(tmp_path / "settings.json", Settings(network=False))
    ctx = make_context(qapp, Library(tmp_path / "library"), store, tmp_path / "cache")
    try:
        page = SetupPage(ctx)
        qtbot.addWidget(page)
        page.open(StepName.MICROPHONE)
        step = page.current
        qtbot.waitUntil(lambda: "No sound is coming in" in step.words.text(), timeout=PATIENCE_MS)
        assert step.device.count() >= 1
        virtual_mic.play(demo.paths.outside.path, repeat=True)
        qtbot.waitUntil(lambda: "it hears you" in step.words.text(), timeout=PATIENCE_MS)
        assert step.meter._rms_db > -55
        page.leave()
        qtbot.waitUntil(lambda: not ctx.tasks.running, timeout=PATIENCE_MS)
    finally:
        ctx.covers.close()
        assert ctx.tasks.shutdown(20)
        qapp.processEvents()
