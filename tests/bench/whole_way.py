"""The whole way in one table: import rate beside `zstd -d`, bytes a track, time of a query.

    python tests/bench/whole_way.py [TRACKS] [FOLDER]

The shard is that of import_rate.py; queries are stretches of the recording in ../shared/samples/pair-gymno, which is
not among the tracks, so that each one looks at everything it may look at.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from spotgui.audio import files
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.paths import Library
from spotgui.recognizer.opening import open_recognizer
from tests.bench.import_rate import SAMPLES, Kind, make_shard, measure, zstd_seconds

RECORDING = SAMPLES.parent / "pair-gymno" / "gymno.mp3"
REPEATS = 9


def main() -> None:
    """Print the table."""
    tracks = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        folder = Path(name)
        shard = folder / "0a.jsonl.zst"
        make_shard(shard, tracks)
        size = shard.stat().st_size
        base = zstd_seconds(shard)
        done = measure(folder, [shard], Kind(2, index=True))
        library = Library(folder / "library")
        assert done.tracks == tracks
        print(f"{tracks} tracks, {size / 1e6:.0f} MB compressed; {time.strftime('%F')}")
        _row("zstd -d", f"{size / base / 1e6:.0f} MB/CPU-s", "the limit")
        _row("import and index", f"{size / done.cpu / 1e6:.0f} MB/CPU-s", f"{base / done.cpu:.2f} of zstd -d")
        _row("", f"{size / done.wall / 1e6:.0f} MB/s", f"{done.memory:.0f} MB of memory at most")
        analysis = library.analysis_db.stat().st_size
        index = sum(p.stat().st_size for p in library.index_dir.iterdir())
        _row("kept in analysis.duckdb", f"{analysis / tracks / 1e3:.2f} kB a track", "")
        _row("index", f"{index / tracks / 1e3:.2f} kB a track", f"{(analysis + index) / tracks / 1e3:.2f} kB in all")
        for seconds in (5, 10, 20):
            _row(f"query of {seconds} s", *_query(library, seconds))


def _query(library: Library, seconds: int) -> tuple[str, str]:
    pcm = files.read(RECORDING)
    length = seconds * SAMPLE_RATE
    with open_recognizer(library) as opened:
        opened.recognise(pcm[:length])  # compiles, and maps the index
        heard, searched = [], []
        for n in range(REPEATS):
            start = n * (len(pcm) - length) // REPEATS
            began = time.perf_counter()
            snippet = opened.recognizer.snippet(pcm[start : start + length])
            middle = time.perf_counter()
            opened.recognizer.search(snippet)
            heard.append(middle - began)
            searched.append(time.perf_counter() - middle)
    return f"{1e3 * statistics.median(searched):.0f} ms", f"+ {1e3 * statistics.median(heard):.0f} ms of listening"


def _row(name: str, figure: str, note: str) -> None:
    print(f"{name:26}{figure:>18}  {note}")


if __name__ == "__main__":
    main()
