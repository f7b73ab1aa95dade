"""Which input is listened to: a button with its name, a menu of the others."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from spotgui.audio import devices
from spotgui.audio.devices import DeviceKind, InputDevice
from spotgui.audio.platform_hints import system_audio_hint
from spotgui.history.entries import SoundSource
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Tasks
from spotgui.ui.settings_store import SettingsStore
from spotgui.ui.translated import told, translated
from spotgui.ui.widgets.buttons import Button


class DeviceButton(Button):
    """The choice is kept in the settings; a device that has gone is said, and the default used."""

    noticed = Signal(str)

    def __init__(self, settings: SettingsStore, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Input"), "quiet", "microphone", parent)
        self._settings, self._tasks = settings, tasks
        self._found: list[InputDevice] = []
        self._looking = False
        self._open_when_found = False
        self._source = SoundSource.MICROPHONE
        self._said = ""
        self.setAccessibleDescription(self.tr("Chooses what to listen to"))
        self.clicked.connect(self._ask)

    @property
    def device_label(self) -> str:
        """Name of the input in use."""
        return self.text()

    @property
    def source(self) -> SoundSource:
        """What kind of sound it gives, for the history."""
        return self._source

    def look(self) -> None:
        """Look which devices are there, off the GUI thread."""
        if self._looking:
            return
        self._looking = True
        task = self._tasks.start("list inputs", _list)
        task.done.connect(self._take)
        task.failed.connect(self._take_failure)

    def show_used(self, label: str) -> None:
        """Show the device that was opened, which may be another than the one that was wanted."""
        self.setText(translated(label))

    def menu_of(self) -> QMenu:
        """The menu, made anew."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        chosen = self._settings.value.input_device
        self._add(menu, group, self.tr("Default input"), "", chosen == "")
        for kind, heading in ((DeviceKind.MICROPHONE, ""), (DeviceKind.SYSTEM, self.tr("What this computer plays"))):
            fitting = [device for device in self._found if device.kind is kind]
            if fitting:
                menu.addSection(heading) if heading else menu.addSeparator()
            for device in fitting:
                name = translated(device.label)
                if device.muted:
                    name = self.tr("{name} (muted)").format(name=name)
                self._add(menu, group, name, device.id, chosen == device.id)
        if not any(device.kind is DeviceKind.SYSTEM for device in self._found):
            menu.addSeparator()
            menu.addAction(self.tr("How to listen to what this computer plays"), self._say_how)
        menu.addSeparator()
        menu.addAction(self.tr("Look for devices again"), self._look_and_open)
        return menu

    def _add(self, menu: QMenu, group: QActionGroup, name: str, device_id: str, checked: bool) -> None:
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(checked)
        action.setData(device_id)
        group.addAction(action)
        menu.addAction(action)
        action.triggered.connect(self._choose)

    @Slot()
    def _say_how(self) -> None:
        self.noticed.emit(translated(system_audio_hint()))

    @Slot()
    def _ask(self) -> None:
        if self._found:
            self.menu_of().popup(self.mapToGlobal(QPoint(0, self.height())))
        else:
            self._look_and_open()

    @Slot()
    def _look_and_open(self) -> None:
        self._open_when_found = True
        self.look()

    @Slot()
    def _choose(self) -> None:
        self._settings.change(input_device=self.sender().data())
        self._name()

    @Slot(object)
    def _take(self, found: list[InputDevice]) -> None:
        self._looking = False
        self._found = found
        self._name()
        if self._open_when_found:
            self._open_when_found = False
            if found:
                self.menu_of().popup(self.mapToGlobal(QPoint(0, self.height())))
            else:
                self.noticed.emit(told(devices.no_device()))

    @Slot(object)
    def _take_failure(self, problem: BaseException) -> None:
        self._looking = self._open_when_found = False
        self.setText(self.tr("No input"))
        self.noticed.emit(told(problem))

    def _name(self) -> None:
        if not self._found:
            self.setText(self.tr("No microphone found"))
            return
        choice = devices.choose(self._settings.value.input_device, self._found)
        self.setText(translated(choice.device.label))
        system = choice.device.kind is DeviceKind.SYSTEM
        self._source = SoundSource.SYSTEM if system else SoundSource.MICROPHONE
        self.show_icon("speaker" if system else "microphone")
        if choice.notice and choice.notice != self._said:
            self.noticed.emit(translated(choice.notice))
        self._said = choice.notice


def _list(progress: ProgressCallback, cancel: CancelToken) -> list[InputDevice]:
    return devices.list_devices(refresh=True)
