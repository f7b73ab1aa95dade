"""All tracks, only those with a name, or only those that are well known."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QRadioButton, QSlider, QWidget

from spotgui.importer.selection import read_selection
from spotgui.paths import seen
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
        self.known = QRadioButton(self.tr("Only tracks that the &metadata knows"))
        self.popular = QRadioButton(self.tr("Only &popular tracks"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, 100)
        self.slider.setPageStep(10)
        self.slider.setMinimumHeight(4 * tokens.GRID)
        self.slider.setValue(_FIRST_CHOICE)
        self.slider.setAccessibleName(self.tr("Lowest popularity"))
        self.least = label("", "strong", wrap=False)
        self.note = label("", "muted")
        self.others = label("", "caption")
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
        self._show_choice()
        self.body.addWidget(Card(self.all, self.known, self.popular, self.chooser, self.note, self.others))
        self.body.addWidget(self.figures)
        self.body.addStretch(1)
        for choice in (self.all, self.known, self.popular):
            choice.toggled.connect(self._choose)
        self.slider.valueChanged.connect(self._choose)
        estimates.changed.connect(self._show)
        session.looked.connect(estimates.update)

    def enter(self) -> None:
        """Count what was found."""
        self._show_choice()
        if self.session.found is None:
            self.session.look()
        else:
            self.estimates.update()
        self._show()

    def first_focus(self) -> QWidget:
        """The choice that is made."""
        return next((choice for choice in (self.popular, self.known) if choice.isChecked()), self.all)

    def _show_choice(self) -> None:
        """What was chosen, here or on the command line."""
        state = self.session.state
        controls = (self.slider, self.all, self.known, self.popular)
        blocked = [QSignalBlocker(control) for control in controls]  # showing a choice is not making one
        if state.popularity:
            self.slider.setValue(state.popularity)
        (self.popular if state.popularity else self.known if state.known else self.all).setChecked(True)
        del blocked

    @Slot()
    def _choose(self) -> None:
        popularity = self.slider.value() if self.popular.isChecked() else 0
        # the command line may ask for both
        known = self.known.isChecked() or (popularity > 0 and self.session.state.known)
        self.session.change(popularity=popularity, known=known)
        self._show()

    @Slot()
    def _show(self) -> None:
        metadata = self.session.metadata is not None or seen(self.session.ctx.library.meta_db)
        self.known.setEnabled(metadata)
        self.popular.setEnabled(metadata)
        if not metadata and self.session.found is not None and not self.all.isChecked():
            self.all.setChecked(True)
        self.chooser.setVisible(self.popular.isChecked())
        least = self.session.state.popularity
        self.least.setText(self.tr("Popularity {n} of 100 and above").format(n=self.slider.value()))
        self.note.setText(self._note(metadata))
        self.others.setText(self._others())
        for text in (self.note, self.others):
            text.setVisible(bool(text.text()))
        look = self.estimates.outlook(least)
        counted = least == 0 or self.estimates.counts is not None
        # how many of the analyses the metadata knows is not counted, so all of them is the most
        about = self.tr("at most {value}") if self.known.isChecked() else self.tr("about {value}")
        self.figures.show_value("tracks", about.format(value=formats.count(look.indexed)) if counted else "")
        told = counted and look.tracks and not self.known.isChecked()
        share = formats.percent(look.indexed / look.tracks) if told else ""
        self.figures.show_value("share", share)
        self.figures.show_value("room", about.format(value=formats.size(look.library_bytes)) if counted else "")
        time = formats.about_time(look.seconds) if self.session.shards else ""
        self.figures.show_value("time", time)

    def _note(self, metadata: bool) -> str:
        if not metadata:
            return self.tr("Names and popularity come from the metadata, which is not among your files.")
        if self.known.isChecked():
            return self.tr("What would be recognised without a title and artists is left out.")
        if self.estimates.counts is None and self.popular.isChecked():
            return self.tr("How many tracks that are is counted when the metadata is imported.")
        return ""

    def _others(self) -> str:
        """What only the command line chooses."""
        shards = len(read_selection(self.session.ctx.library).left_out)
        if not shards:
            return ""
        return formats.plural(
            shards,
            "{n} shard is left out as well; the command line changes that, with “spotgui select”.",
            "{n} shards are left out as well; the command line changes that, with “spotgui select”.",
        )
