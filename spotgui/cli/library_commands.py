"""`status`, `verify` and `rebuild`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from spotgui.cli import as_json
from spotgui.cli.interrupt import cancel_on_signals
from spotgui.cli.progress_line import ProgressLine
from spotgui.cli.text import clip, clock, counted, fact, number, size, table, wrap
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.status import LibraryStatus, Prediction, Rejection, library_status
from spotgui.paths import Library

DONE, PROBLEMS = 0, 1
_SHARDS_SHOWN = 20
_REASONS_SHOWN = 3
_TRACKS_THAT_TELL = 1000
"""Below, the fixed size of the files hides what a track takes."""


def status(arguments: argparse.Namespace) -> int:
    """Say what the library holds; works while an import runs."""
    found = library_status(Library(arguments.data), arguments.sources)
    if arguments.json:
        as_json.write(as_json.status(found))
    else:
        print(_status_text(arguments.data, found))
    return DONE


def _status_text(root: object, found: LibraryStatus) -> str:
    lines = [clip(f"library {root}" + (" (an import is running)" if found.importing else ""), 80)]
    lines.append(fact("recognise", f"{counted(found.tracks_indexed, 'track')}"))
    if found.tracks_kept != found.tracks_indexed:
        lines.append(fact("kept", f"{number(found.tracks_kept)} analyses"))
    damage = found.metadata_damage
    lines.append(fact("metadata", "damaged" if damage else f"{counted(found.tracks_metadata, 'track')}"))
    if damage:
        lines.append(wrap(f"{damage.message} {damage.action}", indent="    "))
    lines.append(fact("size", ", ".join(f"{name} {size(count)}" for name, count in found.bytes)))
    if found.tracks_indexed >= _TRACKS_THAT_TELL:
        kept = sum(count for name, count in found.bytes if name in ("analysis", "index"))
        lines.append(fact("a track", size(kept / found.tracks_indexed)))
    if found.prediction:
        lines.append(_prediction_text(found.prediction))
    if not (found.shards or found.tracks_metadata or damage):
        lines.append("\nNothing is imported yet. Begin with `spotgui import analysis PATH`,")
        lines.append("or try `spotgui demo`.")
    # what needs attention first
    shards = sorted(found.shards, key=lambda s: (s.state is ShardState.IMPORTED, s.name))
    if shards:
        lines.append("\n  shard             state        tracks  rejected")
        lines += [_shard_text(s, found.rejections) for s in shards[:_SHARDS_SHOWN]]
        if len(shards) > _SHARDS_SHOWN:
            lines.append(f"  and {len(shards) - _SHARDS_SHOWN} more; all with --json")
    return "\n".join(lines)


def _shard_text(shard: ShardRecord, rejections: Sequence[Rejection]) -> str:
    row = (shard.name, str(shard.state), number(shard.tracks), number(shard.rejected))
    notes = [shard.reason] if shard.reason else []
    notes += [_rejection(r) for r in rejections if r.shard == shard.name][:_REASONS_SHOWN]
    return "\n".join(["  " + table([row], (17, 10, -8, -9)), *(wrap(note, "    ") for note in notes)])


def _rejection(of: Rejection) -> str:
    if of.lines == 1:
        return f"line {number(of.first_line)}: {of.reason}"
    return f"{number(of.lines)} lines, the first is {number(of.first_line)}: {of.reason}"


def _prediction_text(prediction: Prediction) -> str:
    copies = _copies_text(prediction.copies)
    if not prediction.shards:
        return fact("to import", "nothing; every shard there is imported") + copies
    source = "judged by what is imported" if prediction.measured else "by usual figures"
    first = (
        f"{counted(prediction.shards, 'shard')} of {size(prediction.bytes)}, about {number(prediction.tracks)} tracks"
    )
    second = f"about {size(prediction.library_bytes)} and {clock(prediction.seconds)} ({source})"
    return fact("to import", first) + "\n" + fact("", second) + copies


def _copies_text(copies: int) -> str:
    """Another line, when there are any."""
    if not copies:
        return ""
    if copies == 1:
        return "\n" + fact("", "1 file is there already: all or a part of an imported shard")
    return "\n" + fact("", f"{number(copies)} files are there already: all or a part of imported shards")


def verify(arguments: argparse.Namespace) -> int:
    """Check every file; exit 1 when something is wrong."""
    from spotgui.importer.verify import verify as verify_library

    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            report = verify_library(Library(arguments.data), progress=line, cancel=cancel)
        finally:
            line.close()
    if arguments.json:
        problems = [{"file": p.file, "message": p.message, "action": p.action} for p in report.problems]
        as_json.write(
            {
                "ok": report.ok,
                "tracks": report.tracks,
                "metadata_tracks": report.metadata_tracks,
                "problems": problems,
            }
        )
    else:
        for problem in report.problems:
            print(wrap(f"{problem.file}: {problem.message} {problem.action}"))
        if report.ok:
            print(f"All is well: {number(report.tracks)} analyses, {number(report.metadata_tracks)} with metadata.")
    return DONE if report.ok else PROBLEMS


def rebuild(arguments: argparse.Namespace) -> int:
    """Make the index and the search again from what was kept."""
    from spotgui.importer.rebuild import rebuild_index, rebuild_search

    library = Library(arguments.data)
    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            tracks = rebuild_index(library, progress=line, cancel=cancel)
            if library.meta_db.exists():
                rebuild_search(library, progress=line, cancel=cancel)
        finally:
            line.close()
    if arguments.json:
        as_json.write({"tracks_indexed": tracks})
    else:
        print(f"The index was made again: {counted(tracks, 'track')}.")
    return DONE
