"""The second witness: the clip's pitch classes against the sketches kept of the analyses' segments.

Independent of the onsets and much less disturbed by noise, so its log likelihood ratio adds to theirs. It is asked at
the alignments that the onsets propose. What a wrong track scores is measured for every query on stretches of other
tracks of the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import fft

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS, CODES, MAX_CELLS, PITCH_CLASSES
from spotgui.fingerprint.constants import FRAME_SAMPLES, FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.sketch_code import decode_into
from spotgui.index.reading import announce_tracks
from spotgui.index.segment import Segment
from spotgui.recognizer.threads import product

WINDOW, HOP = 3072, 512
LOWEST_HZ, HIGHEST_HZ = 45.0, 2500.0
_POWER = 1.85
_FLOOR_SHARE, _FLOOR_QUANTILE = 0.6, 0.3
_MEAN_BINS = 21
_CLASS_WIDTH = 0.35
"""Semitones, as a standard deviation."""
SECOND = 0.6
"""Weight of a cell's second pitch class."""
STILL = 0.15
"""Keeps a stretch of one chord, which has nothing to agree in, from agreeing by chance."""
_LEAST_CHANGE = 0.03
"""Variance of the unit vectors below which a clip holds one chord, and says nothing."""
_SMOOTH = 3
_LASTING_SHARE, _LASTING_FRAMES = 0.5, 43
"""Of what lasts 2 s, the chord, half is taken off: many tracks hold it as long, few change with the clip."""
_CHANCE_WINDOWS, _FEWEST_WINDOWS, _FEWEST_A_SEGMENT = 500, 60, 20
_SPARE, _ATTEMPTS = 1.1, 4
"""Tracks that are drawn for a window, as some are shorter than the clip; and how often others are drawn."""
_TRACKS_A_NEIGHBOUR, _LONGEST_RUN = 5_000, 16
"""Tracks of a segment for each one more of a run of neighbours."""
LEAST_FRAMES = 40
"""A shorter clip says nothing: 1.9 s."""

# Right alignments score like a normal in standard deviations of the wrong ones; its mean grows with the root of the
# clip's length. Now and then an analysis and a clip do not agree at all.
RIGHT_MEAN_PER_ROOT_SECOND = 2.4
RIGHT_SPREAD = 0.25
"""Of the mean."""
_FAILS = 0.06
_TAIL_FROM, _TAIL_SLOPE = 2.5, 2.1
_MOST_SPREADS = 0.25
"""Above the mean of right ones; a better score says no more against chance."""
_MOST_BEYOND = 10.0
"""Nats."""


@dataclass(frozen=True, slots=True, eq=False)
class QueryChroma:
    """Pitch classes of the clip.

    Attributes
    ----------
    classes : float32 (frames, 12)
        Mean-removed unit vectors less each class's mean over the clip, smoothed over time; 21.5 frames a second.
    norm : float
        Length of the unsmoothed vectors.
    times : float32 (frames,)
        Centres of the frames, in envelope frames since the clip's start.
    """

    classes: NDArray[np.float32]
    norm: float
    times: NDArray[np.float32]

    @property
    def seconds(self) -> float:
        """What the frames cover."""
        return len(self.times) * HOP / SAMPLE_RATE


def _fold() -> NDArray[np.float32]:
    """Weights from FFT bins of 45 to 2 500 Hz to pitch classes, the deeper the weightier, float32 (bins, 12)."""
    bins = np.arange(1, int(HIGHEST_HZ * WINDOW / SAMPLE_RATE) + 1)
    hertz = bins * SAMPLE_RATE / WINDOW
    pitch = 69 + 12 * np.log2(hertz / 440)
    away = (pitch[:, None] - np.arange(PITCH_CLASSES) + 6) % 12 - 6
    weights = np.exp(-0.5 * (away / _CLASS_WIDTH) ** 2) * np.sqrt(440 / hertz)[:, None]
    weights[hertz < LOWEST_HZ] = 0
    return weights.astype(np.float32)


_FOLD = _fold()
_WINDOW_SHAPE = np.hanning(WINDOW).astype(np.float32)


def silence() -> QueryChroma:
    """The chroma of nothing: the second witness keeps silent."""
    return QueryChroma(np.zeros((0, PITCH_CLASSES), np.float32), 0.0, np.zeros(0, np.float32))


