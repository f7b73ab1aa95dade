"""What run.py and test.py share: system libraries, a virtual environment, the project in it. Standard library only."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)
EXIT_NOT_POSSIBLE = 3

RUN_PACKAGES = (
    # sound: PortAudio, its way to PulseAudio and PipeWire, and what names their inputs and monitors
    "libportaudio2", "libasound2-plugins", "pulseaudio-utils",
    # what Qt loads for its window
    "libgl1", "libegl1", "libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1", "libxcb-cursor0",
    "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1", "libxcb-image0", "libxcb-render-util0",
    "libxcb-randr0", "libxcb-xinerama0", "libglib2.0-0", "libbrotli1", "libwayland-client0", "libwayland-cursor0",
    "libwayland-egl1",
)  # fmt: skip
TEST_PACKAGES = (
    # a screen, a window manager, hands and eyes
    "xvfb", "openbox", "xdotool", "x11-utils", "imagemagick", "fonts-dejavu-core", "dbus-x11", "at-spi2-core",
    # desktop files checked by their own validators, MPRIS asked over a bus
    "desktop-file-utils", "appstream", "libglib2.0-bin",
    # a virtual microphone, and sound files of every kind
    "pulseaudio", "sox", "libsox-fmt-all", "ffmpeg", "espeak-ng", "zstd",
)  # fmt: skip


class NotPossibleError(Exception):
    """Something that this script may not or cannot do; the message says what to do instead."""


def prepare(*, tests: bool) -> Path:
    """Install what is missing and return the Python of the project's environment.

    Parameters
    ----------
    tests : bool
        Also what only the tests need.

    Raises
    ------
    NotPossibleError
        With a sentence for the user.
    """
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        raise NotPossibleError(f"Python 3.11 or newer is needed, this is {found}: run the script with a newer one.")
    _system_packages(RUN_PACKAGES + (TEST_PACKAGES if tests else ()))
    python = _environment()
    _install(python, tests=tests)
    return python


def say(text: str) -> None:
    """Tell the user what is going on, on stderr: stdout belongs to what is run."""
    print(f"[setup] {text}", file=sys.stderr, flush=True)


def _system_packages(wanted: tuple[str, ...]) -> None:
    """Install Debian packages that are missing; elsewhere there is nothing to do here."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return
    missing = _missing(wanted)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = _root_prefix()
    if prefix is None:
        raise NotPossibleError(
            f"System libraries are missing and only root may install them. Please run\n\n"
            f"  sudo apt-get update && sudo {' '.join(install)}\n\nand then this script again."
        )
    say(f"installing {len(missing)} system packages: {' '.join(missing)}")
    for step in (["apt-get", "update", "-q"], install):
        if not _runs([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *step]):
            raise NotPossibleError(f"`{' '.join(step)}` failed; its last lines above say why. Mend that and try again.")


def _missing(wanted: tuple[str, ...]) -> list[str]:
    """Those of the packages that dpkg does not report as installed; a name may be provided by another package."""
    query = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Provides}\n"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    installed: set[str] = set()
    for line in query.stdout.splitlines():
        status, *names = line.replace(",", " ").split()
        if status == "installed":
            installed.update(names)
    return [name for name in wanted if name not in installed]


def _root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None when neither works."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and _runs([sudo, "-n", "true"], quiet=True) else None


def _environment() -> Path:
    """The virtual environment's Python; made when missing, or when made by a Python that is gone or another."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and _version_of(python) == sys.version_info[:2]:
        return python
    _need_venv_module()
    say(f"making a virtual environment in {VENV}")
    if not _runs([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise NotPossibleError(f"The virtual environment {VENV} could not be made; the lines above say why.")
    return python


def _version_of(python: Path) -> tuple[int, ...]:
    code = "import sys; print(*sys.version_info[:2])"
    ran = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return tuple(map(int, ran.stdout.split())) if ran.returncode == 0 else ()


def _need_venv_module() -> None:
    """Debian splits Python: without its package python3-venv there is no `ensurepip`."""
    check = [sys.executable, "-c", "import ensurepip, venv"]
    if not _runs(check, quiet=True):
        _system_packages(("python3-venv",))
        if not _runs(check, quiet=True):
            raise NotPossibleError(f"{sys.executable} cannot make virtual environments: it lacks venv or ensurepip.")


def _install(python: Path, *, tests: bool) -> None:
    """Install the project and its dependencies, unless the same was installed here before."""
    # an environment knows its own place: one that was copied or moved is not this one
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + os.fsencode(VENV)).hexdigest()
    kind = "dev" if tests else "run"
    # the larger set serves both
    stamps = [VENV / "installed-dev", *([] if tests else [VENV / "installed-run"])]
    if any(stamp.exists() and stamp.read_text() == wanted for stamp in stamps):
        return
    target = f"{ROOT}[dev]" if tests else str(ROOT)
    say("installing Python packages; the first time this takes a minute or two")
    options = ["--disable-pip-version-check", "--no-input", "--retries", "2", "-q"]
    if not _runs([str(python), "-m", "pip", "install", *options, "-e", target]):
        raise NotPossibleError(
            "pip could not install the packages; its last lines above say why. "
            "They come from the Internet: is there a connection? Then run this script again."
        )
    say("compiling the inner loops; this once it takes a minute or two")
    if not _runs([str(python), "-m", "spotgui.demo.warm_up"]):
        raise NotPossibleError("spotgui was installed but does not work here; the lines above say why.")
    (VENV / f"installed-{kind}").write_text(wanted)


def _runs(command: list[str], *, quiet: bool = False) -> bool:
    """Run a command without input, its output on stderr or dropped; True when it succeeds."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False).returncode == 0
