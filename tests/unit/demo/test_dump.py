"""The metadata database and the shards as files."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from spotgui.demo.analyse.line import AnalysisLine
from spotgui.demo.catalogue import ID_LENGTH, SHARD_NAMES, released_albums
from spotgui.demo.dump.metadata import write_metadata
from spotgui.demo.dump.shards import write_shards


def _schema(path: Path) -> set[tuple[str, str, str]]:
    """Tables and indexes with their columns, as sqlite understood them."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name, " ".join(re.sub(r"\s*/\*.*?\*/", "", sql).split())) for kind, name, sql in rows}


@pytest.fixture(scope="module")
def metadata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("metadata")
    albums = released_albums()
    packed = directory / "spotify_clean.sqlite3.zst"
    write_metadata(packed, albums, {t.recording.isrc: 90_000 for album in albums for t in album.tracks})
    assert not (directory / "spotify_clean.sqlite3").exists()
    plain = directory / "plain.sqlite3"
    with packed.open("rb") as source, plain.open("wb") as target:
        zstandard.ZstdDecompressor().copy_stream(source, target)
    return plain


def test_the_schema_is_the_real_one(metadata: Path, shared: Path, tmp_path: Path) -> None:
    text = (shared / "spotify_clean.sql").read_text()
    published = re.sub(r"-- spotify_clean_audio_features\.sqlite3\n.*", "", text, flags=re.DOTALL)
    with closing(sqlite3.connect(tmp_path / "published.sqlite3")) as database:
        database.executescript(published)
    expected = _schema(tmp_path / "published.sqlite3")
    assert len([name for kind, name, _ in expected if kind == "table"]) == 9
    assert _schema(metadata) == expected


def test_rows_fit_together(metadata: Path) -> None:
    with closing(sqlite3.connect(metadata)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
        assert len(counts) == 9 and all(counts.values())
        twice = database.execute(
            "SELECT count(*) FROM (SELECT 1 FROM tracks GROUP BY external_id_isrc HAVING count(*) > 1)"
        )
        assert twice.fetchone()[0] == 6
        lone = database.execute(
            "SELECT count(*) FROM tracks WHERE rowid NOT IN (SELECT track_rowid FROM track_artists)"
        )
        assert lone.fetchone()[0] == 0
        precisions = database.execute("SELECT DISTINCT release_date_precision, length(release_date) FROM albums")
        assert set(precisions) == {("year", 4), ("month", 7), ("day", 10)}


def test_ids_are_shaped_as_real_ones() -> None:
    tracks = [t for album in released_albums() for t in album.tracks]
    ids = [t.track_id for t in tracks] + [album.album_id for album in released_albums()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"[0-7][0-9a-zA-Z]{{{ID_LENGTH - 1}}}", track_id) for track_id in ids)
    assert {t.shard_name for t in tracks} == set(SHARD_NAMES)
    assert all(re.fullmatch(r"[A-Z]{2}[A-Z0-9]{3}\d{7}", t.recording.isrc) for t in tracks)


def test_shards_hold_every_track_once(tmp_path: Path) -> None:
    tracks = [t for album in released_albums() for t in album.tracks]
    lines = {t.recording.isrc: AnalysisLine(b'{"meta":{', b"}}") for t in tracks}
    paths = write_shards(tmp_path, tracks, lines)
    found = []
    for path in paths:
        text = zstandard.ZstdDecompressor().stream_reader(path.read_bytes(), read_across_frames=True).read().decode()
        ids = re.findall(r'"track_id":"(\w+)"', text)
        assert {i[:2] for i in ids} == {path.name[:2]}
        found += ids
    assert sorted(found) == sorted(t.track_id for t in tracks)


def test_shard_names_that_meet_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a file system that does not know case: 0A is there already when 0a comes
    tracks = [t for album in released_albums() for t in album.tracks if t.shard_name.lower() == "0a"]
    lines = {t.recording.isrc: AnalysisLine(b'{"meta":{', b"}}") for t in tracks}
    real = Path.exists
    monkeypatch.setattr(
        Path,
        "exists",
        lambda path: any(p.name.lower() == path.name.lower() for p in path.parent.iterdir()) or real(path),
    )
    names = sorted(path.name for path in write_shards(tmp_path, tracks, lines))
    assert names == ["0A.jsonl.zst", "0a (1).jsonl.zst"]
