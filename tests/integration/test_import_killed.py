"""kill -9 while several shards are imported: what was committed stays, nothing twice, running again finishes."""

import random
import subprocess
import sys
import time

import duckdb
import pytest

from spotgui.importer.analysis import import_analyses
from spotgui.importer.ledger import ShardState, read_snapshot
from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library
from tests.support.analysis_lines import lines, track_id, write_shard

SHARDS, LINES = 4, 80
WORKER = """
import sys
from pathlib import Path
from spotgui.importer import analysis, batch, block_extraction, job
from spotgui.importer.shards import Buffers
from spotgui.index import merge
from spotgui.paths import Library
batch.BATCH_TRACKS, job.INDEX_TRACKS = 20, 40
merge.MERGE_AT = 2  # so that imports merge segments all the time
block_extraction.Buffers = lambda: Buffers(40_000)
def reading(progress):
    if progress.stage.startswith("importing") and progress.done and not said:
        said.append(print("reading", flush=True))
said = []
print("ready", flush=True)
analysis.import_analyses(Library(Path(sys.argv[1])), sys.argv[2:], threads=3, progress=reading)
"""


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shards")
    for s in range(SHARDS):
        write_shard(folder / f"0{s}.jsonl.zst", lines(f"0{s}", LINES), frame=50_000)
    return folder


def start(library, shards):
    command = [sys.executable, "-c", WORKER, str(library.root), str(shards)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert worker.stdout.readline() == b"ready\n"
    return worker


def wait(worker, rng):
    """Any moment: from the start on, or while shards are read and indexed."""
    if rng.random() < 0.7:
        worker.stdout.readline()
    time.sleep(rng.uniform(0.0, 0.8))


def kept(library):
    if not library.analysis_db.exists():
        return []
    with duckdb.connect(library.analysis_db) as con:
        if not con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'tracks'").fetchone()[0]:
            return []
        found = [row[0] for row in con.execute("SELECT track_id FROM tracks ORDER BY track_no").fetchall()]
        rows = con.execute("SELECT shard_no, tracks, lines FROM shards").fetchall()
        for shard_no, tracks, done in rows:
            (count,) = con.execute("SELECT count(*) FROM tracks WHERE shard_no = $1", [shard_no]).fetchone()
            assert count == tracks == done
        assert len(found) == sum(r[1] for r in rows)
    return found


def survive(library, shards, kills, rng):
    before = []
    killed = 0
    for _ in range(kills):
        worker = start(library, shards)
        wait(worker, rng)
        killed += worker.poll() is None
        worker.kill()
        worker.wait()
        worker.stdout.close()
        acknowledged = read_snapshot(library.ledger_snapshot)[1]
        now = kept(library)
        assert now[: len(before)] == before
        assert len(now) >= acknowledged
        assert len(set(now)) == len(now)
        before = now
    report = import_analyses(library, [shards])
    assert [s.state for s in report.shards] == [ShardState.IMPORTED] * SHARDS
    assert [s.duplicates for s in report.shards] == [0] * SHARDS
    # shards are read side by side; of each the lines come in order
    assert sorted(kept(library)) == [track_id(f"0{s}", i) for s in range(SHARDS) for i in range(LINES)]
    for s in range(SHARDS):
        assert [one for one in kept(library) if one.startswith(f"0{s}")] == [track_id(f"0{s}", i) for i in range(LINES)]
    assert verify(library).problems == ()
    index = Index.open(library.index_dir)
    assert [index.track_id(n) for n in range(index.track_count)] == kept(library)
    assert sorted(p.name for p in library.root.iterdir()) == ["analysis.duckdb", "import.lock", "index", "shards.json"]
    return killed


def test_killed_a_few_times(tmp_path, shards):
    assert survive(Library(tmp_path / "library"), shards, 3, random.Random(3))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_killed_many_times(tmp_path, shards, seed):
    assert survive(Library(tmp_path / "library"), shards, 8, random.Random(seed))
