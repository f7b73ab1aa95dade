"""From what the catalogue knows to lines of a list; called in the catalogue's thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from spotgui.catalog.models import Album, AlbumSummary, Image, Kind, SearchHit, Track
from spotgui.tasks.catalog_service import OpenCatalog
from spotgui.ui import formats
from spotgui.ui.catalog.entry import Entry, EntryKind

_KINDS = {Kind.ARTIST: EntryKind.ARTIST, Kind.ALBUM: EntryKind.ALBUM, Kind.TRACK: EntryKind.TRACK}


def hits(opened: OpenCatalog, found: Sequence[SearchHit]) -> list[Entry]:
    """Lines of a search or of a list of everything."""
    tracks = [hit.item_id for hit in found if hit.kind is Kind.TRACK]
    known = opened.recognisable(tracks)
    return [_hit(hit, hit.item_id in known) for hit in found]


def track_lines(opened: OpenCatalog, tracks: Iterable[Track]) -> list[Entry]:
    """Tracks with their covers, as outside of their album."""
    tracks = list(tracks)
    known = opened.recognisable(track.track_id for track in tracks)
    return [
        Entry(
            EntryKind.TRACK,
            track.track_id,
            track.title,
            joined(", ".join(artist.name for artist in track.artists), track.album, year(track.year)),
            formats.clock(track.duration_ms / 1000),
            cover_title=track.album or track.title,
            cover_url=url(track.image),
            recognisable=track.track_id in known,
        )
        for track in tracks
    ]


def album_tiles(albums: Iterable[AlbumSummary]) -> list[Entry]:
    """Albums as covers with a name and a year."""
    return [
        Entry(
            EntryKind.ALBUM,
            album.album_id,
            album.name,
            joined(year(album.released.year if album.released else None), album_type(album.album_type)),
            cover_title=album.name,
            cover_url=url(album.image),
        )
        for album in albums
    ]


def album_lines(opened: OpenCatalog, album: Album) -> list[Entry]:
    """The tracks of an album by disc, and what its sleeve says at the end."""
    say = QCoreApplication.translate
    known = opened.recognisable(track.track_id for disc in album.discs for track in disc.tracks)
    own = {artist.artist_id for artist in album.artists}
    lines = []
    for disc in album.discs:
        if len(album.discs) > 1:
            lines.append(Entry(EntryKind.HEADING, "", say("catalogue", "Disc {n}").format(n=disc.number)))
        for track in disc.tracks:
            others = [artist.name for artist in track.artists if artist.artist_id not in own]
            lines.append(
                Entry(
                    EntryKind.TRACK,
                    track.track_id,
                    track.title,
                    ", ".join(others),
                    formats.clock(track.duration_ms / 1000),
                    number=str(track.track_number),
                    recognisable=track.track_id in known,
                )
            )
    lines += [Entry(EntryKind.NOTE, "", text) for text in album.copyrights]
    return lines


def url(image: Image | None) -> str:
    """Where a picture is; empty for none."""
    return image.url if image else ""


def largest(images: Sequence[Image]) -> str:
    """Where the largest picture is; they come widest first."""
    return images[0].url if images else ""


def year(value: int | None) -> str:
    """A year; empty when nobody knows."""
    return str(value) if value else ""


def album_type(value: str) -> str:
    """What kind of album, where that is worth saying."""
    say = QCoreApplication.translate
    names = {"single": say("catalogue", "Single"), "compilation": say("catalogue", "Compilation")}
    return names.get(value, "")


def joined(*parts: str | None) -> str:
    """What is known, with dots between."""
    return " · ".join(part for part in parts if part)


def _hit(hit: SearchHit, recognisable: bool) -> Entry:
    releases = ""
    if hit.releases > 1:
        releases = QCoreApplication.translate("catalogue", "{n} releases").format(n=hit.releases)
    return Entry(
        _KINDS[hit.kind],
        hit.item_id,
        hit.name,
        joined(hit.detail, year(hit.year), releases),
        cover_title=hit.name,
        cover_url=url(hit.image),
        recognisable=recognisable,
    )
