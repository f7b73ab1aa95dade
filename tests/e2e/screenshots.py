"""Pictures of every page for looking at: light and dark, at 1x and 2x, wide and at 480 x 640.

    python tests/e2e/screenshots.py LIBRARY TAPE [DIRECTORY]

The library is a real one (`spotgui demo` makes it), the tape a sound file to recognise; pictures go to `screenshots/`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SIZES = {"wide": (1120, 760), "narrow": (480, 640)}
SCALES = (1, 2)


def main() -> None:
    """Start this file again for each scale: Qt reads it once."""
    library, tape = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    directory = Path(sys.argv[3] if len(sys.argv) > 3 else ROOT / "screenshots").resolve()
    directory.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as home:
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": str(scale),
                "SPOTGUI_SHOT": str(scale),
                "PYTHONPATH": str(ROOT),
                "LC_ALL": "C.UTF-8",
                **{f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "CACHE", "CONFIG", "STATE")},
            }
            command = [sys.executable, __file__, str(library), str(tape), str(directory)]
            subprocess.run(command, env=environment, check=True)


def photograph() -> None:
    """In the child: go through all pages."""
    from PySide6.QtCore import QLocale

    from spotgui.app import Program, make_application
    from spotgui.paths import Library
    from spotgui.settings import Settings, Theme
    from spotgui.ui.settings_store import SettingsStore

    library, tape, directory = (Path(argument) for argument in sys.argv[1:4])
    QLocale.setDefault(QLocale("en_US"))
    app = make_application([])
    with tempfile.TemporaryDirectory() as home:
        plain = Settings(reduced_motion=True, network=False)
        store = SettingsStore(Path(home) / "settings.json", plain)
        program = Program(app, Library(library), store)
        program.start()
        camera = Camera(program, directory, os.environ["SPOTGUI_SHOT"])
        shown = camera.recognise(tape)
        for scheme in (Theme.LIGHT, Theme.DARK):
            store.change(theme=scheme)
            for name, size in SIZES.items():
                program.window.resize(*size)
                camera.suffix = f"{name}-{scheme}"
                camera.pages(shown)
        store.change(high_contrast=True)
        camera.suffix = "high-contrast"
        program.window.resize(*SIZES["wide"])
        camera.result(shown)
        empty = Program(app, Library(Path(home) / "empty"), SettingsStore(Path(home) / "other.json", plain))
        empty.start()
        camera = Camera(empty, directory, os.environ["SPOTGUI_SHOT"])
        for name, size in SIZES.items():
            camera.suffix = f"{name}-empty"
            empty.window.resize(*size)
            camera.navigation()
        program.end()
        empty.end()


class Camera:
    """Takes pictures of one program's window once nothing moves any more."""

    def __init__(self, program: object, directory: Path, scale: str) -> None:
        self.program = program
        self.window = program.window
        self.suffix = ""
        self._directory, self._scale = directory, scale
        program.ctx.engine.open()
        self._wait(lambda: not program.ctx.tasks.running)

    def shoot(self, name: str, widget: object = None) -> None:
        """Wait until nothing runs, then take a picture."""
        self._wait(lambda: not self.program.ctx.tasks.running)
        (widget or self.window).grab().save(str(self._directory / f"{name}-{self.suffix}@{self._scale}x.png"))

    def pages(self, shown: object) -> None:
        """Everything there is."""
        self.navigation()
        self.result(shown)
        self.listening(shown)
        self.catalogue(shown)
        self.dialogs()

    def navigation(self) -> None:
        """The pages of the navigation."""
        from spotgui.ui.pages import PAGES
        from spotgui.ui.setup_wizard.state import StepName

        for spec in PAGES:
            if spec.title:
                self.program.ctx.navigator.go(spec.route)
                self.shoot(spec.route)
        for step in StepName:
            if step is not StepName.BUILD:  # coming to it begins
                self.program.ctx.navigator.go("setup", step)
                self.shoot(f"setup-{step}")

    def result(self, shown: object) -> None:
        """The Result page, top and bottom."""
        from PySide6.QtWidgets import QScrollArea

        self.program.ctx.navigator.go("result", shown)
        bar = self.window.current.findChild(QScrollArea).verticalScrollBar()
        bar.setValue(0)  # a result that is shown again stands where it was left
        self.shoot("result")
        for part in (1, 2):
            bar.setValue(bar.maximum() * part // 2)
            self.shoot(f"result-{part}")

    def listening(self, shown: object) -> None:
        """The Listen page while it listens, and without an answer."""
        from spotgui.audio.levels import Level, SoundState
        from spotgui.recognizer.results import Query, Reason, Recognition
        from spotgui.tasks.ear import Sound
        from spotgui.tasks.listening import Hearing, Phase

        self.program.ctx.navigator.go("listen")
        page = self.window.current
        page.listening.phase = Phase.LISTENING
        page._show_phase(Phase.LISTENING)
        for at in range(90):
            page._show_sound(Sound(Level(-18 - (at * 37 % 23), -6, 0), SoundState.GOOD))
        matches = (*shown.recognition.matches, *shown.recognition.candidates)
        low = tuple(replace(m, score=m.threshold * (0.8 - 0.25 * n)) for n, m in enumerate(matches[:3]))
        page._show_hearing(Hearing(7.4, low))
        self.shoot("listen-listening")
        page.listening.phase = Phase.IDLE
        page._show_phase(Phase.IDLE)
        page._show_not_found(Recognition((), (), Query(25, 100), 1, Reason.NOT_IN_CATALOGUE))
        self.shoot("listen-not-found")
        several = tuple(replace(m, score=m.threshold + 30 - n, accepted=False) for n, m in enumerate(matches[:3]))
        page._show_not_found(Recognition((), several, Query(25, 100), 1, Reason.SHARED, len(several)))
        self.shoot("listen-one-of-these")
        page._show_phase(Phase.IDLE)

    def catalogue(self, shown: object) -> None:
        """Search, artist, album and track."""
        from spotgui.ui.navigation import Route

        navigator, catalog = self.program.ctx.navigator, self.program.ctx.catalog
        track_id = shown.recognition.matches[0].track_id
        found: list[object] = []
        task = catalog.ask("track", lambda opened: opened.catalog.track(track_id))
        task.done.connect(found.append)
        self._wait(lambda: bool(found))
        navigator.go(Route.CATALOGUE, "so")
        self.shoot("catalogue-search")
        for route, item in (
            (Route.TRACK, track_id),
            (Route.ALBUM, found[0].album_id),
            (Route.ARTIST, found[0].artists[0].artist_id),
        ):
            navigator.go(route, item)
            self.shoot(route)

    def dialogs(self) -> None:
        """The small windows."""
        from spotgui.ui.dialogs.crash_dialog import CrashDialog
        from spotgui.ui.dialogs.dialog import Dialog

        for show in (self.window.keys.show_about, self.window.keys.show_shortcuts, self.window.keys.show_log):
            show()
            dialog = self.window.findChild(Dialog)
            self.shoot(type(dialog).__name__, dialog)
            dialog.close()
            self._wait(lambda: self.window.findChild(Dialog) is None)
        crash = CrashDialog(ValueError("an example"), self.program.ctx.library, self.window)
        crash.show()
        self.shoot("CrashDialog", crash)
        crash.close()

    def recognise(self, tape: Path) -> object:
        """A real answer to show."""
        from spotgui.ui.navigation import Route

        self.program.ctx.navigator.go(Route.LISTEN, tape)
        self._wait(lambda: self.program.ctx.navigator.place.route is Route.RESULT)
        return self.program.ctx.navigator.place.argument

    def _wait(self, holds: Callable[[], bool], seconds: float = 120.0) -> None:
        import time

        from PySide6.QtWidgets import QApplication

        deadline = time.monotonic() + seconds
        calm = 0
        while calm < 4:
            QApplication.processEvents()
            time.sleep(0.02)
            calm = calm + 1 if holds() else 0
            if time.monotonic() > deadline:
                raise SystemExit(f"it does not come to rest: {[t.name for t in self.program.ctx.tasks.running]}")


if __name__ == "__main__":
    if "SPOTGUI_SHOT" in os.environ:
        photograph()
    else:
        main()
