"""The metadata dump into a library: real sqlite, real DuckDB."""

import os
import sqlite3

import duckdb
import pytest

from spotgui.catalog.meta_schema import TABLES
from spotgui.catalog.models import Kind
from spotgui.catalog.queries import Catalog
from spotgui.errors import BadInputError, LibraryBusyError, MachineError
from spotgui.importer.lock import import_lock
from spotgui.importer.metadata import import_metadata
from spotgui.importer.sqlite_source import extension_path
from spotgui.paths import Library
from spotgui.progress import Cancelled, CancelToken
from tests.support.analysis_lines import compress
from tests.support.metadata_dump import item_id, write_dump


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


@pytest.fixture
def dump(tmp_path):
    return write_dump(tmp_path / "spotify_clean.sqlite3")


def change(dump, script):
    con = sqlite3.connect(dump)
    con.executescript(script)
    con.close()


def rows(library, sql):
    with duckdb.connect(library.meta_db, read_only=True) as con:
        return con.execute(sql).fetchall()


def leftovers(library):
    return [p.name for p in library.root.glob("*.part*")]


def test_the_extension_comes_with_the_package():
    assert extension_path() is not None


@pytest.mark.parametrize("use_extension", [True, False])
def test_all_nine_tables_arrive_under_their_names(library, dump, use_extension):
    report = import_metadata(library, dump, use_extension=use_extension)
    source = sqlite3.connect(dump)
    for table in TABLES:
        columns = [c.name for c in table.columns if not c.name.startswith("external_id_e") and c.name != "rowid"]
        if table.name == "tracks":
            columns.remove("external_id_upc")
        chosen = f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY ALL"
        expected = source.execute(chosen.replace("ORDER BY ALL", "ORDER BY " + ", ".join(columns))).fetchall()
        assert sorted(map(repr, rows(library, chosen))) == sorted(map(repr, expected))
    source.close()
    assert report.tracks == 10
    assert report.notes == ("no column tracks.external_id_ean", "no column tracks.external_id_upc")
    assert leftovers(library) == []


def test_the_search_is_the_same_whatever_is_gathered_at_once(library, tmp_path, dump, monkeypatch):
    change(dump, "INSERT INTO track_artists VALUES (10, 3), (10, 1), (10, 2), (9, 2), (9, 1)")
    import_metadata(library, dump)
    monkeypatch.setattr("spotgui.catalog.search_build._PIECE", 3)
    other = Library(tmp_path / "other")
    import_metadata(other, dump)
    found = []
    for place in (library, other):
        con = sqlite3.connect(place.root / "search.sqlite")
        found.append([con.execute(f"SELECT * FROM {t}_lines").fetchall() for t in ("artists", "albums", "tracks")])
        con.close()
    assert found[0] == found[1]
    with duckdb.connect(library.meta_db, read_only=True) as con:
        credits = con.execute(
            "SELECT t.id, string_agg(a.name, ', ' ORDER BY l.rowid) FROM tracks t JOIN track_artists l"
            " ON l.track_rowid = t.rowid JOIN artists a ON a.rowid = l.artist_rowid GROUP BY 1"
        ).fetchall()
    assert dict(credits) == {line[1]: line[3] for line in found[0][2] if line[3]}
    assert any(", " in names for _, names in credits)


def test_credits_keep_their_order(library, dump):
    import_metadata(library, dump)
    with Catalog(library.meta_db) as catalog:
        track = catalog.track(item_id("t", 9))
    assert [a.artist_id for a in track.artists] == [item_id("a", 2), item_id("a", 1)]


def test_a_compressed_dump_in_several_frames(library, dump, tmp_path):
    packed = tmp_path / "spotify_clean.sqlite3.zst"
    packed.write_bytes(compress(dump.read_bytes(), frame=20_000))
    steps = []
    assert import_metadata(library, packed, progress=steps.append).tracks == 10
    unpacking = [s for s in steps if s.stage.startswith("decompressing")]
    assert unpacking[-1].done == unpacking[-1].total == packed.stat().st_size
    assert leftovers(library) == []


def test_a_second_import_replaces_the_first(library, dump):
    import_metadata(library, dump)
    change(dump, "UPDATE tracks SET name = 'Renamed' WHERE rowid = 2; DELETE FROM tracks WHERE rowid = 10;")
    assert import_metadata(library, dump).tracks == 9
    with Catalog(library.meta_db) as catalog:
        assert [h.name for h in catalog.search("renamed", kinds=[Kind.TRACK])] == ["Renamed"]
        assert catalog.search("strasse", kinds=[Kind.TRACK]) == []


def test_readers_keep_a_whole_catalogue_while_it_is_replaced(library, dump):
    import_metadata(library, dump)
    with Catalog(library.meta_db) as catalog:
        change(dump, "DELETE FROM tracks WHERE rowid = 1")
        import_metadata(library, dump)
        assert catalog.track(item_id("t", 1)) is not None
        assert [h.item_id for h in catalog.search("deja vu", kinds=[Kind.ALBUM])] == [item_id("b", 1)]


