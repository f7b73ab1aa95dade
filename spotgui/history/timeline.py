"""The songs of a long recording as a cue sheet or a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spotgui.history.export import ARTIST_SEPARATOR, csv_text

COLUMNS = ("start", "end", "start_s", "end_s", "title", "artist", "album", "isrc", "track_id", "confidence")
ONE_OF = "one of these"
"""In the place of a confidence, where several tracks hold what is heard."""
_CUE_FRAMES = 75
_CUE_TYPES = {".mp3": "MP3", ".aiff": "AIFF", ".aif": "AIFF"}


@dataclass(frozen=True, slots=True)
class TimelineSong:
    """What a stretch of a recording is, or may be."""

    track_id: str
    title: str | None = None
    artists: tuple[str, ...] = ()
    album: str | None = None
    isrc: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """A stretch of a recording.

    Attributes
    ----------
    start_s, end_s : float
        Seconds since the recording's beginning.
    songs : tuple of TimelineSong
        What it is; several that hold the same music when it is one of these; none when it was not recognised.
    confidence : str or None
        Of `recognizer.results.Confidence`, when it is known which.
    """

    start_s: float
    end_s: float
    songs: tuple[TimelineSong, ...] = ()
    confidence: str | None = None


def timeline_to_csv(items: Sequence[TimelineItem]) -> str:
    """A line a stretch, with a line of `COLUMNS`; where it is one of several, " / " is between them."""
    rows = [
        (
            clock(item.start_s),
            clock(item.end_s),
            f"{item.start_s:.1f}",
            f"{item.end_s:.1f}",
            _either(song.title or "" for song in item.songs),
            _either(ARTIST_SEPARATOR.join(song.artists) for song in item.songs),
            item.songs[0].album if len(item.songs) == 1 else None,
            item.songs[0].isrc if len(item.songs) == 1 else None,
            _either(song.track_id for song in item.songs),
            ONE_OF if len(item.songs) > 1 else item.confidence,
        )
        for item in items
    ]
    return csv_text(COLUMNS, rows)


def timeline_to_cue(items: Sequence[TimelineItem], recording: str) -> str:
    """A cue sheet.

    Parameters
    ----------
    items : sequence of TimelineItem
    recording : str
        Name of the sound file.
    """
    kind = _CUE_TYPES.get(Path(recording).suffix.lower(), "WAVE")  # flac too: players go by the name
    lines = [f"FILE {_quoted(recording)} {kind}"]
    for number, item in enumerate(items, 1):
        titles = _either(song.title or "Unknown" for song in item.songs)
        performers = _either(", ".join(song.artists) or "Unknown" for song in item.songs)
        lines += [
            f"  TRACK {number:02d} AUDIO",
            f"    TITLE {_quoted(titles or 'Unknown')}",
            f"    PERFORMER {_quoted(performers or 'Unknown')}",
        ]
        if len(item.songs) == 1 and item.songs[0].isrc:
            lines.append(f"    ISRC {item.songs[0].isrc}")
        lines.append(f"    INDEX 01 {_cue_time(item.start_s)}")
    return "\r\n".join(lines) + "\r\n"


def _either(words: Iterable[str]) -> str:
    """All of them in their order, one where all are alike."""
    listed = list(words)
    return " / ".join(listed if len(set(listed)) > 1 else listed[:1])


def clock(seconds: float) -> str:
    """ "1:02:03", "2:03": whole seconds, as a player counts them."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def _cue_time(seconds: float) -> str:
    frames = round(seconds * _CUE_FRAMES)
    minutes, rest = divmod(frames, 60 * _CUE_FRAMES)
    return f"{minutes:02d}:{rest // _CUE_FRAMES:02d}:{rest % _CUE_FRAMES:02d}"


def _quoted(text: str) -> str:
    # the format has no way to write a quotation mark
    return '"' + " ".join(text.replace('"', "'").split()) + '"'
