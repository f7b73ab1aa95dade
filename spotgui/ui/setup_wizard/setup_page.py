"""The setup as a page: one step at a time, with the way back and on at its foot."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from spotgui.ui import keys
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.setup_wizard.build import Build
from spotgui.ui.setup_wizard.estimates import Estimates
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.state import StepName
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.setup_wizard.step_marks import StepMarks
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.layout import row, rule
from spotgui.ui.widgets.text import label

_ORDER = tuple(StepName)


class SetupPage(Page):
    """Leads from nothing to a library that recognises; steps are made when they are reached."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, self.tr("Set up"), scrolls=False, width=720)
        self.session = SetupSession(ctx, self)
        self.build = Build(self.session, self)
        self.estimates = Estimates(self.session)
        self._steps: dict[StepName, Step] = {}
        self.marks = StepMarks(len(_ORDER))
        self.stack = QStackedWidget()
        self.obstacle = label("", "muted")
        self.back = Button(self.tr("Back"))
        self.later = Button(self.tr("Later"), "quiet")
        self.next = Button(self.tr("Next"), "primary")
        self.back.clicked.connect(self._go_back)
        self.later.clicked.connect(self._leave)
        self.next.clicked.connect(self._go_on)
        self.next.setToolTip(self.tr("Also with {key}").format(key=keys.GO_ON))
        for key in (keys.GO_ON, "Ctrl+Enter"):  # of the main block and of the number pad
            QShortcut(QKeySequence(key), self, self.next.click)
        self.actions.addWidget(self.marks)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(rule())
        foot = row(self.back, self.later, self.obstacle, self.next)
        foot.setStretch(2, 1)
        self.obstacle.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(foot)
        self.body.setStretchFactor(self.stack, 1)
        self.body.setSpacing(tokens.GAP)

    @property
    def current(self) -> Step:
        """The step in front."""
        return self.step(self.session.state.step)

    def step(self, name: StepName) -> Step:
        """A step, made when it is first asked for."""
        if name not in self._steps:
            step = _FACTORIES[name](self)
            step.changed.connect(self._update)
            step.finished.connect(self._go_on)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            column = QWidget()
            column.setObjectName("pageBody")
            inside = QVBoxLayout(column)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(step)
            area.setWidget(column)
            # the bar stands beside the cards, and where there is none they end with the line at the foot
            area.verticalScrollBar().rangeChanged.connect(_MarginForBar(inside, area).follow)
            self._steps[name] = step
            self.stack.addWidget(area)
        return self._steps[name]

    def open(self, argument: object) -> None:
        """Come back to the step that was left; with a step's name, go there."""
        self.session.follow_selection()
        state = self.session.state
        if isinstance(argument, StepName):
            self.session.change(step=argument)
            if argument is StepName.BUILD:
                self.build.ask()
        elif state.building:
            self.session.change(step=StepName.BUILD)
        elif state.step is StepName.DONE:
            self.session.change(step=StepName.WELCOME)
        self._show_current()

    def leave(self) -> None:
        """The step in front stops what only matters while it is seen."""
        self.current.leave()

    def first_focus(self) -> QWidget | None:
        """The step's choice, else the button that goes on."""
        return self.current.first_focus() or self.next

    @Slot()
    def _go_on(self) -> None:
        at = _ORDER.index(self.session.state.step)
        if self.current.obstacle():
            return
        if at + 1 == len(_ORDER):
            self.ctx.navigator.go(Route.LISTEN)
            return
        self.current.go_on()
        self._move(_ORDER[at + 1])

    @Slot()
    def _go_back(self) -> None:
        at = _ORDER.index(self.session.state.step)
        self._move(_ORDER[max(at - 1, 0)])

    @Slot()
    def _leave(self) -> None:
        self.ctx.navigator.go(Route.LISTEN)

    def _move(self, name: StepName) -> None:
        self.current.leave()
        self.session.change(step=name)
        self._show_current()
        focus = self.first_focus()
        if focus:
            focus.setFocus()
        announce(self, self.current.heading.text())

    def _show_current(self) -> None:
        step = self.current
        at = _ORDER.index(self.session.state.step)
        self.stack.setCurrentIndex(list(self._steps).index(self.session.state.step))
        self.marks.show_step(at)
        self._order_tabs(step)
        step.enter()
        self._update()

    def _order_tabs(self, step: Step) -> None:
        """The step's controls come before the buttons at the foot, though they are made after them."""
        controls = [
            widget
            for widget in step.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is self.window()
        ]
        for before, after in pairwise((*controls, self.back, self.later, self.next)):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _update(self) -> None:
        step = self.current
        obstacle = step.obstacle()
        at = _ORDER.index(self.session.state.step)
        self.tell(step.subject())
        self.obstacle.setText(obstacle)
        self.next.setEnabled(not obstacle)
        self.next.setText(step.next_text())
        self.back.setVisible(at > 0)
        self.back.setEnabled(step.may_go_back())
        self.later.setVisible(at + 1 < len(_ORDER))


class _MarginForBar(QObject):
    """Keeps a column apart from its scroll bar."""

    def __init__(self, inside: QVBoxLayout, area: QScrollArea) -> None:
        super().__init__(area)
        self._inside = inside

    @Slot(int, int)
    def follow(self, least: int, most: int) -> None:
        """Another height of the column or of the window."""
        self._inside.setContentsMargins(0, 0, tokens.GRID if most > least else 0, 0)


def _welcome(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.welcome_step import WelcomeStep

    return WelcomeStep(page.session)


def _files(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.files_step import FilesStep

    return FilesStep(page.session)


def _selection(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.selection_step import SelectionStep

    return SelectionStep(page.session, page.estimates)


def _place(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.place_step import PlaceStep

    return PlaceStep(page.session, page.estimates, page.build)


def _build(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.build_step import BuildStep

    return BuildStep(page.session, page.build)


def _microphone(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.microphone_step import MicrophoneStep

    return MicrophoneStep(page.session)


def _done(page: SetupPage) -> Step:
    from spotgui.ui.setup_wizard.done_step import DoneStep

    return DoneStep(page.session)


_FACTORIES: dict[StepName, Callable[[SetupPage], Step]] = {
    StepName.WELCOME: _welcome,
    StepName.FILES: _files,
    StepName.SELECTION: _selection,
    StepName.PLACE: _place,
    StepName.BUILD: _build,
    StepName.MICROPHONE: _microphone,
    StepName.DONE: _done,
}
