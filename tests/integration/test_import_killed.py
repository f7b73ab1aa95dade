"""kill -9 while several shards are imported: what was committed stays, nothing twice, running again finishes."""

import random
import subprocess
import sys

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
from threading import Timer
from spotgui.importer import analysis, batch, block_extraction, job
from spotgui.importer.shards import Buffers
from spotgui.index import merge
from spotgui.paths import Library
batch.BATCH_TRACKS, job.INDEX_TRACKS = 20, 40
merge.MERGE_AT = 2  # so that imports merge segments all the time
block_extraction.Buffers = lambda: Buffers(40_000)
library, shards, step, delay = sys.argv[1:]
def now():
    timer = Timer(float(delay), print, ["now"], {"flush": True})
    timer.daemon = True
    timer.start()
def reading(progress):
    seen.append(progress)
    if len(seen) == int(step):
        now()
seen = []
if int(step) == 0:
    now()
analysis.import_analyses(Library(Path(library)), [shards], threads=3, progress=reading)
"""


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shards")
    for s in range(SHARDS):
        write_shard(folder / f"0{s}.jsonl.zst", lines(f"0{s}", LINES), frame=50_000)
    return folder


def start(library, shards, rng):
    """An import that says when it is to be killed: a moment after its start or after a step that a first one has.

    Steps, not seconds, so that a quick machine is not through before the first kill.
    """
    step = rng.randrange(1, 60) if rng.random() < 0.7 else 0
    command = [sys.executable, "-c", WORKER, str(library.root), str(shards), str(step), str(rng.uniform(0.0, 0.1))]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


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
        worker = start(library, shards, rng)
        killed += worker.stdout.readline() == b"now\n"
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
