"""What the two commands say when they cannot do it themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[3] / "build_scripts"


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import _setup

    yield _setup
    del sys.modules["_setup"]


def _fake_dpkg(directory: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Programs before all others: a dpkg that knows these packages, an apt-get that must not run."""
    for name, text in {"dpkg-query": f"cat <<'X'\n{lines}X\n", "apt-get": "exit 99\n", "sudo": "exit 1\n"}.items():
        (directory / name).write_text(f"#!/bin/sh\n{text}")
        (directory / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(directory), prepend=":")


def test_an_old_python_is_named(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    with pytest.raises(setup.NotPossibleError, match=r"3\.11 or newer .* this is 3\.9"):
        setup.prepare(tests=False)


def test_without_root_the_exact_command_is_printed(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = [p for p in setup.RUN_PACKAGES if p not in ("libgl1", "libglib2.0-0")]
    lines = "".join(f"installed {p} \n" for p in installed) + "installed libglib2.0-0t64 libglib2.0-0 (= 2.80), x\n"
    _fake_dpkg(tmp_path, monkeypatch, lines + "config-files libgl1 \n")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    with pytest.raises(setup.NotPossibleError, match=r"sudo apt-get install -y --no-install-recommends libgl1\n"):
        setup.prepare(tests=False)


def test_a_failing_apt_is_reported(setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake_dpkg(tmp_path, monkeypatch, "installed bash \n")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    with pytest.raises(setup.NotPossibleError, match=r"`apt-get update -q` failed"):
        setup.prepare(tests=False)


def test_packages_are_installed_once_and_again_when_the_place_changes(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(setup, "VENV", tmp_path / "a")
    monkeypatch.setattr(setup, "_runs", lambda command, quiet=False: calls.append(command) or True)
    (tmp_path / "a").mkdir()
    setup._install(Path("python"), tests=True)
    setup._install(Path("python"), tests=True)
    setup._install(Path("python"), tests=False)
    assert len(calls) == 2 and calls[0][-1].endswith("[dev]") and calls[1][-1] == "spotgui.demo.warm_up"
    (tmp_path / "a").rename(tmp_path / "b")
    monkeypatch.setattr(setup, "VENV", tmp_path / "b")
    setup._install(Path("python"), tests=False)
    assert len(calls) == 4 and not calls[2][-1].endswith("[dev]")


def test_an_environment_of_another_python_is_made_anew(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\necho 3 10\n")
    python.chmod(0o755)
    monkeypatch.setattr(setup, "VENV", tmp_path)
    calls: list[list[str]] = []
    monkeypatch.setattr(setup, "_runs", lambda command, quiet=False: calls.append(command) or True)
    assert setup._environment() == python
    assert calls[-1][1:] == ["-m", "venv", "--clear", str(tmp_path)]
    python.write_text("#!/bin/sh\necho {} {}\n".format(*sys.version_info[:2]))
    calls.clear()
    assert setup._environment() == python and not calls


def test_the_scripts_parse_with_an_older_python() -> None:
    # so that the sentence about the version is what an old Python prints, not a SyntaxError
    for script in ("_setup.py", "run.py", "test.py"):
        source = (SCRIPTS / script).read_text()
        compile(source, script, "exec")
        subprocess.run(
            [sys.executable, "-c", "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 8))"],
            input=source, text=True, check=True,
        )  # fmt: skip
