"""The history in files: exports for other programs, backups for this one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from spotgui.history.entries import HistoryQuery
from spotgui.history.store import HistoryStore
from spotgui.ui import formats
from spotgui.ui.context import AppContext
from spotgui.ui.messages import Tone

_FORMATS = (("csv", "CSV"), ("json", "JSON"), ("m3u8", "M3U"))
_BACKUPS = "*.sqlite"


class HistoryFiles(QObject):
    """Asks where, writes, and says that it is done.

    Attributes
    ----------
    query : HistoryQuery
        What an export writes: what the page shows, all of it.
    """

    def __init__(self, ctx: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._ctx = ctx
        self._page = page
        self.query = HistoryQuery()

    def export_menu(self, parent: QWidget) -> QMenu:
        """A menu of the formats."""
        menu = QMenu(parent)
        for ending, name in _FORMATS:
            menu.addAction(self.tr("As {format}…").format(format=name)).setData(ending)
        menu.triggered.connect(self._ask_export)
        return menu

    @Slot(QAction)
    def _ask_export(self, action: QAction) -> None:
        ending = action.data()
        suggestion = str(Path.home() / f"history.{ending}")
        name, _ = QFileDialog.getSaveFileName(self._page, self.tr("Export the history"), suggestion, f"*.{ending}")
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(f".{ending}"))

    def export(self, path: Path) -> None:
        """Write what is shown to a file; its ending says how."""
        query = self.query

        def job(store: HistoryStore) -> tuple[Path, int]:
            from spotgui.history.export import export_history

            entries = store.entries(query)
            export_history(path, entries)
            return path, len(entries)

        task = self._ctx.history.read("export", job)
        task.done.connect(self._exported)
        task.failed.connect(self._ctx.messages.problem)

    @Slot(object)
    def _exported(self, answer: tuple[Path, int]) -> None:
        path, count = answer
        entries = formats.plural(count, "{n} entry", "{n} entries")
        text = self.tr("{entries} written to {file}").format(entries=entries, file=path.name)
        self._ctx.messages.say(text, Tone.GOOD)

    @Slot()
    def backup(self) -> None:
        """Ask where, and write a copy."""
        suggestion = str(Path.home() / "spotgui-history.sqlite")
        name, _ = QFileDialog.getSaveFileName(self._page, self.tr("Save a backup"), suggestion, _BACKUPS)
        if name:
            task = self._ctx.history.read("backup", lambda store: store.backup(Path(name)))
            task.done.connect(self._backed_up)
            task.failed.connect(self._ctx.messages.problem)

    @Slot()
    def _backed_up(self) -> None:
        self._ctx.messages.say(self.tr("The backup is written"), Tone.GOOD)

    @Slot()
    def restore(self) -> None:
        """Ask for a backup, and take its entries instead of the present ones."""
        name, _ = QFileDialog.getOpenFileName(self._page, self.tr("Restore a backup"), str(Path.home()), _BACKUPS)
        if name:
            task = self._ctx.history.write("restore", lambda store: store.restore(Path(name)))
            task.done.connect(self._restored)
            task.failed.connect(self._ctx.messages.problem)

    @Slot()
    def _restored(self) -> None:
        self._ctx.messages.say(self.tr("The backup is restored"), Tone.GOOD)
