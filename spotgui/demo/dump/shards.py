"""Write analysis shards: ``XX.jsonl.zst``, a JSON object a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import zstandard

from spotgui.demo.analyse.line import AnalysisLine
from spotgui.demo.catalogue import TrackEntry

LEVEL = 6


def write_shards(directory: Path, tracks: Iterable[TrackEntry], lines: Mapping[str, AnalysisLine]) -> tuple[Path, ...]:
    """Write all tracks, most popular first as in the dump.

    Parameters
    ----------
    lines : mapping of str to AnalysisLine
        The analysis of every recording by its ISRC.

    Returns
    -------
    tuple of Path
        One file for every pair of first characters of the track ids.
    """
    directory.mkdir(parents=True, exist_ok=True)
    shards: dict[str, list[TrackEntry]] = defaultdict(list)
    for track in sorted(tracks, key=lambda t: (-t.popularity, t.track_id)):
        shards[track.shard_name].append(track)
    paths = []
    for name, members in sorted(shards.items()):
        path = _free_name(directory, name)
        compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        with path.open("xb") as file, compressor.stream_writer(file) as stream:
            for track in members:
                stream.write(lines[track.recording.isrc].of(track.track_id))
        paths.append(path)
    return tuple(paths)


def _free_name(directory: Path, shard_name: str) -> Path:
    """The shard's name, or what a browser makes of it where names that differ by case only are one file."""
    path = directory / f"{shard_name}.jsonl.zst"
    return path if not path.exists() else directory / f"{shard_name} (1).jsonl.zst"
