#!/usr/bin/env python3
"""Learn how the verdict on an alignment weighs its witnesses.

    train_verdict.py clips MUSIC DATA [--each 9]   searches for degraded clips of MUSIC: DATA/onsets.npz
    train_verdict.py bench QDIR DATA [--each 3]    searches, with pitches, for the clips of a bench: DATA/pitches.npz
    train_verdict.py fit DATA                      prints the numbers of spotgui/recognizer/verdict.py

MUSIC is what the evidence network was trained on: only the fifth of its tracks is searched for that it was tested with.
QDIR is made by ../shared/bench and has been through tests/bench/recognition_bench.py; never the half that is kept for
the last run. A candidate is one of the best 40 tracks of a search; it is right, or a wrong one of thousands.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import shutil
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build_scripts"), str(ROOT.parent / "shared" / "bench")]

import degradations as d  # noqa: E402
from train_evidence import SUFFIXES  # noqa: E402

from spotgui.fingerprint.constants import BANDS, SAMPLE_RATE  # noqa: E402
from spotgui.fingerprint.echoprint import fingerprint  # noqa: E402
from spotgui.fingerprint.onset_list import OnsetList  # noqa: E402
from spotgui.index.build import IndexedTrack, build_segment  # noqa: E402
from spotgui.index.reader import Index  # noqa: E402
from spotgui.recognizer import verdict  # noqa: E402
from spotgui.recognizer.proposals import whole_library  # noqa: E402
from spotgui.recognizer.recognizer import THOROUGH, Recognizer  # noqa: E402

TRACKS = 5_000
LONGEST_S = 600
LENGTHS_S = (5.0, 10.0, 20.0)
RELATED = 17.2
"""Nats of the onsets in a wrong track that is no wrong one: another version, a part in common. Its pair is left out."""
JUDGED = 12
"""Candidates of a search that are learnt from."""
MEDIAN_BY_CHANCE = 9.69
"""Where the best wrong ones of clips of all lengths are to have their median: the scale that `decision` measures in."""


@dataclass(eq=False)
class Candidates:
    """What is known of the best tracks of many searches, a row a track."""

    rows: list[NDArray[np.float64]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    search: list[int] = field(default_factory=list)
    pair: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def take(self, recognizer: Recognizer, clip: NDArray[np.float32], truth: int, name: str) -> None:
        """Search for a clip and keep its best tracks."""
        snippet = recognizer.snippet(clip)
        if not len(snippet.evidence.at):
            return
        verifier = recognizer.verifier(snippet)
        found = verifier.ranked_everywhere(whole_library(recognizer.index.segments), THOROUGH.aligned)
        best = sorted(found.items(), key=lambda one: -one[1].agreement)[:JUDGED]
        number = self.search[-1] + 1 if self.search else 0
        for (_, track), said in zip(best, verifier.witnesses(best), strict=True):
            self.rows.append(np.array([*said, track.chroma, track.beyond]))
            self.right.append(track.track_no == truth)
            self.search.append(number)
            self.pair.append(f"{name} {track.track_no}")
            self.seconds.append(snippet.seconds)

    def save(self, path: Path) -> None:
        """Write an .npz file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, rows=self.rows, right=self.right, search=self.search, pair=self.pair, seconds=self.seconds)


def onsets_of(path: Path) -> OnsetList:
    """Fingerprint of a sound file's first ten minutes."""
    whole = d.decode(path)[: LONGEST_S * d.RATE]
    return fingerprint(resample_poly(whole, 1, 2).astype(np.float32))


def stranger(onsets: OnsetList, rng: np.random.Generator) -> OnsetList:
    """A track with right statistics that is no song: stretched by 4 to 18 per cent, half of them backwards."""
    factor = 1 + rng.choice([-1, 1]) * rng.uniform(0.04, 0.18)
    last = float(onsets.frames.max())
    frames = last - onsets.frames if rng.random() < 0.5 else onsets.frames
    moved = np.rint(frames * factor + rng.integers(-2, 3, len(frames))).clip(0)
    return OnsetList.from_bands([np.unique(moved[onsets.bands == b]).astype(np.float32) for b in range(BANDS)])


def library(directory: Path, tracks: list[Path]) -> Index:
    """An index of tracks and of strangers made of them."""
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        known = list(pool.map(onsets_of, tracks))
    rng = np.random.default_rng(7)
    made = (stranger(known[int(rng.integers(len(known)))], rng) for _ in range(TRACKS))
    lists = [*known, *made]
    shutil.rmtree(directory, ignore_errors=True)
    build_segment(directory, [IndexedTrack(n, f"{n:022d}", 200.0, 0, onsets, b"") for n, onsets in enumerate(lists)])
    return Index.open(directory)


def clips_of(path: Path, each: int, voices: list[d.Voice]) -> Iterator[NDArray[np.float32]]:
    """Degraded clips of a track."""
    rng = np.random.default_rng([99, zlib.crc32(path.name.encode())])
    whole = d.decode(path)[: LONGEST_S * d.RATE]
    for _ in range(each):
        n = int(rng.choice([*LENGTHS_S, rng.uniform(4, 22)]) * d.RATE)
        if len(whole) < 1.05 * n:
            continue
        start = int(rng.uniform(0, len(whole) - 1.03 * n))
        source = whole[start : start + int(1.03 * n)]
        if source[:n].std() < 0.003:
            continue
        y = resample_poly(d.degrade(source, n, voices, rng)[0], 1, 2)
        y = y / (np.abs(y).max() + 1e-9) * 10 ** (rng.uniform(-25, -1) / 20)
        yield (np.round(y * 32767) / 32768).astype(np.float32)


