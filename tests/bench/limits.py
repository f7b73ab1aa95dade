"""What the index and the recogniser must reach, each figure beside its limit or rival, all from one run.

    python tests/bench/limits.py --tracks 1000000 --directory DIR [--shard 2000] [--queries 16]

Builds the made index in DIR when it is not there (0.5 ms a track). Run it on a machine that does nothing else: CPU
figures suffer from neighbours as well, times by the clock more.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import decision_bench  # noqa: E402
import duckdb  # noqa: E402
import index_bench  # noqa: E402
import numpy as np  # noqa: E402

from spotgui.fingerprint.sketch_code import encode  # noqa: E402
from spotgui.index import manifest  # noqa: E402
from spotgui.paths import Library  # noqa: E402
from tests.bench.import_rate import make_shard, measure, zstd_seconds  # noqa: E402

Row = dict[str, float]


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
    with duckdb.connect(str(copy)) as con:
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


def importing(folder: Path, tracks: int) -> tuple[list[Figure], float]:
    """Rates beside `zstd -d` and memory; and the bytes of a track that are kept beside the index."""
    shard = folder / "0a.jsonl.zst"
    make_shard(shard, tracks)
    base, size = zstd_seconds(shard), shard.stat().st_size
    rival = f"zstd -d {size / base / 1e6:.0f} MB/CPU-s"
    plain, _, _, _ = measure(folder, shard, 1, False, False)
    all_kept, alone, _, _ = measure(folder, shard, 1, True, False)
    _, both, _, _ = measure(folder, shard, 2, True, False)
    _, _, _, memory = measure(folder, shard, 2, True, True)
    kept = kept_a_track(Library(folder / "library").analysis_db)
    return [
        Figure("import, everything kept", base / all_kept, "of zstd", 0.4, True, rival),
        Figure("import, without the sketch", base / plain, "of zstd", 0.55, True, rival),
        Figure("import, two cores", alone / both, "x one", 1.7, True, "one core"),
        Figure("memory while importing and indexing", memory, "MB", 1536),
    ], kept


def building(arguments: argparse.Namespace, kept: float) -> list[Figure]:
    """Memory of a build, when the index is not there yet; sizes; the predecessor's query."""
    index = arguments.directory / f"index-{arguments.tracks}"
    figures = []
    if not (index / manifest.NAME).exists():
        row = index_bench.in_a_process("build", arguments)
        assert isinstance(row, dict)
        figures.append(Figure(f"memory of a build of {arguments.tracks:,} tracks", row["peak_mb"], "MB", 1536))
    for step, name, limit in (("sizes", "all landmarks", 16), ("compact", "compact", 6)):
        row = index_bench.in_a_process(step, arguments)
        assert isinstance(row, dict)
        beside = f"{kept / 1e3:.2f} of it beside the index; predecessor 160 kB"
        figures.append(Figure(f"disk a track, {name}", (kept + row["all"]) / 1e3, "kB", limit, beside=beside))
    row = index_bench.in_a_process("rival", arguments)
    assert isinstance(row, dict)
    sql = f"its SQL on {arguments.rival_tracks:,} tracks {row['median_ms']:,.0f} ms"
    return figures + deciding(index, arguments.queries, sql)


def deciding(index: Path, queries: int, sql: str) -> list[Figure]:
    """Everything after the fingerprint, and sessions."""
    rows: dict[str, Row] = {}
    for step in decision_bench.STEPS:
        rows |= decision_bench.measured(index, queries, step)
    peak = max(row["peak_mb"] for row in rows.values())
    figures = [
        Figure(name, rows[name]["median_ms"], "ms", 150, beside=f"{rows[name]['cpu_ms']:.0f} ms CPU; {sql}")
        for name in rows
        if name.startswith("decision")
    ]
    figures += [
        Figure(name, rows[name]["median_ms"], "ms", limit, beside=f"{rows[name]['cpu_ms']:.0f} ms CPU")
        for start, limit in (("cold", 500), ("as 33.5", 1000), ("fingerprint", 60))
        for name in rows
        if name.startswith(start)
    ]
    session = rows["session of 25 s, no answer"]
    figures.append(Figure("session of 25 s, no answer", session["cpu_ms"] / 1e3, "s CPU", 2))
    figures.append(Figure("memory of the process that asks", peak, "MB", 1024))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tracks", type=int, default=1_000_000)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--shard", type=int, default=2_000, help="tracks of the shard that is imported")
    parser.add_argument("--shards", type=int, default=2, help="segments of the index")
    parser.add_argument("--queries", type=int, default=16)
    parser.add_argument("--rival-tracks", type=int, default=2_000)
    arguments = parser.parse_args()
    arguments.directory.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=arguments.directory))
    figures, kept = importing(folder, arguments.shard)
    shutil.rmtree(folder)
    figures += building(arguments, kept)
    print("\n".join(figure.line() for figure in figures))


if __name__ == "__main__":
    main()
