"""Results as the JSON that `--json` prints. The shapes are documented in the README."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from spotgui.catalog.analyses import Analysis
from spotgui.catalog.models import Album, AlbumSummary, Artist, Credit, Image, SearchHit, Track
from spotgui.importer.ledger import ShardRecord
from spotgui.importer.status import LibraryStatus
from spotgui.recognizer.results import Match, Recognition

Json = dict[str, Any]


def write(value: Any) -> None:
    """Print one JSON value and a line end."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def match(value: Match) -> Json:
    """One match or candidate."""
    return {
        "track_id": value.track_id,
        "title": value.title,
        "artists": list(value.artists),
        "album": value.album,
        "score": round(value.score, 2),
        "margin": round(value.margin, 2),
        "threshold": round(value.threshold, 2),
        "confidence": str(value.confidence),
        "position_s": round(value.position_s, 2),
        "speed": round(value.speed, 4),
        "releases": [
            {"track_id": r.track_id, "title": r.title, "album": r.album, "year": r.year} for r in value.releases
        ],
    }


def recognition(value: Recognition) -> Json:
    """What `identify` and `listen` print."""
    return {
        "found": value.found,
        "matches": [match(m) for m in value.matches],
        "candidates": [match(m) for m in value.candidates],
        "one_of": [m.track_id for m in value.one_of],
        "query": {"seconds": round(value.query.seconds, 2), "onsets": value.query.onsets},
        "reason": str(value.reason) if value.reason else None,
        "elapsed_s": round(value.elapsed_s, 3),
    }


def hit(value: SearchHit) -> Json:
    """A line of `search`."""
    return {
        "kind": str(value.kind),
        "id": value.item_id,
        "name": value.name,
        "artists": value.detail,
        "year": value.year,
        "popularity": value.popularity,
        "releases": value.releases,
    }


def track(track_id: str, metadata: Track | None, analysis: Analysis | None) -> Json:
    """What `show` prints of a track: metadata and analysis, null where there is none."""
    return {
        "kind": "track",
        "id": track_id,
        "metadata": None if metadata is None else _track(metadata),
        "analysis": None if analysis is None else _rounded({**asdict(analysis), "key_name": analysis.key_name}),
    }


def album(value: Album) -> Json:
    """What `show` prints of an album."""
    return {
        "kind": "album",
        "id": value.album_id,
        "name": value.name,
        "type": value.album_type,
        "artists": [_credit(a) for a in value.artists],
        "released": str(value.released) if value.released else None,
        "label": value.label,
        "copyrights": list(value.copyrights),
        "upc": value.upc,
        "popularity": value.popularity,
        "images": [_image(i) for i in value.images],
        "discs": [{"number": d.number, "tracks": [_track(t) for t in d.tracks]} for d in value.discs],
    }


def artist(value: Artist, albums: Sequence[AlbumSummary]) -> Json:
    """What `show` prints of an artist."""
    return {
        "kind": "artist",
        "id": value.artist_id,
        "name": value.name,
        "followers": value.followers,
        "popularity": value.popularity,
        "genres": list(value.genres),
        "images": [_image(i) for i in value.images],
        "albums": [
            {
                "id": a.album_id,
                "name": a.name,
                "type": a.album_type,
                "released": str(a.released) if a.released else None,
            }
            for a in albums
        ],
        "top_tracks": [_track(t) for t in value.top_tracks],
    }


def shard(value: ShardRecord) -> Json:
    """A shard of the ledger."""
    return {
        "name": value.name,
        "path": value.path,
        "state": str(value.state),
        "tracks": value.tracks,
        "duplicates": value.duplicates,
        "rejected": value.rejected,
        "bytes": value.bytes,
        "bytes_read": value.position,
        "reason": value.reason or None,
    }


def status(value: LibraryStatus) -> Json:
    """What `status` prints."""
    damage = value.metadata_damage
    return {
        "tracks_indexed": value.tracks_indexed,
        "tracks_kept": value.tracks_kept,
        "tracks_metadata": value.tracks_metadata,
        "metadata_damage": damage and {"message": str(damage.message), "action": str(damage.action)},
        "importing": value.importing,
        "shards": [shard(s) for s in value.shards],
        "bytes": dict(value.bytes),
        "rejections": [asdict(r) for r in value.rejections],
        "to_import": None if value.prediction is None else asdict(value.prediction),
    }


def _track(value: Track) -> Json:
    return {
        "id": value.track_id,
        "title": value.title,
        "artists": [_credit(a) for a in value.artists],
        "album": value.album,
        "album_id": value.album_id,
        "released": str(value.released) if value.released else None,
        "duration_s": value.duration_ms / 1000,
        "popularity": value.popularity,
        "explicit": value.explicit,
        "isrc": value.isrc,
        "disc": value.disc_number,
        "track": value.track_number,
        "image": value.image.url if value.image else None,
    }


def _rounded(value: Any) -> Any:
    """float32 values as the dump wrote them."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {name: _rounded(v) for name, v in value.items()}
    return [_rounded(v) for v in value] if isinstance(value, list | tuple) else value


def _credit(value: Credit) -> Json:
    return {"id": value.artist_id, "name": value.name}


def _image(value: Image) -> Json:
    return {"url": value.url, "width": value.width, "height": value.height}
