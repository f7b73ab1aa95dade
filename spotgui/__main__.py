"""`spotgui`: the window when called without arguments, the command line otherwise."""

from __future__ import annotations

import os
import sys

_NO_WINDOW = 3


def main() -> int:
    """Start what was asked for.

    Returns
    -------
    int
        The exit code: see `spotgui --help`.
    """
    if len(sys.argv) > 1:
        from spotgui.cli.main import run as run_command

        return run_command(sys.argv[1:])
    if not _has_display():
        # Qt would abort the process
        print("spotgui: there is no display for the window.", file=sys.stderr)
        print("  Use the command line: `spotgui --help`, or see it work with `spotgui demo`.", file=sys.stderr)
        return _NO_WINDOW
    from spotgui.app import run

    return run()


def _has_display() -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