@pytest.mark.parametrize(
    "table", ["artist_images", "artist_albums", "available_markets", "artist_genres", "album_images"]
)
def test_tables_that_can_be_done_without(library, dump, table):
    change(dump, f"DROP TABLE {table}")
    report = import_metadata(library, dump)
    assert f"no table {table}" in report.notes
    with Catalog(library.meta_db) as catalog:
        assert catalog.artist(item_id("a", 1)).name == "Beyoncé Déjà"
        assert catalog.album(item_id("b", 1)).artists[0].name == "Beyoncé Déjà"


@pytest.mark.parametrize("column", ["external_id_isrc", "popularity", "preview_url", "duration_ms"])
def test_columns_that_can_be_done_without(library, dump, column):
    change(dump, f"DROP INDEX IF EXISTS x; ALTER TABLE tracks DROP COLUMN {column}")
    assert f"no column tracks.{column}" in import_metadata(library, dump).notes
    with Catalog(library.meta_db) as catalog:
        assert catalog.track(item_id("t", 1)).title == "Déjà Vu"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("DROP TABLE tracks", "has no table 'tracks'"),
        ("DROP TABLE track_artists", "has no table 'track_artists'"),
        ("ALTER TABLE albums DROP COLUMN id", "'albums' of spotify_clean.sqlite3 has no column 'id'"),
        ("ALTER TABLE tracks DROP COLUMN name", "'tracks' of spotify_clean.sqlite3 has no column 'name'"),
    ],
)
def test_what_cannot_be_done_without_is_named(library, dump, script, message):
    change(dump, script)
    with pytest.raises(BadInputError, match=message):
        import_metadata(library, dump)
    assert not library.meta_db.exists()
    assert leftovers(library) == []


def test_a_text_where_a_number_should_be(library, dump):
    change(dump, "UPDATE tracks SET popularity = 'many' WHERE rowid = 1")
    import_metadata(library, dump)
    assert rows(library, "SELECT popularity FROM tracks ORDER BY rowid LIMIT 2") == [(None,), (50,)]


def test_a_name_that_is_not_utf8(library, dump):
    change(dump, "UPDATE tracks SET name = CAST(x'ff41' AS TEXT) WHERE rowid = 2")
    import_metadata(library, dump, use_extension=False)
    assert rows(library, "SELECT name FROM tracks WHERE rowid = 2") == [("\ufffdA",)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"just some text, long enough to be read as a header" * 4, "is not an sqlite database"),
        (b"PK\3\4" * 50, "is not an sqlite database"),
    ],
)
def test_what_is_not_sqlite(library, tmp_path, content, message):
    for name, data in (("meta.sqlite3", content), ("meta.sqlite3.zst", compress(content))):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInputError, match=message):
            import_metadata(library, tmp_path / name)
    assert leftovers(library) == []


def test_a_truncated_dump(library, dump, tmp_path):
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInputError, match="truncated"):
        import_metadata(library, dump)
    packed = tmp_path / "meta.sqlite3.zst"
    packed.write_bytes(compress(whole)[:-100])
    with pytest.raises(BadInputError, match="ends in the middle"):
        import_metadata(library, packed)
    assert leftovers(library) == []


def test_a_damaged_dump(library, dump, tmp_path):
    whole = bytearray(dump.read_bytes())
    packed = bytearray(compress(bytes(whole)))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "meta.sqlite3.zst").write_bytes(packed)
    with pytest.raises(BadInputError, match="damaged"):
        import_metadata(library, tmp_path / "meta.sqlite3.zst")
    whole[4096:] = os.urandom(len(whole) - 4096)
    dump.write_bytes(whole)
    with pytest.raises(BadInputError, match="damaged"):
        import_metadata(library, dump)
    assert leftovers(library) == []


def test_a_locked_dump(library, dump):
    holder = sqlite3.connect(dump, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(MachineError, match="locked"):
        import_metadata(library, dump)
    holder.execute("COMMIT")
    holder.close()
    assert import_metadata(library, dump).tracks == 10


def test_what_does_not_exist(library, tmp_path):
    with pytest.raises(BadInputError, match="does not exist"):
        import_metadata(library, tmp_path / "nothing.sqlite3")


def test_one_import_at_a_time(library, dump):
    library.root.mkdir()
    with import_lock(library.lock), pytest.raises(LibraryBusyError):
        import_metadata(library, dump)


@pytest.mark.parametrize("use_extension", [True, False])
@pytest.mark.parametrize("stage", ["decompressing", "importing artists", "sorting albums", "indexing the names"])
def test_cancelling_leaves_what_was_there(library, dump, tmp_path, stage, use_extension):
    import_metadata(library, dump)
    before = library.meta_db.read_bytes()
    packed = tmp_path / "meta.sqlite3.zst"
    packed.write_bytes(compress(dump.read_bytes()))
    cancel = CancelToken()

    def stop(progress):
        if progress.stage.startswith(stage):
            cancel.cancel()

    with pytest.raises(Cancelled):
        import_metadata(library, packed, progress=stop, cancel=cancel, use_extension=use_extension)
    assert library.meta_db.read_bytes() == before
    assert leftovers(library) == []
