"""Reads what the catalogue and the analysis say about a track; runs in the catalogue's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spotgui.errors import SpotguiError
from spotgui.paths import Library
from spotgui.ui.result.details import Details

if TYPE_CHECKING:
    from spotgui.catalog.models import Image
    from spotgui.tasks.catalog_service import OpenCatalog


def question(library: Library, track_id: str, cover_pixels: int) -> Callable[[OpenCatalog], Details]:
    """A question for `CatalogService.ask`.

    Parameters
    ----------
    cover_pixels : int
        Side of the cover on the screen, device pixels.
    """

    def answer(opened: OpenCatalog) -> Details:
        return _with_analysis(_from_catalog(opened, track_id, cover_pixels), library, track_id)

    return answer


def from_analysis(library: Library, track_id: str) -> Details:
    """What is known without any metadata."""
    return _with_analysis(Details(), library, track_id)


def fitting(images: Sequence[Image], pixels: int) -> str:
    """The address of the smallest picture that fills so many pixels, else of the largest; empty for none."""
    large_enough = [image for image in images if image.width >= pixels]
    if large_enough:
        return min(large_enough, key=lambda image: image.width).url
    return max(images, key=lambda image: image.width).url if images else ""


def _from_catalog(opened: OpenCatalog, track_id: str, cover_pixels: int) -> Details:
    track = opened.catalog.track(track_id)
    if track is None:
        return Details()
    album = opened.catalog.album(track.album_id) if track.album_id else None
    return Details(
        cover_url=fitting(album.images, cover_pixels) if album else "",
        album_id=track.album_id or "",
        released=str(track.released or ""),
        record_label=(album.label or "") if album else "",
        duration_s=track.duration_ms / 1000 or None,
        popularity=track.popularity,
        isrc=track.isrc or "",
        explicit=track.explicit,
        genres=opened.catalog.genres([credit.artist_id for credit in track.artists[:3]]),
    )


def _with_analysis(details: Details, library: Library, track_id: str) -> Details:
    from spotgui.catalog.analyses import Analyses

    try:
        with Analyses(library.analysis_db) as analyses:
            found = analyses.find(track_id)
    except SpotguiError:
        # an import has the file: tempo and key are shown another time
        return details
    if found is None:
        return details
    return replace(
        details,
        duration_s=details.duration_s or found.duration,
        tempo=found.tempo,
        key=found.key,
        mode=found.mode,
    )
