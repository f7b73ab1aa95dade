"""Tracks, albums and artists as text of 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from spotgui.catalog.analyses import Analysis
from spotgui.catalog.models import Album, AlbumSummary, Artist, Credit, SearchHit, Track
from spotgui.cli.text import WIDTH, clip, clock, fact, number, table, wrap

_ALBUMS_SHOWN = 20


def hits_text(hits: Sequence[SearchHit]) -> str:
    """The hits of a search, a block a kind."""
    blocks = []
    for kind, group in groupby(hits, key=lambda h: h.kind):
        rows = [
            (h.name, h.detail + (f" (+{h.releases - 1})" if h.releases > 1 else ""), str(h.year or ""), h.item_id)
            for h in group
        ]
        blocks.append(f"{kind.value}s\n" + _indented(table(rows, (29, 20, 4, 22))))
    return "\n".join(blocks)


def track_text(track_id: str, track: Track | None, analysis: Analysis | None) -> str:
    """A track: what the metadata and the analysis say."""
    facts: list[tuple[str, object]] = []
    if track is not None:
        title = f"{_names(track.artists)} – {track.title}" if track.artists else track.title
        facts += [
            ("album", track.album),
            ("released", track.released),
            ("number", f"disc {track.disc_number}, track {track.track_number}"),
            ("duration", clock(track.duration_ms / 1000) if track.duration_ms else None),
            ("popularity", track.popularity),
            ("explicit", "yes" if track.explicit else None),
            ("isrc", track.isrc),
        ]
    else:
        title = f"track {track_id} (no metadata)"
    facts.append(("track", track_id))
    if analysis is not None:
        facts += _analysis_facts(analysis, with_duration=track is None)
    else:
        facts.append(("recognised", "no, its analysis is not imported"))
    return _sheet(title, facts)


def _analysis_facts(analysis: Analysis, *, with_duration: bool) -> list[tuple[str, object]]:
    return [
        ("duration", clock(analysis.duration) if with_duration and analysis.duration else None),
        ("tempo", f"{analysis.tempo:.0f} BPM" if analysis.tempo else None),
        ("key", analysis.key_name),
        ("metre", f"{analysis.time_signature}/4" if analysis.time_signature else None),
        ("loudness", f"{analysis.loudness:.1f} dB" if analysis.loudness is not None else None),
        ("sections", " ".join(clock(s.start) for s in analysis.sections) or None),
        ("onsets", number(analysis.onsets)),
    ]


def album_text(album: Album) -> str:
    """An album with its tracks."""
    facts: list[tuple[str, object]] = [
        ("type", album.album_type),
        ("released", album.released),
        ("label", album.label),
        ("popularity", album.popularity),
        ("album", album.album_id),
    ]
    lines = [_sheet(f"{_names(album.artists)} – {album.name}" if album.artists else album.name, facts)]
    for disc in album.discs:
        if len(album.discs) > 1:
            lines.append(f"disc {disc.number}")
        rows = [(str(t.track_number), t.title, clock(t.duration_ms / 1000), t.track_id) for t in disc.tracks]
        lines.append(_indented(table(rows, (-3, 43, -7, 22))))
    lines += [wrap(c) for c in album.copyrights]
    return "\n".join(lines)


def artist_text(artist: Artist, albums: Sequence[AlbumSummary]) -> str:
    """An artist with albums and best known tracks."""
    facts: list[tuple[str, object]] = [
        ("genres", ", ".join(artist.genres) or None),
        ("followers", number(artist.followers)),
        ("popularity", artist.popularity),
        ("artist", artist.artist_id),
    ]
    lines = [_sheet(artist.name, facts)]
    if artist.top_tracks:
        rows = [(t.title, str(t.year or ""), t.track_id) for t in artist.top_tracks]
        lines.append("best known\n" + _indented(table(rows, (49, 4, 22))))
    if albums:
        rows = [(a.name, str(a.released.year if a.released else ""), a.album_id) for a in albums[:_ALBUMS_SHOWN]]
        lines.append("albums\n" + _indented(table(rows, (49, 4, 22))))
        if len(albums) > _ALBUMS_SHOWN:
            lines.append(f"  and {len(albums) - _ALBUMS_SHOWN} more")
    return "\n".join(lines)


def _sheet(title: str, facts: Sequence[tuple[str, object]]) -> str:
    shown = [fact(name, value) for name, value in facts if value is not None]
    return "\n".join([clip(title, WIDTH), *shown])


def _names(credits: Sequence[Credit]) -> str:
    return ", ".join(c.name for c in credits)


def _indented(block: str) -> str:
    return "\n".join("  " + line for line in block.splitlines())
