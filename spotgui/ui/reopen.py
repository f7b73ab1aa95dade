"""Another library: the window is closed and opened again with it, since everything in it belongs to one library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from spotgui.ui.context import AppContext

EXIT_REOPEN = 75
"""Exit code of the event loop that asks for it."""


def may_choose_library() -> bool:
    """False when $SPOTGUI_DATA has chosen it."""
    return not os.environ.get("SPOTGUI_DATA")


def reopen_with(ctx: AppContext, root: Path) -> None:
    """Use another directory from now on."""
    ctx.settings.change(library=str(root))
    QCoreApplication.exit(EXIT_REOPEN)


def start_again() -> int:
    """Run the program again as it was started; does not come back where the system can replace a process."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":
        subprocess.Popen(command)
    else:
        os.execv(sys.executable, command)
    return 0
