"""Where the demo's files are kept; light, since the window asks before anything of the demo is made."""

from __future__ import annotations

from pathlib import Path

from spotgui.paths import cache_dir

NOISY_TAPE = "room-noise-small-speaker"


def demo_directory() -> Path:
    """Where the demo's dump is kept when no directory is named."""
    return cache_dir() / "demo"


def tapes_directory() -> Path:
    """Recordings of its pieces, as a microphone would hear them."""
    return demo_directory() / "tapes"
