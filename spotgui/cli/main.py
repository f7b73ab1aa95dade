"""Run one command and turn what happened into an exit code."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from spotgui import paths, settings
from spotgui.cli.arguments import parser
from spotgui.cli.text import wrap
from spotgui.errors import SpotguiError, file_refusals
from spotgui.progress import Cancelled

DONE = 0
INTERRUPTED = 130

_MODULES = {
    "identify": "recognition",
    "timeline": "timeline",
    "listen": "recognition",
    "devices": "sound",
    "fingerprint": "sound",
    "search": "catalog",
    "show": "catalog",
    "import": "imports",
    "status": "library",
    "verify": "library",
    "rebuild": "library",
    "select": "selection",
    "demo": "demo",
}


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str
        As in ``sys.argv[1:]``.

    Returns
    -------
    int
        The exit code, as `spotgui --help` explains.
    """
    parsed = parser().parse_args(arguments)
    parsed.data = parsed.data or parsed.data_before
    # what is logged is for the window's log view; without any handler Python would print it among our sentences
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        if parsed.data is None and parsed.command != "demo":
            parsed.data = _library_of_the_window()
        with file_refusals():
            code = _command(parsed)
            sys.stdout.flush()
    except SpotguiError as error:
        print(wrap(f"spotgui: {error.message}"), file=sys.stderr)
        if error.action:
            print(wrap(error.action, indent="  "), file=sys.stderr)
        return error.exit_code
    except (Cancelled, KeyboardInterrupt):
        print("\nspotgui: stopped; what was finished is kept.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has gone; python would complain again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _library_of_the_window() -> Path:
    loaded = settings.load(paths.config_dir() / settings.FILE_NAME)
    if loaded.notice:
        print(wrap(f"spotgui: {loaded.notice}"), file=sys.stderr)
    library = paths.default_library(loaded.settings.library)
    paths.check_library(library, loaded.settings.library)
    return library.root


def _command(parsed: argparse.Namespace) -> int:
    # only the module that is needed: the others would import numba and the databases for nothing
    module = importlib.import_module(f"spotgui.cli.{_MODULES[parsed.command]}_commands")
    code: int = getattr(module, parsed.command if parsed.command != "import" else "import_")(parsed)
    return code
