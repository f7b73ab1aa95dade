"""The selection changes: what is in the index follows, and only what changes is written."""

import shutil

import pytest

from spotgui.cli.main import run
from spotgui.importer import indexing
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.importer.rebuild import apply_selection
from spotgui.importer.selection import Selection, is_applied, read_selection, write_selection
from spotgui.importer.verify import verify
from spotgui.index import manifest
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import line, lines, track_id, write_shard
from tests.support.metadata_dump import item_id, write_dump


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Shard t0, of tracks 1 to 6 of the metadata, and shards 0a and 0b without metadata."""
    folder = tmp_path_factory.mktemp("finished")
    library = Library(folder / "library")
    write_shard(folder / "t0.jsonl.zst", [line(item_id("t", n), seed=n) for n in range(1, 7)])
    for name in ("0a", "0b"):
        write_shard(folder / f"{name}.jsonl.zst", lines(name, 10))
    for name in ("t0", "0a", "0b"):  # segments of their own
        import_analyses(library, [folder / f"{name}.jsonl.zst"])
    import_metadata(library, write_dump(folder / "dump.sqlite3"))
    return library


@pytest.fixture
def library(finished, tmp_path):
    shutil.copytree(finished.root, tmp_path / "library")
    return Library(tmp_path / "library")


def choose(library, **how):
    write_selection(library, Selection(**how))
    before = {s.name for s in manifest.read(library.index_dir).segments}
    assert apply_selection(library) == Index.open(library.index_dir).track_count
    assert is_applied(library) and verify(library).ok
    return before & {s.name for s in manifest.read(library.index_dir).segments}


def ids(library):
    index = Index.open(library.index_dir)
    return sorted(i for s in index.segments for i in (s.track_id(p) for p in range(len(s))))


A, B = ([track_id(name, n) for n in range(10)] for name in ("0a", "0b"))
KNOWN = [item_id("t", n) for n in range(1, 7)]


def test_by_shard(library):
    assert ids(library) == sorted(A + B + KNOWN)
    stayed = choose(library, left_out=("0b",))
    assert ids(library) == sorted(A + KNOWN)
    assert len(stayed) >= 2, "segments without a track of that shard stay as they were"
    kept = {i: Index.open(library.index_dir).find(i) for i in A}
    stayed = choose(library)
    assert ids(library) == sorted(A + B + KNOWN)
    assert len(stayed) >= 2 and {i: Index.open(library.index_dir).find(i) for i in A} == kept


def test_by_metadata_and_popularity(library):
    choose(library, with_metadata=True)
    assert ids(library) == sorted(KNOWN)
    index = Index.open(library.index_dir)
    popularity = {i: index.popularity(index.find(i)) for i in KNOWN}
    least = sorted(popularity.values())[3]
    choose(library, min_popularity=least)
    assert ids(library) == sorted(i for i, value in popularity.items() if value >= least)
    choose(library, min_popularity=100)
    assert ids(library) == []
    choose(library)
    assert ids(library) == sorted(A + B + KNOWN)


def test_new_shards_follow_the_selection(library, tmp_path):
    choose(library, with_metadata=True)
    import_analyses(library, [write_shard(tmp_path / "0c.jsonl.zst", lines("0c", 5))])
    assert ids(library) == sorted(KNOWN) and verify(library).ok
    assert verify(library).tracks == 31, "all is kept"


@pytest.mark.parametrize("how", [{"left_out": ("0a",)}, {}])
def test_stopped_it_is_finished_by_the_next_import(library, tmp_path, monkeypatch, how):
    if not how:
        choose(library, left_out=("0a", "0b"))
    write_selection(library, Selection(**how))
    cancel = CancelToken()
    monkeypatch.setattr(indexing, "arrange", lambda *args, **kwargs: cancel.raise_if_cancelled())
    cancel.cancel()
    with pytest.raises(Cancelled):
        apply_selection(library, cancel=cancel)
    monkeypatch.undo()
    assert not is_applied(library)
    import_analyses(library, [write_shard(tmp_path / "0c.jsonl.zst", lines("0c", 2))])
    assert is_applied(library) and verify(library).ok
    left_out = A if how else []
    assert ids(library) == sorted({*A, *B, *KNOWN, track_id("0c", 0), track_id("0c", 1)} - {*left_out})


def test_metadata_that_comes_later_applies_it(tmp_path):
    library = Library(tmp_path / "library")
    write_shard(tmp_path / "t0.jsonl.zst", [line(item_id("t", n), seed=n) for n in range(1, 7)])
    write_shard(tmp_path / "0a.jsonl.zst", lines("0a", 10))
    write_selection(library, Selection(with_metadata=True))
    import_analyses(library, [tmp_path])
    assert len(ids(library)) == 16, "nobody can tell yet"
    import_metadata(library, write_dump(tmp_path / "dump.sqlite3"))
    assert ids(library) == sorted(KNOWN) and is_applied(library)


def test_the_command(library, capsys):
    data = ["--data", str(library.root)]
    assert run(["select", *data, "--with-metadata", "--without-shard", "0a"]) == 0
    assert "6 tracks of 26" in capsys.readouterr().out
    assert read_selection(library) == Selection(0, True, ("0a",))
    assert run(["select", *data, "--json", "--no-with-metadata"]) == 0
    assert '"tracks_indexed": 16' in capsys.readouterr().out
    assert run(["select", *data, "--without-shard", "0A"]) == 2
    assert "no shard 0A" in capsys.readouterr().err
    assert run(["select", *data, "--everything"]) == 0
    assert ids(library) == sorted(A + B + KNOWN)
    assert "nothing" in capsys.readouterr().out


def test_what_was_stored_by_a_former_version_is_read(library):
    library.selection.write_text('{"min_popularity": 30}')
    assert read_selection(library) == Selection(30) and is_applied(library)
    library.selection.write_text("[1]")
    assert read_selection(library) == Selection()
