"""Where compiled kernels are kept: a directory for every state of their sources.

Numba notices a change of the file that a kernel is in, not of the files whose functions and constants it uses, and
leaves behind what it compiled of former ones. So it is told a directory that is named after the text of all modules
with kernels and of what these import. Whether a file has changed is seen by its size and time: 0.5 ms of 107 files, and
reading this module, 2 ms more.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PACKAGES = ("fingerprint", "importer", "index", "recognizer")
"""Where kernels are, and what they use."""
KEPT = 3
"""States of the sources whose kernels are kept: the present one, and those that a program still running may use."""
_NUMBAS = "NUMBA_CACHE_DIR"
_OURS = "SPOTGUI_KERNELS"
_NOTE = "sources"
_IMPORT = r"(?m)^\s*from spotgui\.([\w.]+) import (\([^)]*\)|[^\n]*)"


def choose(tree: Path = Path(__file__).parent) -> None:
    """Tell numba the directory, before it is imported; not when the user has.

    Where nothing can be written, numba looks for a place by itself.

    Parameters
    ----------
    tree : Path
        The package's directory.
    """
    told = os.environ.get(_NUMBAS)
    if told and told != os.environ.get(_OURS):  # by a parent process it may have been told for former sources
        return
    for place in _places(tree):
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            if os.access(place, os.W_OK):
                os.environ[_NUMBAS] = os.environ[_OURS] = str(directory(tree, place))
                return


def directory(tree: Path, place: Path) -> Path:
    """The directory inside `place` for the sources as they are; made when they are new, and old ones removed.

    Raises
    ------
    OSError
    """
    state, note = _state(tree), place / _NOTE
    digest, known = _read(note)
    if known != state:
        digest = _digest(tree)
    chosen = place / digest
    if known != state or not chosen.is_dir():
        chosen.mkdir(exist_ok=True)
        os.utime(chosen)
        _write(note, f"{digest}\n{state}")
        _forget(place)
    return chosen


def _places(tree: Path) -> Iterator[Path]:
    yield tree / "__pycache__" / "kernels"
    import hashlib

    from spotgui.paths import cache_dir

    yield cache_dir() / "kernels" / hashlib.sha256(os.fsencode(tree)).hexdigest()[:16]


def _files(tree: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The sources, named as they are imported."""
    for package in PACKAGES:
        with os.scandir(tree / package) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    yield f"{package}.{entry.name[:-3]}", entry


def _state(tree: Path) -> str:
    """What tells at a glance whether a file has changed."""
    stats = ((name, entry.stat()) for name, entry in _files(tree))
    return "\n".join(sorted(f"{name} {of.st_size} {of.st_mtime_ns}" for name, of in stats))


def _digest(tree: Path) -> str:
    """Of the text of all modules with kernels and of what they import."""
    import hashlib

    texts = {name: Path(entry.path).read_text("utf-8") for name, entry in _files(tree)}
    waiting = [name for name, text in texts.items() if "njit" in text]
    seen = set[str]()
    while waiting:
        name = waiting.pop()
        if name in texts and name not in seen:
            seen.add(name)
            waiting += _imported(texts[name])
    return hashlib.sha256("\0".join(f"{name}\0{texts[name]}" for name in sorted(seen)).encode()).hexdigest()[:16]


def _imported(text: str) -> Iterator[str]:
    """Modules, and what may be modules."""
    for module, names in re.findall(_IMPORT, text):
        yield module
        yield from (f"{module}.{name}" for name in re.findall(r"\w+", names))


def _read(note: Path) -> tuple[str, str]:
    try:
        digest, state = note.read_text("utf-8").split("\n", 1)
    except (OSError, ValueError):
        return "", ""
    return digest, state


def _write(note: Path, text: str) -> None:
    part = note.with_name(f"{_NOTE}.{os.getpid()}")
    part.write_text(text, "utf-8")
    part.replace(note)


def _forget(place: Path) -> None:
    """Of all states but the last ones."""
    with suppress(OSError):  # another process may be forgetting the same
        found = sorted((p for p in place.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in found[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
