"""Shards into a library: real files, real DuckDB, real index."""

import os
import shutil
import subprocess
import sys
import threading
import time

import duckdb
import orjson
import pytest

from spotgui.errors import BadInputError, CorruptLibraryError, LibraryBusyError, LibraryVersionError
from spotgui.importer import job
from spotgui.importer.analysis import import_analyses
from spotgui.importer.ledger import ShardState, read_snapshot
from spotgui.importer.lock import import_lock
from spotgui.importer.shards import Buffers
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import analysis, compress, line, lines, track_id, write_shard


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def run(library, *paths, **options):
    return import_analyses(library, paths, **options)


def query(library, sql):
    with duckdb.connect(library.analysis_db, read_only=True) as con:
        return con.execute(sql).fetchall()


def ids(library):
    return [row[0] for row in query(library, "SELECT track_id FROM tracks ORDER BY track_no")]


def assert_indexed(library):
    index = Index.open(library.index_dir)
    kept = ids(library)
    assert index.track_count == len(kept)
    assert [index.track_id(n) for n in range(len(kept))] == kept


def rejections(library):
    return query(library, "SELECT line, reason FROM rejections ORDER BY shard_no, line")


def test_the_real_samples_are_all_taken(shared, library):
    report = run(library, shared / "samples/real-analyses.jsonl.zst")
    assert (report.tracks, report.rejected, report.duplicates) == (13, 0, 0)
    assert report.shards[0].state is ShardState.IMPORTED
    (found,) = query(library, "SELECT count(chroma), min(len(sections)), min(onset_count), min(tempo) FROM tracks")
    assert found[0] == 13
    assert found[1] >= 7
    assert found[2] > 300
    assert_indexed(library)


def test_values_arrive_with_their_types(library, tmp_path):
    whole = analysis(track_id("0a", 1), key=-1, num_samples=5_000_000_000, mode=1000)
    whole["sections"] *= 3
    run(library, write_shard(tmp_path / "0a.jsonl.zst", [orjson.dumps(whole), line(track_id("0a", 2))]))
    (row,) = query(
        library, "SELECT key, num_samples, mode, tempo, loudness, len(sections) FROM tracks WHERE track_no = 0"
    )
    assert row == (-1, 5_000_000_000, None, 120.5, -9.5, 3)
    (row,) = query(
        library, "SELECT sections[1].tempo, sections[1].tempo_confidence, analyzer_version FROM tracks LIMIT 1"
    )
    assert row == (120.0, None, "4.0.0")


def test_an_imported_shard_is_skipped_whatever_its_name(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 20))
    assert run(library, shard).tracks == 20
    again = run(library, shard)
    assert (again.tracks, again.bytes) == (0, 0)
    moved = shard.rename(tmp_path / "0a (1).jsonl.zst")
    assert run(library, moved).bytes == 0
    assert len(query(library, "FROM shards")) == 1


def test_names_that_differ_by_case_only_are_two_shards(library, tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir(), second.mkdir()
    write_shard(first / "0a.jsonl.zst", lines("0a", 5))
    write_shard(second / "0a.jsonl.zst", lines("0A", 5))  # as a file system without case leaves them
    write_shard(tmp_path / "0b.jsonl", lines("0b", 5))
    report = run(library, tmp_path)
    assert report.tracks == 15
    assert sorted(s.name for s in report.shards) == ["0A", "0a", "0b"]


def test_folders_patterns_and_what_is_not_there(library, tmp_path):
    write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 2))
    write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 2))
    (tmp_path / "notes.txt").write_text("no shard")
    assert run(library, tmp_path / "0[ab].jsonl.zst").tracks == 4
    assert run(library, str(tmp_path)).tracks == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInputError, match="no shards"):
        run(library, empty)
    with pytest.raises(BadInputError, match="does not exist"):
        run(library, tmp_path / "0c.jsonl.zst")


def test_bad_lines_are_counted_and_the_rest_kept(library, tmp_path):
    good = lines("0a", 6)
    bad = [
        b"{not json",
        b'{"error":{"status":404}}',
        orjson.dumps({**analysis("x"), "meta": {}}),
        line(track_id("0a", 90), echoprintstring=""),
        line(track_id("0a", 91), echoprintstring="%%%"),
        line(track_id("0a", 92), echoprint_version=3.15),
        b"",
    ]
    report = run(library, write_shard(tmp_path / "0a.jsonl.zst", [*good[:3], *bad, *good[3:]]))
    assert (report.tracks, report.rejected) == (6, 6)
    assert rejections(library) == [
        (3, "not JSON"),
        (4, "an error instead of an analysis"),
        (5, "no track id"),
        (6, "no fingerprint"),
        (7, "the fingerprint cannot be decoded"),
        (8, "another fingerprint version"),
    ]
    assert_indexed(library)


