"""The Listen page: the button, what comes in, what it could be; answers open the Result page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTime, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from spotgui.errors import SpotguiError
from spotgui.history.entries import Entry, SoundSource
from spotgui.recognizer.results import Recognition
from spotgui.settings import Settings
from spotgui.tasks.answer import Answer
from spotgui.tasks.ear import Opened, Sound
from spotgui.tasks.engine import EngineState, Readiness
from spotgui.tasks.listening import Hearing, Listening, Phase
from spotgui.ui import keys
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.listen import state_words
from spotgui.ui.listen.candidates import Candidates, answer_row
from spotgui.ui.listen.device_button import DeviceButton
from spotgui.ui.listen.file_recognition import FileRecognition
from spotgui.ui.listen.listen_button import ListenButton
from spotgui.ui.listen.one_of import OneOf
from spotgui.ui.listen.recent import Recent, last_songs
from spotgui.ui.listen.state_words import Words
from spotgui.ui.listen.waveform import Waveform, loudness
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.result.shown import Shown
from spotgui.ui.result.words import title_of
from spotgui.ui.theme import tokens
from spotgui.ui.timeline.every_song_button import EverySongButton
from spotgui.ui.translated import translated
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.empty_state import EmptyState
from spotgui.ui.widgets.layout import Card, column, holder, row
from spotgui.ui.widgets.text import label

GIVE_UP_S = 25.0
_COLUMN = 520
_BELOW = 240  # room for waveform and candidates, so that the button stays where it is
_BELOW_LOW = 136
_LOW = 720  # a window of less height
_LOG_LINES = 20
_SOUND_FILES = (
    "*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aiff *.aif *.au *.w64 *.caf *.m4a *.mp4 *.aac *.wma *.webm *.mkv"
)


class ListenPage(Page):
    """Opened with nothing, with "start", or with the `Path` of a sound file."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, width=_COLUMN)
        self.listening = Listening(ctx.engine, ctx.tasks, self)
        self.files = FileRecognition(ctx.engine, self)
        self._sound: Sound | None = None
        self._seconds = 0.0
        self._device_id = ctx.settings.value.input_device
        self._last: Recognition | None = None
        self._recording: Path | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._show_phase(Phase.IDLE)
        self._show_engine(ctx.engine.state)
        self._show_settings(ctx.settings.value)

    def open(self, argument: object) -> None:
        """Come to the front; "start" listens at once, a path is recognised."""
        self.device.look()
        self._look_back()
        if argument == "start":
            self.start()
        elif isinstance(argument, Path):
            self.recognise_file(argument)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything fits into a low window too."""
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        self.button.make_small(low)
        self.candidates.limit(2 if low else 3)
        self.recent.limit(2 if low else 3)
        self._below.setMinimumHeight(_BELOW_LOW if low else _BELOW)

    def first_focus(self) -> QWidget:
        """Space listens."""
        return self.button

    def _make_widgets(self) -> None:
        self.device = DeviceButton(self.ctx.settings, self.ctx.tasks)
        self.continuous = QCheckBox(self.tr("Keep listening"))
        self.continuous.setToolTip(self.tr("Go on after an answer and note every song that is played"))
        self.button = ListenButton()
        self.heading = label("", "heading")
        self.sentence = label("", "muted")
        self.waveform = Waveform()
        self.candidates = Candidates()
        self.one_of = OneOf()
        self.recent = Recent(self.ctx.covers)
        self.again = Button(self.tr("Try again"), "", "refresh")
        self.every_song = EverySongButton()
        self.open_file = Button(self.tr("Recognise a file…"), "quiet", "audio-file")
        self.log = Card(gap=tokens.GRID)
        self.log.hide()
        self.empty = EmptyState(
            "wand",
            self.tr("Songs to recognise come first"),
            self.tr(
                "Point spotgui at your analysis files, or try it at once with the demo library: sixty small pieces "
                "that were made for it."
            ),
            self.tr("Set up your library"),
        )
        for text in (self.heading, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sentence.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + tokens.HALF)

    def _lay_out(self) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        top = row(self.device, 1, self.continuous)
        live = column(gap=tokens.GRID)
        live.addLayout(top)
        live.addStretch(1)
        live.addWidget(self.button, 0, center)
        live.addWidget(self.heading)
        live.addWidget(self.sentence)
        below = holder(column(self.waveform, self.candidates, self.one_of, self.recent, gap=tokens.GAP))
        below.layout().addWidget(self.again, 0, center)
        below.layout().addWidget(self.every_song, 0, center)
        below.layout().addWidget(self.log)
        below.layout().addStretch(1)
        self._below = below
        live.addWidget(below)
        live.addStretch(1)
        live.addWidget(self.open_file, 0, center)
        keeps = self.open_file.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # else the button would move when it is clicked
        self.open_file.setSizePolicy(keeps)
        self._live = holder(live)
        self.body.addWidget(self._live, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.button.clicked.connect(self.toggle)
        self.again.clicked.connect(self.start)
        self.every_song.clicked.connect(self._find_every_song)
        self.open_file.clicked.connect(self.ask_for_file)
        self.continuous.toggled.connect(self._choose_continuous)
        self.recent.chosen.connect(self._show_track)
        self.one_of.chosen.connect(self._show_track)
        self.ctx.history.changed.connect(self._look_back)
        self.empty.action.clicked.connect(self._set_up)
        self.device.noticed.connect(self._say_notice)
        self.listening.phase_changed.connect(self._show_phase)
        self.listening.progressed.connect(self._show_hearing)
        self.listening.answered.connect(self._take_heard)
        self.listening.failed.connect(self._take_failure)
        self.listening.ear.opened.connect(self._show_device)
        self.listening.ear.heard.connect(self._show_sound)
        self.files.answered.connect(self._take_read)
        self.files.is_long.connect(self._make_timeline)
        self.ctx.recorder.recorded.connect(self._take_answer)
        self.ctx.recorder.problem.connect(self.ctx.messages.problem)
        self.files.failed.connect(self._take_failure)
        self.files.phase_changed.connect(self._show_file_phase)
        self.ctx.engine.changed.connect(self._show_engine)
        self.ctx.settings.changed.connect(self._show_settings)
        QShortcut(QKeySequence(keys.CANCEL), self, self.cancel)

    @Slot()
    def toggle(self) -> None:
        """The button: listen, or cancel what is going on."""
        if self.listening.active or self.files.active:
            self.cancel()
        else:
            self.start()

    @Slot()
    def start(self) -> None:
        """Listen."""
        if self.listening.active or self.files.active or self.empty.isVisibleTo(self):
            return
        settings = self.ctx.settings.value
        self.waveform.clear()
        self._sound, self._seconds = None, 0.0
        self.listening.start(settings.input_device, continuous=settings.continuous)

    @Slot()
    def cancel(self) -> None:
        """Stop; without an answer."""
        self.files.cancel()
        if self.listening.active:
            self.listening.cancel()

    @Slot()
    def ask_for_file(self) -> None:
        """Let the user choose a sound file."""
        sound = f"{self.tr('Sound files')} ({_SOUND_FILES})"
        anything = f"{self.tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Recognise a sound file"), "", f"{sound};;{anything}")
        if chosen:
            self.recognise_file(Path(chosen))

    def recognise_file(self, path: Path) -> None:
        """Recognise a file; a long one becomes a timeline."""
        self.cancel()
        if self.empty.isVisibleTo(self):
            self.ctx.messages.say(self.tr("Import some songs first; the demo library takes a minute."), Tone.INFO)
            return
        self.files.start(path)

    @Slot(object)
    def _show_phase(self, phase: Phase) -> None:
        busy = phase is not Phase.IDLE
        self.button.set_listening(busy)
        self.candidates.show_matches(())
        self._offer_again(False)
        self.waveform.setVisible(busy)
        self.open_file.setVisible(not busy)
        if phase is Phase.LISTENING:
            self._say(state_words.listening(0.0, self._sound.state if self._sound else None, self.device.device_label))
            announce(self, self.tr("Listening"))
        elif phase is Phase.RESTING:
            self.button.set_share(0.0)
            self._say(state_words.resting(self._last))
        else:
            self._say(state_words.idle(self.ctx.engine.state))

    @Slot(object)
    def _show_file_phase(self, words: str) -> None:
        busy = bool(words)
        self.button.set_listening(busy)
        self._offer_again(False)
        self.waveform.setVisible(False)
        self.open_file.setVisible(not busy)
        self._say(Words(words, self.files.name) if busy else state_words.idle(self.ctx.engine.state))

    @Slot()
    def _look_back(self) -> None:
        task = self.ctx.history.read("what was heard last", last_songs)
        task.done.connect(self._show_recent)

    @Slot(object)
    def _show_recent(self, entries: list[Entry]) -> None:
        self.recent.show_entries(entries)
        self._update_recent()

    def _update_recent(self) -> None:
        """While nothing else is under the button."""
        idle = not (self.listening.active or self.files.active)
        others = self.again.isVisibleTo(self) or self.log.isVisibleTo(self)
        self.recent.setVisible(idle and not others and not self.recent.empty)

    @Slot(str)
    def _show_track(self, track_id: str) -> None:
        self.ctx.navigator.go(Route.TRACK, track_id)

    @Slot(object)
    def _show_hearing(self, hearing: Hearing) -> None:
        self._seconds = hearing.seconds
        self.button.set_share(hearing.seconds / GIVE_UP_S)
        self.candidates.show_matches(hearing.candidates)
        self._show_listening()

    @Slot(object)
    def _show_sound(self, sound: Sound) -> None:
        if not self.listening.active:
            return  # the pre-roll hears too, but nothing is shown
        self._sound = sound
        level = loudness(sound.level.rms_db)
        self.button.set_level(level)
        self.waveform.add(level)
        self._show_listening()

    def _show_listening(self) -> None:
        if self.listening.phase is Phase.LISTENING and self._sound:
            self._say(state_words.listening(self._seconds, self._sound.state, self.device.device_label))

    @Slot(object)
    def _show_device(self, opened: Opened) -> None:
        self.device.show_used(opened.label)
        if opened.notice:
            self._say_notice(translated(opened.notice))

    @Slot(object)
    def _take_heard(self, answer: Answer) -> None:
        self.ctx.recorder.record(answer, self.device.source, self.device.device_label)

    @Slot(object)
    def _take_read(self, answer: Answer) -> None:
        self.ctx.recorder.record(answer, SoundSource.FILE, self.files.name)

    @Slot(object)
    def _make_timeline(self, path: Path) -> None:
        self.ctx.navigator.go(Route.TIMELINE, path)

    @Slot(object)
    def _take_answer(self, shown: Shown) -> None:
        self._last = recognition = shown.recognition
        if self.listening.continuous and self.listening.active:
            self._log_answer(recognition)
            if self.listening.phase is Phase.RESTING:
                self._say(state_words.resting(recognition))
        elif recognition.found:
            self.ctx.navigator.go(Route.RESULT, shown)
        elif not self.listening.active:  # it was kept in the history first: the user may listen again by now
            self._recording = shown.recording
            self._show_not_found(recognition)

    def _show_not_found(self, recognition: Recognition) -> None:
        words = state_words.not_found(recognition)
        self._offer_again(True)
        self.one_of.show_matches(recognition.one_of)
        self.every_song.setVisible(self._recording is not None)
        self._say(words)
        titles = ", ".join(map(title_of, recognition.one_of))
        announce(self, f"{words.heading}: {titles}." if titles else f"{words.heading}. {words.sentence}", urgent=True)

    def _offer_again(self, offer: bool) -> None:
        """Or take back what the last answer offered."""
        self.again.setVisible(offer)
        self.every_song.hide()
        self.one_of.show_matches(())

    @Slot()
    def _find_every_song(self) -> None:
        self._make_timeline(self._recording)

    def _log_answer(self, recognition: Recognition) -> None:
        if not recognition.found:
            return
        match = recognition.matches[0]
        line = answer_row(match, QTime.currentTime().toString("HH:mm"))
        self.log.body.insertWidget(0, line)
        while self.log.body.count() > _LOG_LINES:
            self.log.body.takeAt(self.log.body.count() - 1).widget().deleteLater()
        self.log.show()

    @Slot(object)
    def _take_failure(self, problem: SpotguiError) -> None:
        words = state_words.failed(problem)
        self._offer_again(True)
        self._say(words)
        self.device.look()
        announce(self, f"{words.heading} {words.sentence}", urgent=True)

    @Slot(object)
    def _show_engine(self, state: EngineState) -> None:
        empty = state.readiness is Readiness.EMPTY
        self.empty.setVisible(empty)
        self._live.setVisible(not empty)
        busy = self.listening.active or self.files.active
        if not busy and not self.again.isVisibleTo(self):  # what was answered last stands until something else is asked
            self._say(state_words.idle(state))

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        self.continuous.setChecked(settings.continuous)
        if settings.input_device != self._device_id:
            self._device_id = settings.input_device
            self.listening.use_device(settings.input_device)
        self.listening.keep_open(settings.preroll, settings.input_device)

    @Slot(bool)
    def _choose_continuous(self, on: bool) -> None:
        self.ctx.settings.change(continuous=on)

    @Slot()
    def _set_up(self) -> None:
        self.ctx.navigator.go(Route.SETUP)

    @Slot(str)
    def _say_notice(self, sentence: str) -> None:
        self.ctx.messages.say(sentence, Tone.WARN)

    def _say(self, words: Words) -> None:
        self._update_recent()
        self.heading.setText(words.heading)
        busy = self.listening.active or self.files.active
        self.tell(words.heading if busy or self.again.isVisibleTo(self) else "")
        self.sentence.setText(words.sentence)
