"""What a library holds, whether it is whole, and making its index again."""

import json
import shutil
import sqlite3
from contextlib import closing

import duckdb
import numpy as np
import pytest

from spotgui.catalog.coverage import coverage
from spotgui.catalog.queries import Catalog
from spotgui.cli.main import run
from spotgui.errors import CorruptLibraryError, CorruptMetadataError, LibraryBusyError
from spotgui.fingerprint.sketch_code import encode
from spotgui.importer.analysis import import_analyses, open_analysis
from spotgui.importer.lock import import_lock
from spotgui.importer.metadata import import_metadata
from spotgui.importer.rebuild import rebuild_index, rebuild_search
from spotgui.importer.status import library_status
from spotgui.importer.verify import verify
from spotgui.index import batches, manifest
from spotgui.index.reader import Index
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import line, lines, track_id, write_shard
from tests.support.metadata_dump import item_id, write_dump

CHORDS = np.repeat(np.array([4, 47, 81, 4, 93], np.uint8), 12)
"""A sketch that its code makes shorter."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A library with three shards and metadata; copied by whoever changes it."""
    folder = tmp_path_factory.mktemp("finished")
    library = Library(folder / "library")
    own = [line(item_id("t", n), seed=n) for n in range(1, 7)]
    write_shard(folder / "t0.jsonl.zst", [*own, b"bad"])
    write_shard(folder / "0a.jsonl.zst", lines("0a", 20))
    import_analyses(library, [folder])
    import_metadata(library, write_dump(folder / "dump.sqlite3"))
    return library


@pytest.fixture
def library(finished, tmp_path):
    shutil.copytree(finished.root, tmp_path / "library")
    return Library(tmp_path / "library")


def test_a_good_library_has_no_problems(library):
    report = verify(library)
    assert report.ok
    assert (report.tracks, report.metadata_tracks) == (26, 10)
    assert verify(Library(library.root / "empty")).ok


def test_verify_finds_damage_in_the_index(library):
    segment = next(library.index_dir.glob("*.segment"))
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    (problem, *_) = verify(library).problems
    assert "rebuild" in problem.action
    assert rebuild_index(library) == 26
    assert verify(library).ok


def test_verify_finds_a_broken_fingerprint_and_wrong_counts(library):
    with duckdb.connect(library.analysis_db) as con:
        con.execute("UPDATE tracks SET onsets = 'broken'::BLOB WHERE track_no = 3")
        con.execute("UPDATE shards SET tracks = tracks + 1 WHERE shard_no = 0")
        con.execute("UPDATE tracks SET track_id = (SELECT track_id FROM tracks WHERE track_no = 8) WHERE track_no = 9")
    messages = " ".join(p.message for p in verify(library).problems)
    assert "should have" in messages
    assert "more than once" in messages
    assert "Track " in messages


def test_verify_finds_a_broken_sketch(library):
    with duckdb.connect(library.analysis_db) as con:
        con.execute("UPDATE tracks SET chroma = $1 WHERE track_no = 3", [encode(CHORDS)[:-9]])
        con.execute("UPDATE tracks SET chroma = $1 WHERE track_no = 5", [encode(CHORDS)])
        con.execute("UPDATE tracks SET chroma = NULL WHERE track_no = 4")
    (problem,) = verify(library).problems
    assert "chroma sketch is damaged" in problem.message and "Import its shard again" in problem.action


def test_a_library_of_a_former_version_goes_on(library, tmp_path):
    """Its sketches are plain, in both places: they are read, and an index that is made anew holds them in code."""
    sketches = {t: CHORDS[t:] for t in range(26)}
    with duckdb.connect(library.analysis_db) as con:
        for track, cells in sketches.items():
            con.execute("UPDATE tracks SET chroma = $1 WHERE track_no = $2", [cells.tobytes(), track])
        con.execute("DELETE FROM schema_version WHERE name = 'sketches in code'")
    with pytest.MonkeyPatch.context() as former:
        former.setattr(manifest, "FORMAT", 1)
        former.setattr(batches, "encoded", lambda stored: stored)
        rebuild_index(library)
    plain = manifest.read(library.index_dir).segments
    assert verify(library).ok
    write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 4))
    import_analyses(library, [tmp_path / "0b.jsonl.zst"])
    assert verify(library).ok
    grown = Index.open(library.index_dir)
    assert grown.track_count == 30 and all(np.array_equal(grown.chroma(t), c) for t, c in sketches.items())
    assert set(plain) <= set(manifest.read(library.index_dir).segments)  # as they were
    rebuild_index(library)
    again = Index.open(library.index_dir)
    assert all(np.array_equal(again.chroma(t), c) for t, c in sketches.items())
    assert sum(s.header.sections["payload"][1] for s in again.segments) < sum(
        s.header.sections["payload"][1] for s in grown.segments
    )


