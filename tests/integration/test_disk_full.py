"""A real full disk: a sentence, what was committed stays, and after making room running again finishes."""

import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from spotgui.errors import DiskFullError
from spotgui.importer import batch, job, taken_rows, takeover
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.importer.takeover import import_library
from spotgui.importer.verify import verify
from spotgui.index import merge
from spotgui.index.reader import Index
from spotgui.paths import Library
from tests.support.analysis_lines import compress, lines, write_shard
from tests.support.metadata_dump import write_dump

LINES = 1_000


@pytest.fixture
def small_disk(tmp_path):
    """Make tmpfs of a given size; the real thing, so root is needed."""
    mounts = []

    def mount(size):
        folder = tmp_path / f"disk{len(mounts)}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            message = f"a small disk cannot be mounted: {done.stderr.strip() or sys.platform}"
            pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
        mounts.append(folder)
        return folder

    if sys.platform != "linux" and not os.environ.get("CI"):
        pytest.skip("a small disk can be mounted on Linux only")
    yield mount
    for folder in mounts:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def shard(tmp_path_factory):
    return write_shard(tmp_path_factory.mktemp("shard") / "0a.jsonl.zst", lines("0a", LINES))


@pytest.mark.parametrize("share", [0.1, 0.25, 0.4, 0.55, 0.7])
def test_an_import_onto_a_full_disk(small_disk, shard, other, monkeypatch, share):
    """With so much of the room that it needs."""
    monkeypatch.setattr(batch, "BATCH_TRACKS", 100)
    monkeypatch.setattr(job, "INDEX_TRACKS", 300)
    monkeypatch.setattr(merge, "MERGE_AT", 2)
    disk = small_disk(f"{int(share * other[1]) // 1024}k")
    library = Library(disk / "library")
    with pytest.raises(DiskFullError, match="full"):
        import_analyses(library, [shard])
    before = Index.open(library.index_dir).track_count
    assert verify(Library(disk / "library")).tracks >= before
    subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
    report = import_analyses(library, [shard])
    assert report.shards[0].tracks == LINES
    assert report.shards[0].duplicates == 0
    assert verify(library).problems == ()
    assert Index.open(library.index_dir).track_count == LINES >= before


@pytest.fixture(scope="module")
def other(tmp_path_factory, shard):
    """A library to take over, and the bytes it takes."""
    library = Library(tmp_path_factory.mktemp("other"))
    import_analyses(library, [shard])
    return library, sum(p.stat().st_size for p in library.root.rglob("*") if p.is_file())


@pytest.mark.parametrize("here", [False, True], ids=["empty", "some tracks here"])
@pytest.mark.parametrize("share", [0.05, 0.2, 0.35, 0.5, 0.6])
def test_taking_over_onto_a_full_disk(small_disk, shard, other, tmp_path, monkeypatch, share, here):
    """The check beforehand may be wrong, as others write too: it is left out here, so that writing itself fails."""
    monkeypatch.setattr(takeover, "check_room", lambda *args: None)
    monkeypatch.setattr(taken_rows, "PAGE", 200)
    theirs, size = other
    disk = small_disk("200m")
    library = Library(disk / "library")
    if here:  # so that segments are written again without these
        some = write_shard(tmp_path / "0a.jsonl", lines("0a", 50))
        import_analyses(library, [some])
    used = shutil.disk_usage(disk).used
    subprocess.run(["mount", "-o", f"remount,size={(used + int(share * size)) // 1024}k", str(disk)], check=True)
    with pytest.raises(DiskFullError, match="full"):
        import_library(library, theirs.root)
    before = Index.open(library.index_dir).track_count
    assert before >= (50 if here else 0)
    subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
    import_library(library, theirs.root)
    with duckdb.connect(library.analysis_db, read_only=True) as con:
        assert con.execute("SELECT count(*), count(DISTINCT track_id) FROM tracks").fetchall() == [(LINES, LINES)]
    assert verify(library).problems == ()
    assert Index.open(library.index_dir).track_count == LINES
    assert not list(disk.rglob("*.tmp")) + list(disk.rglob("*.part"))


def test_taking_over_is_not_begun_without_room(small_disk, other):
    disk = small_disk("1m")
    with pytest.raises(DiskFullError, match="needs"):
        import_library(Library(disk / "library"), other[0].root)


def test_metadata_is_not_begun_without_room(small_disk, tmp_path):
    disk = small_disk("2m")
    dump = write_dump(tmp_path / "meta.sqlite3")
    with dump.open("ab") as file:
        file.truncate(20_000_000)
    packed = tmp_path / "meta.sqlite3.zst"
    packed.write_bytes(compress(dump.read_bytes()))
    for source in (dump, packed):
        with pytest.raises(DiskFullError, match="needs"):
            import_metadata(Library(disk), source)
    assert not list(disk.glob("*.part"))


def test_metadata_that_fills_the_disk_leaves_the_old(small_disk, tmp_path, monkeypatch):
    disk = small_disk("40m")
    library = Library(disk)
    dump = write_dump(tmp_path / "meta.sqlite3")
    import_metadata(library, dump)
    (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 2_000_000))
    old = library.meta_db.read_bytes()
    monkeypatch.setattr("spotgui.importer.metadata.check_room", lambda *args: None)
    with pytest.raises(DiskFullError):
        import_metadata(library, dump)
    assert library.meta_db.read_bytes() == old
    assert not list(disk.glob("*.part*"))
    (disk / "ballast").unlink()
    assert import_metadata(library, dump).tracks == 10
