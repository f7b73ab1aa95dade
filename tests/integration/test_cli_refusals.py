"""What the command line says when files, places or arguments cannot be used: a sentence, what to do, the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from spotgui.cli.main import run
from spotgui.errors import BadInputError, MachineError

Said: TypeAlias = Callable[[], tuple[str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Standard output and the sentences of stderr, unwrapped."""

    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return out, " ".join(err.split())

    return read


@pytest.mark.parametrize(
    "command", [["status"], ["search", "x"], ["identify", "-"], ["import", "library"]], ids=" ".join
)
def test_a_place_that_the_system_refuses(command: list[str], tmp_path: Path, said: Said) -> None:
    refused = tmp_path / ("long" * 100)  # refused to root too
    where = [str(refused), "--data", str(tmp_path)] if command[-1] == "library" else ["--data", str(refused)]
    assert run([*command, *where]) == MachineError.exit_code
    _, sentence = said()
    assert "cannot be used: File name too long." in sentence
    assert "Check that its disk is there" in sentence


def test_a_library_below_a_file(tmp_path: Path, said: Said) -> None:
    (tmp_path / "file").touch()
    data = str(tmp_path / "file" / "library")
    assert run(["import", "analysis", "--data", data, str(tmp_path)]) == BadInputError.exit_code  # no shards there
    (tmp_path / "0a.jsonl").touch()
    said()
    assert run(["import", "analysis", "--data", data, str(tmp_path)]) == MachineError.exit_code
    _, sentence = said()
    assert "cannot be written: Not a directory. Check its permissions, or use another data directory." in sentence


def test_a_folder_is_no_dump(tmp_path: Path, said: Said) -> None:
    data = ["--data", str(tmp_path / "library")]
    assert run(["import", "metadata", *data, str(tmp_path)]) == BadInputError.exit_code
    assert "is a folder. Name the dump in it" in said()[1]


def test_failed_shards_say_what_to_do(tmp_path: Path, said: Said) -> None:
    (tmp_path / "0a.jsonl.zst").touch()
    data = ["--data", str(tmp_path / "library")]
    assert run(["import", "analysis", *data, str(tmp_path)]) == BadInputError.exit_code
    out, sentence = said()
    assert "0 tracks imported from 1 shard;" in out
    assert "0a is failed: nothing of it could be used" in out.splitlines()[1]
    assert "import again" in out.splitlines()[2]
    assert "the file is empty" in sentence


def test_status_says_why_lines_were_rejected(tmp_path: Path, said: Said) -> None:
    (tmp_path / "0a.jsonl").write_text('{"a": 1}\nno json\n{"b": 2}\n')
    data = ["--data", str(tmp_path / "library")]
    assert run(["import", "analysis", *data, str(tmp_path / "0a.jsonl")]) == 0
    assert "3 lines could not be used: `spotgui status` says why" in said()[0]
    assert run(["status", "--json", *data]) == 0
    rejections = json.loads(said()[0])["rejections"]
    assert sum(r["lines"] for r in rejections) == 3
    assert {(r["shard"], r["first_line"]) for r in rejections} == {("0a", 1), ("0a", 2)}
    assert run(["status", *data]) == 0
    out = said()[0]
    assert "    2 lines, the first is 1: " in out
    assert "    line 2: " in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["identify", "x.wav", "--seconds", "0"],
        ["identify", "x.wav", "--seconds", "nan"],
        ["identify", "x.wav", "--start", "-1"],
        ["identify", "-", "--rate", "0"],
        ["listen", "--seconds", "-3"],
        ["search", "x", "--limit", "0"],
    ],
    ids=" ".join,
)
def test_numbers_that_make_no_sense(arguments: list[str], said: Said) -> None:
    with pytest.raises(SystemExit) as left:
        run(arguments)
    assert left.value.code == BadInputError.exit_code
    assert "is needed" in said()[1]


def test_a_stream_has_no_middle_to_begin_in(tmp_path: Path, said: Said) -> None:
    assert run(["identify", "-", "--start", "30", "--data", str(tmp_path)]) == BadInputError.exit_code
    assert "Name a file, or leave --start out." in said()[1]


def test_an_answer_without_titles_says_so_once(demo: Any, tmp_path: Path, said: Said) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "index").symlink_to(demo.library.index_dir)
    (library / "meta.duckdb").write_bytes(b"no database" * 1000)
    assert run(["identify", "--data", str(library), str(demo.paths.noisy.path)]) == 0
    assert said()[1].count("Answers have no titles") == 1
