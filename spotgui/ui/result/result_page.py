"""What was recognised, how sure that is, and why; made of a hero and four cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QGraphicsOpacityEffect, QMenu, QWidget

from spotgui.recognizer.results import Match
from spotgui.tasks.worker import Task
from spotgui.ui import keys
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.result import load_details, words
from spotgui.ui.result.details import Details
from spotgui.ui.result.hero import Hero
from spotgui.ui.result.sections import FactsCard, ListCard, ReleaseRow, WhyCard, candidate_row
from spotgui.ui.result.shown import Shown
from spotgui.ui.theme import tokens
from spotgui.ui.theme.theme import may_move
from spotgui.ui.widgets.layout import column

_RISE_MS = 320
_DETAILS_MS = 600
"""So long the cards wait for what the catalogue says, so that they need not move when it comes."""


class ResultPage(Page):
    """Opened with a `Shown` whose recognition was found."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._shown: Shown | None = None
        self._details = Details()
        self._question: Task | None = None
        self._parts: list[Callable[[], None]] = []
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._show_part)
        self._patience = QTimer(self, singleShot=True, interval=_DETAILS_MS)
        self._patience.timeout.connect(self._turns.start)
        self._fade: QPropertyAnimation | None = None
        self.hero = Hero(ctx.covers)
        self.facts = FactsCard()
        self.why = WhyCard()
        self.releases = ListCard(self.tr("Other releases"))
        self.runners_up = ListCard(self.tr("What else it could be"))
        self.body.addLayout(
            column(self.hero, self.facts, self.why, self.releases, self.runners_up, 1, gap=tokens.SECTION)
        )
        self._menu = self._make_menu()
        self.hero.more.clicked.connect(self._open_menu)
        self.hero.again.clicked.connect(self._listen_again)
        self.hero.copy.clicked.connect(self.copy_line)
        self.hero.every_song.clicked.connect(self._find_every_song)
        self.hero.spotify.clicked.connect(self._open_spotify)
        self.hero.web.clicked.connect(self._search_web)
        self.hero.favourite_changed.connect(self._mark_favourite)
        QShortcut(QKeySequence(keys.COPY), self, self.copy_line)

    @property
    def match(self) -> Match | None:
        """The answer that is shown."""
        return self._shown.recognition.matches[0] if self._shown else None

    def open(self, argument: object) -> None:
        """Show a recognition; going back to it shows it again as it was."""
        if not isinstance(argument, Shown) or argument is self._shown:
            return
        self._shown = argument
        match = argument.recognition.matches[0]
        self.hero.show_match(match)
        self.hero.set_favourite(argument.favourite)
        self.hero.favourite.setEnabled(argument.entry is not None)
        self.hero.every_song.setVisible(argument.recording is not None)
        self._wrong.setEnabled(argument.entry is not None)
        self.show_details(Details())
        self._leave_parts()
        self.tell(words.line_of(match))
        self.scroll_to_top()
        self._ask_details(match)
        self._rise()
        announce(self, words.spoken(match), urgent=True)

    @property
    def complete(self) -> bool:
        """Is everything shown that is known?"""
        return not self._parts

    def _leave_parts(self) -> None:
        """The cards are filled later, one a turn of the event loop: all at once would hold the window."""
        self._turns.stop()
        for card in (self.why, self.releases, self.runners_up):
            card.hide()
        self._parts = [self._show_why, self._show_releases, self._show_runners_up]
        self._patience.start()

    def _go_on_with_parts(self) -> None:
        """Go on when the hero stands and the details are there; else time does it."""
        rising = self._fade is not None and self._fade.state() == QPropertyAnimation.State.Running
        if self._parts and not rising and self._question is None:
            self._turns.start()

    @Slot()
    def _show_part(self) -> None:
        self._parts.pop(0)()
        if not self._parts:
            self._turns.stop()
            self._patience.stop()

    def _show_why(self) -> None:
        self.why.show_match(self._shown.recognition.matches[0])

    def _show_releases(self) -> None:
        match = self._shown.recognition.matches[0]
        self.releases.show_rows([self._release_row(r) for r in match.releases if r.track_id != match.track_id])

    def _show_runners_up(self) -> None:
        recognition = self._shown.recognition
        best, others = recognition.matches[0], (*recognition.matches[1:], *recognition.candidates)
        self.runners_up.show_rows([candidate_row(other, best) for other in others])

    def show_details(self, details: Details) -> None:
        """Add what the catalogue says about the match."""
        self._details = details
        if self.match:
            self.hero.show_details(self.match, details)
        self.facts.show_details(details)

    def _ask_details(self, match: Match) -> None:
        pixels = round(self.hero.cover.width() * self.devicePixelRatioF())
        library, track_id = self.ctx.library, match.track_id
        if self.ctx.catalog.available:
            self._question = self.ctx.catalog.ask("details", load_details.question(library, track_id, pixels))
        else:
            self._question = self.ctx.tasks.start(
                "details", lambda progress, cancel: load_details.from_analysis(library, track_id)
            )
        self._question.done.connect(self._take_details)
        self._question.failed.connect(self.ctx.messages.problem)

    @Slot(object)
    def _take_details(self, details: Details) -> None:
        if self.sender() is self._question:
            self._question = None
            self.show_details(details)
            self._go_on_with_parts()

    def first_focus(self) -> QWidget:
        """Space listens again."""
        return self.hero.again

    def _release_row(self, release: object) -> ReleaseRow:
        made = ReleaseRow(release)
        made.chosen.connect(self._show_track)
        return made

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self._cover_address = menu.addAction(self.tr("Copy cover address"), self._copy_cover)
        menu.addAction(self.tr("Copy Spotify address"), self._copy_spotify)
        self._track_page = menu.addAction(self.tr("Show in catalogue"), self._show_own_track)
        menu.addSeparator()
        self._wrong = menu.addAction(self.tr("This is not what was playing"), self.report_wrong)
        return menu

    def _rise(self) -> None:
        """The result comes up from below, softly; at once where motion is not wanted."""
        if not may_move(self):
            return
        effect = QGraphicsOpacityEffect(self.hero)
        self.hero.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(_RISE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._lift)
        self._fade.finished.connect(self._risen)
        self._fade.start()

    @Slot(object)
    def _lift(self, opacity: object) -> None:
        below = round((1.0 - float(opacity)) * 4 * tokens.GRID)
        self.body.setContentsMargins(0, below, 0, 0)

    @Slot()
    def _risen(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.hero.setGraphicsEffect(None)
        self._go_on_with_parts()

    @Slot(bool)
    def _mark_favourite(self, on: bool) -> None:
        entry = self._shown.entry if self._shown else None
        if entry is not None:
            self.ctx.history.write("mark a favourite", lambda store: store.set_favourite([entry], on))

    @Slot()
    def report_wrong(self) -> None:
        """Keep in the history that this was not what was playing."""
        entry = self._shown.entry if self._shown else None
        if entry is not None:
            self.ctx.history.write("report a wrong match", lambda store: store.report_wrong([entry]))
            self.ctx.messages.say(self.tr("Noted in the history as a wrong match. Thank you."), Tone.GOOD)

    @Slot()
    def copy_line(self) -> None:
        """Copy "Artist - Title"."""
        if self.match:
            self._copy(words.line_of(self.match))

    @Slot()
    def _copy_cover(self) -> None:
        self._copy(self._details.cover_url)

    @Slot()
    def _copy_spotify(self) -> None:
        if self.match:
            self._copy(f"https://open.spotify.com/track/{self.match.track_id}")

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.ctx.messages.say(self.tr("Copied: {text}").format(text=text), Tone.GOOD)

    @Slot()
    def _open_menu(self) -> None:
        self._cover_address.setEnabled(bool(self._details.cover_url))
        button = self.hero.more
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot()
    def _listen_again(self) -> None:
        self.ctx.navigator.go(Route.LISTEN, "start")

    @Slot()
    def _find_every_song(self) -> None:
        self.ctx.navigator.go(Route.TIMELINE, self._shown.recording)

    @Slot()
    def _show_own_track(self) -> None:
        if self.match:
            self._show_track(self.match.track_id)

    @Slot(str)
    def _show_track(self, track_id: str) -> None:
        self.ctx.navigator.go(Route.TRACK, track_id)

    @Slot()
    def _open_spotify(self) -> None:
        if self.match and not QDesktopServices.openUrl(QUrl(words.spotify_uri(self.match))):
            self.ctx.messages.say(
                self.tr("No program here opens Spotify addresses. Its web address is in the menu “More actions”."),
                Tone.WARN,
            )

    @Slot()
    def _search_web(self) -> None:
        if self.match:
            address = words.search_url(self.ctx.settings.value.search_url, self.match, self._details.isrc)
            if not QDesktopServices.openUrl(QUrl(address)):
                self._copy(address)
