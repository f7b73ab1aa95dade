"""Import rate beside `zstd -d` of the same file: compressed bytes per CPU second, with and without the sketch.

    python tests/bench/import_rate.py [TRACKS] [FOLDER] [ROUNDS]

The shard is made of the real samples in ../shared, again and again with new ids and other numbers in their segments,
so that it compresses as the dump does. The same tracks are imported from one shard and from several; two processes,
each with half of the shards and a library of its own, show what two cores can do here at most. `steady` is the rate
between a third and nine tenths of the bytes, as in a shard of the dump, which has ten times as many tracks.
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
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np
import zstandard
from numpy.typing import NDArray

from spotgui.importer.analysis import import_analyses
from spotgui.paths import Library

SAMPLES = Path(__file__).parents[3] / "shared/samples/real-analyses.jsonl.zst"
SHARDS = 8
"""Among which the tracks are divided."""
WORKER = """
import resource, sys, time
from pathlib import Path
from spotgui.importer import analysis, job
from spotgui.paths import Library
from spotgui.progress import Unit
library, threads, sketch, index, *shards = sys.argv[1:]
if index == "no":
    analysis.index_new_tracks = job.index_new_tracks = job.arrange = lambda *a, **k: 0
from tests.bench.import_rate import warm_up
warm_up(library + ".warm", sketch == "yes")
seen = []
def note(step):
    if step.unit is Unit.BYTES and step.total / 3 < step.done < 0.9 * step.total:
        seen.append((step.done / 1e6, time.monotonic()))
