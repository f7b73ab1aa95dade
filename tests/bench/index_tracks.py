"""Tracks for the index bench: as many as wanted, with the statistics of real ones.

Onsets are not Poisson: music sits on a tempo grid, bands sound together, bars repeat. So tracks are cut from real
onset lists: pieces of 8 to 30 seconds, each stretched by up to a quarter, with its bands exchanged and every onset
moved by up to two frames; a third of the pieces comes back later in the track. Dead time is kept. Sketches of pitches
are made in the same way of one real analysis a track, each piece in another key.

And queries: a part of a track as a microphone's evidence looks, that is possible onsets with calibrated probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
import zstandard
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS, PITCH_CLASSES, classes_of, sketch
from spotgui.fingerprint.codestring import decode
from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.recovery import recover
from spotgui.index.build import IndexedTrack
from spotgui.recognizer.chroma import HOP, WINDOW, QueryChroma, frame_times
from spotgui.recognizer.evidence import Evidence


@njit(cache=True, nogil=True)
def _compose(seed, frames, bounds, first, count, seconds, out, out_bounds):
    """One track of random pieces; returns its number of onsets."""
    np.random.seed(seed)
    length = np.int64(seconds * 344.53125)
    most = 64
    sources = np.empty(most, np.int64)
    starts = np.empty(most, np.float64)
    lengths = np.empty(most, np.float64)
    stretches = np.empty(most, np.float64)
    orders = np.empty((most, 8), np.int64)
    pieces = 0
    at = 0.0
    while at < length and pieces < most:
        if pieces > 2 and np.random.random() < 0.33:
            old = np.random.randint(pieces)
            sources[pieces], starts[pieces] = sources[old], starts[old]
            lengths[pieces], stretches[pieces], orders[pieces] = lengths[old], stretches[old], orders[old]
        else:
            source = np.random.randint(count)
            last = 0.0
            for b in range(8):
                stop = bounds[source, b + 1]
                if stop > bounds[source, b]:
                    last = max(last, frames[first[source] + stop - 1])
            sources[pieces] = source
            lengths[pieces] = np.random.uniform(8, 30) * 344.53125
            starts[pieces] = np.random.uniform(0, max(1.0, last - lengths[pieces]))
            stretches[pieces] = np.exp(np.random.uniform(-0.25, 0.25))
            orders[pieces] = np.random.permutation(8)
        at += lengths[pieces] * stretches[pieces]
        pieces += 1
    n = 0
    out_bounds[0] = 0
    for band in range(8):
        before = -1000.0
        origin = 0.0
        for piece in range(pieces):
            source = sources[piece]
            b = orders[piece, band]
            for i in range(bounds[source, b], bounds[source, b + 1]):
                t = frames[first[source] + i] - starts[piece]
                if 0 <= t < lengths[piece]:
                    moved = np.rint(origin + t * stretches[piece] + np.random.randint(-2, 3))
                    if moved - before >= 128 and 0 <= moved < length and n < len(out):
                        out[n] = moved
                        n += 1
                        before = moved
            origin += lengths[piece] * stretches[piece]
        out_bounds[band + 1] = n
    return n


def in_all_keys(cells: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A sketch in twelve keys, uint8 (12, cells)."""
    first, second = (
        (classes.astype(np.int64) + np.arange(PITCH_CLASSES)[:, None]) % PITCH_CLASSES for classes in classes_of(cells)
    )
    return (first * (PITCH_CLASSES - 1) + second - (second > first)).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Sources:
    """Real onset lists, one after the other, and real sketches in all keys."""

    frames: np.ndarray
    bounds: np.ndarray
    first: np.ndarray
    sketches: list[NDArray[np.uint8]]

    @classmethod
    def of(cls, lists: list[OnsetList], sketches: list[NDArray[np.uint8]]) -> Sources:
        first = np.cumsum([0] + [len(o) for o in lists])[:-1]
        return cls(
            np.concatenate([o.frames for o in lists]), np.stack([o.bounds for o in lists]), first,
            [in_all_keys(cells) for cells in sketches],
        )  # fmt: skip

    def chroma(self, rng: np.random.Generator, seconds: float) -> NDArray[np.uint8]:
        """The sketch of a track: pieces of 8 to 30 s of one analysis, as some tracks are restless and others steady."""
        left, pieces = int(seconds / CELL_SECONDS), []
        source = self.sketches[rng.integers(len(self.sketches))]
        while left > 0:
            if len(pieces) > 2 and rng.random() < 0.33:
                piece = pieces[rng.integers(len(pieces))]
            else:
                length = min(int(rng.uniform(8, 30) / CELL_SECONDS), source.shape[1])
                at = rng.integers(source.shape[1] - length + 1)
                piece = source[rng.integers(PITCH_CLASSES), at : at + length]
            pieces.append(piece[:left])
            left -= len(piece)
        return np.concatenate(pieces)

    def onsets(self, number: int, seconds: float) -> OnsetList:
        """The onsets of track ``number``."""
        out, bounds = np.empty(20_000, np.float32), np.empty(9, np.int32)
        n = _compose(number, self.frames, self.bounds, self.first, len(self.first), seconds, out, bounds)
        return OnsetList(out[:n].copy(), bounds)

    def tracks(self, first: int, count: int) -> Iterator[IndexedTrack]:
        """Tracks of 120 to 320 seconds, mean 220."""
        for number in range(first, first + count):
            rng = np.random.default_rng(number)
            seconds = rng.uniform(120, 320)
            onsets, chroma = self.onsets(number, seconds), self.chroma(rng, seconds)
            yield IndexedTrack(number, f"{number:022d}", seconds, 0, onsets, chroma)


