"""Starts the import that was chosen, and goes on with one that a crash or quitting has stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.demo import place
from spotgui.errors import SpotguiError
from spotgui.importer.ledger import read_snapshot
from spotgui.importer.metadata import is_imported
from spotgui.importer.removal import remove_imported
from spotgui.importer.selection import is_applied, read_selection, write_selection
from spotgui.paths import Library
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.ui.imports.status import ImportPlan, ImportStatus
from spotgui.ui.setup_wizard.session import SetupSession


class Build(QObject):
    """Looks at the files if need be, prepares the library, and starts the import.

    `building` of the session's state is True from `begin` until the import has ended by itself or by the user; so a
    window that finds it True has been stopped in the middle.
    """

    refused = Signal(object)

    def __init__(self, session: SetupSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preparing = False
        session.looked.connect(self._looked)
        session.ctx.imports.ended.connect(self._ended)

    @property
    def preparing(self) -> bool:
        """Has it been asked to begin, and has the import not started yet?"""
        return self._preparing

    def begin(self) -> None:
        """Start, or go on; nothing happens when an import runs."""
        if self._preparing or self._session.ctx.imports.status.running:
            return
        self._preparing = True
        self._session.change(building=True)
        if self._session.found is None:
            self._session.look()
        else:
            self._prepare()

    def ask(self) -> None:
        """The user wants it: the next step begins, also when an earlier import of this window has ended."""
        if not self._session.ctx.imports.status.running:
            self._session.change(building=True)

    @Slot()
    def _looked(self) -> None:
        if self._preparing:
            self._prepare()

    def _prepare(self) -> None:
        shards = tuple(file.path for file in self._session.shards)
        metadata = self._session.metadata
        library, state = self._session.ctx.library, self._session.state

        def work(progress: ProgressCallback, cancel: CancelToken) -> ImportPlan:
            return prepare(library, shards, metadata.path if metadata else None, state.popularity, state.known)

        task = self._session.ctx.tasks.start("prepare the library", work)
        task.done.connect(self._start)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _start(self, plan: ImportPlan) -> None:
        self._preparing = False
        if plan.empty:
            self._refuse(
                SpotguiError(self.tr("The files are not there any more."), self.tr("Go back and choose them again."))
            )
            return
        self._session.ctx.imports.start(plan)

    @Slot(object)
    def _refuse(self, problem: BaseException) -> None:
        self._preparing = False
        self._session.change(building=False)
        if isinstance(problem, SpotguiError):
            self.refused.emit(problem)

    @Slot(object)
    def _ended(self, status: ImportStatus) -> None:
        self._session.change(building=False)


def prepare(
    library: Library, shards: tuple[Path, ...], metadata: Path | None, least: int, known: bool = False
) -> ImportPlan:
    """Make way for an import, and say what is left to do.

    Parameters
    ----------
    least : int
        The lowest popularity that is indexed.
    known : bool
        Only what the metadata knows is indexed.

    Raises
    ------
    MachineError
        The library cannot be written.
    """
    if shards and holds_demo_only(library):
        remove_imported(library)
    before = read_selection(library)
    chosen = replace(before, min_popularity=least, with_metadata=known)
    if chosen != before:
        write_selection(library, chosen, applied=not library.index_dir.exists())
    wanted = metadata if metadata and not is_imported(library, metadata) else None
    return ImportPlan(wanted, shards, select=not is_applied(library))


def holds_demo_only(library: Library) -> bool:
    """True when all that was ever imported is the demo: its pieces would only be in the way of real music."""
    records, _ = read_snapshot(library.ledger_snapshot)
    demo = place.demo_directory().resolve()
    return bool(records) and all(Path(record.path).is_relative_to(demo) for record in records)
