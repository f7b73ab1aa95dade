"""`search` and `show`."""

from __future__ import annotations

import argparse
import re

from spotgui.catalog.analyses import Analyses, Analysis
from spotgui.catalog.models import Album, AlbumSummary, Artist
from spotgui.catalog.queries import Catalog
from spotgui.cli import as_json
from spotgui.cli.print_catalog import album_text, artist_text, hits_text, track_text
from spotgui.errors import BadInputError
from spotgui.paths import Library

FOUND, NOT_FOUND = 0, 1
_ID = re.compile(r"(?:.*(?:track|album|artist)[:/])?([0-9A-Za-z]{22})(?:\?.*)?")


def search(arguments: argparse.Namespace) -> int:
    """Find artists, albums, tracks and ISRCs; exit 1 when there are none."""
    text = " ".join(arguments.text)
    with Catalog(Library(arguments.data).meta_db) as catalog:
        hits = catalog.search(text, arguments.limit, group_recordings=True)
    if arguments.json:
        as_json.write({"query": text, "hits": [as_json.hit(h) for h in hits]})
    else:
        print(hits_text(hits) if hits else f"Nothing is called “{text}”.")
    return FOUND if hits else NOT_FOUND


def show(arguments: argparse.Namespace) -> int:
    """Show what is known of an id; exit 1 when nothing is."""
    fits = _ID.fullmatch(arguments.id)
    if fits is None:
        raise BadInputError(
            "“{id}” is not an id.", "An id has 22 letters and digits; a link holds it too.", id=arguments.id
        )
    item, library = fits[1], Library(arguments.data)
    analysis = _analysis(library, item)
    album: Album | None = None
    artist: Artist | None = None
    albums: list[AlbumSummary] = []
    track = None
    if library.meta_db.exists():
        with Catalog(library.meta_db) as catalog:
            track = catalog.track(item)
            if track is None and analysis is None:
                album = catalog.album(item)
                artist = None if album else catalog.artist(item)
            if artist:
                albums = catalog.albums([*artist.discography.albums, *artist.discography.others])
    if track or analysis:
        shown, text = as_json.track(item, track, analysis), track_text(item, track, analysis)
    elif album:
        shown, text = as_json.album(album), album_text(album)
    elif artist:
        shown, text = as_json.artist(artist, albums), artist_text(artist, albums)
    else:
        shown, text = {"found": False, "id": item}, f"{item} is not in the library."
    if arguments.json:
        as_json.write(shown)
    else:
        print(text)
    return NOT_FOUND if "found" in shown else FOUND


def _analysis(library: Library, track_id: str) -> Analysis | None:
    if not library.analysis_db.exists():
        return None
    with Analyses(library.analysis_db) as analyses:
        return analyses.find(track_id)
