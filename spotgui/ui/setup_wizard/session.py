"""What the steps of the setup share: the choices, kept on disk as they are made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from spotgui.errors import MachineError
from spotgui.ui.context import AppContext
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.state import SetupState


class SetupSession(QObject):
    """The choices so far; `changed` is emitted after every change.

    Parameters
    ----------
    ctx : AppContext
    """

    changed = Signal(object)

    def __init__(self, ctx: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._state = states.load(ctx.library)

    @property
    def state(self) -> SetupState:
        """The choices."""
        return self._state

    def change(self, **fields: Any) -> None:
        """Change some of them and remember it."""
        after = replace(self._state, **fields)
        if after == self._state:
            return
        self._state = after
        try:
            states.save(self.ctx.library, after)
        except MachineError as problem:
            self.ctx.messages.problem(problem)
        self.changed.emit(after)
