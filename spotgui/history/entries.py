"""What the history holds, as values."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """Whether there was an answer."""

    RECOGNISED = "recognised"
    UNKNOWN = "unknown"


class SoundSource(StrEnum):
    """What was listened to."""

    MICROPHONE = "microphone"
    SYSTEM = "system audio"
    FILE = "file"
    PIPE = "pipe"


class Sort(StrEnum):
    """Orders of the history; the values are SQL."""

    HEARD = "last_heard_at"
    # what has none comes last in either direction
    TITLE = "nullif(fold(title), '')"
    ARTIST = "nullif(fold(artists), '[]')"
    ALBUM = "nullif(fold(album), '')"
    CONFIDENCE = "score"
    TIMES = "count"


def now() -> datetime:
    """The time of an entry that is heard now."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """What a recording was recognised as.

    Attributes
    ----------
    score, margin : float
        Nats, of `recognizer.results.Match`.
    position_s : float
        Where in the track the listening began, seconds.
    confidence : str
        Of `recognizer.results.Confidence`.
    """

    track_id: str
    title: str | None
    artists: tuple[str, ...]
    album: str | None
    score: float
    margin: float
    position_s: float
    confidence: str
    isrc: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something that was listened to.

    Attributes
    ----------
    seconds : float
        How long.
    offset_s : float or None
        Where in the recording it begins, for a song of a long one; seconds.
    source_name : str
        Name of the file or device.
    found : Found or None
        None when it was not recognised.
    snippet : bytes or None
        The packed evidence of what was not recognised, to be tried again; its format belongs to the recognizer.
    one_of : tuple of str
        "Artist - Title" of recordings that hold the same music, when it is one of these.
    """

    source: SoundSource
    seconds: float
    source_name: str = ""
    found: Found | None = None
    snippet: bytes | None = None
    heard_at: datetime = field(default_factory=now)
    offset_s: float | None = None
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history.

    Attributes
    ----------
    heard_at, last_heard_at : datetime
        First and last time, UTC; they differ when repeats are merged.
    count : int
        Times heard.
    offset_s, one_of
        Of `NewEntry`.
    isrc : str or None
        One recording has one, whatever the release.
    wrong : bool
        The user says that this is not what was playing.
    resolved_at : datetime or None
        When it was recognised later, from its snippet.
    has_snippet : bool
        It can be tried again.
    """

    id: int
    heard_at: datetime
    last_heard_at: datetime
    count: int
    kind: EntryKind
    source: SoundSource
    source_name: str
    seconds: float
    track_id: str | None = None
    title: str | None = None
    artists: tuple[str, ...] = ()
    album: str | None = None
    isrc: str | None = None
    year: int | None = None
    score: float | None = None
    margin: float | None = None
    position_s: float | None = None
    confidence: str | None = None
    favourite: bool = False
    wrong: bool = False
    note: str = ""
    resolved_at: datetime | None = None
    has_snippet: bool = False
    offset_s: float | None = None
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which entries, in which order.

    Attributes
    ----------
    text : str
        Words that must all occur in title, artists, album, note, what it is one of, ISRC or source; case and accents do
        not matter.
    """

    text: str = ""
    kind: EntryKind | None = None
    favourites_only: bool = False
    sort: Sort = Sort.HEARD
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """What a user may change by hand; None leaves it."""

    title: str | None = None
    artists: tuple[str, ...] | None = None
    album: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """Evidence of an entry that was not recognised."""

    entry_id: int
    data: bytes


def fold(text: str | None) -> str:
    """Text without case and accents, for searching and sorting."""
    if text is None or text.isascii():
        return (text or "").lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def merged(first: Entry, second: Entry) -> Entry:
    """Two entries of one recording as one; the earlier gives the words, the more certain the evidence."""
    first, second = sorted((first, second), key=lambda e: e.heard_at)
    best = max((first, second), key=lambda e: e.score if e.score is not None else float("-inf"))
    notes = [e.note for e in (first, second) if e.note]
    return replace(
        first,
        last_heard_at=max(first.last_heard_at, second.last_heard_at),
        count=first.count + second.count,
        score=best.score,
        margin=best.margin,
        position_s=best.position_s,
        confidence=best.confidence,
        favourite=first.favourite or second.favourite,
        wrong=first.wrong or second.wrong,
        note="\n".join(dict.fromkeys(notes)),
    )
