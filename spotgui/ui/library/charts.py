"""Tracks by popularity, year and tempo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabBar, QWidget

from spotgui.catalog.models import Count, Coverage
from spotgui.ui.widgets.bar_chart import Bar, BarChart
from spotgui.ui.widgets.layout import Card, row
from spotgui.ui.widgets.text import label


class ChartsCard(Card):
    """One chart at a time, chosen by a tab; hidden while there is nothing to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._coverage: Coverage | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What is counted"))
        for name in (self.tr("Popularity"), self.tr("Year"), self.tr("Tempo")):
            self.tabs.addTab(name)
        text = self.tr("{label}: {total} tracks, {part} of them recognisable")
        self.charts = (
            BarChart(self.tr("Tracks by popularity"), text, logarithmic=True),
            BarChart(self.tr("Tracks by year"), text, logarithmic=True),
            BarChart(self.tr("Tracks by tempo"), self.tr("{label} beats a minute: {total} tracks")),
        )
        self.words = label("", "caption")
        line = row(label(self.tr("What it is made of"), "heading", wrap=False), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.tabs)
        for chart in self.charts:
            chart.pointed.connect(self._say)
            self.body.addWidget(chart)
        self.body.addWidget(self.words)
        self.tabs.currentChanged.connect(self._show)
        self._show()
        self.hide()

    def show_coverage(self, coverage: Coverage | None) -> None:
        """Show other counts."""
        self._coverage = coverage
        if coverage:
            for chart, counts in zip(
                self.charts, (coverage.by_popularity, coverage.by_year, coverage.by_tempo), strict=True
            ):
                chart.show_bars(_bars(counts))
            for tab, counts in enumerate((coverage.by_popularity, coverage.by_year, coverage.by_tempo)):
                self.tabs.setTabEnabled(tab, bool(counts))
            if not self.tabs.isTabEnabled(self.tabs.currentIndex()):
                self.tabs.setCurrentIndex(next((t for t in range(3) if self.tabs.isTabEnabled(t)), 0))
        self.setVisible(bool(coverage and (coverage.by_popularity or coverage.by_tempo)))
        self._show()

    @Slot()
    def _show(self) -> None:
        for number, chart in enumerate(self.charts):
            chart.setVisible(number == self.tabs.currentIndex())
        self._say("")

    @Slot(str)
    def _say(self, text: str) -> None:
        usual = (
            self.tr("Filled: recognisable. Every line stands for ten times as many as the one below."),
            self.tr("Filled: recognisable. Every line stands for ten times as many as the one below."),
            self.tr("Beats a minute, of the tracks whose analysis is kept."),
        )[self.tabs.currentIndex()]
        self.words.setText(text or usual)


def _bars(counts: Sequence[Count]) -> list[Bar]:
    return [Bar(count.label, count.tracks, count.recognisable) for count in counts]
