"""Several shards imported at once: whatever their order, the library is what one after the other would have made it."""

import os
import shutil

import duckdb
import pytest

from spotgui.importer import batch, job
from spotgui.importer.analysis import import_analyses
from spotgui.importer.ledger import ShardState, read_snapshot
from spotgui.importer.shards import Buffers
from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken, Unit
from spotgui.sentences import Sentence
from tests.support.analysis_lines import code_string, line, lines, track_id, write_shard

THREADS = 4
SHARDS, LINES = 8, 60


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


@pytest.fixture(autouse=True)
def many_small_steps(monkeypatch):
    """Blocks of a few lines, batches of a few blocks, segments of a few batches."""
    monkeypatch.setattr("spotgui.importer.block_extraction.Buffers", lambda: Buffers(40_000))
    monkeypatch.setattr(batch, "BATCH_TRACKS", 15)
    monkeypatch.setattr(job, "INDEX_TRACKS", 50)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shards")
    for s in range(SHARDS):
        write_shard(folder / f"0{s}.jsonl.zst", lines(f"0{s}", LINES - s), frame=30_000)
    return folder


def run(library, *paths, **options):
    return import_analyses(library, paths, **{"threads": THREADS, **options})


def query(library, sql):
    with duckdb.connect(library.analysis_db, read_only=True) as con:
        return con.execute(sql).fetchall()


def assert_whole(library, tracks):
    """Each once, in the index too, and the ledger's counts are those of the table."""
    kept = [row[0] for row in query(library, "SELECT track_id FROM tracks ORDER BY track_no")]
    assert len(kept) == len(set(kept)) == tracks
    counts = "SELECT shard_no, tracks FROM shards WHERE tracks > 0 ORDER BY ALL"
    assert query(library, counts) == query(library, "SELECT shard_no, count(*) FROM tracks GROUP BY ALL ORDER BY ALL")
    index = Index.open(library.index_dir)
    assert index.track_count == tracks
    assert [index.track_id(n) for n in range(tracks)] == kept
    assert verify(library).problems == ()


@pytest.mark.parametrize("threads", [2, 4, 8])
def test_each_shard_is_taken_whole_and_in_its_order(library, folder, threads):
    report = run(library, folder, threads=threads)
    assert [(s.name, s.tracks, s.lines, s.state) for s in report.shards] == [
        (f"0{s}", LINES - s, LINES - s, ShardState.IMPORTED) for s in range(SHARDS)
    ]
    assert [s.shard_no for s in report.shards] == list(range(SHARDS))
    assert sum(s.seconds for s in report.shards) <= report.seconds
    assert_whole(library, report.tracks)
    for s in report.shards:
        found = query(library, f"SELECT track_id FROM tracks WHERE shard_no = {s.shard_no} ORDER BY track_no")
        assert [row[0] for row in found] == [track_id(s.name, i) for i in range(s.tracks)]
    assert run(library, folder).bytes == 0


def test_the_same_file_under_other_names_is_read_once(library, folder, tmp_path):
    shutil.copy(folder / "00.jsonl.zst", tmp_path / "00.jsonl.zst")
    for copy in ("00 (1).jsonl.zst", "00 (2).jsonl.zst", "copy of 00.jsonl.zst"):
        shutil.copy(folder / "00.jsonl.zst", tmp_path / copy)
    report = run(library, tmp_path)
    assert (report.tracks, report.duplicates, len(report.shards)) == (LINES, 0, 1)
    assert report.bytes == (tmp_path / "00.jsonl.zst").stat().st_size
    assert_whole(library, LINES)


