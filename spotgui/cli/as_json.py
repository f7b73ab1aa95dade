"""Results as the JSON that `--json` prints. The shapes are documented in the README."""

from __future__ import annotations

import json
import sys
from typing import Any

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
        "query": {"seconds": round(value.query.seconds, 2), "onsets": value.query.onsets},
        "reason": str(value.reason) if value.reason else None,
        "elapsed_s": round(value.elapsed_s, 3),
    }
