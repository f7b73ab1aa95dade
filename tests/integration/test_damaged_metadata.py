"""The metadata is damaged: analyses are imported all the same, and it is said what could not be done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spotgui.cli.main import run
from spotgui.errors import CorruptMetadataError
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.importer.rebuild import apply_selection, rebuild_index
from spotgui.importer.selection import Selection, is_applied, read_selection, write_selection
from spotgui.importer.takeover import import_library
from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library
from tests.support.analysis_lines import line, lines, track_id, write_shard
from tests.support.metadata_dump import item_id, write_dump

KNOWN = [item_id("t", n) for n in range(1, 7)]
UNKNOWN = [track_id("0a", n) for n in range(10)]
NEW = [track_id("0b", n) for n in range(5)]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Tracks 1 to 6 of the metadata, and shard 0a, which it does not know."""
    folder = tmp_path_factory.mktemp("finished")
    library = Library(folder / "library")
    write_shard(folder / "t0.jsonl.zst", [line(i, seed=n) for n, i in enumerate(KNOWN)])
    write_shard(folder / "0a.jsonl.zst", lines("0a", 10))
    import_metadata(library, write_dump(folder / "dump.sqlite3"))
    for name in ("t0", "0a"):  # so that what a selection leaves out has the last numbers
        import_analyses(library, [folder / f"{name}.jsonl.zst"])
    return library


@pytest.fixture
def library(finished, tmp_path):
    shutil.copytree(finished.root, tmp_path / "library")
    return Library(tmp_path / "library")


@pytest.fixture
def new(tmp_path):
    return write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 5))


def damage(file: Path, how: str = "page") -> None:
    data = file.read_bytes()
    if how == "whole":
        file.write_bytes(bytes(byte ^ 0xFF for byte in data))
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:  # of ids: opening it finds nothing
        at = data.index(KNOWN[0].encode())
        file.write_bytes(data[:at] + bytes(64) + data[at + 64 :])


def popularity(library: Library) -> dict[str, int]:
    index = Index.open(library.index_dir)
    return {s.track_id(p): int(s.popularity[p]) for s in index.segments for p in range(len(s))}


@pytest.mark.parametrize("how", ["whole", "cut", "empty", "page"])
def test_shards_are_imported_without_it(library, new, tmp_path, how):
    before = popularity(library)
    damage(library.meta_db, how)
    report = import_analyses(library, [new])
    assert report.tracks == 5
    assert "meta.duckdb is damaged" in report.notice and report.notice.endswith("Import the metadata again.")
    assert popularity(library) == {**before, **dict.fromkeys(NEW, 0)}
    assert {p.file for p in verify(library).problems} <= {"meta.duckdb", "search.sqlite"}
    import_metadata(library, write_dump(tmp_path / "dump.sqlite3"))
    assert import_analyses(library, [new]).notice is None
    assert verify(library).ok


def test_a_selection_waits_for_it(library, tmp_path):
    write_selection(library, Selection(min_popularity=44))
    apply_selection(library)
    popular = popularity(library)
    assert 0 < len(popular) < len(KNOWN)
    damage(library.meta_db)
    new = write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 5))
    report = import_analyses(library, [new])
    assert "what you chose to recognise waits" in report.notice
    assert popularity(library) == {**popular, **dict.fromkeys(NEW, 0)}, "of what was left out nothing comes in"
    assert read_selection(library) == Selection(min_popularity=44) and not is_applied(library)
    import_analyses(library, [new])
    assert popularity(library) == {**popular, **dict.fromkeys(NEW, 0)}
    import_metadata(library, write_dump(tmp_path / "dump.sqlite3"))
    assert popularity(library) == popular and is_applied(library)


def test_whoever_needs_it_says_so(library):
    write_selection(library, Selection(with_metadata=True))
    damage(library.meta_db)
    with pytest.raises(CorruptMetadataError, match="Import the metadata again"):
        apply_selection(library)
    with pytest.raises(CorruptMetadataError):
        rebuild_index(library)
    assert set(popularity(library)) == {*KNOWN, *UNKNOWN}


def test_another_library_is_taken_over_without_it(library, new, tmp_path):
    other = Library(tmp_path / "other")
    import_analyses(other, [new])
    damage(library.meta_db)
    report = import_library(library, other.root)
    assert report.tracks == 5 and "meta.duckdb is damaged" in report.notice
    assert set(popularity(library)) == {*KNOWN, *UNKNOWN, *NEW}


def test_the_command(library, new, capsys):
    damage(library.meta_db)
    assert run(["import", "analysis", "--data", str(library.root), str(new)]) == 0
    said = capsys.readouterr()
    assert "5 tracks imported" in said.out
    assert "new tracks have no popularity yet" in " ".join(said.err.split())
