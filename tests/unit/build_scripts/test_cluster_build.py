"""What a worker of the cluster does for a shard, without the cluster."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library
from tests.support.analysis_lines import lines, write_shard

SCRIPTS = Path(__file__).parents[3] / "build_scripts"


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import cluster_build

    yield cluster_build
    sys.modules.pop("cluster_build", None)


def test_shards_are_built_apart_and_gathered(cluster: ModuleType, tmp_path: Path) -> None:
    for folder, prefix in (("one", "0a"), ("two", "0A")):
        (tmp_path / folder).mkdir()
        write_shard(tmp_path / folder / "0a.jsonl.zst", lines(prefix, 10))
    shards = [str(tmp_path / folder / "0a.jsonl.zst") for folder in ("one", "two")]
    parts = [cluster.build_shard(shard, str(tmp_path / "parts")) for shard in shards]
    assert [(p.tracks, p.problem) for p in parts] == [(10, ""), (10, "")]
    assert pickle.loads(pickle.dumps(parts)) == parts
    assert [cluster.build_shard(shard, str(tmp_path / "parts")) for shard in shards] == parts
    library = Library(tmp_path / "whole")
    assert cluster.gather(library, parts) == 20
    assert cluster.gather(library, parts) == 0
    assert Index.open(library.index_dir).track_count == 20
    assert verify(library).ok
    assert "dask" not in sys.modules


def test_a_shard_that_cannot_be_built_says_why(cluster: ModuleType, tmp_path: Path) -> None:
    part = cluster.build_shard(str(tmp_path / "gone.jsonl.zst"), str(tmp_path / "parts"))
    assert part.tracks == 0
    assert "No such file" in part.problem
    broken = write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 30))
    broken.write_bytes(broken.read_bytes()[:-200])
    part = cluster.build_shard(str(broken), str(tmp_path / "parts"))
    assert part.problem
