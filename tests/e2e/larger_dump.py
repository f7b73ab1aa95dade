"""A dump in which importing takes a while: the demo's lines under many ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import zstandard

_TRACK_ID = re.compile(rb'"track_id":\s*"[0-9A-Za-z]{22}"')


def larger_dump(shards: Sequence[Path], folder: Path, names: Sequence[str], tracks: int) -> list[Path]:
    """Write shards.

    Parameters
    ----------
    shards : sequence of Path
        The demo's.
    names : sequence of str
        Of the shards to write, such as "0a".
    tracks : int
        Lines of each.
    """
    lines: list[bytes] = []
    for shard in sorted(shards):
        with zstandard.open(shard, "rb") as file:
            lines += file.read().splitlines()
    written = []
    for name in names:
        written.append(folder / f"{name}.jsonl.zst")
        with zstandard.open(written[-1], "wb", cctx=zstandard.ZstdCompressor(level=1)) as out:
            for number in range(tracks):
                new = b'"track_id":"%s%020d"' % (name.encode(), number)
                changed, count = _TRACK_ID.subn(new, lines[number % len(lines)])
                assert count == 1, "a line of the demo without an id"
                out.write(changed + b"\n")
    return written
