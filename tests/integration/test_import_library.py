"""Libraries built from different shards in different directories become one."""

import json
import subprocess
import sys

import duckdb
import numpy as np
import pytest

from spotgui.cli.main import run as spotgui
from spotgui.errors import BadInputError, LibraryBusyError
from spotgui.importer import taken_rows
from spotgui.importer.analysis import import_analyses
from spotgui.importer.ledger import ShardState
from spotgui.importer.lock import import_lock
from spotgui.importer.rebuild import rebuild_index
from spotgui.importer.status import library_status
from spotgui.importer.takeover import import_library
from spotgui.importer.verify import verify
from spotgui.index import manifest
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, search
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import line, track_id, write_shard

WORKER = """
import os, signal, sys
from pathlib import Path
from spotgui.importer import taken_rows
from spotgui.importer.takeover import import_library
from spotgui.paths import Library
taken_rows.PAGE = 4

def watch(progress):
    if progress.stage.startswith(sys.argv[3]) and progress.done >= int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

import_library(Library(Path(sys.argv[1])), Path(sys.argv[2]), progress=watch)
"""
FIRST_SEED = {"0a": 0, "0b": 12, "0c": 24, "0d": 36}


def shard(folder, prefix, count=12, first=0, name=None):
    content = [line(track_id(prefix, n), seed=FIRST_SEED[prefix] + n) for n in range(first, first + count)]
    return write_shard(folder / (name or f"{prefix}.jsonl"), content)


def build(library, *shards):
    import_analyses(library, shards, threads=1)
    return library


def ids(library):
    with duckdb.connect(library.analysis_db, read_only=True) as con:
        return dict(con.execute("SELECT track_no, track_id FROM tracks ORDER BY track_no").fetchall())


def recognised(library, wanted):
    """Is a part of the track found by its landmarks alone?"""
    index = Index.open(library.index_dir)
    keys, cells = landmarks_of(index.onsets(index.find(wanted)))
    part = (cells > 20) & (cells < 100)
    query = QueryLandmarks(
        keys[part], (cells[part] * 64 - 1200).astype(np.float32), np.full(part.sum(), 0.9, np.float32)
    )
    return index.track_id(int(search(index.segments, query).track_no[0])) == wanted


def assert_whole(library, *prefixes, count=12):
    kept = ids(library)
    assert sorted(kept.values()) == [track_id(p, n) for p in prefixes for n in range(count)]
    index = Index.open(library.index_dir)
    assert index.track_count == len(kept)
    assert {n: index.track_id(n) for n in kept} == kept
    assert verify(library).problems == ()


@pytest.fixture
def here(tmp_path):
    return build(Library(tmp_path / "here"), shard(tmp_path, "0a"))


@pytest.fixture
def there(tmp_path):
    return build(Library(tmp_path / "there"), shard(tmp_path, "0b"), shard(tmp_path, "0c"))


def test_two_libraries_become_one_that_knows_the_tracks_of_both(here, there):
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates, report.shards, report.copied) == (24, 0, 2, 24)
    assert_whole(here, "0a", "0b", "0c")
    assert all(recognised(here, track_id(prefix, 5)) for prefix in ("0a", "0b", "0c"))
    copied = [s for s in manifest.read(here.index_dir).segments if s.base == 12]
    (original,) = manifest.read(there.index_dir).segments
    assert [(here.index_dir / s.name).read_bytes() for s in copied] == [(there.index_dir / original.name).read_bytes()]
    with duckdb.connect(here.analysis_db, read_only=True) as con:
        (row,) = con.execute("SELECT count(chroma), min(tempo), min(len(sections)) FROM tracks").fetchall()
    assert row == (36, 120.5, 1)


def test_what_was_known_by_its_onsets_only_is_filled_in(tmp_path, there, monkeypatch):
    """Of ten tracks from the predecessor's database eight are in the other library, which has two bare ones of ours."""
    monkeypatch.setattr(taken_rows, "PAGE", 7)
    path = tmp_path / "songs.duckdb"
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE fingerprints (track_id VARCHAR, echoprintstring VARCHAR)")
        for prefix, numbers in (("0b", range(8)), ("0d", range(2))):
            texts = [json.loads(line(track_id(prefix, n), seed=FIRST_SEED[prefix] + n)) for n in numbers]
            rows = [(t["meta"]["track_id"], t["track"]["echoprintstring"]) for t in texts]
            con.executemany("INSERT INTO fingerprints VALUES ($1, $2)", rows)
    here = build(Library(tmp_path / "here"), path)
    before = ids(here)
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates, report.filled, report.copied) == (16, 0, 8, 24)
    with duckdb.connect(here.analysis_db, read_only=True) as con:
        complete = "SELECT count(*), count(chroma), count(duration), count(DISTINCT track_id) FROM tracks"
        assert con.execute(complete).fetchall() == [(26, 24, 24, 26)]
        assert con.execute("SELECT tracks, duplicates FROM shards ORDER BY shard_no").fetchall() == [
            (2, 8),
            (12, 0),
            (12, 0),
        ]
        assert con.execute("FROM superseded").fetchall() == []
    index = Index.open(here.index_dir)
    assert index.track_count == 26
    assert set(before.values()) <= {index.track_id(n) for n in ids(here)}
    assert recognised(here, track_id("0b", 3))
    assert verify(here).ok
    again = import_library(here, there.root)
    assert (again.tracks, again.filled) == (0, 0)
    # the other way round: what is complete here stays
    back = import_library(there, here.root)
    assert (back.tracks, back.duplicates, back.filled) == (2, 24, 0)