print("ready", flush=True)
sys.stdin.readline()
before, start = time.process_time(), time.monotonic()
report = analysis.import_analyses(
    Library(Path(library)), shards, threads=int(threads), with_sketch=sketch == "yes", progress=note
)
print(time.process_time() - before, time.monotonic() - start,
      (seen[-1][0] - seen[0][0]) / (seen[-1][1] - seen[0][1]), report.tracks,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """How to import.

    Attributes
    ----------
    several : bool
        From all of the shards instead of the one.
    processes : int
        At once, each with its share of the shards.
    """

    threads: int
    sketch: bool = True
    index: bool = False
    several: bool = False
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """An import, or several at once: CPU seconds and peak memory in MB of all, seconds until the last is done.

    Attributes
    ----------
    steady : float
        MB a second in the middle.
    """

    cpu: float
    wall: float
    steady: float
    tracks: int
    memory: float


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


def divide(shard: Path, count: int, window_log: int = 0) -> list[Path]:
    """Write the lines of a shard as several, with a window of so many bits or the level's own."""
    how = zstandard.ZstdCompressionParameters.from_level(6, window_log=window_log)
    with lines_of(shard) as file:
        lines = sum(1 for _ in file)
    parts = [shard.with_name(f"part-{k}.jsonl.zst") for k in range(count)]
    with lines_of(shard) as file:
        for k, part in enumerate(parts):
            with part.open("wb") as out, zstandard.ZstdCompressor(compression_params=how).stream_writer(out) as packed:
                for line in islice(file, (k + 1) * lines // count - k * lines // count):
                    packed.write(line)
    return parts


def lines_of(shard: Path) -> BufferedReader:
    """A shard's content, to be read line by line."""
    return BufferedReader(zstandard.open(shard, "rb"), 1 << 20)


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


def measure(folder: Path, shards: list[Path], kind: Kind) -> Measured:
    """One import in a process of its own, or the same shards in several processes that begin together."""
    workers = []
    for k in range(kind.processes):
        library = folder / f"library{k or ''}"
        shutil.rmtree(library, ignore_errors=True)
        options = [str(kind.threads), "yes" if kind.sketch else "no", "yes" if kind.index else "no"]
        command = [sys.executable, "-c", WORKER, str(library), *options, *map(str, shards[k :: kind.processes])]
        workers.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    rows = [[float(value) for value in worker.communicate()[0].split()] for worker in workers]
    cpu, wall, steady, tracks, memory = zip(*rows, strict=True)
    return Measured(sum(cpu), max(wall), sum(steady), int(sum(tracks)), sum(memory))


ONE, NO_SKETCH = "import, one thread", "import, one thread, no sketch"
TWO, SEVERAL, PROCESSES = "import, two threads", "several shards, two threads", "two processes, one thread each"
KINDS = {
    NO_SKETCH: Kind(1, sketch=False),
    ONE: Kind(1),
    TWO: Kind(2),
    "import and index, two threads": Kind(2, index=True),
    SEVERAL: Kind(2, several=True),
    "the same and index": Kind(2, index=True, several=True),
    PROCESSES: Kind(1, several=True, processes=2),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A kind of import beside its rivals: medians of rounds, as others use the machine too.

    Attributes
    ----------
    of_zstd : float
        CPU seconds of `zstd -d` of the shard, run before and after it, by its own.
    wall_of_one, steady_of_one : float
        Its rate by that of one thread in the same round, the whole of it and the middle.
    cpu, wall, steady : float
        Seconds, and MB a second in the middle.
    memory : float
        Most of all rounds, MB.
    """

    of_zstd: float
    wall_of_one: float
    steady_of_one: float
    cpu: float
    wall: float
    steady: float
    memory: float


def compare(folder: Path, tracks: int, rounds: int) -> tuple[int, float, dict[str, Compared]]:
    """Import a shard in all ways, in turn: its bytes, the CPU seconds of `zstd -d`, and what came of each kind."""
    shard = folder / "0a.jsonl.zst"
    make_shard(shard, tracks)
    parts = divide(shard, SHARDS)
    rivals: list[float] = [zstd_seconds(shard)]
    found: dict[str, list[Measured]] = {title: [] for title in KINDS}
    beside: dict[str, list[float]] = {title: [] for title in KINDS}
    for _ in range(rounds):
        for title, kind in KINDS.items():
            found[title].append(measure(folder, parts if kind.several else [shard], kind))
            assert found[title][-1].tracks == tracks
            rivals.append(zstd_seconds(shard))
            beside[title].append((rivals[-2] + rivals[-1]) / 2)
    compared = {
        title: Compared(
            median(rival / m.cpu for rival, m in zip(beside[title], runs, strict=True)),
            median(one.wall / m.wall for one, m in zip(found[ONE], runs, strict=True)),
            median(m.steady / one.steady for one, m in zip(found[ONE], runs, strict=True)),
            median(m.cpu for m in runs),
            median(m.wall for m in runs),
            median(m.steady for m in runs),
            max(m.memory for m in runs),
        )
        for title, runs in found.items()
    }
    return shard.stat().st_size, median(rivals), compared


def main() -> None:
    """Print the table."""
    tracks = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        size, rival, compared = compare(Path(name), tracks, rounds)
    print(f"{tracks} tracks, {size / 1e6:.0f} MB, {size / tracks / 1e3:.0f} kB a track, medians of {rounds};", end=" ")
    print(f"{time.strftime('%F')}, load {os.getloadavg()[1]:.1f}")
    rates = f"{'MB/s':>8}{'x one':>7}{'steady':>8}{'x one':>7}"
    print(f"{'':34}{'MB/CPU-s':>9}{'of zstd':>9}{'ms/track':>9}{rates}{'peak MB':>9}")
    print(f"{'zstd -d':34}{size / rival / 1e6:9.0f}{1:9.2f}{rival / tracks * 1e3:9.2f}")
    for title, row in compared.items():
        print(
            f"{title:34}{size / row.cpu / 1e6:9.0f}{row.of_zstd:9.2f}{row.cpu / tracks * 1e3:9.2f}"
            f"{size / row.wall / 1e6:8.0f}{row.wall_of_one:7.2f}{row.steady:8.0f}{row.steady_of_one:7.2f}"
            f"{row.memory:9.0f}"
        )


if __name__ == "__main__":
    main()
