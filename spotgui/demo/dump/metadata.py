"""Write the metadata dump: a sqlite database with the nine tables of the real one, compressed with zstd."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import zstandard

from spotgui.demo.catalogue import FETCHED_AT_MS, ReleasedAlbum, spotify_id
from spotgui.demo.discography import ARTISTS, ArtistEntry

SCHEMA = Path(__file__).with_name("spotify_clean.sql")
MARKETS = ("AT,BE,CH,CZ,DE,DK,ES,FR,GB,JP,NO,SE,US", "DE,FR,GB,US", "")
IMAGE_WIDTHS = (640, 300, 64)
IMAGE_URL = "https://images.invalid/{id}-{width}.jpg"
"""The top-level domain is reserved: no image is ever fetched for an invented album."""
LEVEL = 6
Row = tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Rows by table, in the schema's column order."""

    rows: dict[str, list[Row]]

    def add(self, table: str, *values: int | str | None) -> None:
        self.rows.setdefault(table, []).append(values)


def write_metadata(path: Path, albums: Sequence[ReleasedAlbum], durations_ms: Mapping[str, int]) -> None:
    """Write ``spotify_clean.sqlite3.zst``.

    Parameters
    ----------
    path : Path
        The compressed file to make. The plain database is made beside it and removed.
    durations_ms : mapping of str to int
        Length of every recording by its ISRC, milliseconds.
    """
    plain = path.with_suffix("")
    with closing(sqlite3.connect(plain)) as database, database:
        database.executescript(SCHEMA.read_text(encoding="utf-8"))
        for table, rows in _rows(albums, durations_ms).items():
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    with plain.open("rb") as source, path.open("xb") as target:
        zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).copy_stream(source, target)
    plain.unlink()


def _rows(albums: Sequence[ReleasedAlbum], durations_ms: Mapping[str, int]) -> dict[str, list[Row]]:
    tables = _Tables({})
    for i, markets in enumerate(MARKETS, 1):
        tables.add("available_markets", i, markets)
    artist_rows = {artist.name: i for i, artist in enumerate(ARTISTS, 1)}
    for artist in ARTISTS:
        _add_artist(tables, artist_rows[artist.name], artist)
    track_row = 0
    for album_row, album in enumerate(albums, 1):
        _add_album(tables, album_row, album, artist_rows)
        for track in album.tracks:
            track_row += 1
            recording = track.recording
            tables.add(
                "tracks", track_row, track.track_id, FETCHED_AT_MS + track_row, recording.title, None, album_row,
                track.number, recording.isrc, track.popularity, 1 + track_row % 2, 1, durations_ms[recording.isrc], 0,
            )  # fmt: skip
            for artist in recording.artists:
                tables.add("track_artists", track_row, artist_rows[artist.name])
    return tables.rows


def _add_artist(tables: _Tables, row: int, artist: ArtistEntry) -> None:
    artist_id = spotify_id("artist", artist.name)
    tables.add("artists", row, artist_id, FETCHED_AT_MS, artist.name, artist.followers, artist.popularity)
    for genre in artist.genres:
        tables.add("artist_genres", row, genre)
    _add_images(tables, "artist_images", row, artist_id)


def _add_album(tables: _Tables, row: int, album: ReleasedAlbum, artist_rows: Mapping[str, int]) -> None:
    entry = album.entry
    precision = {4: "year", 7: "month", 10: "day"}[len(entry.released)]
    owner = f"{entry.released[:4]} {entry.label}"
    tables.add(
        "albums", row, album.album_id, FETCHED_AT_MS, entry.name, entry.kind, 1, album.upc, f"© {owner}", f"℗ {owner}",
        entry.label, album.popularity, entry.released, precision, len(entry.titles), None,
    )  # fmt: skip
    _add_images(tables, "album_images", row, album.album_id)
    tables.add("artist_albums", artist_rows[entry.artist], row, 0, 0, 0)
    for name in _others(album):
        tables.add("artist_albums", artist_rows[name], row, 1, int(entry.kind == "compilation"), None)


def _others(album: ReleasedAlbum) -> Iterable[str]:
    """Artists heard on an album that is not theirs, in order, each once."""
    names = [artist.name for track in album.tracks for artist in track.recording.artists]
    return [name for name in dict.fromkeys(names) if name != album.entry.artist]


def _add_images(tables: _Tables, table: str, row: int, owner_id: str) -> None:
    for width in IMAGE_WIDTHS:
        tables.add(table, row, width, width, IMAGE_URL.format(id=owner_id, width=width))
