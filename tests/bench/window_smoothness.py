"""How long the window does not answer while the machine works: the longest gaps between beats of a 10 ms timer.

    python tests/bench/window_smoothness.py LIBRARY TAPE SHARD...

LIBRARY is copied first. Measured while idle, while a tape is recognised again and again, while a search is typed, and
while the shards are imported and a search is typed. The event loop is to be blocked for no more than 50 ms; compare
with idle, since a busy machine has gaps of its own.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from PySide6.QtCore import QObject, QTimer, Slot

from spotgui.app import Program, make_application
from spotgui.paths import Library
from spotgui.settings import Settings
from spotgui.ui.imports.status import ImportPlan
from spotgui.ui.navigation import Route
from spotgui.ui.settings_store import SettingsStore

BEAT_MS = 10
SECONDS = 8.0
TYPED = ("s", "so", "son", "song", "r", "ra", "rai", "rain", "w", "wr", "wre")


class Pulse(QObject):
    """Notes how late each beat comes."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to measure."""
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Gaps in milliseconds, shortest first."""
        self._timer.stop()
        return sorted(self.gaps)

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now


def measure(name: str, app: object, pulse: Pulse, step: Callable[[int], None], until: Callable[[], bool]) -> None:
    """Run one situation and print its line."""
    pulse.start()
    began, turn, next_step = time.monotonic(), 0, 0.0
    while not until() or time.monotonic() - began < SECONDS:
        app.processEvents()
        if time.monotonic() > next_step:
            step(turn)
            turn += 1
            next_step = time.monotonic() + 0.15
        time.sleep(0.001)
    gaps = pulse.stop()
    late = sum(gap > 50 for gap in gaps)
    print(f"{name:34}{gaps[len(gaps) // 2]:9.1f}{gaps[int(len(gaps) * 0.99)]:9.1f}{gaps[-1]:9.1f}{late:9d}")


def main() -> None:
    """Print the table."""
    source, tape, shards = Path(sys.argv[1]), Path(sys.argv[2]), [Path(a) for a in sys.argv[3:]]
    app = make_application([])
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(source, Path(home) / "library")
        store = SettingsStore(Path(home) / "settings.json", Settings(network=False))
        program = Program(app, Library(Path(home) / "library"), store)
        program.start()
        settled = lambda: not program.ctx.tasks.running  # noqa: E731
        pulse = Pulse()
        print(f"{'gaps between 10 ms beats, ms':34}{'median':>9}{'99 %':>9}{'worst':>9}{'> 50 ms':>9}")
        measure("start, libraries being read", app, pulse, lambda turn: None, settled)
        measure("idle", app, pulse, lambda turn: None, lambda: True)
        measure("recognising a file", app, pulse, lambda turn: recognise(program, tape), lambda: True)
        drain(app, settled)
        measure("typing a search", app, pulse, lambda turn: search(program, turn), lambda: True)
        drain(app, settled)
        if shards:
            program.ctx.imports.start(ImportPlan(shards=tuple(shards)))
            measure(
                "importing, typing a search",
                app,
                pulse,
                lambda turn: search(program, turn),
                lambda: not program.ctx.imports.status.running,
            )
        program.end()


def recognise(program: Program, tape: Path) -> None:
    """Recognise the tape unless that is going on."""
    if not program.ctx.tasks.running:
        program.ctx.navigator.go(Route.LISTEN, tape)


def search(program: Program, turn: int) -> None:
    """One more letter."""
    program.ctx.navigator.go(Route.CATALOGUE, TYPED[turn % len(TYPED)])


def drain(app: object, settled: Callable[[], bool]) -> None:
    """Let what runs end."""
    while not settled():
        app.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