def real_sources(shared: Path) -> Sources:
    """The onset lists and sketches of the real analyses in ``shared/samples``."""
    data = zstandard.ZstdDecompressor().stream_reader((shared / "samples/real-analyses.jsonl.zst").open("rb")).read()
    analyses = [orjson.loads(line) for line in data.splitlines()]
    segments = [
        [[s[name] for s in whole["segments"]] for name in ("start", "duration", "pitches")] for whole in analyses
    ]
    strings = [whole["track"]["echoprintstring"] for whole in analyses]
    return Sources.of([recover(decode(s)) for s in strings], [sketch(*columns) for columns in segments])


@dataclass(frozen=True)
class Condition:
    """How well the onsets of a clip are heard.

    Attributes
    ----------
    held : float
        Share of the track's onsets that are among the query's possible ones.
    density : float
        Possible onsets a second.
    telling : float
        How well their probabilities tell right from wrong: squared distance of the two classes' log odds.
    deviation : float
        Standard deviation of their times, frames.
    """

    name: str
    held: float
    density: float
    telling: float
    deviation: float


CONDITIONS = (
    Condition("clean", 0.99, 42, 9.0, 1.7),
    Condition("reverb", 0.93, 42, 5.0, 2.5),
    Condition("noise", 0.85, 42, 3.5, 3.0),
    Condition("cafe", 0.78, 42, 2.5, 3.5),
)


def query(onsets: OnsetList, rng: np.random.Generator, seconds: float, how: Condition) -> tuple[float, Evidence]:
    """A random part of a track: its start in frames, and what a microphone's evidence of it would be."""
    span = seconds * FRAMES_PER_SECOND
    start = rng.uniform(0, max(1.0, float(onsets.frames.max()) - span))
    heard = (onsets.frames >= start) & (onsets.frames < start + span) & (rng.random(len(onsets)) < how.held)
    right = onsets.frames[heard] - start + rng.normal(0, how.deviation, int(heard.sum()))
    extra = max(0, int(how.density * seconds) - len(right))
    at = np.concatenate([right, rng.uniform(0, span, extra)])
    bands = np.concatenate([onsets.bands[heard], rng.integers(0, 8, extra)])
    # log odds of two normal classes, so that the probabilities are calibrated
    log_ratio = rng.normal(np.repeat([how.telling / 2, -how.telling / 2], [len(right), extra]), np.sqrt(how.telling))
    p = 1 / (1 + np.exp(-log_ratio) * max(extra, 1) / max(len(right), 1))
    order = np.lexsort((at, bands))
    scale = np.full(len(at), 0.8 * how.deviation, np.float32)
    evidence = Evidence(
        int(span), at[order].astype(np.float32), bands[order].astype(np.uint8), p[order].astype(np.float32), scale
    )
    return start, evidence


def query_chroma(cells: NDArray[np.uint8], start: float, rng: np.random.Generator, seconds: float) -> QueryChroma:
    """What a microphone hears of a track's pitches: those of its sketch, in noise.

    Parameters
    ----------
    cells : uint8
        The track's sketch.
    start : float
        Frame of the track at the clip's start.
    """
    times = frame_times(int(seconds * SAMPLE_RATE / HOP) - WINDOW // HOP)
    cell = np.clip((start + times) / (CELL_SECONDS * FRAMES_PER_SECOND), 0, len(cells) - 1).astype(int)
    first, second = classes_of(cells[cell])
    heard = rng.normal(0, 0.6, (len(times), 12))
    heard[np.arange(len(times)), first] += 1
    heard[np.arange(len(times)), second] += 0.6
    heard -= heard.mean(1, keepdims=True)
    heard /= np.linalg.norm(heard, axis=1, keepdims=True)
    heard -= heard.mean(0)
    return QueryChroma(heard.astype(np.float32), float(np.linalg.norm(heard)), times)
