"""Is there room before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

from spotgui.errors import DiskFullError


def human(size: float) -> str:
    """Bytes as people read them: "36.7 GB"."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def check_room(folder: Path, needed: int, what: str) -> None:
    """Refuse to start what cannot be finished.

    Raises
    ------
    DiskFullError
        Fewer than `needed` bytes are free where `folder` is.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFullError(
            "{what} needs {needed} in {folder}, but only {free} are free.",
            "Make room there, or use another data directory.",
            what=what,
            needed=human(needed),
            folder=folder,
            free=human(free),
        )