@pytest.mark.parametrize("first", ["half", "whole"])
def test_half_a_download_beside_the_whole_one(library, folder, tmp_path, first):
    data = (folder / "00.jsonl.zst").read_bytes()
    names = ("a.jsonl.zst", "b.jsonl.zst")
    half, whole = names if first == "half" else reversed(names)
    (tmp_path / half).write_bytes(data[: len(data) // 2])
    (tmp_path / whole).write_bytes(data)
    report = run(library, tmp_path)
    (record,) = report.shards
    assert (record.state, record.tracks, record.reason) == (ShardState.IMPORTED, LINES, "")
    assert report.tracks == LINES
    assert_whole(library, LINES)


def test_the_same_tracks_in_different_files_are_kept_once(library, tmp_path):
    for s in range(6):  # each its own lines, and others that all have
        own = lines(f"0{s}", 20)
        write_shard(
            tmp_path / f"{s}.jsonl.zst", [one for pair in zip(own, lines("zz", 20), strict=True) for one in pair]
        )
    report = run(library, tmp_path)
    assert (report.tracks, report.duplicates) == (6 * 20 + 20, 5 * 20)
    assert sum(s.duplicates for s in report.shards) == 5 * 20
    assert_whole(library, report.tracks)


def test_damaged_shards_among_good_ones(library, folder, tmp_path):
    for path in folder.iterdir():
        shutil.copy(path, tmp_path / path.name)
    data = (folder / "02.jsonl.zst").read_bytes()
    (tmp_path / "02.jsonl.zst").write_bytes(data[: len(data) // 2])
    (tmp_path / "04.jsonl.zst").write_bytes(b"GIF89a nothing of use")
    report = run(library, tmp_path)
    states = [s.state for s in report.shards]
    assert states[2] is ShardState.INCOMPLETE
    assert states[4] is ShardState.FAILED
    assert states.count(ShardState.IMPORTED) == SHARDS - 2
    assert_whole(library, report.tracks)
    for name in ("02.jsonl.zst", "04.jsonl.zst"):
        shutil.copy(folder / name, tmp_path / name)
        os.utime(tmp_path / name, ns=(1, 1))
    report = run(library, tmp_path)
    assert {s.state for s in report.shards} == {ShardState.IMPORTED}
    assert sum(s.duplicates for s in report.shards) == 0
    assert_whole(library, sum(range(LINES - SHARDS + 1, LINES + 1)))


def test_cancelled_all_that_was_read_stays_and_all_go_on(library, folder):
    cancel = CancelToken()
    seen = []

    def stop(progress):
        if progress.stage.startswith("importing"):
            seen.append(progress)
            if progress.tracks > 100:
                cancel.cancel()

    with pytest.raises(Cancelled):
        run(library, folder, progress=stop, cancel=cancel)
    records, tracks = read_snapshot(library.ledger_snapshot)
    assert tracks == seen[-1].tracks == len(query(library, "FROM tracks"))
    assert sum(s.state is ShardState.IMPORTING for s in records) >= THREADS - 1
    report = run(library, folder)
    assert (report.tracks, report.duplicates) == (sum(LINES - s for s in range(SHARDS)) - tracks, 0)
    assert_whole(library, report.tracks + tracks)


def test_progress_never_goes_back_and_says_what_is_read(library, folder):
    steps = []
    report = run(library, folder, progress=steps.append)
    reading = [s for s in steps if s.unit is Unit.BYTES]
    done = [s.done for s in reading]
    assert done == sorted(done)
    assert reading[-1].total == report.bytes == sum(p.stat().st_size for p in folder.iterdir())
    assert done[-1] <= report.bytes
    assert any(s.stage == "importing 00.jsonl.zst and 2 more" for s in reading)
    assert any(s.stage == "importing 07.jsonl.zst" for s in reading)
    for step in reading:
        assert isinstance(step.stage, Sentence)
        assert step.file_done <= step.file_total == (folder / step.stage.values["name"]).stat().st_size
    segments = [s for s in steps if s.unit is Unit.TRACKS and s.done == s.total > 0]
    assert steps.index(segments[0]) < steps.index(reading[-1])  # indexed beside, and told once it is done
    assert [s for s in steps[: steps.index(reading[-1])] if s.unit is Unit.TRACKS and s not in segments] == []


def test_the_predecessors_database_beside_shards(library, folder, tmp_path):
    path = tmp_path / "songs.duckdb"
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE fingerprints (track_id VARCHAR, echoprintstring VARCHAR)")
        known = [(track_id(f"0{s}", i), code_string(i % 50)) for i in range(LINES) for s in (0, 1, 9)]
        con.executemany("INSERT INTO fingerprints VALUES ($1, $2)", known)
    report = run(library, path, folder)
    lines_of_both = LINES + LINES - 1
    assert report.duplicates + report.filled == lines_of_both
    shards = sum(LINES - s for s in range(SHARDS))
    assert report.tracks == shards + LINES + 1
    (found,) = query(library, "SELECT count(*), count(duration) FROM tracks")
    assert found == (shards + LINES + 1, shards)
    assert query(library, "FROM superseded") == []
    assert verify(library).problems == ()
    counts = "SELECT shard_no, tracks FROM shards WHERE tracks > 0 ORDER BY ALL"
    assert query(library, counts) == query(library, "SELECT shard_no, count(*) FROM tracks GROUP BY ALL ORDER BY ALL")


def test_what_fails_beside_is_raised(library, folder, monkeypatch):
    """Indexing beside the import: the next time it is due, or at the end."""

    def broken(*args, **options):
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError, match="a bug"):
        patch.setattr("spotgui.importer.indexing.build_segment", broken)
        run(library, folder)
    run(library, folder)
    assert_whole(library, sum(LINES - s for s in range(SHARDS)))


def test_one_line_each(library, tmp_path):
    for n in range(30):
        write_shard(tmp_path / f"{n}.jsonl", [line(track_id("0a", n), seed=n)])
    assert run(library, tmp_path, threads=8).tracks == 30
    assert_whole(library, 30)
