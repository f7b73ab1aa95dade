"""All tracks, or only those that are well known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QRadioButton, QSlider, QWidget

from spotgui.ui import formats
from spotgui.ui.setup_wizard.estimates import Estimates
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.figures import Figures
from spotgui.ui.widgets.layout import Card, column, holder, row
from spotgui.ui.widgets.text import label

_FIRST_CHOICE = 20


class SelectionStep(Step):
    """Radio buttons and a slider; the figures below follow it."""

    def __init__(self, session: SetupSession, estimates: Estimates) -> None:
        super().__init__(
            session,
            self.tr("What to recognise"),
            self.tr("A smaller index takes less room and answers faster. You can change this later in the Library."),
        )
        self.estimates = estimates
        self.all = QRadioButton(self.tr("&Everything I have"))
        self.popular = QRadioButton(self.tr("Only &popular tracks"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, 100)
        self.slider.setPageStep(10)
        self.slider.setMinimumHeight(4 * tokens.GRID)
        self.slider.setValue(session.state.popularity or _FIRST_CHOICE)
        self.slider.setAccessibleName(self.tr("Lowest popularity"))
        self.least = label("", "strong", wrap=False)
        self.note = label("", "muted")
        ends = row(
            label(self.tr("nearly everything"), "caption", wrap=False),
            1,
            label(self.tr("only the best known"), "caption", wrap=False),
        )
        self.chooser = holder(column(self.least, self.slider, ends, gap=tokens.HALF))
        self.figures = Figures(
            {
                "tracks": self.tr("Tracks"),
                "share": self.tr("Of what you have"),
                "room": self.tr("Room needed"),
                "time": self.tr("Time"),
            }
        )
        (self.popular if session.state.popularity else self.all).setChecked(True)
        self.body.addWidget(Card(self.all, self.popular, self.chooser, self.note))
        self.body.addWidget(self.figures)
        self.body.addStretch(1)
        self.all.toggled.connect(self._choose)
        self.slider.valueChanged.connect(self._choose)
        estimates.changed.connect(self._show)
        session.looked.connect(estimates.update)

    def enter(self) -> None:
        """Count what was found."""
        if self.session.found is None:
            self.session.look()
        else:
            self.estimates.update()
        self._show()

    def first_focus(self) -> QWidget:
        """The choice that is made."""
        return self.popular if self.popular.isChecked() else self.all

    @Slot()
    def _choose(self) -> None:
        self.session.change(popularity=0 if self.all.isChecked() else self.slider.value())
        self._show()

    @Slot()
    def _show(self) -> None:
        metadata = self.estimates.counts is not None or self.session.metadata is not None
        self.popular.setEnabled(metadata)
        if not metadata and not self.all.isChecked():
            self.all.setChecked(True)
        self.chooser.setVisible(self.popular.isChecked())
        least = self.session.state.popularity
        self.least.setText(self.tr("Popularity {n} of 100 and above").format(n=self.slider.value()))
        self.note.setText(self._note(metadata))
        self.note.setVisible(bool(self.note.text()))
        look = self.estimates.outlook(least)
        counted = least == 0 or self.estimates.counts is not None
        about = self.tr("about {value}")
        self.figures.show_value("tracks", about.format(value=formats.count(look.indexed)) if counted else "")
        share = formats.percent(look.indexed / look.tracks) if counted and look.tracks else ""
        self.figures.show_value("share", share)
        self.figures.show_value("room", about.format(value=formats.size(look.library_bytes)) if counted else "")
        time = formats.about_time(look.seconds) if self.session.shards else ""
        self.figures.show_value("time", time)

    def _note(self, metadata: bool) -> str:
        if not metadata:
            return self.tr("Popularity comes from the metadata, which is not among your files.")
        if self.estimates.counts is None and self.popular.isChecked():
            return self.tr("How many tracks that are is counted when the metadata is imported.")
        return ""