def test_a_track_twice_is_kept_once(library, tmp_path):
    one = write_shard(tmp_path / "0a.jsonl.zst", [*lines("0a", 5), *lines("0a", 2)])
    two = write_shard(tmp_path / "0a-again.jsonl", lines("0a", 4, first=3))
    report = run(library, one, two)
    assert (report.tracks, report.duplicates, report.rejected) == (7, 4, 0)
    assert len(set(ids(library))) == len(ids(library)) == 7


def test_shards_of_mixed_ids_find_what_is_there(library, tmp_path):
    mixed = [line(track_id(p, 1)) for p in ("0a", "0A", "zz", "7N", "0a0")]
    run(library, write_shard(tmp_path / "mixed.jsonl.zst", mixed))
    report = run(library, write_shard(tmp_path / "other.jsonl.zst", [*mixed, line(track_id("zz", 2))]))
    assert (report.tracks, report.duplicates) == (1, 5)
    assert report.shards[0].name == "other"


@pytest.mark.parametrize("damage", ["truncated", "hole", "flipped"])
def test_a_damaged_shard_gives_its_finished_lines_and_goes_on_when_whole(library, tmp_path, damage):
    content = lines("0a", 40)
    whole = write_shard(tmp_path / "whole.zst", content, frame=30_000).read_bytes()
    broken = bytearray(whole)
    middle = len(broken) // 2
    if damage == "truncated":
        del broken[middle:]
    elif damage == "hole":
        broken[middle : middle + 3_000] = bytes(3_000)
    else:
        broken[middle] ^= 0x55
    shard = tmp_path / "0a.jsonl.zst"
    shard.write_bytes(broken)
    report = run(library, shard)
    (record,) = report.shards
    assert record.state is ShardState.INCOMPLETE
    assert record.reason
    assert 5 < report.tracks < 40
    assert_indexed(library)
    assert run(library, shard).bytes == 0  # nothing has changed: not read again
    shard.write_bytes(whole)
    os.utime(shard, ns=(1, 1))
    (record,) = run(library, shard).shards
    assert (record.state, record.tracks, record.duplicates, record.reason) == (ShardState.IMPORTED, 40, 0, "")
    assert ids(library) == [track_id("0a", i) for i in range(40)]
    assert_indexed(library)


@pytest.mark.parametrize("content", [b"", b"GIF89a nothing of use", bytes(10_000)])
def test_what_is_no_shard_fails_alone(library, tmp_path, content):
    (tmp_path / "00.jsonl.zst").write_bytes(content)
    write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 3))
    report = run(library, tmp_path)
    assert report.tracks == 3
    assert [s.state for s in report.shards] == [ShardState.FAILED, ShardState.IMPORTED]
    assert report.shards[0].reason


def test_a_shard_that_cannot_be_opened_fails_alone(library, tmp_path, monkeypatch):
    write_shard(tmp_path / "00.jsonl.zst", lines("00", 3))
    write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 3))
    identify = job.identify

    def refusing(path):
        if path.name.startswith("00"):
            raise PermissionError(13, "Permission denied")
        return identify(path)

    monkeypatch.setattr(job, "identify", refusing)
    report = run(library, tmp_path)
    assert report.tracks == 3
    assert report.shards[0].reason == "cannot be read: Permission denied"


def test_a_download_that_grew_goes_on(library, tmp_path):
    content = lines("0a", 30)
    shard = tmp_path / "0a.jsonl"
    for count in (4, 11, 30):
        shard.write_bytes(b"".join(c + b"\n" for c in content[:count]) + content[29][:50])
        run(library, shard)
    shard.write_bytes(b"".join(c + b"\n" for c in content))
    report = run(library, shard)
    assert len(report.shards) == 1
    assert sorted(ids(library)) == [track_id("0a", i) for i in range(30)]


def test_cancelling_keeps_what_was_read_and_resumes(library, tmp_path, monkeypatch):
    monkeypatch.setattr("spotgui.importer.block_extraction.Buffers", lambda: Buffers(60_000))
    shard = write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 200))
    cancel = CancelToken()

    def stop(progress):
        if progress.tracks > 50:
            cancel.cancel()

    with pytest.raises(Cancelled):
        run(library, shard, progress=stop, cancel=cancel)
    kept = ids(library)
    assert 50 <= len(kept) < 200
    (record,) = read_snapshot(library.ledger_snapshot)[0]
    assert (record.state, record.tracks) == (ShardState.IMPORTING, len(kept))
    report = run(library, shard)
    assert report.tracks == 200 - len(kept)
    assert report.duplicates == 0
    assert ids(library) == [track_id("0a", i) for i in range(200)]
    assert_indexed(library)


