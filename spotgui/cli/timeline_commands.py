"""`timeline`: every song of a long recording."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from spotgui.audio import files
from spotgui.cli import as_json
from spotgui.cli.interrupt import cancel_on_signals
from spotgui.cli.print_match import headline
from spotgui.cli.progress_line import ProgressLine
from spotgui.cli.text import clock, table
from spotgui.history.timeline import TimelineItem, timeline_to_csv, timeline_to_cue
from spotgui.paths import Library
from spotgui.recognizer.opening import open_recognizer
from spotgui.recognizer.timeline import Stretch

FOUND, NOT_FOUND = 0, 1
_BLOCK_S = 5.0


def timeline(arguments: argparse.Namespace) -> int:
    """Name the songs of a file; exit 1 when none is known."""
    path = Path(arguments.file)
    info = files.probe(path)
    line = ProgressLine()
    with cancel_on_signals() as cancel, open_recognizer(Library(arguments.data)) as opened:
        try:
            blocks = files.blocks(path, _BLOCK_S)
            stretches = opened.timeline(blocks, seconds=info.seconds or 0.0, progress=line, cancel=cancel)
        finally:
            line.close()
    _print(path, stretches, arguments)
    return FOUND if any(s.match for s in stretches) else NOT_FOUND


def _print(path: Path, stretches: Sequence[Stretch], arguments: argparse.Namespace) -> None:
    if arguments.json:
        songs = [
            {
                "start_s": round(s.start_s, 2),
                "end_s": round(s.end_s, 2),
                "match": as_json.match(s.match) if s.match else None,
            }
            for s in stretches
        ]
        as_json.write({"file": str(path), "songs": songs})
    elif arguments.format == "csv":
        print(timeline_to_csv([_item(s) for s in stretches]), end="")
    elif arguments.format == "cue":
        print(timeline_to_cue([_item(s) for s in stretches], path.name), end="")
    else:
        rows = [
            (clock(s.start_s), clock(s.end_s), headline(s.match) if s.match else "not in your catalogue")
            for s in stretches
        ]
        print(table(rows, (-8, -8, 62)))


def _item(stretch: Stretch) -> TimelineItem:
    match = stretch.match
    if match is None:
        return TimelineItem(stretch.start_s, stretch.end_s)
    return TimelineItem(
        stretch.start_s,
        stretch.end_s,
        track_id=match.track_id,
        title=match.title,
        artists=match.artists,
        album=match.album,
        isrc=match.isrc,
        confidence=str(match.confidence),
    )
