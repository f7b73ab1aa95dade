"""`import analysis`, `import metadata` and `import library`."""

from __future__ import annotations

import argparse
import sys

from spotgui.cli import as_json
from spotgui.cli.interrupt import cancel_on_signals
from spotgui.cli.progress_line import ProgressLine
from spotgui.cli.text import clip, clock, counted, number, size, wrap
from spotgui.errors import BadInputError
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.paths import Library

DONE, PARTLY_DONE = 0, 1


def import_(arguments: argparse.Namespace) -> int:
    """Import shards, the metadata dump or another library; stopped and run again it goes on."""
    return {"analysis": _analysis, "metadata": _metadata, "library": _library}[arguments.source](arguments)


def _analysis(arguments: argparse.Namespace) -> int:
    from spotgui.importer.analysis import import_analyses

    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            report = import_analyses(Library(arguments.data), arguments.paths, progress=line, cancel=cancel)
        finally:
            line.close()
    _note(report.notice)
    unfinished = [s for s in report.shards if s.state is not ShardState.IMPORTED]
    for shard in unfinished:
        print(wrap(f"spotgui: {shard.path}: {shard.reason}"), file=sys.stderr)
    if arguments.json:
        as_json.write(
            {
                "tracks": report.tracks,
                "duplicates": report.duplicates,
                "rejected": report.rejected,
                "filled": report.filled,
                "bytes": report.bytes,
                "seconds": round(report.seconds, 2),
                "shards": [as_json.shard(s) for s in report.shards],
                "notice": report.notice,
            }
        )
    else:
        rate = size(report.bytes / max(report.seconds, 1e-3))
        print(f"{counted(report.tracks, 'track')} imported from {counted(len(report.shards), 'shard')}", end="")
        print(f" in {clock(report.seconds)} ({rate}/s)" if report.bytes else "; nothing was new")
        if report.duplicates:
            print(f"  {number(report.duplicates)} were there before and are kept once")
        if report.filled:
            print(f"  {number(report.filled)} that were known from songfind only are complete now")
        if report.rejected:
            print(f"  {counted(report.rejected, 'line')} could not be used: `spotgui status` says why")
        for shard in unfinished:
            print("  " + clip(_unfinished(shard), 78))
        if unfinished:
            print(wrap("Mend what the reasons above name and import again: it goes on where it stopped.", "  "))
    if unfinished and not any(s.tracks for s in report.shards):
        return BadInputError.exit_code
    return PARTLY_DONE if unfinished else DONE


def _unfinished(shard: ShardRecord) -> str:
    if not shard.tracks:
        return f"{shard.name} is {shard.state}: nothing of it could be used"
    return f"{shard.name} is {shard.state}: {counted(shard.tracks, 'track')} of its finished lines are kept"


def _note(notice: str | None) -> None:
    if notice:
        print(wrap(f"spotgui: {notice}"), file=sys.stderr)


def _metadata(arguments: argparse.Namespace) -> int:
    from spotgui.importer.metadata import import_metadata

    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            report = import_metadata(Library(arguments.data), arguments.file, progress=line, cancel=cancel)
        finally:
            line.close()
    if report.notes:
        print(wrap(f"spotgui: The dump lacks what can be done without: {', '.join(report.notes)}."), file=sys.stderr)
    if arguments.json:
        as_json.write({"rows": dict(report.rows), "notes": list(report.notes), "seconds": round(report.seconds, 2)})
    else:
        print(f"Metadata of {counted(report.tracks, 'track')} imported in {clock(report.seconds)}")
    return DONE


def _library(arguments: argparse.Namespace) -> int:
    from spotgui.importer.takeover import import_library

    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            report = import_library(Library(arguments.data), arguments.directory, progress=line, cancel=cancel)
        finally:
            line.close()
    _note(report.notice)
    if arguments.json:
        as_json.write(
            {
                "tracks": report.tracks,
                "duplicates": report.duplicates,
                "filled": report.filled,
                "shards": report.shards,
                "copied": report.copied,
                "seconds": round(report.seconds, 2),
                "notice": report.notice,
            }
        )
        return DONE
    new = f"in {clock(report.seconds)}" if report.tracks or report.filled else "; nothing was new"
    taken = f"{counted(report.tracks, 'track')} taken over from {counted(report.shards, 'shard')}"
    print(f"{taken} {new}".replace(" ;", ";"))
    if report.duplicates:
        print(f"  {number(report.duplicates)} were there before and are kept once")
    if report.filled:
        print(f"  {number(report.filled)} that were known from songfind only are complete now")
    return DONE