def test_verify_finds_files_that_are_no_databases(library):
    library.analysis_db.write_bytes(b"no database" * 999)
    library.meta_db.write_bytes(b"no database" * 999)
    files = {p.file for p in verify(library).problems}
    assert {"analysis.duckdb", "meta.duckdb"} <= files


def test_a_missing_search_is_found_and_made_again(library):
    (library.root / "search.sqlite").unlink()
    assert [p.file for p in verify(library).problems] == ["search.sqlite"]
    with pytest.raises(CorruptLibraryError):
        Catalog(library.meta_db)
    rebuild_search(library)
    assert verify(library).ok
    with Catalog(library.meta_db) as catalog:
        assert catalog.search("deja")


def test_any_flipped_byte_of_the_search_is_found(library):
    file = library.root / "search.sqlite"
    data = file.read_bytes()
    for at in np.random.default_rng(1).integers(0, len(data), 60):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        with pytest.raises(CorruptLibraryError), Catalog(library.meta_db) as catalog:
            catalog.verify_search()
    file.write_bytes(data)
    assert verify(library).ok


@pytest.mark.parametrize("page", ["a table's", "a word list's"])
@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_search_is_found_and_made_again(library, page, sealed):
    file = library.root / "search.sqlite"
    data = file.read_bytes()
    if not sealed:  # as former versions wrote it
        data = data[:68] + bytes(4) + data[72:]
        file.write_bytes(data)
        assert verify(library).ok
    with closing(sqlite3.connect(file)) as con:
        if page == "a table's":
            root = con.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tracks_lines'").fetchone()[0]
            size = con.execute("PRAGMA page_size").fetchone()[0]
            start = (root - 1) * size
            damaged = data[:start] + bytes(size) + data[start + size :]
        else:
            (block,) = con.execute("SELECT max(block) FROM tracks_data WHERE id > 10").fetchone()
            start = data.index(block)
            damaged = data[:start] + b"\xff" * len(block) + data[start + len(block) :]
    file.write_bytes(damaged)
    assert [p.file for p in verify(library).problems] == ["search.sqlite"]
    rebuild_search(library)
    assert verify(library).ok


def spoil(path):
    """Damage a database beyond its head."""
    data = bytearray(path.read_bytes())
    data[8192:] = bytes(byte ^ 0xFF for byte in data[8192:])
    path.write_bytes(data)


def test_damage_says_what_repairs_it(library):
    spoil(library.analysis_db)
    with pytest.raises(CorruptLibraryError, match="damaged") as caught:
        library_status(library)
    assert "import the shards again" in caught.value.action


def test_damaged_metadata_hides_nothing_else(library):
    spoil(library.meta_db)
    status = library_status(library)
    assert (status.tracks_kept, status.tracks_indexed, status.tracks_metadata) == (26, 26, 0)
    assert "Import the metadata" in status.metadata_damage.action


def test_coverage_names_the_file_that_is_damaged(library):
    with duckdb.connect(library.meta_db) as con:
        con.execute("INSERT INTO tracks SELECT t.* REPLACE (t.id || n AS id) FROM tracks t, range(20_000) AS r(n)")
        con.execute("CHECKPOINT")
    whole = library.meta_db.read_bytes()
    blamed = []
    for block in range(12288, len(whole), 262144):
        library.meta_db.write_bytes(whole[:block] + bytes(4096) + whole[block + 4096 :])
        if library_status(library).metadata_damage:
            continue
        try:
            coverage(library.meta_db, library.analysis_db)
        except CorruptLibraryError as problem:  # counting alone has not met it
            blamed.append(type(problem))
    assert blamed
    assert set(blamed) == {CorruptMetadataError}


