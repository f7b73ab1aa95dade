"""`select`: which tracks are recognised."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace

from spotgui.cli import as_json
from spotgui.cli.interrupt import cancel_on_signals
from spotgui.cli.progress_line import ProgressLine
from spotgui.cli.text import counted, fact, number
from spotgui.errors import BadInputError
from spotgui.importer.ledger import read_snapshot
from spotgui.importer.selection import Selection, is_applied, read_selection, write_selection
from spotgui.paths import Library

DONE = 0


def select(arguments: argparse.Namespace) -> int:
    """Change what is indexed, or say what is."""
    from spotgui.importer.rebuild import apply_selection

    library = Library(arguments.data)
    before = read_selection(library)
    chosen = _chosen(arguments, before)
    _check_shards(library, chosen)
    if chosen != before:
        write_selection(library, chosen, applied=not library.index_dir.exists())
    if not is_applied(library):
        line = ProgressLine()
        with cancel_on_signals() as cancel:
            try:
                apply_selection(library, progress=line, cancel=cancel)
            finally:
                line.close()
    _say(library, chosen, arguments.json)
    return DONE


def _chosen(arguments: argparse.Namespace, before: Selection) -> Selection:
    chosen = Selection() if arguments.everything else before
    if arguments.min_popularity is not None:
        chosen = replace(chosen, min_popularity=arguments.min_popularity)
    if arguments.with_metadata is not None:
        chosen = replace(chosen, with_metadata=arguments.with_metadata)
    if arguments.without_shard:
        chosen = replace(chosen, left_out=tuple(sorted({*chosen.left_out, *arguments.without_shard})))
    return chosen


def _check_shards(library: Library, chosen: Selection) -> None:
    known = [record.name for record in read_snapshot(library.ledger_snapshot)[0]]
    unknown = [name for name in chosen.left_out if name not in known]
    if unknown:
        raise BadInputError(
            "There is no shard {name} in the library.",
            "`spotgui status` names the shards; large and small letters are not the same.",
            name=unknown[0],
        )


def _say(library: Library, chosen: Selection, json: bool) -> None:
    from spotgui.index import manifest

    tracks, kept = manifest.read(library.index_dir).tracks, read_snapshot(library.ledger_snapshot)[1]
    if json:
        as_json.write({**asdict(chosen), "tracks_indexed": tracks, "tracks_kept": kept})
        return
    print(fact("recognise", f"{counted(tracks, 'track')} of {number(kept)} that are kept"))
    if chosen == Selection():
        print(fact("left out", "nothing"))
    if chosen.min_popularity:
        print(fact("left out", f"popularity below {chosen.min_popularity}"))
    if chosen.with_metadata:
        print(fact("left out", "tracks without metadata"))
    if chosen.left_out:
        print(fact("left out", "shards " + ", ".join(chosen.left_out)))
