"""The predecessor's database as a source: real DuckDB files, made as songfind makes them."""

import subprocess
import sys
import time

import duckdb
import pytest

from spotgui.importer import batch, predecessor
from spotgui.importer.analysis import import_analyses
from spotgui.importer.ledger import ShardState
from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import code_string, lines, track_id, write_shard

WORKER = """
import sys
from pathlib import Path
from spotgui.importer import analysis, batch, predecessor
from spotgui.paths import Library
batch.BATCH_TRACKS, predecessor.BLOCK_ROWS = 10, 5
print("ready", flush=True)
analysis.import_analyses(Library(Path(sys.argv[1])), sys.argv[2:], threads=1)
"""
HOLDER = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def rows(count, first=0):
    return [(track_id("0a", n), code_string(n % 50)) for n in range(first, first + count)]


def database(path, content):
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE fingerprints (track_id VARCHAR, echoprintstring VARCHAR)")
        con.execute("CREATE TABLE ep_index (code UINTEGER, track_id VARCHAR)")
        con.executemany("INSERT INTO fingerprints VALUES ($1, $2)", content)
    return path


def query(library, sql):
    with duckdb.connect(library.analysis_db, read_only=True) as con:
        return con.execute(sql).fetchall()


def run(library, *paths, **options):
    return import_analyses(library, paths, threads=1, **options)


def reason(library, path):
    (shard,) = run(library, path).shards
    assert shard.state is ShardState.FAILED
    return shard.reason


def test_a_database_gives_what_a_shard_gives(library, tmp_path):
    report = run(library, database(tmp_path / "audio_analysis.db", rows(40)))
    assert (report.tracks, report.rejected) == (40, 0)
    assert report.shards[0].state is ShardState.IMPORTED
    assert query(library, "SELECT count(duration), count(chroma), max(len(sections)) FROM tracks") == [(0, 0, 0)]
    kept = query(library, "SELECT track_id, onset_count, onsets FROM tracks ORDER BY track_no")
    other = Library(tmp_path / "from shard")
    run(other, write_shard(tmp_path / "0a.jsonl", lines("0a", 40)))
    assert kept == query(other, "SELECT track_id, onset_count, onsets FROM tracks ORDER BY track_no")
    assert Index.open(library.index_dir).track_count == 40
    assert verify(library).ok


def test_again_and_together_with_shards_nothing_is_there_twice(library, tmp_path):
    path = database(tmp_path / "songs.duckdb", [*rows(30), *rows(3)])
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 40))
    report = run(library, path, shard)
    assert (report.tracks, report.duplicates, report.filled) == (40, 33, 0)
    assert run(library, path, shard).bytes == 0
    assert verify(library).ok


def test_the_real_shard_fills_in_what_the_database_lacked(library, tmp_path):
    path = database(tmp_path / "songs.duckdb", [(track_id("0a", n), code_string(n % 50 + 7)) for n in range(30)])
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 40))
    run(library, path)
    assert Index.open(library.index_dir).track_count == 30
    report = run(library, shard)
    assert (report.tracks, report.duplicates, report.filled) == (10, 0, 30)
    other = Library(tmp_path / "from shard")
    run(other, shard)
    for what in ("* EXCLUDE (track_no, shard_no)", "count(duration), count(chroma), min(len(sections))"):
        kept = f"SELECT {what} FROM tracks ORDER BY ALL"
        assert query(library, kept) == query(other, kept)
    assert query(library, "SELECT tracks, duplicates FROM shards ORDER BY shard_no") == [(0, 30), (40, 0)]
    assert query(library, "FROM superseded") == []
    assert Index.open(library.index_dir).track_count == 40
    assert verify(library).ok
    again = run(library, path, shard)
    assert (again.tracks, again.duplicates, again.filled) == (0, 0, 0)


def test_stopped_before_the_old_numbers_are_out_of_the_index(library, tmp_path, monkeypatch):
    run(library, database(tmp_path / "songs.duckdb", rows(30)))
    shard = write_shard(tmp_path / "0a.jsonl", lines("0a", 20))

    def stop(*args, **kwargs):
        raise Cancelled

    with monkeypatch.context() as patch, pytest.raises(Cancelled):
        patch.setattr("spotgui.importer.job.drop_superseded", stop)
        run(library, shard)
    assert query(library, "SELECT count(*) FROM superseded") == [(20,)]
    assert Index.open(library.index_dir).track_count == 50
    assert verify(library).ok
    run(library, shard)
    assert query(library, "FROM superseded") == []
    assert Index.open(library.index_dir).track_count == 30
    assert verify(library).ok


