"""Where in a track the clip may lie: every onset of the evidence against every onset of the track.

The index names tracks and one rough place in each. Here all places of a track are looked at, and the likeliest are
judged by their pitches too, before the exact and dearer alignment. A small library is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND
from spotgui.fingerprint.packing import unpack_into
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import Aligner
from spotgui.recognizer.chroma import QueryChroma, correlation, log_ratio_of
from spotgui.recognizer.threads import in_parts

PLACES = 2
"""Places of a track that are proposed."""
CELLS = (16, 32)
"""Frames of a cell of the histogram, for short and for long clips: a speed of 1 per cent stays within it."""
_MOST_VOTERS = 160
"""Onsets of the evidence that vote, the weightiest."""
_MOST_ONSETS = 1 << 15
_LONG_S = 12.0
_PART = 128


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """What stretches of other tracks score in pitches: mean and spread; spread 0 when it is not known."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Proposed places, `PLACES` a track, in the order of the tracks asked for.

    Attributes
    ----------
    offset : float32 (n, PLACES)
        Frame of the track at the clip's start; right to about +-16.
    score : float32 (n, PLACES)
        Nats, roughly; -1e9 where there is none.
    """

    offset: NDArray[np.float32]
    score: NDArray[np.float32]


@njit(cache=True, nogil=True)
def _histogram(frames, bounds, at, ev_bounds, weight, half, width, cells):  # type: ignore[no-untyped-def]
    """Votes for the track's frame at the clip's centre, in cells from `half` frames before the track on."""
    cells[:] = 0
    last = len(cells) - 2
    rate = np.float32(1.0 / width)
    for b in range(BANDS):
        for j in range(ev_bounds[b], ev_bounds[b + 1]):
            w = weight[j]
            shift = half - at[j]
            for i in range(bounds[b], bounds[b + 1]):
                cell = int((frames[i] + shift) * rate)
                if 0 < cell < last:
                    cells[cell] += w


@njit(cache=True, nogil=True)
def _scan(  # type: ignore[no-untyped-def]
    payload, payload_at, onset_bytes, local, at, ev_bounds, weight, length, width,
    classes, norm, times, mean, spread, seconds, offset, score,
):  # fmt: skip
    frames = np.empty(_MOST_ONSETS, np.float32)
    bounds = np.empty(BANDS + 1, np.int32)
    half = np.float32(length / 2)
    whole = np.zeros(1 << 12, np.float32)
    peak_at, peak = np.empty(PLACES, np.float32), np.empty(PLACES, np.float32)
    for t in range(len(local)):
        offset[t, :], score[t, :] = 0, -1e9
        start = np.int64(payload_at[local[t]])
        middle = start + np.int64(onset_bytes[local[t]])
        stop = np.int64(payload_at[local[t] + 1])
        n = unpack_into(payload[start:middle], frames, bounds)
        if n <= 0:
            continue
        last = np.float32(0)
        for b in range(BANDS):
            if bounds[b + 1] > bounds[b]:
                last = max(last, frames[bounds[b + 1] - 1])
        need = int((last + length) / width) + 4
        if need > len(whole):
            whole = np.zeros(2 * need, np.float32)
        cells = whole[:need]
        peak[:] = -1e9
        _histogram(frames[:n], bounds, at, ev_bounds, weight, half, width, cells)
        usual = cells.mean()
        for c in range(1, need - 1):
            if cells[c] < usual:
                continue
            v = cells[c] + np.float32(0.5) * (cells[c - 1] + cells[c + 1]) - 2 * usual
            if v <= peak[PLACES - 1]:
                continue
            here = np.float32((c + 0.5) * width - half)
            k = PLACES - 1  # where it goes: a neighbour's place, or the last
            for other in range(PLACES):
                if peak[other] > -1e8 and abs(peak_at[other] - here) < 4 * width:
                    k = other
                    break
            if v <= peak[k]:
                continue
            peak[k], peak_at[k] = v, here
            while k > 0 and peak[k] > peak[k - 1]:
                peak[k], peak[k - 1] = peak[k - 1], peak[k]
                peak_at[k], peak_at[k - 1] = peak_at[k - 1], peak_at[k]
                k -= 1
        for k in range(PLACES):
            if peak[k] <= -1e8:
                continue
            offset[t, k] = peak_at[k] - half
            score[t, k] = peak[k]
            if spread > 0 and stop > middle:
                z = (correlation(payload[middle:stop], offset[t, k], 1.0, classes, norm, times) - mean) / spread
                score[t, k] += log_ratio_of(z, seconds)


def scan(
    segments: Sequence[Segment],
    segment: NDArray[np.int32],
    local: NDArray[np.uint32],
    aligner: Aligner,
    chroma: QueryChroma,
    chance: Chance,
) -> Places:
    """Look at all places of tracks.

    Parameters
    ----------
    segments : sequence of Segment
    segment, local : (n,)
        Segment and place in it of every track.
    """
    n = len(local)
    out = Places(np.empty((n, PLACES), np.float32), np.empty((n, PLACES), np.float32))
    length = aligner.search.shape[1]
    width = CELLS[0] if length < _LONG_S * FRAMES_PER_SECOND else CELLS[1]
    weightiest = np.sort(np.argsort(-aligner.weight, kind="stable")[:_MOST_VOTERS])
    at, weight = aligner.at[weightiest], aligner.weight[weightiest]
    bounds = np.searchsorted(weightiest, aligner.bounds)

    def work(chosen: NDArray[np.int64]) -> None:
        s = segments[int(segment[chosen[0]])]
        offset, score = np.empty((len(chosen), PLACES), np.float32), np.empty((len(chosen), PLACES), np.float32)
        _scan(
            s.payload, s.payload_at, s.onset_bytes, local[chosen].astype(np.int64),
            at, bounds, weight, length, width,
            chroma.classes, chroma.norm, chroma.times, chance.mean, chance.spread, chroma.seconds, offset, score,
        )  # fmt: skip
        out.offset[chosen], out.score[chosen] = offset, score

    in_parts(work, segment, len(segments), _PART)
    return out
