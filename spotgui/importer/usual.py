"""What a track usually takes, until something is imported that says so itself."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.errors import CorruptLibraryError, LibraryVersionError
from spotgui.importer.ledger import read_snapshot
from spotgui.index import manifest
from spotgui.index.manifest import SegmentInfo
from spotgui.index.merge import COMPACT_FROM
from spotgui.index.sampling import COMPACT, FULL, Sampling
from spotgui.paths import Library

BYTES_A_TRACK = 116_000
"""Compressed, of a shard."""
RATE = 60e6
"""Compressed bytes imported and indexed a second."""
_TELLING = 5_000
"""Tracks whose bytes tell those of others."""


@dataclass(frozen=True, slots=True)
class TrackSizes:
    """Bytes of a track in the library: as measured with real analyses, `index_bench.py` and `whole_way.py`.

    Attributes
    ----------
    kept : float
        In `analysis.duckdb`: onsets, sketch, sections, values.
    full, compact : float
        In the index, with all landmarks or with some.
    """

    kept: float = 2_050
    full: float = 10_050
    compact: float = 3_950

    def of_index(self, tracks: int) -> float:
        """Of one of that many tracks in the index."""
        return self.full if tracks < COMPACT_FROM else self.compact


USUAL = TrackSizes()


def sizes_of(library: Library) -> TrackSizes:
    """What a track takes in a library; the usual figures for what it has too little of."""
    _, tracks = read_snapshot(library.ledger_snapshot)
    kept = USUAL.kept
    if tracks >= _TELLING and library.analysis_db.exists():
        kept = library.analysis_db.stat().st_size / tracks
    try:
        segments = manifest.read(library.index_dir).segments
    except (CorruptLibraryError, LibraryVersionError):
        segments = ()
    return TrackSizes(kept, _mean(segments, FULL, USUAL.full), _mean(segments, COMPACT, USUAL.compact))


def _mean(segments: tuple[SegmentInfo, ...], sampling: Sampling, otherwise: float) -> float:
    chosen = [s for s in segments if s.sampling == sampling.name]
    tracks = sum(s.tracks for s in chosen)
    return sum(s.bytes for s in chosen) / tracks if tracks >= _TELLING else otherwise
