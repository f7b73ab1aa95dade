"""Finds the dump's files in what the user names, and says of each what it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from spotgui.importer.inspection import SHARDS, FoundFile, shard_number
from spotgui.progress import Progress
from spotgui.ui import formats
from spotgui.ui.announce import announce
from spotgui.ui.models.found_files_model import Column, FoundFilesModel
from spotgui.ui.setup_wizard.drop_area import DropArea
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.layout import row
from spotgui.ui.widgets.text import label

_NARROW = 560


class FilesStep(Step):
    """Scans again whenever it is entered: downloads may have gone on meanwhile."""

    def __init__(self, session: SetupSession) -> None:
        super().__init__(
            session,
            self.tr("Find your files"),
            self.tr(
                "The audio analyses (*.jsonl.zst, as many as you have) make songs recognisable. "
                "The metadata dump (spotify_clean.sqlite3.zst) gives them titles. A database of songfind (*.duckdb) is "
                "taken too."
            ),
        )
        self.drop = DropArea()
        self.summary = label("", "strong")
        self.again = Button(self.tr("Look again"), "quiet", "refresh")
        self.clear = Button(self.tr("Start over"), "quiet")
        self.model = FoundFilesModel(self)
        self.table = QTableView()
        self._prepare_table()
        line = row(self.summary, self.again, self.clear)
        line.setStretch(0, 1)
        self.body.addWidget(self.drop)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 100)
        self.body.addStretch(1)
        self.drop.dropped.connect(self._add)
        self.again.clicked.connect(self._look)
        self.clear.clicked.connect(self._clear)
        session.looking.connect(self._show_progress)
        session.looked.connect(self._show)
        session.ctx.theme.changed.connect(self.model.repaint_icons)
        self._show()

    def enter(self) -> None:
        """Look again."""
        if self.session.state.sources:
            self._look()

    def leave(self) -> None:
        """Stop looking."""
        self.session.stop_looking()

    def obstacle(self) -> str:
        """At least one usable file must be there."""
        if self.session.is_looking:
            return self.tr("Looking at the files…")
        if self.session.shards or self.session.metadata:
            return ""
        if self.session.found:
            return self.tr("Nothing that can be used yet.")
        return self.tr("Choose the folder with your files first.")

    def first_focus(self) -> QWidget:
        """The folder button, until something was found."""
        return self.drop.folder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a file is matters more than its size when there is little room."""
        super().resizeEvent(event)
        self.table.setColumnHidden(Column.SIZE, event.size().width() < _NARROW)

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Files that were found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.SIZE, QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(30 * tokens.GRID)
        self.table.setMinimumHeight(24 * tokens.GRID)

    @Slot(object)
    def _add(self, paths: list[Path]) -> None:
        known = dict.fromkeys((*self.session.state.sources, *(str(path) for path in paths)))
        self.session.change(sources=tuple(known))
        self._look()

    @Slot()
    def _clear(self) -> None:
        self.session.stop_looking()
        self.session.found = None
        self.session.change(sources=())
        self._show()

    @Slot()
    def _look(self) -> None:
        self.session.look()
        self.summary.setText(self.tr("Looking at the files…"))
        self.changed.emit()

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if progress.total:
            self.summary.setText(
                self.tr("Looking at {name} ({n} of {count})").format(
                    name=progress.stage, n=progress.done + 1, count=progress.total
                )
            )

    @Slot()
    def _show(self) -> None:
        found = self.session.found
        self.model.show_files(found or ())
        for part in (self.table, self.again, self.clear):
            part.setVisible(bool(self.session.state.sources))
        self.summary.setText(self._summary(found) if found is not None else "")
        if found is not None and self.isVisible():
            announce(self, self.summary.text())
        self.changed.emit()

    def _summary(self, found: tuple[FoundFile, ...]) -> str:
        shards = self.session.shards
        parts = []
        if shards:
            known = {file.shard for file in shards if shard_number(file.shard)}
            size = formats.size(sum(file.bytes for file in shards))
            others = len(shards) - sum(1 for file in shards if shard_number(file.shard))
            if known:
                parts.append(self.tr("{n} of {count} shards").format(n=formats.count(len(known)), count=SHARDS))
            if others:
                parts.append(formats.plural(others, "{n} file of analyses", "{n} files of analyses"))
            parts.append(size)
        else:
            parts.append(self.tr("No analyses yet"))
        parts.append(self.tr("metadata found") if self.session.metadata else self.tr("no metadata"))
        refused = sum(1 for file in found if not file.usable)
        if refused:
            parts.append(self.tr("{n} cannot be used").format(n=formats.count(refused)))
        return " · ".join(parts)
