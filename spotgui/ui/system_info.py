"""What a bug report needs to know about the machine, as text to copy."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from spotgui import __version__
from spotgui.paths import Library

_PACKAGES = ("PySide6-Essentials", "duckdb", "numpy", "scipy", "numba", "sounddevice", "soundfile", "zstandard")


def system_info(library: Library) -> str:
    """One line a fact; nothing about what was heard or imported."""
    screen = QGuiApplication.primaryScreen()
    lines = [
        f"spotgui {__version__}",
        f"Python {platform.python_version()} ({sys.executable})",
        f"Qt {qVersion()} on {QGuiApplication.platformName()}",
        f"System {QSysInfo.prettyProductName()}, kernel {QSysInfo.kernelVersion()}",
        f"Processor {QSysInfo.currentCpuArchitecture()}",
        f"Locale {QLocale.system().name()}",
        f"Library {library.root}",
    ]
    if screen:
        size, ratio = screen.size(), screen.devicePixelRatio()
        lines.append(f"Screen {size.width()} x {size.height()} at {ratio:g}x")
    lines += [f"{name} {_version(name)}" for name in _PACKAGES]
    return "\n".join(lines)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
