"""What the index and the recogniser must reach, each figure beside its limit or rival, all from one run.

    python tests/bench/limits.py --tracks 1000000 --directory DIR [--part import|memory|size|query]

Builds the made index in DIR when it is not there (0.5 ms a track). Run it on a machine that does nothing else: CPU
figures suffer from neighbours as well, times by the clock more.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import decision_bench  # noqa: E402
import index_bench  # noqa: E402
import numpy as np  # noqa: E402

from spotgui.catalog.database import connect  # noqa: E402
from spotgui.fingerprint.sketch_code import encode  # noqa: E402
from spotgui.index import manifest  # noqa: E402
from spotgui.paths import Library  # noqa: E402
from tests.bench.import_rate import (  # noqa: E402
    KINDS,
    NO_SKETCH,
    ONE,
    PROCESSES,
    SEVERAL,
    TWO,
    Kind,
    compare,
    divide,
    make_shard,
    measure,
)

SHARDS_OF = (500, 2_000, 8_000)
MANY, SHARDS_AT_ONCE, WINDOW_LOG = 13_800, 3, 27
INDEXES_OF = (25_000, 100_000, 400_000)
MOST_MS = {"warm": 150, "whole": 1000, "cold": 500, "listen": 60}
"""Milliseconds that a step of the decision may take."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value and what it must reach.

    Attributes
    ----------
    limit : float
    at_least : bool
        Whether more is better.
    beside : str
        The rival or what the limit is made of.
    """

    what: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    beside: str = ""

    def line(self) -> str:
        """The row of the table."""
        held = self.value >= self.limit if self.at_least else self.value <= self.limit
        sign = ">=" if self.at_least else "<="
        number = f"{self.value:,.2f}" if self.value < 10 else f"{self.value:,.0f}"
        verdict = "held" if held else "MISSED"
        return f"{self.what:44s}{number:>9s} {self.unit:8s}{sign} {self.limit:<8,g}{verdict:8s}{self.beside}"


def kept_a_track(database: Path, times: int = 8) -> float:
    """Bytes of a track in `analysis.duckdb`, if it were some times as large, and its onsets and sketches all different.

    Sketches are as long as those of the real analyses, one after the other: in the shard their digits are changed.
    """
    rng = np.random.default_rng(0)
    real = [len(encode(keys[0])) for keys in index_bench.real_sources(index_bench.SHARED).sketches]
    copy = database.with_name("copy.duckdb")
    with connect(copy, threads=1) as con:  # as the importer writes: few checkpoints, as each leaves free blocks
        con.execute(f"ATTACH '{database}' AS own (READ_ONLY)")
        sizes = con.execute("SELECT octet_length(onsets) AS size FROM own.tracks ORDER BY track_no").fetchnumpy()[
            "size"
        ]
        con.execute("CREATE TABLE tracks AS FROM own.tracks LIMIT 0")
        for _ in range(times):
            others = {
                "place": np.arange(len(sizes)),
                "other": np.array([rng.bytes(n) for n in sizes], object),
                "sketch": np.array([rng.bytes(real[i % len(real)]) for i in range(len(sizes))], object),
            }
            con.register("others", others)
            con.execute(
                "INSERT INTO tracks SELECT t.* EXCLUDE (place) REPLACE (other::BLOB AS onsets, sketch::BLOB AS chroma)"
                " FROM (SELECT *, row_number() OVER (ORDER BY track_no) - 1 AS place FROM own.tracks) t"
                " JOIN others USING (place)"
            )
    size = copy.stat().st_size
    copy.unlink()
    return size / len(sizes) / times


def importing(arguments: argparse.Namespace) -> Iterator[Figure]:
    """Rates beside `zstd -d`, which runs before and after each."""
    with tempfile.TemporaryDirectory(dir=arguments.directory) as directory:
        size, base, found = compare(Path(directory), arguments.shard, arguments.rounds)
    rival = f"zstd -d {size / base / 1e6:.0f} MB/CPU-s"
    ceiling = f"two processes {found[PROCESSES].steady_of_one:.2f}; without beginning and end"
    yield Figure("import, everything kept", found[ONE].of_zstd, "of zstd", 0.4, True, rival)
    yield Figure("import, without the sketch", found[NO_SKETCH].of_zstd, "of zstd", 0.55, True, rival)
    yield Figure("import of several shards, two cores", found[SEVERAL].steady_of_one, "x one", 1.7, True, ceiling)
    yield Figure("import of one shard, two cores", found[TWO].steady_of_one, "x one", 1.7, True, ceiling)
    memory = max(row.memory for title, row in found.items() if KINDS[title].processes == 1)
    yield Figure("memory while importing and indexing", memory, "MB", 1536)


def growing(arguments: argparse.Namespace) -> Iterator[Figure]:
    """Memory of imports, builds and merges of three sizes each: it must not grow with them. And of the worst import."""
    with tempfile.TemporaryDirectory(dir=arguments.directory) as name:
        folder = Path(name)
        for lines in SHARDS_OF:
            make_shard(folder / "0a.jsonl.zst", lines)
            peak = measure(folder, [folder / "0a.jsonl.zst"], Kind(2, index=True)).memory
            yield Figure(f"memory, import of {lines:,} tracks and their index", peak, "MB", 1536)
        make_shard(folder / "0a.jsonl.zst", MANY)
        parts = divide(folder / "0a.jsonl.zst", SHARDS_AT_ONCE, WINDOW_LOG)
        peak = measure(folder, parts, Kind(8, index=True, several=True)).memory
        yield Figure("memory, eight threads and windows of 128 MB", peak, "MB", 1536)
        shutil.rmtree(folder / "library")
        for file in (folder / "0a.jsonl.zst", *parts):
            file.unlink()
        for tracks in INDEXES_OF:
            of = argparse.Namespace(**{**vars(arguments), "tracks": tracks, "directory": folder})
            for step in ("build", "merge"):
                row = index_bench.in_a_process(step, of)
                assert isinstance(row, dict)
                yield Figure(f"memory, {step} of {tracks:,} tracks", row["peak_mb"], "MB", 1536)
            shutil.rmtree(folder / f"index-{tracks}")


def sizing(arguments: argparse.Namespace) -> Iterator[Figure]:
    """Bytes of a track in all."""
    with tempfile.TemporaryDirectory(dir=arguments.directory) as name:
        make_shard(Path(name) / "0a.jsonl.zst", arguments.shard)
        measure(Path(name), [Path(name) / "0a.jsonl.zst"], Kind(2))
        kept = kept_a_track(Library(Path(name) / "library").analysis_db)
    yield from building(arguments)
    for step, title, limit in (("sizes", "all landmarks", 16), ("compact", "compact", 6)):
        row = index_bench.in_a_process(step, arguments)
        assert isinstance(row, dict)
        beside = f"{kept / 1e3:.2f} of it beside the index; predecessor 160 kB"
        yield Figure(f"disk a track, {title}", (kept + row["all"]) / 1e3, "kB", limit, beside=beside)


def index_of(arguments: argparse.Namespace) -> Path:
    """The made index."""
    return Path(arguments.directory) / f"index-{arguments.tracks}"


def building(arguments: argparse.Namespace) -> Iterator[Figure]:
    """Build it, where it is not there yet."""
    if not (index_of(arguments) / manifest.NAME).exists():
        row = index_bench.in_a_process("build", arguments)
        assert isinstance(row, dict)
        yield Figure(f"memory of a build of {arguments.tracks:,} tracks", row["peak_mb"], "MB", 1536)


def deciding(arguments: argparse.Namespace) -> Iterator[Figure]:
    """Everything after the fingerprint beside the predecessor's query, and sessions."""
    yield from building(arguments)
    row = index_bench.in_a_process("rival", arguments)
    assert isinstance(row, dict)
    sql = f"its SQL on {arguments.rival_tracks:,} tracks {row['median_ms']:,.0f} ms"
    peak = 0.0
    for step in decision_bench.STEPS:
        for name, found in decision_bench.measured(index_of(arguments), arguments.queries, step).items():
            if step != "whole":  # the emulated segments are mapped again and again
                peak = max(peak, found["peak_mb"])
            beside = f"{found['cpu_ms']:.0f} ms CPU" + (f"; {sql}" if step == "warm" else "")
            if step == "session":
                yield Figure(name, found["cpu_ms"] / 1e3, "s CPU", 2)
            elif not name.startswith("pitches"):
                yield Figure(name, found["median_ms"], "ms", MOST_MS[step], beside=beside)
    yield Figure("memory of the process that asks", peak, "MB", 1024)


PARTS = {"import": importing, "memory": growing, "size": sizing, "query": deciding}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tracks", type=int, default=1_000_000)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--shard", type=int, default=6_000, help="tracks of the shard that is imported")
    parser.add_argument("--rounds", type=int, default=5, help="of the import; their medians count")
    parser.add_argument("--shards", type=int, default=2, help="segments of the index")
    parser.add_argument("--queries", type=int, default=16)
    parser.add_argument("--rival-tracks", type=int, default=2_000)
    parser.add_argument("--part", choices=PARTS, help="this part alone")
    arguments = parser.parse_args()
    arguments.directory.mkdir(parents=True, exist_ok=True)
    for part in [arguments.part] if arguments.part else PARTS:
        for figure in PARTS[part](arguments):
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