def search_music(music: Path, data: Path, each: int) -> None:
    """Write DATA/onsets.npz."""
    data.mkdir(parents=True, exist_ok=True)
    paths = sorted(p for p in music.rglob("*") if p.suffix.lower() in SUFFIXES)
    asked = [p for p in paths if zlib.crc32(p.name.encode()) % 5 == 0]
    recognizer = Recognizer(library(data / "index", asked), chroma=False)
    voices, out = d.speech(data), Candidates()
    for number, path in enumerate(asked):
        for clip in clips_of(path, each, voices):
            out.take(recognizer, clip, number, path.name)
        print(f"{path.name}: {len(out.rows)} candidates", flush=True)
    out.save(data / "onsets.npz")


def search_bench(qdir: Path, data: Path, each: int) -> None:
    """Write DATA/pitches.npz; of the clips every `each`-th."""
    import evaluate

    recognizer = Recognizer(Index.open(qdir / "work" / "library" / "index"))
    manifest = json.loads((qdir / "manifest.json").read_text())
    out = Candidates()
    for condition in manifest["conditions"]:
        sound = np.load(qdir / f"{condition}.npy", mmap_mode="r")
        for query in manifest["queries"][::each]:
            truth = recognizer.index.find(evaluate.track_id(f"track{query['track']}"))
            for seconds in LENGTHS_S:
                clip = sound[query["q"], : int(seconds * SAMPLE_RATE)].astype(np.float32) / np.float32(32768)
                out.take(recognizer, clip, -1 if truth is None else truth, str(query["track"]))
        print(f"{condition}: {len(out.rows)} candidates", flush=True)
    out.save(data / "pitches.npz")


def logistic(x: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights and, last, the constant of a logistic regression, by Newton's method."""
    scale = np.append(x.std(0), 1)
    with_one = np.column_stack([x, np.ones(len(x))]) / scale
    weights = np.zeros(len(scale))
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(with_one @ weights, -30, 30)))
        slope = with_one.T @ (right - p) - 0.1 * weights
        bend = (with_one * (p * (1 - p))[:, None]).T @ with_one + 0.1 * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights / scale


def without_relatives(path: Path) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Rows, which are right, and their searches; without wrong tracks that are hardly wrong."""
    z = np.load(path)
    nats = verdict.of_onsets(z["rows"][:, : len(verdict.WITNESSES)].astype(np.float32))
    related = np.unique(z["pair"][~z["right"] & (nats > RELATED)])
    keep = z["right"] | ~np.isin(z["pair"], related)
    print(f"{path.name}: {len(np.unique(z['search']))} searches, left out for being related: {len(related)} pairs")
    return z["rows"][keep], z["right"][keep], z["search"][keep]


def moved(nats: NDArray[np.float64], right: NDArray[np.bool_], search: NDArray[np.int64]) -> float:
    """What brings log odds to where the best wrong one has its median by chance; printed with where these lie."""
    best = np.full(int(search.max()) + 1, -np.inf)
    np.maximum.at(best, search[~right], nats[~right])
    shares = (0.5, 0.9, 0.98, 0.99, 0.995)
    best = best[np.isfinite(best)]
    by = MEDIAN_BY_CHANCE - float(np.median(best))
    print("  best wrong one, shares", shares, "below", (np.quantile(best, shares) + by).round(2))
    return by


def fit(data: Path) -> None:
    """Print the weights of the onsets' witnesses, then those of both."""
    witnesses = len(verdict.WITNESSES)
    rows, right, search = without_relatives(data / "onsets.npz")
    *weights, constant = logistic(rows[:, :witnesses], right)
    origin = constant + moved(rows[:, :witnesses] @ weights + constant, right, search)
    print("WEIGHTS", np.round(weights, 3), "ORIGIN", round(origin, 2))
    rows, right, search = without_relatives(data / "pitches.npz")
    both = np.column_stack([rows[:, :witnesses] @ weights + origin, rows[:, witnesses:]])
    *shares, constant = logistic(both, right)
    origin = constant + moved(both @ shares + constant, right, search)
    print("ORIGIN_OF_BOTH", round(origin, 2), "ONSETS_SHARE, CHROMA_SHARE, BEYOND_SHARE", np.round(shares, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, source in (("clips", "music"), ("bench", "qdir")):
        command = commands.add_parser(name)
        command.add_argument(source, type=Path)
        command.add_argument("data", type=Path)
        command.add_argument("--each", type=int, default=9 if name == "clips" else 3)
    commands.add_parser("fit").add_argument("data", type=Path)
    a = parser.parse_args()
    if a.command == "clips":
        search_music(a.music, a.data, a.each)
    elif a.command == "bench":
        search_bench(a.qdir, a.data, a.each)
    else:
        fit(a.data)


if __name__ == "__main__":
    main()
