#!/usr/bin/env python3
"""Set everything up and run spotgui: the window, or without a display the demo on the command line.

python3 build_scripts/run.py              the window, or `spotgui demo` where there is no display
python3 build_scripts/run.py ARGUMENTS    the same as `spotgui ARGUMENTS`
"""

from __future__ import annotations

import os
import subprocess
import sys

import _setup


def main() -> int:
    """Prepare, then run with the arguments of this script."""
    try:
        python = _setup.prepare(tests=False)
    except _setup.NotPossibleError as error:
        print(error, file=sys.stderr)
        return _setup.EXIT_NOT_POSSIBLE
    arguments = sys.argv[1:]
    if not arguments and not _has_display():
        _setup.say("no display: running the demo on the command line")
        arguments = ["demo"]
    try:
        return subprocess.run([python, "-m", "spotgui", *arguments], check=False).returncode
    except KeyboardInterrupt:
        return 130


def _has_display() -> bool:
    """True where a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
