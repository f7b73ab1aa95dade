"""Import rate beside `zstd -d` of the same file: compressed bytes per CPU second, with and without the sketch.

    python tests/bench/import_rate.py [TRACKS] [FOLDER] [ROUNDS]

The shard is made of the real samples in ../shared, again and again with new ids and other numbers in their segments,
so that it compresses as the dump does.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from spotgui.importer.analysis import import_analyses
from spotgui.paths import Library

SAMPLES = Path(__file__).parents[3] / "shared/samples/real-analyses.jsonl.zst"
WORKER = """
import resource, sys, time
from pathlib import Path
from spotgui.importer import analysis, job
from spotgui.paths import Library
library, shard, threads, sketch, index = sys.argv[1:]
if index == "no":
    analysis.index_new_tracks = job.index_new_tracks = job.arrange = lambda *a, **k: 0
from tests.bench.import_rate import warm_up
warm_up(library + ".warm", sketch == "yes")
before, start = time.process_time(), time.monotonic()
report = analysis.import_analyses(Library(Path(library)), [shard], threads=int(threads), with_sketch=sketch == "yes")
print(time.process_time() - before, time.monotonic() - start, report.tracks,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def changeable(line: bytes) -> NDArray[np.intp]:
    """Where a line has digits of strengths: those of segments, but for their times, which must go on rising."""
    first = line.index(b'"segments":[')
    digit = np.zeros(len(line), bool)
    digit[first : line.index(b"}]", first)] = True
    for time_of in re.finditer(rb'"(?:start|duration)": ?[0-9.]+', line):
        digit[time_of.start() : time_of.end()] = False
    codes = np.frombuffer(line, np.uint8)
    return np.flatnonzero(digit & (codes > ord("0")) & (codes <= ord("9")))


def make_shard(path: Path, tracks: int) -> None:
    """Repeat the samples; digits inside the segments are changed, so that no line compresses against an earlier one."""
    rng = np.random.default_rng(1)
    letters = string.ascii_letters + string.digits
    raw = zstandard.ZstdDecompressor().stream_reader(SAMPLES.read_bytes(), read_across_frames=True).read().splitlines()
    places = [changeable(line) for line in raw]
    with path.open("wb") as file, zstandard.ZstdCompressor(level=6).stream_writer(file) as out:
        for n in range(tracks):
            line = np.frombuffer(raw[n % len(raw)], np.uint8).copy()
            digits = np.zeros(256, np.uint8)
            digits[49:58] = rng.permutation(np.arange(49, 58))
            line[places[n % len(raw)]] = digits[line[places[n % len(raw)]]]
            identity = "0a" + "".join(letters[i] for i in rng.integers(0, 62, 20))
            out.write(re.sub(rb'"track_id":"[^"]*"', b'"track_id":"%s"' % identity.encode(), line.tobytes()) + b"\n")


def warm_up(folder: str, sketch: bool) -> None:
    """Compile what is to be measured."""
    import_analyses(Library(Path(folder)), [SAMPLES], with_sketch=sketch)
    shutil.rmtree(folder)


def zstd_seconds(shard: Path) -> float:
    """CPU seconds of `zstd -d`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["zstd", "-dc", "--long=27", str(shard)], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(folder: Path, shard: Path, threads: int, sketch: bool, index: bool) -> tuple[float, float, int, float]:
    """CPU seconds, seconds, tracks and peak memory in MB of one import in a process of its own."""
    library = folder / "library"
    shutil.rmtree(library, ignore_errors=True)
    options = [str(threads), "yes" if sketch else "no", "yes" if index else "no"]
    command = [sys.executable, "-c", WORKER, str(library), str(shard), *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    cpu, wall, tracks, memory = done.stdout.split()
    return float(cpu), float(wall), int(tracks), float(memory)


KINDS = (
    ("import, one thread, no sketch", 1, False, False),
    ("import, one thread", 1, True, False),
    ("import, two threads", 2, True, False),
    ("import and index, two threads", 2, True, True),
)


def main() -> None:
    """Print the table: the best of some rounds, in which all take turns, as others use the machine too."""
    tracks = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        folder = Path(name)
        shard = folder / "0a.jsonl.zst"
        make_shard(shard, tracks)
        size = shard.stat().st_size
        base = float("inf")
        found: dict[str, list[tuple[float, float, int, float]]] = {}
        for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 3):
            base = min(base, zstd_seconds(shard))
            for title, *options in KINDS:
                found.setdefault(title, []).append(measure(folder, shard, *options))
        print(f"{tracks} tracks, {size / 1e6:.0f} MB, {size / tracks / 1e3:.0f} kB a track;", end=" ")
        print(f"{time.strftime('%F')}, load {os.getloadavg()[1]:.1f}")
        print(f"{'':34}{'MB/CPU-s':>9}{'of zstd':>9}{'ms/track':>9}{'MB/s':>8}{'peak MB':>9}")
        print(f"{'zstd -d':34}{size / base / 1e6:9.0f}{1:9.2f}{base / tracks * 1e3:9.2f}")
        walls = {}
        for title, rounds in found.items():
            cpu, wall, memory = min(r[0] for r in rounds), min(r[1] for r in rounds), max(r[3] for r in rounds)
            assert all(r[2] == tracks for r in rounds)
            walls[title] = wall
            rate = size / cpu / 1e6
            print(
                f"{title:34}{rate:9.0f}{base / cpu:9.2f}{cpu / tracks * 1e3:9.2f}{size / wall / 1e6:8.0f}{memory:9.0f}"
            )
        print(f"two threads are {walls['import, one thread'] / walls['import, two threads']:.2f} x one")


if __name__ == "__main__":
    main()