def test_an_empty_library_takes_another_as_it_is(tmp_path, there):
    library = Library(tmp_path / "new")
    assert import_library(library, there.root).copied == 24
    assert ids(library) == ids(there)
    assert_whole(library, "0b", "0c")


def test_shards_that_came_with_a_library_are_not_read_again(here, there, tmp_path):
    import_library(here, there.root)
    report = import_analyses(here, [tmp_path / "0b.jsonl", tmp_path / "0c.jsonl"], threads=1)
    assert (report.tracks, report.bytes) == (0, 0)
    assert {s.state for s in library_status(here).shards} == {ShardState.IMPORTED}
    assert library_status(here).tracks_kept == 36


def test_tracks_that_are_here_are_left_out(tmp_path, here):
    """Of three segments there, one is new, one is here, one is both."""
    there = Library(tmp_path / "there")
    build(there, shard(tmp_path, "0b"))
    build(there, tmp_path / "0a.jsonl")
    folder = tmp_path / "more"
    folder.mkdir()
    build(there, shard(folder, "0c"))
    build(here, shard(folder, "0c", count=5, name="part.jsonl"))
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates, report.copied) == (19, 17, 19)
    assert_whole(here, "0a", "0b", "0c")
    assert recognised(here, track_id("0c", 11))
    assert len(manifest.read(here.index_dir).segments) == 4
    assert rebuild_index(here) == 36
    assert_whole(here, "0a", "0b", "0c")


def test_taken_again_nothing_is_new_until_the_other_has_grown(here, there, tmp_path):
    import_library(here, there.root)
    assert import_library(here, there.root).tracks == 0
    before = ids(here)
    build(there, shard(tmp_path, "0d"))
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates, report.copied) == (12, 0, 12)
    assert before.items() <= ids(here).items()
    assert_whole(here, "0a", "0b", "0c", "0d")


@pytest.mark.parametrize(
    ("stage", "done"), [("taking over", 4), ("taking over", 16), ("checking", 0), ("copying", 0), ("indexing", 0)]
)
def test_killed_it_goes_on(here, there, stage, done):
    command = [sys.executable, "-c", WORKER, here.root, there.root, stage, str(done)]
    killed = subprocess.run(command, check=False).returncode != 0
    assert killed == (stage != "indexing")
    taken = len(ids(here)) - 12
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates) == (24 - taken, 0)
    assert report.copied == (24 if killed else 0)
    assert_whole(here, "0a", "0b", "0c")


def test_stopped_and_with_another_import_between_it_goes_on(here, there, tmp_path, monkeypatch):
    monkeypatch.setattr(taken_rows, "PAGE", 5)
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        import_library(here, there.root, progress=lambda p: p.tracks >= 15 and cancel.cancel(), cancel=cancel)
    assert len(ids(here)) == 12 + 20
    build(here, shard(tmp_path, "0d"))
    assert verify(here).ok
    report = import_library(here, there.root)
    assert (report.tracks, report.duplicates, report.copied) == (4, 0, 4)
    assert_whole(here, "0a", "0b", "0c", "0d")


def test_a_damaged_index_is_made_again_from_the_analyses(here, there):
    (info,) = manifest.read(there.index_dir).segments
    path = there.index_dir / info.name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    report = import_library(here, there.root)
    assert (report.tracks, report.copied) == (24, 0)
    assert_whole(here, "0a", "0b", "0c")


def test_what_is_no_library_is_refused_with_a_sentence(here, tmp_path):
    with pytest.raises(BadInputError, match="There is no library in"):
        import_library(here, tmp_path)
    with pytest.raises(BadInputError, match="is this library itself"):
        import_library(here, here.root)


def test_a_library_that_grows_now_is_waited_for(here, there):
    with import_lock(there.lock), pytest.raises(LibraryBusyError, match="is running"):
        import_library(here, there.root)


def test_the_command(here, there, capsys):
    command = ["import", "library", str(there.root), "--data", str(here.root)]
    assert spotgui([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tracks"] == 24
    assert spotgui(command) == 0
    assert "0 tracks taken over from 2 shards; nothing was new" in capsys.readouterr().out
    assert spotgui(["import", "library", str(here.root), "--data", str(here.root)]) == 2
