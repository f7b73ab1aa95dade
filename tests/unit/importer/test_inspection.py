"""Files are known by what is in them, and what is wrong with one is said."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pytest
import zstandard

from spotgui.importer.inspection import FileKind, FileState, inspect_files, shard_number
from spotgui.progress import Cancelled, CancelToken


def line(track_id: str, size: int = 2000) -> bytes:
    return b'{"meta":{"track_id":"' + track_id.encode() + b'"},"pad":"' + b"x1y2" * (size // 4) + b'"}\n'


def shard(directory: Path, name: str, prefix: str = "0a", lines: int = 40) -> Path:
    path = directory / name
    text = b"".join(line(f"{prefix}{number:020d}") for number in range(lines))
    path.write_bytes(zstandard.ZstdCompressor().compress(text) if name.endswith(".zst") else text)
    return path


def database(directory: Path, name: str = "spotify_clean.sqlite3") -> Path:
    path = directory / name
    with sqlite3.connect(path) as con:
        for table in ("tracks", "albums", "artists", "track_artists"):
            con.execute(f"CREATE TABLE {table} (id TEXT)")
        con.executemany("INSERT INTO tracks VALUES (?)", ((f"{n:0100d}",) for n in range(500)))
    con.close()
    return path


def only(directory: Path):
    (found,) = inspect_files([directory])
    return found


@pytest.mark.parametrize(("name", "number"), [("00", 1), ("0a", 11), ("0A", 37), ("7N", 484), ("7O", 0), ("zz", 0)])
def test_places_of_shards(name, number):
    assert shard_number(name) == number


def test_a_good_shard(tmp_path):
    shard(tmp_path, "0a.jsonl.zst")
    found = only(tmp_path)
    assert (found.kind, found.state, found.shard, found.usable) == (FileKind.SHARD, FileState.GOOD, "0a", True)


def test_the_bytes_say_which_shard_it_is(tmp_path):
    shard(tmp_path, "0A (1).jsonl.zst", "0a")
    found = only(tmp_path)
    assert (found.state, found.shard, found.detail, found.usable) == (FileState.NAME_LIES, "0a", "0A", True)


def test_a_plain_shard_that_stops_in_a_line(tmp_path):
    path = shard(tmp_path, "0b.jsonl", "0b")
    assert only(tmp_path).state is FileState.GOOD
    whole = path.read_bytes()
    path.write_bytes(whole[:-500])
    assert only(tmp_path).state is FileState.TRUNCATED
    path.write_bytes(whole + b"no json, but a whole line\n")
    assert only(tmp_path).state is FileState.GOOD


def test_truncated(tmp_path):
    path = shard(tmp_path, "0a.jsonl.zst")
    path.write_bytes(path.read_bytes()[:-3])
    found = only(tmp_path)
    assert (found.state, found.shard, found.usable) == (FileState.TRUNCATED, "0a", False)


def test_holes_mean_that_it_is_still_downloading(tmp_path):
    path = shard(tmp_path, "0a.jsonl", lines=200)
    data = bytearray(path.read_bytes())
    data[100_000:200_000] = bytes(100_000)
    path.write_bytes(data)
    assert only(tmp_path).state is FileState.DOWNLOADING


@pytest.mark.parametrize("name", ["0a.jsonl.zst.part", "0a.jsonl.zst.crdownload"])
def test_unfinished_names(tmp_path, name):
    (tmp_path / name).write_bytes(b"x" * 100)
    assert only(tmp_path).state is FileState.DOWNLOADING


def test_a_control_file_beside_it(tmp_path):
    shard(tmp_path, "0a.jsonl.zst")
    (tmp_path / "0a.jsonl.zst.aria2").write_bytes(b"x")
    assert {found.state for found in inspect_files([tmp_path])} == {FileState.DOWNLOADING}


def test_empty_and_foreign_files(tmp_path):
    (tmp_path / "0a.jsonl.zst").touch()
    (tmp_path / "0b.jsonl.zst").write_bytes(b"hello world, this is no shard")
    assert {found.path.name[:2]: found.state for found in inspect_files([tmp_path])} == {
        "0a": FileState.EMPTY,
        "0b": FileState.NOT_A_DUMP,
    }


def test_the_same_shard_twice(tmp_path):
    shard(tmp_path, "0a.jsonl.zst")
    (tmp_path / "copy").mkdir()
    shard(tmp_path / "copy", "0a.jsonl.zst")
    assert [found.state for found in inspect_files([tmp_path])] == [FileState.GOOD, FileState.TWICE]


def test_metadata_comes_first_and_shards_in_order(tmp_path):
    shard(tmp_path, "0A.jsonl.zst", "0A")
    shard(tmp_path, "0a.jsonl.zst", "0a")
    shard(tmp_path, "00.jsonl.zst", "00")
    database(tmp_path)
    assert [found.shard for found in inspect_files([tmp_path])] == ["", "00", "0a", "0A"]


def test_the_metadata_dump(tmp_path):
    path = database(tmp_path)
    assert (only(tmp_path).kind, only(tmp_path).state) == (FileKind.METADATA, FileState.GOOD)
    path.write_bytes(path.read_bytes()[:-4096])
    assert only(tmp_path).state is FileState.TRUNCATED


def test_the_metadata_dump_compressed(tmp_path):
    path = database(tmp_path)
    packed = tmp_path / "spotify_clean.sqlite3.zst"
    packed.write_bytes(zstandard.ZstdCompressor().compress(path.read_bytes()))
    path.unlink()
    assert (only(tmp_path).kind, only(tmp_path).state) == (FileKind.METADATA, FileState.GOOD)
    packed.write_bytes(packed.read_bytes()[:-10])
    assert only(tmp_path).state is FileState.TRUNCATED


def test_other_databases_are_no_dump(tmp_path):
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as con:
        con.execute("CREATE TABLE photos (id TEXT)")
    con.close()
    assert (only(tmp_path).kind, only(tmp_path).state) == (FileKind.OTHER, FileState.NOT_A_DUMP)


def test_audio_features_are_not_needed(tmp_path):
    database(tmp_path, "spotify_clean_audio_features.sqlite3")
    assert only(tmp_path).state is FileState.NOT_NEEDED


def test_a_file_that_is_gone(tmp_path):
    (found,) = inspect_files([tmp_path / "0a.jsonl.zst"])
    assert (found.state, found.usable) == (FileState.UNREADABLE, False)


def test_real_lines(shared):
    (found,) = inspect_files([shared / "samples" / "real-analyses.jsonl.zst"])
    assert (found.kind, found.shard, found.usable) == (FileKind.SHARD, "", True)


def test_it_can_be_stopped(tmp_path):
    shard(tmp_path, "0a.jsonl.zst")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        inspect_files([tmp_path], cancel=cancel)


def test_the_database_of_songfind_and_a_library_of_our_own(tmp_path, demo):
    with duckdb.connect(tmp_path / "echoprint.duckdb") as con:
        con.execute("CREATE TABLE fingerprints (track_id VARCHAR, echoprintstring VARCHAR)")
    with duckdb.connect(tmp_path / "other.duckdb") as con:
        con.execute("CREATE TABLE cats (name VARCHAR)")
    (tmp_path / "no.duckdb").write_text("hello")
    found = {file.path.name: file for file in inspect_files([tmp_path, demo.library.analysis_db])}
    assert (found["echoprint.duckdb"].kind, found["echoprint.duckdb"].state) == (FileKind.SONGFIND, FileState.GOOD)
    assert found["other.duckdb"].state is FileState.UNREADABLE
    assert "songfind" in found["other.duckdb"].detail
    assert found["no.duckdb"].state is FileState.NOT_A_DUMP
    assert found["analysis.duckdb"].state is FileState.LIBRARY
