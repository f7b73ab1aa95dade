"""Can the program hear anything? A level, in words too, and another input to choose."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker, Slot
from PySide6.QtWidgets import QWidget

from spotgui.audio.devices import Choice, InputDevice
from spotgui.audio.levels import Level, SoundState
from spotgui.errors import SpotguiError
from spotgui.ui.announce import announce
from spotgui.ui.setup_wizard.microphone_test import MicrophoneTest
from spotgui.ui.setup_wizard.session import SetupSession
from spotgui.ui.setup_wizard.step import Step
from spotgui.ui.translated import told, translated
from spotgui.ui.widgets.buttons import IconButton
from spotgui.ui.widgets.combo import Combo
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, row
from spotgui.ui.widgets.level_meter import LevelMeter
from spotgui.ui.widgets.text import label

_WORDS = {
    SoundState.NO_SOUND: (
        "warning",
        "warn",
        QT_TRANSLATE_NOOP("MicrophoneStep", "No sound is coming in. Is the microphone muted, or another one in use?"),
    ),
    SoundState.TOO_QUIET: (
        "warning",
        "warn",
        QT_TRANSLATE_NOOP("MicrophoneStep", "Very quiet. Play some music near it, or raise the input level."),
    ),
    SoundState.GOOD: ("check", "good", QT_TRANSLATE_NOOP("MicrophoneStep", "Good: it hears you.")),
    SoundState.CLIPPING: (
        "warning",
        "warn",
        QT_TRANSLATE_NOOP("MicrophoneStep", "Too loud: the sound is cut off. Lower the input level."),
    ),
}


class MicrophoneStep(Step):
    """Optional: a recording can be recognised without a microphone."""

    def __init__(self, session: SetupSession) -> None:
        super().__init__(
            session,
            self.tr("Try your microphone"),
            self.tr("Play some music or speak. Nothing is recorded, and nothing leaves this computer."),
        )
        self.test = MicrophoneTest(session.ctx.tasks, self)
        self.device = Combo()
        self.device.setPlaceholderText(self.tr("No input"))
        caption = label(self.tr("&Input"), wrap=False)
        caption.setBuddy(self.device)
        self.refresh = IconButton("refresh", self.tr("Look for microphones again"))
        self.meter = LevelMeter()
        self.sign = IconLabel("microphone", 24)
        self.words = label("")
        self._state: SoundState | None = None
        chooser = row(caption, self.device, self.refresh)
        chooser.setStretch(1, 1)
        self.body.addWidget(Card(chooser, self.meter, row(self.sign, self.words)))
        self.body.addStretch(1)
        self.device.activated.connect(self._choose)
        self.refresh.clicked.connect(self._look_again)
        self.test.listed.connect(self._list)
        self.test.opened.connect(self._opened)
        self.test.heard.connect(self._hear)
        self.test.failed.connect(self._fail)

    def enter(self) -> None:
        """Begin to listen."""
        self._state = None
        self._say("microphone", "muted", self.tr("Opening the microphone…"))
        self.test.start(self.session.ctx.settings.value.input_device)

    def leave(self) -> None:
        """Close the microphone."""
        self.test.stop()

    def first_focus(self) -> QWidget | None:
        """The list of inputs."""
        return self.device

    @Slot()
    def _choose(self) -> None:
        self.session.ctx.settings.change(input_device=self.device.currentData())
        self.enter()

    @Slot()
    def _look_again(self) -> None:
        self.test.stop()
        self._state = None
        self.test.start(self.session.ctx.settings.value.input_device, refresh=True)

    @Slot(object)
    def _list(self, devices: list[InputDevice]) -> None:
        with QSignalBlocker(self.device):
            self.device.clear()
            for device in devices:
                self.device.addItem(translated(device.label), device.id)

    @Slot(object)
    def _opened(self, choice: Choice) -> None:
        self.device.setCurrentIndex(self.device.findData(choice.device.id))
        if choice.notice:
            self._say("warning", "warn", translated(choice.notice))

    @Slot(object, object)
    def _hear(self, level: Level, state: SoundState) -> None:
        self.meter.set_level(level.rms_db, level.peak_db)
        if state is not self._state:
            self._state = state
            icon, tone, words = _WORDS[state]
            self._say(icon, tone, QCoreApplication.translate("MicrophoneStep", words))
            announce(self, self.words.text())

    @Slot(object)
    def _fail(self, problem: BaseException) -> None:
        self.meter.set_level(-120, -120)
        if isinstance(problem, SpotguiError):
            self._say("error", "bad", told(problem))
            announce(self, told(problem))

    def _say(self, icon: str, tone: str, words: str) -> None:
        self.sign.show_icon(icon, tone)
        self.words.setText(words)
