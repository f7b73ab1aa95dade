#!/usr/bin/env python3
"""Build a library on many machines with Dask: every shard on whichever worker is free, then all into one directory.

    pip install "dask[distributed]"          on every machine, beside spotgui; spotgui itself does not need it
    cluster_build.py SHARDS PARTS --data DIR [--scheduler tcp://host:8786]

SHARDS is the folder of the shards and PARTS a folder for what is built; every worker sees both under the same names.
Without --scheduler this machine's cores are the cluster. `build_shard` is what runs for a shard: the same import as
`spotgui import analysis`, into a library of its own in PARTS. It takes one core, so start workers with one thread each
(`dask worker --nthreads 1 --nworkers auto`). Stopped and run again, finished shards cost a moment and others go on.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spotgui.cli.progress_line import ProgressLine  # noqa: E402
from spotgui.errors import SpotguiError  # noqa: E402
from spotgui.importer.analysis import import_analyses  # noqa: E402
from spotgui.importer.ledger import ShardState  # noqa: E402
from spotgui.importer.plan import find_shards, identify  # noqa: E402
from spotgui.importer.takeover import import_library  # noqa: E402
from spotgui.paths import Library  # noqa: E402


@dataclass(frozen=True, slots=True)
class Part:
    """A library built of one shard.

    Attributes
    ----------
    tracks : int
        Tracks it holds.
    problem : str
        Why the shard was not or not wholly imported; empty when it was.
    """

    shard: str
    directory: str
    tracks: int
    problem: str


def build_shard(shard: str, parts: str) -> Part:
    """Import one shard into a library of its own; what a worker does.

    Parameters
    ----------
    shard : str
        The file.
    parts : str
        The folder for all libraries. The name in it comes from the shard's bytes: `0a` and `0A` may be one name.

    Returns
    -------
    Part
        Plain data that can travel; errors that the user can do something about are in it.
    """
    path = Path(shard)
    directory = Path(parts)
    try:
        directory /= f"{path.name.split('.')[0]}-{identify(path).head_hash[:12]}"
        (record,) = import_analyses(Library(directory), [path], threads=1).shards
    except (SpotguiError, OSError) as error:
        return Part(shard, str(directory), 0, str(error))
    return Part(shard, str(directory), record.tracks, "" if record.state is ShardState.IMPORTED else record.reason)


def gather(library: Library, parts: list[Part]) -> int:
    """Take all parts over into one library; returns how many tracks were new."""
    line = ProgressLine()
    try:
        built = [p.directory for p in parts if p.tracks]
        return sum(import_library(library, Path(d), progress=line).tracks for d in sorted(built))
    finally:
        line.close()


def main() -> int:
    """Build all shards on the cluster, then gather them here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shards", type=Path)
    parser.add_argument("parts", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scheduler")
    arguments = parser.parse_args()
    from dask.distributed import Client, as_completed

    files = [str(f) for f in find_shards([arguments.shards])]
    # a worker process a core: the import holds the GIL for part of its time
    with Client(arguments.scheduler) if arguments.scheduler else Client(threads_per_worker=1) as client:
        futures = client.map(build_shard, files, parts=str(arguments.parts.resolve()), pure=False)
        built = []
        for future in as_completed(futures):
            part = future.result()
            built.append(part)
            print(f"{len(built)}/{len(files)} {part.shard}: {part.tracks:,} tracks {part.problem}".rstrip(), flush=True)
    tracks = gather(Library(arguments.data), built)
    print(f"{tracks:,} tracks in {arguments.data}")
    return 1 if any(p.problem for p in built) else 0


if __name__ == "__main__":
    sys.exit(main())
