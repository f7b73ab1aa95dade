"""Everything that can be preferred; every change holds at once."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale, QSignalBlocker, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from spotgui import paths
from spotgui.errors import SpotguiError
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.settings import Settings, Theme
from spotgui.ui.context import AppContext
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.setup_wizard.state import StepName
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told, translated
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.combo import Combo
from spotgui.ui.widgets.layout import Card, Flow, column, holder, row
from spotgui.ui.widgets.text import ElidedLabel, label


class PreferencesPage(Page):
    """Groups of settings as cards; what a setting does stands below it."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, self.tr("Preferences"), width=720)
        self._checks: dict[str, QCheckBox] = {}
        self._combos: dict[str, QComboBox] = {}
        self.search_url = QLineEdit()
        self.search_url_note = label("", "caption")
        self._device_note = label("", "caption")
        self.body.addWidget(self._listening())
        self.body.addWidget(self._look())
        self.body.addWidget(self._network())
        self.body.addWidget(self._background())
        self.body.addWidget(self._library())
        self.body.addStretch(1)
        ctx.settings.changed.connect(self._show)
        self._show(ctx.settings.value)

    def open(self, argument: object) -> None:
        """Look which inputs there are now."""
        self._list_devices(refresh=False)

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self._combos["input_device"]

    def check(self, name: str) -> QCheckBox:
        """The box of a setting that is on or off."""
        return self._checks[name]

    def combo(self, name: str) -> QComboBox:
        """The list of a setting that has several values."""
        return self._combos[name]

    def _listening(self) -> QWidget:
        self._refresh = IconButton("refresh", self.tr("Look for inputs again"))
        self._refresh.clicked.connect(self._look_again)
        device = self._combo("input_device")
        caption = label(self.tr("&Input"), wrap=False)
        caption.setBuddy(device)
        chooser = row(device, self._refresh)
        chooser.setStretch(0, 1)
        test = Button(self.tr("Test the microphone"), icon_name="microphone")
        test.clicked.connect(self._test_microphone)
        return Card(
            label(self.tr("Listening"), "heading"),
            column(caption, chooser, self._device_note, gap=tokens.HALF),
            self._check(
                "preroll",
                self.tr("Use the seconds before the click"),
                self.tr("While this window is open, the last seconds of sound are kept in memory, never on disk."),
            ),
            self._check(
                "continuous",
                self.tr("Keep listening after a result"),
                self.tr("Writes down what is playing, song after song, until you stop it."),
            ),
            holder(Flow(test)),
        )

    def _look(self) -> QWidget:
        theme = self._combo("theme")
        for value, text in (
            (Theme.SYSTEM, self.tr("As the desktop")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
        ):
            theme.addItem(text, value)
        language = self._combo("language")
        language.addItem(self.tr("As the desktop"), "")
        for code, name in _languages():
            language.addItem(name, code)
        return Card(
            label(self.tr("Look"), "heading"),
            self._labelled(self.tr("&Colours"), theme),
            self._check("large_text", self.tr("Larger text")),
            self._check("high_contrast", self.tr("High contrast"), self.tr("Stronger colours and borders.")),
            self._check("reduced_motion", self.tr("Less motion"), self.tr("Nothing moves that need not.")),
            self._labelled(self.tr("&Language"), language, self.tr("Holds from the next start.")),
        )

    def _network(self) -> QWidget:
        self.search_url.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search_url.editingFinished.connect(self._change_search_url)
        return Card(
            label(self.tr("Network"), "heading"),
            self._check(
                "network",
                self.tr("Fetch album art"),
                self.tr("The only thing that is ever fetched. Recognition never needs the network."),
            ),
            holder(
                column(
                    self._labelled(self.tr("&Search the web with"), self.search_url),
                    self.search_url_note,
                    gap=tokens.HALF,
                )
            ),
        )

    def _background(self) -> QWidget:
        boxes = [
            self._check(
                "notifications",
                self.tr("Notify me"),
                self.tr("When a song is found while the window is in the background, and when an import ends."),
            ),
            self._check(
                "tray", self.tr("Show an icon in the tray"), self.tr("Closing the window then keeps it there.")
            ),
        ]
        if sys.platform.startswith("linux"):
            boxes.append(
                self._check(
                    "mpris",
                    self.tr("Show the current song to other programs"),
                    self.tr("As a media player (MPRIS). Your media keys stay with your player."),
                )
            )
        return Card(label(self.tr("Background"), "heading"), *boxes)

    def _library(self) -> QWidget:
        self.place = ElidedLabel()
        setup = Button(self.tr("Run the setup again"), icon_name="wand")
        manage = Button(self.tr("Show the library"), icon_name="library")
        setup.clicked.connect(self._open_setup)
        manage.clicked.connect(self._open_library)
        return Card(
            label(self.tr("Library"), "heading"),
            column(label(self.tr("Everything is kept in"), "muted"), self.place, gap=tokens.HALF),
            holder(Flow(setup, manage)),
        )

    def _check(self, name: str, text: str, explanation: str = "") -> QWidget:
        box = QCheckBox(text)
        box.setProperty("setting", name)
        box.toggled.connect(self._toggle)
        self._checks[name] = box
        parts = [box]
        if explanation:
            below = label(explanation, "caption")
            below.setContentsMargins(28, 0, 0, 0)  # under the text of the box
            box.setAccessibleDescription(explanation)
            parts.append(below)
        return holder(column(*parts, gap=0))

    def _combo(self, name: str) -> QComboBox:
        combo = Combo()
        combo.setProperty("setting", name)
        combo.activated.connect(self._pick)
        self._combos[name] = combo
        return combo

    def _labelled(self, text: str, control: QWidget, explanation: str = "") -> QWidget:
        caption = label(text, wrap=False)
        caption.setBuddy(control)
        box = QVBoxLayout()
        box.setSpacing(tokens.HALF)
        box.addWidget(caption)
        box.addWidget(control)
        if explanation:
            box.addWidget(label(explanation, "caption"))
        return holder(box)

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        for name, box in self._checks.items():
            with QSignalBlocker(box):
                box.setChecked(getattr(settings, name))
        for name, combo in self._combos.items():
            combo.setCurrentIndex(combo.findData(getattr(settings, name)))
        if not self.search_url.hasFocus():
            self.search_url.setText(settings.search_url)
        self._judge_search_url(settings.search_url)
        self.place.setText(str(self.ctx.library.root))

    @Slot(bool)
    def _toggle(self, on: bool) -> None:
        self.ctx.settings.change(**{self.sender().property("setting"): on})

    @Slot()
    def _pick(self) -> None:
        combo = self.sender()
        name, value = combo.property("setting"), combo.currentData()
        # Qt keeps a StrEnum as a plain string
        self.ctx.settings.change(**{name: Theme(value) if name == "theme" else value})

    @Slot()
    def _change_search_url(self) -> None:
        url = self.search_url.text().strip() or Settings().search_url
        if self._judge_search_url(url):
            self.ctx.settings.change(search_url=url)
            self.search_url.setText(url)

    def _judge_search_url(self, url: str) -> bool:
        good = url.startswith(("https://", "http://")) and "{title}" in url
        self.search_url_note.setText(
            self.tr("{title} and {artist} are replaced by those of the song. Empty it for the default.")
            if good
            else self.tr("This is not used: it must begin with https:// and contain {title}.")
        )
        return good

    @Slot()
    def _look_again(self) -> None:
        self._list_devices(refresh=True)

    def _list_devices(self, *, refresh: bool) -> None:
        def work(progress: ProgressCallback, cancel: CancelToken) -> object:
            from spotgui.audio import devices

            return devices.list_devices(refresh=refresh)

        task = self.ctx.tasks.start("list inputs", work)
        task.done.connect(self._show_devices)
        task.failed.connect(self._no_devices)

    @Slot(object)
    def _show_devices(self, devices: list) -> None:
        combo = self._combos["input_device"]
        chosen = self.ctx.settings.value.input_device
        default = next((translated(d.label) for d in devices if d.is_default), "")
        combo.clear()
        first = self.tr("As the system ({name})").format(name=default) if default else self.tr("As the system")
        combo.addItem(first, "")
        for device in devices:
            combo.addItem(translated(device.label), device.id)
        if combo.findData(chosen) < 0:
            combo.addItem(self.tr("{id} (not there now)").format(id=chosen.partition(":")[2]), chosen)
        combo.setCurrentIndex(combo.findData(chosen))
        self._device_note.setText(
            "" if devices else self.tr("No input was found. Plug in a microphone and look again, or use sound files.")
        )
        self._device_note.setVisible(not devices)

    @Slot(object)
    def _no_devices(self, problem: BaseException) -> None:
        if isinstance(problem, SpotguiError):
            self._device_note.setText(told(problem))
            self._device_note.show()

    @Slot()
    def _test_microphone(self) -> None:
        self.ctx.navigator.go(Route.SETUP, StepName.MICROPHONE)

    @Slot()
    def _open_setup(self) -> None:
        self.ctx.navigator.go(Route.SETUP, StepName.WELCOME)

    @Slot()
    def _open_library(self) -> None:
        self.ctx.navigator.go(Route.LIBRARY)


def _languages() -> list[tuple[str, str]]:
    """Codes and own names of the translations that are there, and English."""
    files = sorted(paths.resource("translations").glob("spotgui_*.qm"))
    codes = {"en", *(file.stem.removeprefix("spotgui_") for file in files)}
    return [(code, QLocale(code).nativeLanguageName() or code) for code in sorted(codes)]