def test_cancelled_before_it_starts(library, tmp_path):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        run(library, write_shard(tmp_path / "0a.jsonl", lines("0a", 2)), cancel=cancel)


def test_tracks_that_a_crash_left_without_a_segment_are_indexed_next_time(library, tmp_path, monkeypatch):
    def crash(*args, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("spotgui.importer.indexing.build_segment", crash)
        with pytest.raises(KeyboardInterrupt):
            run(library, write_shard(tmp_path / "0a.jsonl", lines("0a", 5)))
    assert Index.open(library.index_dir).track_count == 0
    run(library, write_shard(tmp_path / "0b.jsonl", lines("0b", 5)))
    assert_indexed(library)


def test_one_import_at_a_time(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 2))
    with import_lock(library.lock), pytest.raises(LibraryBusyError, match="Another import"):
        run(library, shard)
    run(library, shard)


HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def test_a_library_that_another_program_has_open(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 2))
    run(library, shard)
    command = [sys.executable, "-c", HOLD, str(library.analysis_db)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(LibraryBusyError, match="another process"):
            run(library, write_shard(tmp_path / "0b.jsonl", lines("0b", 2)))
        assert Index.open(library.index_dir).track_count == 2
        other.stdin.close()


def test_a_library_of_a_newer_version_is_refused(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 2))
    run(library, shard)
    with duckdb.connect(library.analysis_db) as con:
        con.execute("INSERT INTO schema_version VALUES (99, 'the future', now()::TIMESTAMP)")
    with pytest.raises(LibraryVersionError, match="newer version"):
        run(library, shard)


def test_a_library_that_is_no_database_is_refused(library, tmp_path):
    library.root.mkdir()
    library.analysis_db.write_bytes(b"something else" * 1000)
    with pytest.raises(CorruptLibraryError):
        run(library, write_shard(tmp_path / "0a.jsonl", lines("0a", 2)))


def test_a_long_line_is_read_and_a_longer_one_rejected(library, tmp_path):
    whole = analysis(track_id("0a", 1))
    whole["bars"] *= 400_000
    content = [
        line(track_id("0a", 0)),
        orjson.dumps(whole),
        b'{"x":"' + b"y" * 70_000_000 + b'"}',
        line(track_id("0a", 2)),
    ]
    report = run(library, write_shard(tmp_path / "0a.jsonl.zst", content))
    assert (report.tracks, report.rejected) == (3, 1)
    assert rejections(library) == [(2, "longer than 64 MB")]


def test_one_thread_and_no_sketch(library, tmp_path):
    run(library, write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 5)), threads=1, with_sketch=False)
    assert query(library, "SELECT count(*), count(chroma) FROM tracks") == [(5, 0)]


def test_others_read_the_ledger_and_the_index_while_an_import_runs(library, tmp_path):
    run(library, write_shard(tmp_path / "00.jsonl", lines("00", 3)))
    shard = write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 30))
    seen = []
    paused, go_on = threading.Event(), threading.Event()

    def hold(progress):
        if progress.stage.startswith("importing") and not paused.is_set():
            paused.set()
            go_on.wait(20)

    thread = threading.Thread(target=run, args=(library, shard), kwargs={"progress": hold})
    thread.start()
    assert paused.wait(20)
    try:
        seen = read_snapshot(library.ledger_snapshot)
        count = Index.open(library.index_dir).track_count
    finally:
        go_on.set()
        thread.join()
    assert (seen[1], count) == (3, 3)
    assert_indexed(library)


def test_the_library_may_move(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 5))
    run(library, shard)
    moved = Library(tmp_path / "elsewhere")
    shutil.move(library.root, moved.root)
    assert run(moved, shard).bytes == 0
    assert_indexed(moved)


def test_a_shard_of_many_frames_and_no_checksum(library, tmp_path):
    content = b"".join(c + b"\n" for c in lines("0a", 50))
    (tmp_path / "0a.jsonl.zst").write_bytes(compress(content, checksum=False, frame=10_000))
    assert run(library, tmp_path / "0a.jsonl.zst").tracks == 50


def test_progress_reaches_the_end(library, tmp_path):
    shard = write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 50))
    steps = []
    start = time.monotonic()
    report = run(library, shard, progress=steps.append)
    reading = [s for s in steps if s.stage == "importing 0a.jsonl.zst"]
    assert reading[0].done == 0
    assert reading[-1].done == reading[-1].total == shard.stat().st_size == report.bytes
    assert reading[-1].tracks == 50
    assert 0 < report.seconds <= time.monotonic() - start
