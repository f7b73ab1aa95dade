"""The settings while the window is open: tells who wants to know, and keeps them on disk."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from spotgui import settings
from spotgui.errors import MachineError
from spotgui.settings import Settings
from spotgui.ui.translated import told

log = logging.getLogger(__name__)


class SettingsStore(QObject):
    """Holds the current settings; `changed` carries the new ones, `refused` a sentence when they cannot be saved."""

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, path: Path, value: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._value = value

    @property
    def value(self) -> Settings:
        """What holds now."""
        return self._value

    def change(self, **fields: Any) -> None:
        """Change some settings; they hold from now on, whether or not they can be saved."""
        after = replace(self._value, **fields)
        if after == self._value:
            return
        self._value = after
        try:
            settings.save(self._path, after)
        except MachineError as problem:
            log.warning("%s", problem)
            self.refused.emit(told(problem))
        self.changed.emit(after)
