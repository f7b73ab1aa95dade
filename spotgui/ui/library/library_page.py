"""The Library: how much of the dump is here, how much of it can be recognised, and what can be done about the rest."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView, QTableView, QWidget

from spotgui.catalog.models import Coverage
from spotgui.errors import SpotguiError
from spotgui.importer.inspection import SHARDS, shard_number
from spotgui.importer.ledger import ShardState
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task
from spotgui.ui import formats
from spotgui.ui.context import AppContext
from spotgui.ui.imports.import_card import ImportCard
from spotgui.ui.imports.status import ImportPlan, ImportStatus, Phase
from spotgui.ui.library.charts import ChartsCard
from spotgui.ui.library.maintenance import MaintenanceCard
from spotgui.ui.library.reading import LibraryView, cell_state, read_coverage, read_library, waiting_name
from spotgui.ui.library.shard_map import Cell, CellState, Legend, ShardMap
from spotgui.ui.models.shard_model import Column, ShardModel
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.state import StepName
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.empty_state import EmptyState
from spotgui.ui.widgets.figures import Figures
from spotgui.ui.widgets.layout import Card, Flow, holder
from spotgui.ui.widgets.text import label


class LibraryPage(Page):
    """Cards from what matters to what is rarely needed."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, self.tr("Library"))
        self._view: LibraryView | None = None
        self._reading: Task | None = None
        self.add = Button(self.tr("Import more"), "primary", "import")
        self.take_over = Button(self.tr("Take over another library…"), "quiet", "merge")
        self.take_over.setToolTip(self.tr("One that was built elsewhere, by another computer or the command line"))
        self.actions.addWidget(self.add)
        self.empty = EmptyState(
            "library",
            self.tr("Your library begins with one file"),
            self.tr("Any shard of the audio analyses makes 70,000 songs recognisable."),
            self.tr("Set up my library"),
        )
        self.importing = ImportCard(ctx.imports)
        self.coverage = self._make_coverage()
        self.shards = self._make_shards()
        self.charts = ChartsCard()
        self.maintenance = MaintenanceCard(ctx)
        self._cards = (self.coverage, self.shards, self.maintenance)
        for card in (self.empty, self.importing, self.coverage, self.shards, self.charts, self.maintenance):
            self.body.addWidget(card)
        self.body.addWidget(holder(Flow(self.take_over)))
        self.body.addStretch(1)
        for card in (*self._cards, self.empty):
            card.hide()
        self._show_import(ctx.imports.status)
        self.add.clicked.connect(self._import_more)
        self.take_over.clicked.connect(self._ask_library)
        self.empty.action.clicked.connect(self._import_more)
        self.importing.again.clicked.connect(self._go_on)
        self.maintenance.changed.connect(self._read)
        ctx.imports.changed.connect(self._show_import)
        ctx.imports.ended.connect(self._import_ended)
        ctx.theme.changed.connect(self.model.repaint_icons)

    def open(self, argument: object) -> None:
        """Look again."""
        self._read()

    def first_focus(self) -> QWidget:
        """What one comes for."""
        return self.empty.action if self.empty.isVisible() else self.add

    def _make_coverage(self) -> Card:
        self.tracks = Figures(
            {
                "recognisable": self.tr("Can be recognised"),
                "metadata": self.tr("With metadata"),
                "fingerprint": self.tr("With fingerprint"),
                "both": self.tr("With both"),
            },
            framed=False,
        )
        self.sizes = Figures(
            {
                "analysis": self.tr("Analyses"),
                "index": self.tr("Index"),
                "metadata": self.tr("Metadata and search"),
                "free": self.tr("Free on this disk"),
            },
            framed=False,
        )
        self.coverage_words = label("", "muted")
        return Card(
            label(self.tr("Tracks"), "heading"),
            self.tracks,
            self.coverage_words,
            label(self.tr("Room"), "heading"),
            self.sizes,
        )

    def _make_shards(self) -> Card:
        self.shard_words = label("", "muted")
        self.map = ShardMap()
        legend = holder(
            Flow(
                Legend(CellState.IMPORTED, self.tr("imported")),
                Legend(CellState.INCOMPLETE, self.tr("incomplete")),
                Legend(CellState.FAILED, self.tr("failed")),
                Legend(CellState.WAITING, self.tr("not imported yet")),
                Legend(CellState.MISSING, self.tr("missing")),
                gap=tokens.GAP,
            )
        )
        self.model = ShardModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Imported shards"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(5 * tokens.GRID)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            mode = QHeaderView.ResizeMode.Stretch if column is Column.STATE else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.details = Button(self.tr("Show the list"), "quiet", "chevron-down")
        self.details.clicked.connect(self._toggle_list)
        self.table.hide()
        return Card(
            label(self.tr("Shards"), "heading"),
            self.shard_words,
            self.map,
            legend,
            holder(Flow(self.details)),
            self.table,
        )

    @Slot()
    def _toggle_list(self) -> None:
        shown = not self.table.isVisible()
        self.table.setVisible(shown)
        self.details.setText(self.tr("Hide the list") if shown else self.tr("Show the list"))
        self.details.show_icon("chevron-up" if shown else "chevron-down")

    @Slot()
    def _read(self) -> None:
        library = self.ctx.library
        sources = states.load(library).sources

        def work(progress: ProgressCallback, cancel: CancelToken) -> LibraryView:
            return read_library(library, sources)

        self._reading = self.ctx.tasks.start("read the library", work)
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self._failed)

    def _count(self) -> None:
        library = self.ctx.library
        self.coverage_words.setText(self.tr("Counting…"))
        task = self.ctx.tasks.start("count the library", lambda progress, cancel: read_coverage(library))
        task.done.connect(self._show_coverage)
        task.failed.connect(self._coverage_failed)

    @Slot(object)
    def _coverage_failed(self, problem: BaseException) -> None:
        if isinstance(problem, SpotguiError):
            self._show_uncounted(problem)

    def _show_uncounted(self, problem: SpotguiError) -> None:
        """What cannot be read hides nothing else."""
        self.tracks.show_value("both", "")
        self.charts.hide()
        self.coverage_words.setText(told(problem))
        self.coverage_words.show()

    @Slot(object)
    def _failed(self, problem: BaseException) -> None:
        if isinstance(problem, SpotguiError):
            self.empty.say(self.tr("The library cannot be read"), told(problem))
            self.empty.show()
            self.maintenance.show()

    @Slot(object)
    def _show(self, view: LibraryView) -> None:
        before, self._view = self._view, view
        self.empty.setVisible(view.empty and not self.ctx.imports.status.running)
        self.add.setVisible(not view.empty)
        for card in self._cards:
            card.setVisible(not view.empty)
        if view.empty:
            self.charts.hide()
            return
        sizes = dict(view.status.bytes)
        self.tracks.show_value("recognisable", formats.count(view.status.tracks_indexed))
        damage = view.status.metadata_damage
        self.tracks.show_value("metadata", self.tr("damaged") if damage else formats.count(view.status.tracks_metadata))
        self.tracks.show_value("fingerprint", formats.count(view.status.tracks_kept))
        self.sizes.show_value("analysis", formats.size(sizes["analysis"]))
        self.sizes.show_value("index", formats.size(sizes["index"]))
        self.sizes.show_value("metadata", formats.size(sizes["metadata"] + sizes["search"]))
        self.sizes.show_value("free", formats.size(view.free))
        self._show_shards(view)
        if damage:
            self._show_uncounted(damage)
        elif before is None or before.status != view.status:
            self._count()

    def _show_shards(self, view: LibraryView) -> None:
        cells = {
            name: Cell(CellState.WAITING, self.tr("{name}: not imported yet").format(name=name))
            for path in view.waiting
            if (name := waiting_name(path))
        }
        self.model.show_shards(view.status.shards, view.status.rejections)
        for shard in view.status.shards:
            if shard_number(shard.name):
                cells[shard.name] = Cell(cell_state(shard), self._shard_words(shard))
        words = self._summary(view, cells)
        self.shard_words.setText(words)
        self.map.show_cells(cells, words)
        rows = min(max(self.model.rowCount(), 1), 12)
        self.table.setFixedHeight((rows + 1) * 5 * tokens.GRID + tokens.GRID)

    def _shard_words(self, shard) -> str:
        tracks = formats.plural(shard.tracks, "{n} track", "{n} tracks")
        return f"{shard.name}: {self.model.words(shard)}, {tracks}"

    def _summary(self, view: LibraryView, cells: dict[str, Cell]) -> str:
        here = sum(cell.state is not CellState.WAITING for cell in cells.values())
        imported = sum(cell.state is CellState.IMPORTED for cell in cells.values())
        parts = [self.tr("{n} of {count} shards imported").format(n=imported, count=SHARDS)]
        others = sum(not shard_number(shard.name) for shard in view.status.shards)
        if others:
            parts.append(formats.plural(others, "{n} other file", "{n} other files"))
        for number, text in (
            (view.count(ShardState.INCOMPLETE, ShardState.IMPORTING), self.tr("{n} incomplete")),
            (view.count(ShardState.FAILED), self.tr("{n} failed")),
            (len(view.waiting), self.tr("{n} in your folders, not imported yet")),
            (SHARDS - max(here, 0) - sum(c.state is CellState.WAITING for c in cells.values()), self.tr("{n} missing")),
        ):
            if number:
                parts.append(text.format(n=formats.count(number)))
        return " · ".join(parts)

    @Slot(object)
    def _show_coverage(self, coverage: Coverage | None) -> None:
        if coverage is None:
            self.coverage_words.setText(
                self.tr("What metadata and fingerprints have in common is counted after the import.")
            )
            return
        self.tracks.show_value("both", formats.count(coverage.with_both))
        self.coverage_words.setText(self._limits())
        self.coverage_words.setVisible(bool(self.coverage_words.text()))
        self.charts.show_coverage(coverage)

    def _limits(self) -> str:
        """What is recognised, when that is not everything."""
        if self._view and (least := self._view.selection.min_popularity):
            return self.tr("Recognised are tracks with a popularity of {n} and above.").format(n=least)
        if self._view and self._view.selection.with_metadata:
            return self.tr("Recognised are tracks that the metadata knows.")
        return ""

    @Slot(object)
    def _show_import(self, status: ImportStatus) -> None:
        self.importing.setVisible(status.phase not in (Phase.IDLE, Phase.DONE))
        self.take_over.setEnabled(not status.running)
        if status.running:
            self.empty.hide()

    @Slot(object)
    def _import_ended(self, status: ImportStatus) -> None:
        if self.isVisible():
            self._read()

    @Slot()
    def _import_more(self) -> None:
        empty = self._view is None or self._view.empty
        self.ctx.navigator.go(Route.SETUP, StepName.WELCOME if empty else StepName.FILES)

    @Slot()
    def _ask_library(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The library to take over"), str(Path.home()))
        if name:
            self.ctx.imports.start(ImportPlan(takeover=Path(name)))

    @Slot()
    def _go_on(self) -> None:
        if self.ctx.imports.plan.takeover:
            self.ctx.imports.start(self.ctx.imports.plan)
            return
        self.ctx.navigator.go(Route.SETUP, StepName.BUILD)
