"""The index bench: one table of sizes, rates and times, beside the predecessor's way on the same tracks.

    python tests/bench/index_bench.py --tracks 1000000 --directory /data/bench

Tracks are made by `index_tracks` (real statistics, see there) and kept in the directory, so that a second run only
measures. Every step runs in a process of its own, whose peak of memory is the one printed. Run it on a quiet machine.

The whole dump is emulated: 33.5 million tracks have ``33.5e6 / tracks`` times as many segments. So every segment is
searched that often, each time with its lists given to other keys (those of other bands at the same distances): as many
lists, as long, at as many places of the files as the whole dump would have in segments of this size.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from index_tracks import CONDITIONS, query, real_sources  # noqa: E402

from spotgui.fingerprint.hashing import codes_of  # noqa: E402
from spotgui.index import manifest, merge  # noqa: E402
from spotgui.index.batches import batches_of_tracks  # noqa: E402
from spotgui.index.build import build_segment  # noqa: E402
from spotgui.index.format import GROUP  # noqa: E402
from spotgui.index.landmarks import KEYS, PAIRS  # noqa: E402
from spotgui.index.lookup import QueryLandmarks, give_back_pages, search  # noqa: E402
from spotgui.index.reader import Index  # noqa: E402
from spotgui.index.sampling import COMPACT, FULL, Sampling  # noqa: E402
from spotgui.index.segment import Segment  # noqa: E402
from spotgui.recognizer.keys import landmarks_of  # noqa: E402

SHARED = Path(__file__).parents[2].parent / "shared"
WHOLE_DUMP = 33_500_000
MOST_TIMES = 100
"""An index of fewer than this part of the whole dump cannot stand for it."""
SECONDS = 20.0
COMPACT_TRACKS = 1_000_000


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(directory: Path, tracks: int, segments: int, sampling: Sampling = FULL) -> dict[str, float]:
    """Build as an import of so many shards would; the cost of making and packing the tracks is taken off."""
    sources, each = real_sources(SHARED), tracks // segments
    sum(1 for _ in sources.tracks(0, 10))  # compiles
    cpu = time.process_time()
    made = sum(1 for _ in batches_of_tracks(sources.tracks(0, 4000)))
    making = (time.process_time() - cpu) / 4000
    assert made
    began, cpu = time.perf_counter(), time.process_time()
    for first in range(0, each * segments, each):
        build_segment(directory, sources.tracks(first, each), sampling=sampling)
        print(f"  {first + each} tracks", file=sys.stderr, flush=True)
    used = (time.process_time() - cpu) / (each * segments) - making
    return {"wall_s": time.perf_counter() - began, "cpu_us_a_track": 1e6 * used, "peak_mb": peak_mb()}


def merged(directory: Path) -> dict[str, float]:
    """Merge all segments into one."""
    began, cpu = time.perf_counter(), time.process_time()
    names = [s.name for s in manifest.read(directory).segments]
    tracks = manifest.read(directory).tracks
    if len(names) > 1:
        merge.merge_segments(directory, names)
    used = (time.process_time() - cpu) / tracks
    return {"wall_s": time.perf_counter() - began, "cpu_us_a_track": 1e6 * used, "peak_mb": peak_mb()}


def queries(index: Index, count: int, condition: int) -> list[tuple[int, QueryLandmarks]]:
    """Degraded parts of random tracks, with the track's number."""
    made = []
    for k in range(count):
        rng = np.random.default_rng([k, condition])
        segment = index.segments[0]
        place = int(rng.integers(len(segment)))
        how = CONDITIONS[condition]
        _, evidence = query(segment.onsets(place), rng, SECONDS, how)
        made.append((int(segment.numbers[place]), landmarks_of(evidence)))
    return made


