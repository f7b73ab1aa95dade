#!/usr/bin/env python3
"""Recognition measured on ../shared/bench, printed beside the targets.

    recognition_bench.py QDIR [--in N] [--out N] [--conds a,b] [--lengths 5,10,20] [--sessions N] [--keep rows.json]

QDIR is made by ../shared/bench/build_queries.py. Everything goes through the importer and the index (adapter.py). Both
witnesses first, then onsets alone; 95 % intervals are Wilson's. `at 33.5 M`: what would be left at the threshold of the
whole dump, the index of this bench all the same.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

from spotgui.index.reader import Index  # noqa: E402
from spotgui.recognizer import decision  # noqa: E402
from spotgui.recognizer.recognizer import Recognizer  # noqa: E402
from spotgui.recognizer.session import ListeningSession  # noqa: E402

EVALUATE = ROOT.parent / "shared" / "bench" / "evaluate.py"
WHOLE_DUMP = 33_500_000
CONDITIONS = (
    "clean", "mp3_64", "opus_32", "bp300_3400", "speed+1", "speed-1", "reverb08", "pink10", "pink5",
    "babble10", "babble5", "cafe10", "cafe5",
)  # fmt: skip
_COLUMN = dict(
    zip(CONDITIONS, (0, 1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)
)  # of the table of targets
TARGETS = {
    (5, "onsets"): (0.75, 0.68, 0.60, 0.58, 0.42, 0.42, 0.20, 0.28, 0.12, 0.08, 0.05),
    (5, "both"): (0.88, 0.85, 0.75, 0.80, 0.65, 0.65, 0.45, 0.55, 0.35, 0.30, 0.15),
    (10, "onsets"): (0.98, 0.98, 0.95, 0.94, 0.83, 0.85, 0.68, 0.75, 0.50, 0.45, 0.25),
    (10, "both"): (0.99, 0.99, 0.97, 0.97, 0.92, 0.94, 0.84, 0.90, 0.72, 0.72, 0.50),
    (20, "onsets"): (1.0, 1.0, 0.99, 0.98, 0.98, 0.96, 0.90, 0.93, 0.78, 0.78, 0.55),
    (20, "both"): (1.0, 1.0, 1.0, 0.99, 0.99, 0.98, 0.95, 0.97, 0.90, 0.90, 0.78),
}
Row = dict[str, Any]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share."""
    if not n:
        return 0.0, 1.0
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def share(rows: Sequence[Row], what: str) -> str:
    """A share with its interval."""
    hits = sum(bool(r[what]) for r in rows)
    low, high = wilson(hits, len(rows))
    return f"{hits / max(len(rows), 1):.3f} [{low:.3f}, {high:.3f}] of {len(rows)}"


def evaluate(qdir: Path, witness: str, a: argparse.Namespace) -> list[Row]:
    """Run the shared evaluation once."""
    out = qdir / f"rows-{witness}.json"
    command = [sys.executable, str(EVALUATE), str(qdir), str(Path(__file__).with_name("adapter.py"))]
    command += ["--conds", a.conds, "--lengths", a.lengths, "--max-in", str(a.most_in), "--max-out", str(a.most_out)]
    command += ["--distractors", str(a.distractors), "--out", str(out)]
    if a.dups:
        command += ["--dups", a.dups]
    subprocess.run(command, check=True, env={**os.environ, "SPOTGUI_WITNESS": witness}, stdout=subprocess.DEVNULL)
    rows: list[Row] = json.loads(out.read_text())
    for r in rows:
        r["right"] = r["acc"] and r["ok"]
        r["wrong"] = r["acc"] and not r["ok"] and not r["held"]
        r["false"] = r["acc"] and r["held"]
        r["far"] = r["right"] and r["score"] >= decision.threshold(WHOLE_DUMP, seconds=r["sec"])
    return rows


def table(rows: Sequence[Row], witness: str) -> None:
    """Print one witness' table."""
    print(
        f"\n{witness}: {'condition':12s} {'s':>3s} {'target':>6s} {'right':>6s}  95 % interval   at 33.5 M  top1     ms"
    )
    for length in sorted({r["sec"] for r in rows}):
        for condition in dict.fromkeys(r["cond"] for r in rows):
            mine = [r for r in rows if r["sec"] == length and r["cond"] == condition and not r["held"]]
            hits = sum(r["right"] for r in mine)
            low, high = wilson(hits, len(mine))
            goals = TARGETS.get((int(length), witness))
            goal = f"{goals[_COLUMN[condition]]:.2f}" if goals and condition in _COLUMN else ""
            mean = [float(np.mean([r[k] for r in mine])) for k in ("right", "far", "ok", "ms")]
            print(
                f"{'':8s}{condition:12s} {length:3.0f} {goal:>6s} {mean[0]:6.2f}  [{low:.2f}, {high:.2f}] "
                f"{mean[1]:9.2f} {mean[2]:7.2f} {mean[3]:6.0f}"
            )
    print(f"  wrong accepted: {share([r for r in rows if not r['held']], 'wrong')}")
    print(f"  false accepted: {share([r for r in rows if r['held']], 'false')}")


def sessions(qdir: Path, count: int, conditions: Sequence[str]) -> None:
    """Time to the answer and computing time of sessions fed from queries."""
    recognizer = Recognizer(Index.open(qdir / "work" / "library" / "index"))
    held = [q["held"] for q in json.loads((qdir / "manifest.json").read_text())["queries"]]
    print("\nsessions     found  median s  90 % s  computing s (median, 90 %)")
    for condition in conditions:
        clips = np.load(qdir / f"{condition}.npy", mmap_mode="r")
        times, costs = [], []
        for q in [q for q, h in enumerate(held) if not h][:count]:
            session = ListeningSession(recognizer, give_up_s=20)
            sound = clips[q].astype(np.float32) / np.float32(32768)
            started, answer = time.process_time(), None
            for block in np.array_split(sound, 200):
                answer = session.feed(block)
                if answer:
                    break
            costs.append(time.process_time() - started)
            times.append(session.seconds if answer and answer.found else math.inf)
        print(
            f"{condition:12s} {np.mean(np.isfinite(times)):5.2f} {np.median(times):9.1f} "
            f"{np.quantile(times, 0.9, method='higher'):7.1f} {np.median(costs):8.2f} {np.quantile(costs, 0.9):5.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("qdir", type=Path)
    parser.add_argument("--in", dest="most_in", type=int, default=10**9)
    parser.add_argument("--out", dest="most_out", type=int, default=10**9)
    parser.add_argument("--conds", default=",".join(CONDITIONS))
    parser.add_argument("--lengths", default="5,10,20")
    parser.add_argument("--distractors", type=int, default=5_000)
    parser.add_argument("--dups", default="")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--witness", choices=("all", "both", "onsets"), default="all")
    a = parser.parse_args()
    for witness in ("both", "onsets") if a.witness == "all" else (a.witness,):
        table(evaluate(a.qdir, witness, a), witness)
    if a.sessions:
        sessions(a.qdir, a.sessions, ("clean", "pink10", "cafe10"))
    for seconds in (5, 10, 20):
        here, far = (decision.threshold(tracks, seconds=seconds) for tracks in (5_000, WHOLE_DUMP))
        print(f"threshold of {seconds:2d} s: {here:.1f} nats here, {far:.1f} at 33.5 million")


if __name__ == "__main__":
    main()
