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
from spotgui.history.timeline import TimelineItem, TimelineSong, timeline_to_csv, timeline_to_cue
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
                "one_of": [as_json.match(m) for m in s.songs] if len(s.songs) > 1 else [],
            }
            for s in stretches
        ]
        as_json.write({"file": str(path), "songs": songs})
    elif arguments.format == "csv":
        print(timeline_to_csv([_item(s) for s in stretches]), end="")
    elif arguments.format == "cue":
        print(timeline_to_cue([_item(s) for s in stretches], path.name), end="")
    else:
        print(table([row for s in stretches for row in _rows(s)], (-8, -8, 62)))


def _rows(stretch: Stretch) -> list[tuple[str, str, str]]:
    times = clock(stretch.start_s), clock(stretch.end_s)
    if len(stretch.songs) > 1:
        return [(*times, "one of these:"), *(("", "", f"  {headline(song)}") for song in stretch.songs)]
    return [(*times, headline(stretch.match) if stretch.match else "not in your catalogue")]


def _item(stretch: Stretch) -> TimelineItem:
    songs = tuple(TimelineSong(m.track_id, m.title, m.artists, m.album, m.isrc) for m in stretch.songs)
    return TimelineItem(stretch.start_s, stretch.end_s, songs, str(stretch.match.confidence) if stretch.match else None)
