"""What the steps of the setup share: the choices, kept on disk as they are made, and the files they lead to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.errors import MachineError
from spotgui.importer.inspection import FileKind, FoundFile, inspect_files
from spotgui.importer.selection import read_selection
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task
from spotgui.ui.context import AppContext
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.state import SetupState


class SetupSession(QObject):
    """The choices so far; `changed` is emitted after every change.

    Parameters
    ----------
    ctx : AppContext

    Attributes
    ----------
    found : tuple of FoundFile or None
        What is in the chosen places; None until they were looked at.
    """

    changed = Signal(object)
    looking = Signal(object)
    looked = Signal()

    def __init__(self, ctx: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.found: tuple[FoundFile, ...] | None = None
        self._task: Task | None = None
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

    def follow_selection(self) -> None:
        """Take the selection that is in force, which the command line may have changed, unless the user is choosing."""
        library = self.ctx.library
        if self._state.unfinished or self._state.building or not library.selection.exists():
            return
        chosen = read_selection(library)
        self.change(popularity=chosen.min_popularity, known=chosen.with_metadata)

    @property
    def is_looking(self) -> bool:
        """Are the places being looked at now?"""
        return self._task is not None

    def look(self) -> None:
        """Look at the chosen places; `looked` follows, with the files in `found`."""
        self.stop_looking()
        paths = [Path(source) for source in self._state.sources]

        def work(progress: ProgressCallback, cancel: CancelToken) -> list[FoundFile]:
            return inspect_files(paths, progress=progress, cancel=cancel)

        self._task = self.ctx.tasks.start("look at files", work)
        self._task.progress.connect(self.looking)
        self._task.done.connect(self._take)

    def stop_looking(self) -> None:
        """The answer is not wanted any more."""
        if self._task:
            self._task.cancel()
            self._task.progress.disconnect(self.looking)
            self._task.done.disconnect(self._take)
            self._task = None

    @property
    def shards(self) -> tuple[FoundFile, ...]:
        """Usable shards that were found, and databases of songfind."""
        kinds = (FileKind.SHARD, FileKind.SONGFIND)
        return tuple(file for file in self.found or () if file.usable and file.kind in kinds)

    @property
    def metadata(self) -> FoundFile | None:
        """The metadata dump, the largest when there are several."""
        dumps = [file for file in self.found or () if file.usable and file.kind is FileKind.METADATA]
        return max(dumps, key=lambda file: file.bytes, default=None)

    @Slot(object)
    def _take(self, found: list[FoundFile]) -> None:
        self._task = None
        self.found = tuple(found)
        self.looked.emit()
