"""How long the window does not answer while the machine works: the longest gaps between beats of a 10 ms timer.

    python tests/bench/window_smoothness.py LIBRARY TAPE SHARD...

LIBRARY is copied first. Measured while idle, while a tape is recognised again and again, while a search is typed, and
while the shards are imported and a search is typed; and while pages are opened. The event loop is to be
blocked for no more than 50 ms. A busy machine has gaps of its own: compare with idle, and look at the processor time
that the window's thread spent in one turn of the loop, which another program cannot add to (but it can slow it down
where two threads share a core).
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
PAGES = (Route.CATALOGUE, Route.HISTORY, Route.LIBRARY, Route.PREFERENCES, Route.SETUP, Route.LISTEN)
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
    turns = []
    began, turn, next_step = time.monotonic(), 0, 0.0
    while not until() or time.monotonic() - began < SECONDS:
        before = time.thread_time()
        app.processEvents()
        turns.append(1000 * (time.thread_time() - before))
        if time.monotonic() > next_step:
            before = time.thread_time()
            step(turn)
            turns.append(1000 * (time.thread_time() - before))
            turn += 1
            next_step = time.monotonic() + 0.15
        time.sleep(0.001)
    gaps = pulse.stop()
    turns.sort()
    late, long = sum(gap > 50 for gap in gaps), sum(turn > 20 for turn in turns)
    print(
        f"{name:30}{gaps[len(gaps) // 2]:8.1f}{gaps[int(len(gaps) * 0.99)]:8.1f}{gaps[-1]:8.1f}{late:8d}"
        f"{turns[int(len(turns) * 0.999)]:12.1f}{turns[-1]:8.1f}{long:8d}"
    )


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
        print(f"{'ms':30}{'beats of 10 ms apart':^32}{'CPU of a turn':^28}")
        print(f"{'':30}{'median':>8}{'99 %':>8}{'worst':>8}{'> 50':>8}{'99.9 %':>12}{'worst':>8}{'> 20':>8}")
        measure("start, libraries being read", app, pulse, lambda turn: None, settled)
        measure("idle", app, pulse, lambda turn: None, lambda: True)
        measure("opening pages", app, pulse, lambda turn: open_page(program, turn), lambda: True)
        drain(app, settled)
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


def open_page(program: Program, turn: int) -> None:
    """Another page."""
    if turn % 3 == 0:
        program.ctx.navigator.go(PAGES[turn // 3 % len(PAGES)])


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
