"""The discography with everything that the dump says of it: ids, ISRCs, durations, numbers, dates."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from spotgui.demo.discography import ALBUMS, ARTISTS, GUESTS, OUTSIDE_STYLES, AlbumEntry, ArtistEntry

BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID_LENGTH = 22
SHARD_NAMES = ("0a", "0A", "1k", "2Q", "3d", "5T", "7M")
"""The first two characters of the demo's track ids; two names differ by case only, as 196 pairs of the dump do."""
FETCHED_AT_MS = 1_752_000_000_000


@dataclass(frozen=True, slots=True)
class Recording:
    """A piece of music that somebody recorded; several tracks may hold it.

    Attributes
    ----------
    isrc : str
        International Standard Recording Code.
    seed : int
        What it is composed from, with the style.
    """

    title: str
    artists: tuple[ArtistEntry, ...]
    style: str
    isrc: str
    seed: int
    popularity: int


@dataclass(frozen=True, slots=True)
class TrackEntry:
    """A recording on an album."""

    track_id: str
    recording: Recording
    number: int
    popularity: int

    @property
    def shard_name(self) -> str:
        """The shard that holds its analysis."""
        return self.track_id[:2]


@dataclass(frozen=True, slots=True)
class ReleasedAlbum:
    """An album with its tracks and codes."""

    album_id: str
    entry: AlbumEntry
    upc: str
    popularity: int
    tracks: tuple[TrackEntry, ...]


def spotify_id(kind: str, name: str, prefix: str = "") -> str:
    """An invented id of 22 base62 characters, always the same for a name."""
    number = int.from_bytes(hashlib.blake2b(f"{kind}/{name}".encode(), digest_size=17).digest(), "big")
    text = prefix or str(number % 8)
    while len(text) < ID_LENGTH:
        number, digit = divmod(number, 62)
        text += BASE62[digit]
    return text


def released_albums() -> tuple[ReleasedAlbum, ...]:
    """All albums of the demo, oldest entry first."""
    recordings = _recordings()
    albums = []
    for entry in ALBUMS:
        tracks = tuple(_track(entry, i, recordings) for i in range(len(entry.titles)))
        album_id = spotify_id("album", f"{entry.artist}/{entry.name}/{entry.kind}")
        upc = f"0{int.from_bytes(album_id.encode()[:6], 'big') % 10**12:012d}"
        albums.append(ReleasedAlbum(album_id, entry, upc, max(t.popularity for t in tracks), tracks))
    return tuple(albums)


def outside_recordings() -> tuple[Recording, ...]:
    """Pieces that no album holds."""
    return tuple(
        Recording(f"Unreleased {style}", (), style, "", _seed(f"outside/{style}"), 0) for style in OUTSIDE_STYLES
    )


def _recordings() -> dict[tuple[str, str], Recording]:
    """Every recording by artist and title, in the order of first release."""
    found: dict[tuple[str, str], Recording] = {}
    artists = {a.name: a for a in ARTISTS}
    for artist_name, title, year in _first_releases():
        artist = artists[artist_name]
        guests = tuple(artists[name] for name in GUESTS.get(title, ()))
        seed = _seed(f"{artist_name}/{title}")
        isrc = f"XDEM0{year[2:]}{len(found) + 1:05d}"
        popularity = max(0, artist.popularity - random.Random(seed).randrange(0, 22))
        found[artist_name, title] = Recording(title, (artist, *guests), artist.style, isrc, seed, popularity)
    return found


def _first_releases() -> Iterator[tuple[str, str, str]]:
    """Artist, title and year of every recording once; albums come before singles and compilations."""
    for entry in ALBUMS:
        if entry.kind == "album":
            for title in entry.titles:
                yield entry.artist, title, entry.released[:4]


def _track(entry: AlbumEntry, i: int, recordings: dict[tuple[str, str], Recording]) -> TrackEntry:
    artist, separator, title = entry.titles[i].partition(": ")
    key = (artist, title) if separator else (entry.artist, entry.titles[i])
    name = f"{entry.name}/{entry.kind}/{key[0]}/{key[1]}"
    prefix = SHARD_NAMES[_seed(name) % len(SHARD_NAMES)]
    recording = recordings[key]
    popularity = recording.popularity if entry.kind == "album" else recording.popularity // 2
    return TrackEntry(spotify_id("track", name, prefix), recording, i + 1, popularity)


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
