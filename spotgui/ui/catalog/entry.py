"""A line of a list of the catalogue, whatever it is of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What a line stands for."""

    HEADING = "heading"
    ARTIST = "artist"
    ALBUM = "album"
    TRACK = "track"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list shows of an artist, an album or a track.

    Attributes
    ----------
    key : str
        Its id; empty for headings and notes.
    title, subtitle, meta : str
        First line, second line, and what stands at the right.
    number : str
        Shown instead of a cover: the track's number on its album.
    cover_title, cover_url : str
        The drawn cover is made from the title; both empty for none.
    recognisable : bool
        The index holds its fingerprint.
    """

    kind: EntryKind
    key: str
    title: str
    subtitle: str = ""
    meta: str = ""
    number: str = ""
    cover_title: str = ""
    cover_url: str = ""
    recognisable: bool = False

    @property
    def opens(self) -> bool:
        """Is there a page behind it?"""
        return self.kind not in (EntryKind.HEADING, EntryKind.NOTE)
