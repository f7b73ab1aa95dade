#!/usr/bin/env python3
"""Set everything up, then check and test: linters, types, layers, the whole suite.

python3 build_scripts/test.py                 all but the slow tests (with CI=true those too)
python3 build_scripts/test.py --all           the slow ones too
python3 build_scripts/test.py -k importer     other arguments go to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import _setup


def main() -> int:
    """Run every check, also after one failed, and return 1 if any did."""
    try:
        python = _setup.prepare(tests=True)
    except _setup.NotPossibleError as error:
        print(error, file=sys.stderr)
        return _setup.EXIT_NOT_POSSIBLE
    arguments = sys.argv[1:]
    everything = "--all" in arguments or os.environ.get("CI") == "true"
    pytest = [*_selection(everything), *(a for a in arguments if a != "--all")]
    checks: dict[str, list[str | Path]] = {
        "ruff check": [python, "-m", "ruff", "check"],
        "ruff format": [python, "-m", "ruff", "format", "--check"],
        "mypy": [python, "-m", "mypy"],
        "import-linter": [python.parent / "lint-imports", "--no-logo"],
        "pytest": [python, "-m", "pytest", *pytest],
    }
    outcomes = {}
    for name, command in checks.items():
        _setup.say(name)
        began = time.monotonic()
        code = subprocess.run(command, cwd=_setup.ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        outcomes[name] = (code, time.monotonic() - began)
    print()
    for name, (code, seconds) in outcomes.items():
        print(f"{'passed' if code == 0 else 'FAILED'}  {name:14} {seconds:6.1f} s")
    return int(any(code for code, _ in outcomes.values()))


def _selection(everything: bool) -> list[str]:
    """The parts of the suite to run, two processes at a time."""
    return ["-n", "2", *([] if everything else ["-m", "not slow"])]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