def test_rows_that_cannot_be_used_are_counted(library, tmp_path):
    bad = [
        (None, "eJ"),
        ("short", code_string(1)),
        (track_id("0a", 90), None),
        (track_id("0a", 91), "!!"),
    ]
    report = run(library, database(tmp_path / "songs.duckdb", [*rows(2), *bad, *rows(2, first=2)]))
    assert (report.tracks, report.rejected) == (4, 4)
    assert query(library, "SELECT line, reason FROM rejections ORDER BY line") == [
        (2, "no track id"),
        (3, "not a track id"),
        (4, "no fingerprint"),
        (5, "the fingerprint cannot be decoded"),
    ]


def test_stopped_it_goes_on_at_the_row_it_had_reached(library, tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "BATCH_TRACKS", 10)
    monkeypatch.setattr(predecessor, "BLOCK_ROWS", 10)
    monkeypatch.setattr(predecessor, "_PAGE", 25)
    path = database(tmp_path / "songs.duckdb", rows(100))
    cancel = CancelToken()
    shares = []

    def watch(progress):
        shares.append(progress.done / max(1, progress.total))
        if progress.tracks >= 40:
            cancel.cancel()

    with pytest.raises(Cancelled):
        run(library, path, progress=watch, cancel=cancel)
    assert 0.3 < max(shares) < 0.6
    ((kept, position, size, state),) = query(library, "SELECT tracks, lines, bytes, state FROM shards")
    assert 40 <= kept == position < 100
    assert state == "importing"
    report = run(library, path)
    assert report.tracks == 100 - kept
    assert report.duplicates == 0
    assert report.shards[0].position == size
    assert verify(library).ok


def test_killed_it_goes_on(library, tmp_path):
    path = database(tmp_path / "songs.duckdb", rows(400))
    worker = subprocess.Popen([sys.executable, "-c", WORKER, library.root, path], stdout=subprocess.PIPE)
    assert worker.stdout.readline() == b"ready\n"
    while worker.poll() is None and not library.ledger_snapshot.exists():
        time.sleep(0.02)
    worker.kill()
    worker.wait()
    worker.stdout.close()
    report = run(library, path)
    assert report.duplicates == 0
    assert query(library, "SELECT count(*), count(DISTINCT track_id) FROM tracks") == [(400, 400)]
    assert verify(library).ok


def test_a_database_that_is_open_elsewhere_waits(library, tmp_path):
    path = database(tmp_path / "songs.duckdb", rows(5))
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    assert holder.stdout.readline() == b"open\n"
    try:
        assert "another program has it open" in reason(library, path)
    finally:
        holder.communicate()
    report = run(library, path)
    assert (report.tracks, len(query(library, "FROM shards"))) == (5, 1)


def test_another_database_is_refused_with_a_sentence(library, tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE fingerprints (id VARCHAR)")
    assert "without the table fingerprints(track_id, echoprintstring)" in reason(library, path)


def test_the_database_of_a_library_is_refused_with_what_to_do(library, tmp_path):
    other = Library(tmp_path / "other")
    run(other, write_shard(tmp_path / "0a.jsonl", lines("0a", 2)))
    assert "spotgui import library" in reason(library, other.analysis_db)


def test_a_damaged_database_is_refused_with_a_sentence(library, tmp_path):
    path = database(tmp_path / "songs.duckdb", rows(50))
    data = bytearray(path.read_bytes())
    data[100:9000] = bytes(8900)
    path.write_bytes(data)
    assert "damaged" in reason(library, path)


def test_damage_further_on_keeps_the_rows_before_it(library, tmp_path, monkeypatch):
    monkeypatch.setattr(predecessor, "_PAGE", 1000)
    path = tmp_path / "songs.duckdb"
    database(path, rows(1))
    with duckdb.connect(path) as con:
        con.execute(
            "INSERT INTO fingerprints SELECT printf('0a%020d', r), CASE WHEN r < 200 THEN $1 ELSE hash(r)::VARCHAR"
            " || hash(r + 1)::VARCHAR || hash(r + 2)::VARCHAR || hash(r + 3)::VARCHAR END FROM range(1, 40000) t(r)",
            [code_string(1)],
        )
    whole = path.read_bytes()
    states = set()
    # where DuckDB puts a block differs from run to run: one that holds the first rows as well leaves nothing
    for n, place in enumerate((5, 6, 4, 7, 3, 8)):
        data = bytearray(whole)
        at = len(data) * place // 10
        data[at : at + 4] = bytes(b ^ 255 for b in data[at : at + 4])
        path.write_bytes(data)
        (shard,) = run(Library(library.root / str(n)), path).shards
        states.add(shard.state)
        if shard.state is not ShardState.IMPORTED:  # the place may be in a block that is not used
            assert "cannot be read" in shard.reason or "damaged" in shard.reason
        if shard.state is ShardState.INCOMPLETE:
            assert shard.tracks == 200
            break
    assert ShardState.INCOMPLETE in states
