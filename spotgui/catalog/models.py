"""What the catalogue knows, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a search finds and a list holds."""

    ARTIST = "artist"
    ALBUM = "album"
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on the network; nothing is stored of it but where it is."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Credit:
    """An artist as named with a track or album."""

    artist_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """A date that may be only a year or a month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{p:02d}" for p in (self.month, self.day) if p is not None)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Track:
    """A track with what is shown beside it.

    Attributes
    ----------
    title : str
        The name; the id where the dump has an empty one.
    artists : tuple of Credit
        In the order of their credits.
    isrc : str or None
        Of the recording; releases of one recording share it.
    """

    track_id: str
    title: str
    artists: tuple[Credit, ...]
    album_id: str | None
    album: str | None
    released: ReleaseDate | None
    duration_ms: int
    popularity: int
    explicit: bool
    isrc: str | None
    disc_number: int
    track_number: int
    preview_url: str | None
    image: Image | None

    @property
    def year(self) -> int | None:
        """Year of the release."""
        return self.released.year if self.released else None


@dataclass(frozen=True, slots=True)
class AlbumSummary:
    """An album in a list."""

    album_id: str
    name: str
    album_type: str
    released: ReleaseDate | None
    popularity: int
    total_tracks: int
    image: Image | None


@dataclass(frozen=True, slots=True)
class Disc:
    """The tracks of one disc, in order."""

    number: int
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Album:
    """An album with its tracks; images widest first."""

    album_id: str
    name: str
    album_type: str
    artists: tuple[Credit, ...]
    released: ReleaseDate | None
    label: str | None
    copyrights: tuple[str, ...]
    upc: str | None
    popularity: int
    total_tracks: int
    images: tuple[Image, ...]
    discs: tuple[Disc, ...]


@dataclass(frozen=True, slots=True)
class Discography:
    """Which albums an artist has, newest first; there may be tens of thousands, so only as row numbers.

    Attributes
    ----------
    albums, others : tuple of int
        For `Catalog.albums`; `others` are singles and compilations.
    """

    albums: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist with best known tracks; the albums are read by `Catalog.albums`."""

    artist_id: str
    name: str
    followers: int
    popularity: int
    genres: tuple[str, ...]
    images: tuple[Image, ...]
    discography: Discography
    top_tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A line of a search or of a list.

    Attributes
    ----------
    detail : str
        The artists of a track or album; empty for an artist.
    releases : int
        How many tracks hold this recording, when the caller asked to group; else 1.
    """

    kind: Kind
    item_id: str
    name: str
    detail: str
    popularity: int
    year: int | None = None
    image: Image | None = None
    releases: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A bar of a chart."""

    label: str
    tracks: int
    recognisable: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the metadata can be recognised.

    Attributes
    ----------
    with_metadata, with_fingerprint, with_both : int
        Tracks.
    by_popularity, by_year, by_tempo : tuple of Count
        Tens of popularity, decades, tens of beats a minute.
    """

    with_metadata: int
    with_fingerprint: int
    with_both: int
    by_popularity: tuple[Count, ...]
    by_year: tuple[Count, ...]
    by_tempo: tuple[Count, ...]


def parse_release_date(text: str | None, precision: str | None) -> ReleaseDate | None:
    """The dump's date text; None where it has the year 0000 or nonsense."""
    parts = (text or "").split("-")
    if not all(p.isdigit() for p in parts) or int(parts[0]) == 0:
        return None
    wanted = {"year": 1, "month": 2}.get(precision or "day", 3)
    numbers = [int(p) for p in parts[:wanted]]
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = numbers[2] if month and len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    return ReleaseDate(numbers[0], month, day)