class Pitches:
    """Pitch classes of a clip that grows: what is dear is done once for every frame."""

    def __init__(self) -> None:
        self._rest = np.empty(0, np.float32)
        self._levels = [np.empty((0, len(_FOLD)), np.float32)]

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        self._rest = np.concatenate([self._rest, pcm])
        if len(self._rest) < WINDOW:
            return
        pieces = np.lib.stride_tricks.sliding_window_view(self._rest, WINDOW)[::HOP]
        spectrum = fft.rfft(pieces * _WINDOW_SHAPE, axis=1)[:, 1 : len(_FOLD) + 1]
        power = spectrum.real**2 + spectrum.imag**2
        self._levels.append((power ** np.float32(_POWER / 2)).astype(np.float32))
        self._rest = self._rest[len(pieces) * HOP :]

    def chroma(self) -> QueryChroma:
        """The pitch classes of everything fed until now."""
        whole = np.concatenate(self._levels)
        self._levels = [whole]
        return _chroma(whole) if len(whole) >= LEAST_FRAMES else silence()


def chroma_of(pcm: NDArray[np.float32]) -> QueryChroma:
    """Pitch classes of a clip, float32 mono at 11 025 Hz."""
    pitches = Pitches()
    pitches.feed(pcm)
    return pitches.chroma()


def _chroma(whole: NDArray[np.float32]) -> QueryChroma:
    """Pitch classes of spectra, float32 (frames, bins)."""
    count = len(whole)
    lowest = int(_FLOOR_QUANTILE * count)
    level = whole - np.float32(_FLOOR_SHARE) * np.partition(whole, lowest, axis=0)[lowest]
    level -= _running_mean(level.T, _MEAN_BINS).T
    folded = product(np.maximum(level, 0), _FOLD)
    folded -= folded.mean(1, keepdims=True)
    folded /= np.linalg.norm(folded, axis=1, keepdims=True) + 1e-12
    folded -= folded.mean(0)
    if float(np.linalg.norm(folded)) ** 2 < _LEAST_CHANGE * count:
        return silence()
    folded -= np.float32(_LASTING_SHARE) * _running_mean(folded, _LASTING_FRAMES)
    smooth = _running_mean(folded, _SMOOTH)
    return QueryChroma(np.ascontiguousarray(smooth, np.float32), float(np.linalg.norm(folded)), frame_times(count))


