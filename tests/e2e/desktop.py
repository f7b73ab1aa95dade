"""A display with a window manager, and the program on it, driven as a user would: keys, mouse, eyes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("Xvfb", "openbox", "xdotool", "import")
SMALLEST_WINDOW = 400 * 400


def missing_programs() -> list[str]:
    """What has to be installed before a window can be driven."""
    return [name for name in NEEDED if shutil.which(name) is None]


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something to become true.

    Raises
    ------
    AssertionError
        If it does not; `what` says what was expected.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds:g} s: {what}"
        time.sleep(0.05)


class Display:
    """An X server of its own with openbox on it."""

    def __init__(self, width: int = 1280, height: int = 900) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            self.name = ":" + number.readline().strip()
        self._manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": self.name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_until(self._is_managed, 60, "the window manager is there")

    def xdotool(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run an xdotool command on this screen."""
        environment = {**os.environ, "DISPLAY": self.name}
        return subprocess.run(
            ["xdotool", *command], env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    def _is_managed(self) -> bool:
        # a window manager answers this; a bare screen has no desktops
        return self.xdotool("get_num_desktops").returncode == 0

    def close(self) -> None:
        """End window manager and server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)


@dataclass
class App:
    """The program in a process of its own.

    Attributes
    ----------
    home : Path
        Its settings, cache and logs.
    library : Path
        Its library, $SPOTGUI_DATA.
    """

    display: Display
    home: Path
    library: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    window: str = ""

    def start(self, seconds: float = 60.0) -> None:
        """Start it and wait for its window."""
        environment = {
            **os.environ,
            **self.environment,
            "DISPLAY": self.display.name,
            "SPOTGUI_DATA": str(self.library),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LOGGING_TO_CONSOLE": "1",
            "PYTHONFAULTHANDLER": "1",
            **{f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("DATA", "CACHE", "CONFIG", "STATE")},
        }
        self.home.mkdir(parents=True, exist_ok=True)
        log = (self.home / "output.txt").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "spotgui"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        log.close()
        wait_until(self._find_window, seconds, "the window opens")
        self.do("windowactivate", "--sync", self.window)

    def _find_window(self) -> bool:
        """Whether its window is to be seen: the largest, as tips and menus are windows too."""
        self._assert_runs()
        found = self.windows("--pid", str(self.process.pid))
        sizes = {window: self._size(window) for window in found}
        self.window = max(sizes, key=lambda window: sizes[window], default="")
        return bool(sizes) and sizes[self.window] > SMALLEST_WINDOW

    def windows(self, *conditions: str) -> list[str]:
        """Windows to be seen now; any of them may be gone the next moment."""
        return self.display.xdotool("search", "--onlyvisible", *conditions).stdout.split()

    def _size(self, window: str) -> int:
        """Pixels a window covers; none when it is gone by now."""
        place = _assignments(self.display.xdotool("getwindowgeometry", "--shell", window).stdout)
        return int(place.get("WIDTH", 0)) * int(place.get("HEIGHT", 0))

    def _assert_runs(self) -> None:
        assert self.process is not None
        assert self.process.poll() is None, f"the program ended with {self.process.returncode}: {self.output}"

    @property
    def output(self) -> str:
        """All that it wrote to the terminal."""
        return (self.home / "output.txt").read_text("utf-8", "replace")

    @property
    def title(self) -> str:
        """What the window's title says."""
        return self._xdotool("getwindowname", self.window).strip()

    def do(self, *command: str) -> None:
        """Run an xdotool command."""
        self._xdotool(*command)

    def key(self, keys: str) -> None:
        """Press keys in the window, such as "ctrl+l"."""
        self.do("windowfocus", "--sync", self.window)
        self.do("key", "--clearmodifiers", keys)

    def click(self, x: int, y: int) -> None:
        """Click a point of the window with the mouse."""
        self.do("mousemove", "--window", self.window, str(x), str(y))
        self.do("click", "1")

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.do("windowsize", "--sync", self.window, str(width), str(height))

    def picture(self, file: Path) -> Path:
        """Take a picture of the window with what lies over it."""
        place = _assignments(self._xdotool("getwindowgeometry", "--shell", self.window))
        area = f"{place['WIDTH']}x{place['HEIGHT']}+{place['X']}+{place['Y']}"
        subprocess.run(
            ["import", "-window", "root", "-crop", area, "+repage", str(file)],
            env={**os.environ, "DISPLAY": self.display.name},
            check=True,
            timeout=60,
        )
        return file

    def wait_for_title(self, part: str, seconds: float) -> None:
        """Wait until the window's title says something."""
        deadline = time.monotonic() + seconds
        while part not in (title := self.title):
            assert time.monotonic() < deadline, f"not within {seconds:g} s: {part!r}; the title is {title!r}"
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def quit(self, seconds: float = 30.0) -> int:
        """Close it by its key and return the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.key("ctrl+q")
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"it did not quit within {seconds:g} s: {self.output}") from None

    def _xdotool(self, *command: str) -> str:
        done = self.display.xdotool(*command)
        if done.returncode:
            # the window of a program that died is gone a moment before its exit code is there
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
            self._assert_runs()
        assert done.returncode == 0, f"xdotool {' '.join(command)}: {done.stderr}"
        return done.stdout


def _assignments(lines: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines.split() if "=" in line)
