"""Compiled kernels follow their sources, all of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from spotgui import kernel_cache

SOURCES = Path(kernel_cache.__file__).parent
KERNEL = """
from numba import njit
from spotgui.fingerprint.constants import ANSWER

@njit(cache=True)
def f():
    return ANSWER
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package of our name, with one kernel that uses a constant of another file."""
    made = tmp_path / "spotgui"
    for package in kernel_cache.PACKAGES:
        (made / package).mkdir(parents=True)
        (made / package / "__init__.py").touch()
    for name in ("__init__.py", "kernel_cache.py", "paths.py", "errors.py", "sentences.py"):
        shutil.copy(SOURCES / name, made)
    write(made / "fingerprint" / "constants.py", "ANSWER = 1\n")
    write(made / "index" / "kernel.py", KERNEL)
    write(made / "index" / "other.py", "UNUSED = 1\n")
    return made


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "kernels"
    made.mkdir()
    return made


def write(file: Path, text: str) -> None:
    file.write_text(text)
    shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)  # Python itself looks at seconds only


def answer(tree: Path, **variables: str) -> int:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("NUMBA_CACHE_DIR", "SPOTGUI_KERNELS")
    }
    ran = subprocess.run(
        [sys.executable, "-c", "from spotgui.index.kernel import f; print(f())"],
        env={**environment, "PYTHONPATH": str(tree.parent), **variables},
        cwd=tree.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(ran.stdout)


def compiled(folder: Path) -> list[Path]:
    return list(folder.rglob("*.nbc"))


def test_a_kernel_is_compiled_again_when_what_it_uses_has_changed(tree: Path) -> None:
    assert answer(tree) == answer(tree) == 1
    write(tree / "fingerprint" / "constants.py", "ANSWER = 2\n")
    assert answer(tree) == 2
    write(tree / "fingerprint" / "constants.py", "ANSWER = 1\n")
    assert answer(tree) == 1
    kept = tree / "__pycache__" / "kernels"
    assert len(compiled(tree)) == len(compiled(kept)) == 2, "the former one was still there"


def test_where_nothing_may_be_written_they_are_the_users(tree: Path, tmp_path: Path) -> None:
    (tree / "__pycache__").touch()  # refused to root too
    assert answer(tree, XDG_CACHE_HOME=str(tmp_path / "cache")) == 1
    assert len(compiled(tmp_path / "cache")) == 1
    (tmp_path / "file").touch()
    assert answer(tree, XDG_CACHE_HOME=str(tmp_path / "file"), PYTHONDONTWRITEBYTECODE="1") == 1


def test_the_users_own_directory_stays(tree: Path, tmp_path: Path) -> None:
    assert answer(tree, NUMBA_CACHE_DIR=str(tmp_path / "own")) == 1
    assert len(compiled(tmp_path / "own")) == 1
    # what a parent process was told for other sources is no wish of the user
    former = str(tmp_path / "former")
    assert answer(tree, NUMBA_CACHE_DIR=former, SPOTGUI_KERNELS=former) == 1
    assert not compiled(tmp_path / "former")


def test_only_what_kernels_are_made_of_counts(tree: Path, place: Path) -> None:
    first = kernel_cache.directory(tree, place)
    (tree / "index" / "other.py").write_text("UNUSED = 2\n")
    assert kernel_cache.directory(tree, place) == first
    os.utime(tree / "index" / "kernel.py", (1, 1))
    assert kernel_cache.directory(tree, place) == first
    (tree / "index" / "kernel.py").write_text(KERNEL.replace("import ANSWER", "import (\n    ANSWER,\n)"))
    second = kernel_cache.directory(tree, place)
    (tree / "fingerprint" / "constants.py").write_text("ANSWER = 2\n")
    assert len({first, second, kernel_cache.directory(tree, place)}) == 3


def test_old_ones_are_removed(tree: Path, place: Path) -> None:
    made = []
    for number in range(6):
        (tree / "fingerprint" / "constants.py").write_text(f"ANSWER = {number}\n")
        made.append(kernel_cache.directory(tree, place))
        os.utime(made[-1], (number, number))
    assert {path for path in place.iterdir() if path.is_dir()} == {*made[-kernel_cache.KEPT :]}
    assert [path.name for path in place.iterdir() if path.is_file()] == ["sources"]


@pytest.mark.parametrize("text", ["", "nothing", "\n\n", "\0"])
def test_a_damaged_note_is_written_again(tree: Path, place: Path, text: str) -> None:
    first = kernel_cache.directory(tree, place)
    note = place / "sources"
    whole = note.read_text()
    note.write_text(text)
    assert kernel_cache.directory(tree, place) == first and note.read_text() == whole


def test_all_kernels_are_where_they_are_looked_for() -> None:
    found = {
        file.parent.relative_to(SOURCES).as_posix()
        for file in SOURCES.rglob("*.py")
        if "@njit" in file.read_text("utf-8") or "@numba" in file.read_text("utf-8")
    }
    assert found == {*kernel_cache.PACKAGES}
