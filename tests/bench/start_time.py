"""From the start of the process to a window that can be used, and what is read only later.

    python tests/bench/start_time.py [LIBRARY]

Usable: the window is painted and the event loop has answered, so a click on Listen would be taken. The heavy
libraries are read after that, off the GUI thread; the second figure says when the first answer could be computed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RUNS = 7
LAZY = ("numba", "scipy", "duckdb", "soundfile", "sounddevice", "zstandard", "PySide6.QtNetwork", "multiprocessing")

CHILD = """
import json, sys, time
from PySide6.QtCore import QTimer
from spotgui import app as program
from spotgui.tasks.engine import Readiness

began = float(sys.argv[1])
sys.argv = ["spotgui"]
figures = {}

class Watched(program.Program):
    def start(self):
        super().start()
        QTimer.singleShot(0, self.usable)
        self.ctx.engine.changed.connect(self.engine_changed)

    def usable(self):
        self.window.grab()
        figures["usable"] = time.time() - began
        figures["computed"] = time.process_time()
        figures["read before"] = [name for name in LAZY if name in sys.modules]
        figures["modules"] = len(sys.modules)

    def engine_changed(self, state):
        if state.readiness in (Readiness.READY, Readiness.EMPTY, Readiness.FAILED):
            figures["ready"] = time.time() - began
            figures["tracks"] = state.tracks
            self.window.close()

program.Program = Watched
program.run()
print(json.dumps(figures))
"""


def measure(library: Path, home: Path) -> dict[str, object]:
    """Start the program once."""
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "SPOTGUI_DATA": str(library),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CACHE", "CONFIG", "STATE")},
    }
    done = subprocess.run(
        [sys.executable, "-c", f"LAZY = {LAZY!r}\n{CHILD}", str(time.time())],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode or not done.stdout.strip():
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        library = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(home) / "library"
        measure(library, Path(home))  # compiles byte code
        runs = [measure(library, Path(home)) for _ in range(RUNS)]
    print(f"{'':24}{'median':>10}{'worst':>10}")
    for name, meaning in (
        ("usable", "window usable, s"),
        ("computed", "  of that computing, s"),
        ("ready", "first answer possible, s"),
    ):
        values = [float(str(run[name])) for run in runs]
        print(f"{meaning:24}{statistics.median(values):10.2f}{max(values):10.2f}")
    print(f"tracks in the index: {runs[0]['tracks']}; modules read before: {runs[0]['modules']}")
    early = runs[0]["read before"]
    print(f"read later, off the GUI thread: {', '.join(n for n in LAZY if n not in early)}")
    print(f"read before the window: {', '.join(early) or 'none of these'}")


if __name__ == "__main__":
    main()
