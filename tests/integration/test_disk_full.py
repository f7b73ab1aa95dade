"""A real full disk: a sentence, what was committed stays, and after making room running again finishes."""

import os
import shutil
import subprocess
import sys

import pytest

from spotgui.errors import DiskFullError
from spotgui.importer import batch
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.importer.verify import verify
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


@pytest.mark.parametrize("size", ["700k", "2m"])
def test_an_import_onto_a_full_disk(small_disk, shard, monkeypatch, size):
    monkeypatch.setattr(batch, "BATCH_TRACKS", 100)
    disk = small_disk(size)
    library = Library(disk / "library")
    with pytest.raises(DiskFullError, match="full"):
        import_analyses(library, [shard])
    before = Index.open(library.index_dir).track_count
    subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
    report = import_analyses(library, [shard])
    assert report.shards[0].tracks == LINES
    assert report.shards[0].duplicates == 0
    assert verify(library).problems == ()
    assert Index.open(library.index_dir).track_count == LINES >= before


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
