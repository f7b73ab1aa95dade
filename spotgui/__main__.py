"""`spotgui`: the window when called without arguments, the command line otherwise."""

from __future__ import annotations

import sys


def main() -> int:
    """Start what was asked for.

    Returns
    -------
    int
        The exit code: see `spotgui --help`.
    """
    if len(sys.argv) == 1:
        from spotgui.app import run

        return run()
    from spotgui.cli.main import run as run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
