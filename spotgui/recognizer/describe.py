"""Names for what was recognised: titles, artists, albums and releases from the catalogue."""

from __future__ import annotations

from dataclasses import replace

from spotgui.catalog.models import Track
from spotgui.catalog.queries import Catalog
from spotgui.recognizer.results import Match, Recognition, Release


def describe(recognition: Recognition, catalog: Catalog) -> Recognition:
    """The same recognition with titles, artists, albums and releases filled in as far as the metadata knows them."""
    ranked = (*recognition.matches, *recognition.candidates)
    ids = {r.track_id for m in ranked for r in m.releases} | {m.track_id for m in ranked}
    known = catalog.tracks(sorted(ids)) if ids else {}
    return replace(
        recognition,
        matches=tuple(_described(m, known) for m in recognition.matches),
        candidates=tuple(_described(m, known) for m in recognition.candidates),
    )


def _described(match: Match, known: dict[str, Track]) -> Match:
    releases = sorted(match.releases, key=lambda r: _rank(r, match, known))
    head = known.get(releases[0].track_id) if releases else known.get(match.track_id)
    return replace(
        match,
        track_id=releases[0].track_id if releases else match.track_id,
        title=head.title if head else None,
        artists=tuple(a.name for a in head.artists) if head else (),
        album=head.album if head else None,
        isrc=head.isrc if head else None,
        releases=tuple(_release(r, known.get(r.track_id)) for r in releases),
    )


def _rank(release: Release, match: Match, known: dict[str, Track]) -> tuple[bool, int, bool, str]:
    """The release that people know comes first: with metadata, most popular, then the best-scored."""
    track = known.get(release.track_id)
    return (track is None, -(track.popularity if track else 0), release.track_id != match.track_id, release.track_id)


def _release(release: Release, track: Track | None) -> Release:
    if track is None:
        return release
    return Release(release.track_id, track.title, track.album, track.year)