def _running_mean(rows: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Mean of an odd number of rows around each; beyond the ends there are more of the last."""
    sums = np.cumsum(np.pad(rows, ((count // 2 + 1, count // 2), (0, 0)), mode="edge"), axis=0)
    return (sums[count:] - sums[:-count]) / np.float32(count)


def frame_times(count: int) -> NDArray[np.float32]:
    """Centres of the first frames, in envelope frames since the clip's start."""
    return ((np.arange(count) * HOP + WINDOW / 2) / FRAME_SAMPLES).astype(np.float32)


@njit(cache=True, nogil=True)
def _window_scores(payload, payload_at, onset_bytes, local, shares, classes, norm, times, out):  # type: ignore[no-untyped-def]
    """Correlations with a stretch of each track, ``shares`` (0 to 1) of what is free into it; returns how many."""
    found = 0
    whole = np.empty(MAX_CELLS, np.uint8)
    for i in range(len(local)):
        if found == len(out):
            break
        start = np.int64(payload_at[local[i]]) + np.int64(onset_bytes[local[i]])
        cells = whole[: max(decode_into(payload[start : np.int64(payload_at[local[i] + 1])], whole), 0)]
        room = len(cells) * CELL_SECONDS * FRAMES_PER_SECOND - times[-1]
        if room <= 0:
            continue
        value = correlation(cells, shares[i] * room, 1.0, classes, norm, times)
        if value != 0.0:
            out[found] = value
            found += 1
    return found


def _drawn(tracks: int, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """About so many random tracks of a segment; of a large one in runs of neighbours, which a disk reads at once.

    Neighbours have nothing in common: ids are random, and a shard is what begins alike. Tracks of a small one may
    have been put there album by album.
    """
    run = min(max(tracks // _TRACKS_A_NEIGHBOUR, 1), _LONGEST_RUN)
    first = np.sort(rng.integers(0, tracks - run + 1, -(-count // run)))
    return (first[:, None] + np.arange(run)).ravel()


def _wrong_scores(
    segment: Segment, count: int, local: NDArray[np.int64], query: QueryChroma, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Scores of so many stretches, of the tracks given, and of others when too many of them have no sketch."""
    out, found = np.empty(count), 0
    for _ in range(_ATTEMPTS):
        found += _window_scores(
            segment.payload, segment.payload_at, segment.onset_bytes, local, rng.random(len(local)),
            query.classes, query.norm, query.times, out[found:],
        )  # fmt: skip
        if found == count:
            break
        local = _drawn(len(segment), round(_SPARE * count), rng)
    return out[:found]


def chance(segments: Sequence[Segment], query: QueryChroma) -> tuple[float, float]:
    """Mean and spread of what stretches of other tracks score; (0, 0) where there is nothing to compare with."""
    if not len(query.times) or query.norm <= 0:
        return 0.0, 0.0
    total = sum(len(s) for s in segments)
    wanted = [max(_FEWEST_A_SEGMENT, round(_CHANCE_WINDOWS * len(s) / max(total, 1))) for s in segments]
    rng = np.random.default_rng(1)
    chosen = [_drawn(len(s), round(_SPARE * n), rng) for s, n in zip(segments, wanted, strict=True)]
    for s, local in zip(segments, chosen, strict=True):
        announce_tracks(s, local)
    parts = [_wrong_scores(s, n, local, query, rng) for s, n, local in zip(segments, wanted, chosen, strict=True)]
    drawn = np.concatenate([np.empty(0), *parts])
    if len(drawn) < _FEWEST_WINDOWS:
        return 0.0, 0.0
    return float(drawn.mean()), float(drawn.std())


@njit(cache=True, nogil=True)
def correlation(cells, offset, speed, classes, norm, times):  # type: ignore[no-untyped-def]
    """Correlation of a clip with a stretch of a sketch, each class's mean over the clip taken off.

    Parameters
    ----------
    cells : uint8
        The sketch.
    offset, speed : float
        Envelope frame of the track at the clip's start; its frames a frame of the clip.
    classes, norm, times : as in `QueryChroma`.

    Returns
    -------
    float
        0 when less than half of the clip lies on the sketch.
    """
    counts, sums = np.zeros(PITCH_CLASSES), np.zeros(PITCH_CLASSES)
    total, used = 0.0, 0
    for t in range(len(times)):
        cell = int(np.floor((offset + times[t] * speed) / (FRAMES_PER_SECOND * CELL_SECONDS)))
        if cell < 0 or cell >= len(cells) or cells[cell] >= CODES:
            continue
        first = cells[cell] // (PITCH_CLASSES - 1)
        second = cells[cell] % (PITCH_CLASSES - 1)
        if second >= first:
            second += 1
        total += classes[t, first] + SECOND * classes[t, second]
        counts[first] += 1
        counts[second] += SECOND
        for k in range(PITCH_CLASSES):
            sums[k] += classes[t, k]
        used += 1
    if used * 2 < len(times) or norm <= 0.0:
        return 0.0
    shared = 0.0
    for k in range(PITCH_CLASSES):
        shared += counts[k] * counts[k]
        total -= counts[k] * sums[k] / used
    most = used * (1 + SECOND * SECOND)
    return total / (norm * np.sqrt(used / len(times)) * np.sqrt(most - shared / used + STILL * most))


@njit(cache=True, nogil=True)
def _right_ones(seconds):  # type: ignore[no-untyped-def]
    """Mean and spread of right scores, and the bound, in standard deviations of wrong ones."""
    mean = RIGHT_MEAN_PER_ROOT_SECOND * np.sqrt(max(seconds, 1.0))
    spread = 1 + RIGHT_SPREAD * mean
    return mean, spread, mean + _MOST_SPREADS * spread


@njit(cache=True, nogil=True)
def log_ratio_of(z, seconds):  # type: ignore[no-untyped-def]
    """Nats that a score speaks for the right track.

    Parameters
    ----------
    z : float
        Score in standard deviations of wrong ones.
    seconds : float
        Length of the clip.
    """
    mean, spread, bound = _right_ones(seconds)
    # better than a right one usually is must not mean more: what scores so is a freak of the wrong ones
    z = min(max(z, 0.0), bound)
    core = min(z, _TAIL_FROM)
    wrong = -0.5 * core * core - _TAIL_SLOPE * (z - core)
    below = min(z - mean, 0.0) / spread
    right = -0.5 * below * below - np.log(spread)
    return np.log((1 - _FAILS) * np.exp(right - wrong) + _FAILS)


@njit(cache=True, nogil=True)
def log_ratios(scores, mean, spread, seconds):  # type: ignore[no-untyped-def]
    """Nats of every correlation; 0 where there is none, or nothing to measure it by."""
    out = np.zeros(len(scores), np.float32)
    if spread > 0:
        for i in range(len(scores)):
            if np.isfinite(scores[i]):
                out[i] = log_ratio_of((scores[i] - mean) / spread, seconds)
    return out


def beyond_bound(scores: NDArray[np.float32], mean: float, spread: float, seconds: float) -> NDArray[np.float32]:
    """Nats that correlations would say more if they were not bounded, 10 at most.

    They say nothing against chance, as freaks of it have them too. But of two tracks that reach the bound the one that
    agrees more is the likelier.
    """
    if spread <= 0:
        return np.zeros(len(scores), np.float32)
    _, _, bound = _right_ones(seconds)
    more = (np.nan_to_num(scores, nan=mean) - mean) / spread - bound
    return np.asarray(np.clip(_TAIL_SLOPE * more, 0, _MOST_BEYOND), np.float32)