def test_status_tells_damaged_metadata_beside_the_rest(library, capsys):
    spoil(library.meta_db)
    assert run(["status", "--data", str(library.root)]) == 0
    text = capsys.readouterr().out
    assert "26 tracks" in text
    assert "Import the metadata again." in " ".join(text.split())
    assert run(["status", "--json", "--data", str(library.root)]) == 0
    assert "damaged" in json.loads(capsys.readouterr().out)["metadata_damage"]["message"]


def test_a_missing_index_is_made_again(library):
    shutil.rmtree(library.index_dir)
    assert [p.file for p in verify(library).problems] == ["index"]
    assert rebuild_index(library) == 26
    assert Index.open(library.index_dir).track_count == 26
    assert not (library.root / "rebuild").exists()


def test_a_cancelled_rebuild_leaves_the_old_index(library):
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        rebuild_index(library, cancel=cancel)
    assert Index.open(library.index_dir).track_count == 26
    assert not (library.root / "rebuild").exists()
    assert verify(library).ok


def test_the_index_is_in_tiers_of_popularity(library):
    index = Index.open(library.index_dir)
    found = {index.track_id(n): index.popularity(n) for n in range(26)}
    assert found[item_id("t", 1)] == 85
    assert found[track_id("0a", 1)] == 0
    assert len({s.info.tier for s in index.segments}) > 1


def test_status_counts_everything(library):
    status = library_status(library)
    assert (status.tracks_indexed, status.tracks_kept, status.tracks_metadata) == (26, 26, 10)
    assert [(s.name, s.tracks, s.rejected) for s in status.shards] == [("0a", 20, 0), ("t0", 6, 1)]
    assert {name for name, size in status.bytes if size} == {"analysis", "index", "metadata", "search"}
    assert status.importing is False
    empty = library_status(Library(library.root / "nothing"))
    assert (empty.tracks_indexed, empty.shards) == (0, ())


def test_status_while_an_import_holds_the_database(library):
    with import_lock(library.lock), open_analysis(library):
        status = library_status(library)
        assert status.importing
        assert status.tracks_kept == 26
        assert len(status.shards) == 2
        with pytest.raises(LibraryBusyError):
            verify(library)


def test_status_predicts_what_is_not_imported_yet(library, tmp_path):
    more = write_shard(tmp_path / "0b.jsonl.zst", lines("0b", 30))
    prediction = library_status(library, [more]).prediction
    assert (prediction.shards, prediction.bytes, prediction.measured) == (1, more.stat().st_size, False)
    assert prediction.seconds > 0
    import_analyses(library, [more])
    assert library_status(library, [more]).prediction.shards == 0


def test_status_knows_a_copy_of_what_is_imported(library, tmp_path, capsys):
    whole = write_shard(tmp_path / "0b.jsonl", lines("0b", 30))
    import_analyses(library, [whole])
    data = whole.read_bytes()
    assert len(data) > 2 << 16
    others = tmp_path / "others"
    others.mkdir()
    (others / "0b (1).jsonl").write_bytes(data)
    (others / "0b (2).jsonl").write_bytes(data[: len(data) * 2 // 3])
    assert import_analyses(library, [others]).tracks == 0
    prediction = library_status(library, [others]).prediction
    assert (prediction.shards, prediction.bytes, prediction.copies) == (0, 0, 2)
    write_shard(others / "0c.jsonl.zst", lines("0c", 3))
    (others / "0b (1).jsonl").unlink()
    assert run(["status", "--data", str(library.root), str(others)]) == 0
    said = capsys.readouterr().out
    assert "1 shard of" in said
    assert "1 file is there already: all or a part of an imported shard" in said


def test_coverage(library):
    found = coverage(library.meta_db, library.analysis_db)
    assert (found.with_metadata, found.with_fingerprint, found.with_both) == (10, 26, 6)
    assert [(c.label, c.tracks, c.recognisable) for c in found.by_year] == [
        ("1990s", 2, 2),
        ("2000s", 4, 4),
        ("2010s", 3, 0),
    ]
    assert sum(c.tracks for c in found.by_popularity) == 10
    assert [(c.label, c.tracks) for c in found.by_tempo] == [("120–129", 26)]
    assert coverage(library.root / "no", library.root / "none").with_metadata == 0
    assert coverage(library.root / "no", library.analysis_db).with_fingerprint == 26