def as_the_whole_dump(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments again and again until they have as many tracks as the whole dump; in the first ones all is as it was."""
    times = max(1, round(WHOLE_DUMP / sum(len(s) for s in segments)))
    many = list(segments)  # they hold the files open
    for step in (time_ * 37 * PAIRS % KEYS // GROUP for time_ in range(1, times)):
        for segment in segments:
            one = copy.copy(segment)
            one.counts_at, one.postings_at = (
                np.concatenate([places[step:-1], places[: step + 1]]) for places in (one.counts_at, one.postings_at)
            )
            many.append(one)
    return tuple(many)


def timed(segments: Sequence[Segment], asked: list[tuple[int, QueryLandmarks]]) -> dict[str, float]:
    took, first, thirtieth, read = [], 0, 0, 0
    cpu = time.process_time()
    for number, landmarks in asked:
        began = time.perf_counter()
        give_back_pages(segments)
        found = search(segments, landmarks)
        took.append(1e3 * (time.perf_counter() - began))
        place = np.flatnonzero(found.track_no == number)
        first += bool(len(place) and place[0] < 1)
        thirtieth += bool(len(place) and place[0] < 300)
        read += found.read
    n = len(asked)
    return {
        "median_ms": float(np.median(took)), "worst_ms": max(took), "postings": read / n,
        "cpu_ms": 1e3 * (time.process_time() - cpu) / n, "first": first / n, "among_300": thirtieth / n,
        "peak_mb": peak_mb(),
    }  # fmt: skip


def forget_pages(directory: Path) -> None:
    """Take the index out of the page cache; nobody may have it mapped."""
    for path in directory.glob("*.segment"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def warm(directory: Path, count: int) -> dict[str, dict[str, float]]:
    index = Index.open(directory)
    results = {}
    for place, condition in enumerate(CONDITIONS):
        asked = queries(index, count, place)
        timed(index.segments, asked)
        results[f"warm {condition.name}"] = timed(index.segments, asked)
    if index.track_count * MOST_TIMES >= WHOLE_DUMP:
        asked, segments = queries(index, count, 2), as_the_whole_dump(index.segments)
        timed(segments, asked)
        results["as 33.5 M tracks"] = timed(segments, asked)
    return results


def cold(directory: Path, count: int) -> dict[str, float]:
    """Each query meets an index of which nothing is in memory."""
    index = Index.open(directory)
    asked = queries(index, count, 2)
    search(index.segments, asked[0][1], budget=1000)  # compiled code is loaded
    del index
    took = []
    cpu = time.process_time()
    for _, landmarks in asked:
        forget_pages(directory)
        began = time.perf_counter()
        index = Index.open(directory)
        found = search(index.segments, landmarks)
        for place, local in zip(found.segment, found.local, strict=True):
            index.segments[place].payload[int(index.segments[place].payload_at[local])]
        took.append(1e3 * (time.perf_counter() - began))
        del index, found
    used = 1e3 * (time.process_time() - cpu) / len(asked)
    return {"median_ms": float(np.median(took)), "worst_ms": max(took), "cpu_ms": used, "peak_mb": peak_mb()}


def rival(directory: Path, tracks: int, count: int) -> dict[str, float]:
    """The predecessor: a DuckDB row and an index entry a code, joined and grouped by time offset."""
    import duckdb

    path = directory / f"rival-{tracks}.duckdb"
    sources = real_sources(SHARED)
    fresh = not path.exists()
    with duckdb.connect(str(path)) as con:
        con.execute("SET memory_limit='3GB'; SET threads=2")
        began = time.perf_counter()
        if fresh:
            con.execute("CREATE TABLE codes (hash INTEGER, track UINTEGER, time USMALLINT)")
            for first in range(0, tracks, 500):
                parts = [codes_of(t.onsets) for t in sources.tracks(first, min(500, tracks - first))]
                batch = {
                    "hash": np.concatenate([c.codes for c in parts]),
                    "track": np.repeat(np.arange(first, first + len(parts)), [len(c.codes) for c in parts]),
                    "time": np.concatenate([c.times for c in parts]),
                }
                con.register("batch", batch)
                con.execute("INSERT INTO codes SELECT hash, track, time FROM batch")
                con.unregister("batch")
            con.execute("CREATE INDEX by_hash ON codes (hash)")
        building = time.perf_counter() - began
        took, right = [], 0
        for k in range(count):
            rng = np.random.default_rng(k)
            number = int(rng.integers(tracks))
            onsets = next(iter(sources.tracks(number, 1))).onsets
            heard = codes_of(onsets)
            inside = (heard.times > 2000) & (heard.times < 2000 + SECONDS / 0.023)
            con.register("query", {"hash": heard.codes[inside], "time": heard.times[inside]})
            began = time.perf_counter()
            row = con.execute(
                "SELECT c.track, c.time - q.time AS shift, count(*) AS n FROM codes c JOIN query q USING (hash)"
                " GROUP BY ALL ORDER BY n DESC LIMIT 1"
            ).fetchone()
            took.append(1e3 * (time.perf_counter() - began))
            right += row is not None and row[0] == number
            con.unregister("query")
    size = path.stat().st_size / tracks
    return {
        "median_ms": float(np.median(took)), "bytes_a_track": size, "built_us_a_track": 1e6 * building / tracks,
        "right": right / count,
    }  # fmt: skip


def sizes(directory: Path) -> dict[str, float]:
    index = Index.open(directory)
    tracks = index.track_count
    named = {"payload": 0.0, "postings": 0.0, "all": 0.0, "postings, number": 0.0}
    for segment in index.segments:
        for name in ("payload", "postings"):
            named[name] += segment.header.sections[name][1] / tracks
        named["all"] += segment.info.bytes / tracks
        named["postings, number"] += segment.info.postings / tracks
    return named


def compact(directory: Path, tracks: int) -> dict[str, float]:
    """Sizes of an index that keeps few landmarks; built for this, of tracks enough for the directory not to matter."""
    if not (directory / manifest.NAME).exists():
        build(directory, tracks, 1, COMPACT)
    return sizes(directory)


def in_a_process(step: str, arguments: argparse.Namespace) -> object:
    command = [sys.executable, __file__, "--step", step]
    for name in ("tracks", "directory", "queries", "shards", "rival_tracks"):
        command += [f"--{name.replace('_', '-')}", str(getattr(arguments, name))]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ})
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tracks", type=int, default=100_000)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=4, help="segments before the merge")
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--rival-tracks", type=int, default=5_000)
    parser.add_argument("--step", choices=("build", "merge", "warm", "cold", "sizes", "compact", "rival"))
    arguments = parser.parse_args()
    index_dir = arguments.directory / f"index-{arguments.tracks}"
    steps = {
        "build": lambda: build(index_dir, arguments.tracks, arguments.shards),
        "merge": lambda: merged(index_dir),
        "sizes": lambda: sizes(index_dir),
        "compact": lambda: compact(arguments.directory / "index-compact", min(arguments.tracks, COMPACT_TRACKS)),
        "warm": lambda: warm(index_dir, arguments.queries),
        "cold": lambda: cold(index_dir, arguments.queries),
        "rival": lambda: rival(arguments.directory, arguments.rival_tracks, max(3, arguments.queries // 4)),
    }
    if arguments.step:
        print(json.dumps(steps[arguments.step]()))
        return
    arguments.directory.mkdir(parents=True, exist_ok=True)
    wanted = [s for s in steps if s not in ("build", "merge") or not (index_dir / manifest.NAME).exists()]
    for step in wanted:
        result = in_a_process(step, arguments)
        rows = result if step == "warm" else {step: result}
        assert isinstance(rows, dict)
        for name, values in rows.items():
            print(f"{name:32s} " + "  ".join(f"{k} {v:,.3g}" if v < 10 else f"{k} {v:,.0f}" for k, v in values.items()))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
