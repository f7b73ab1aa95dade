"""What the onsets of the best few alignments say once everything is heard: the score that a title rests on.

The least score over all nulls finds the right track among thousands, and is the worst of fifteen views of one clip: of
right tracks in noise it says half of what most nulls say. What most of them say (the median), the least with all of the
evidence believed, and how far the place stands out from the same onsets turned to every other place of the clip tell
right from wrong better together. The four are weighed as build_scripts/train_verdict.py has learnt it, by logistic
regression: the result is a log odds, moved to where the best wrong one of a library lies by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.packing import unpack_into
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import MOST_ONSETS, Aligner, near_onsets, null_scores, of_best_trust
from spotgui.recognizer.threads import in_parts

WITNESSES = ("least", "median", "least believed", "standing out")
WEIGHTS = (0.217, 0.123, 0.113, 0.354)
"""Of the witnesses, in their order: nats a nat, and nats a standard deviation for the last."""
ORIGIN = 2.07
"""Nats of an alignment of which all witnesses say nothing."""
ORIGIN_OF_BOTH, ONSETS_SHARE, CHROMA_SHARE, BEYOND_SHARE = 2.71, 0.768, 0.306, 0.264
"""Where pitches are heard too: they mostly agree where the onsets do, so either counts for less than alone. The origin
is 0.5 above the trained one: unknown music gets so much less by both."""
BESIDE_FRAMES = 20
"""So near a turn is the place itself."""
_PART = 8
_LEAST_SPREAD = np.float32(1)


@njit(cache=True, nogil=True)
def standing_out(place, band, n, twice):  # type: ignore[no-untyped-def]
    """How far an alignment's score is above those of the same onsets turned round in the clip, standard deviations.

    Parameters
    ----------
    place : int64 (n,), band : uint8 (n,)
        Frames of the clip on which the reference's onsets fall.
    twice : float32 (8, 2 frames)
        The table that gives the score, two turns of it.
    """
    frames = twice.shape[1] // 2
    turned = np.zeros(frames, np.float32)
    four = n - n % 4
    for i in range(0, four, 4):  # four rows at a time: adding one costs as much as writing the sum
        first = twice[band[i], place[i] : place[i] + frames]
        second = twice[band[i + 1], place[i + 1] : place[i + 1] + frames]
        third = twice[band[i + 2], place[i + 2] : place[i + 2] + frames]
        fourth = twice[band[i + 3], place[i + 3] : place[i + 3] + frames]
        for k in range(frames):
            turned[k] += (first[k] + second[k]) + (third[k] + fourth[k])
    for i in range(four, n):
        row = twice[band[i], place[i] : place[i] + frames]
        for k in range(frames):
            turned[k] += row[k]
    others = turned[BESIDE_FRAMES : frames - BESIDE_FRAMES]
    if len(others) < 2:
        return np.float32(0)
    here = max(turned[0], turned[1], turned[frames - 1])
    return np.float32((here - others.mean()) / (others.std() + _LEAST_SPREAD))


@njit(cache=True, nogil=True)
def _hear(  # type: ignore[no-untyped-def]
    payload, payload_at, onset_bytes, local, offset, speed, row_of, rows, missed, twice, out
):
    frames, bounds = np.empty(MOST_ONSETS, np.float32), np.empty(BANDS + 1, np.int32)
    away, band = np.empty(MOST_ONSETS, np.float32), np.empty(MOST_ONSETS, np.uint8)
    place, inside = np.empty(MOST_ONSETS, np.int64), np.empty(MOST_ONSETS, np.uint8)
    length = row_of.shape[1]
    centre = length / 2
    for i in range(len(local)):
        start = np.int64(payload_at[local[i]])
        stop = start + np.int64(onset_bytes[local[i]])
        count = unpack_into(payload[start:stop], frames, bounds)
        out[i] = 0
        if count <= 0:
            continue
        fast = np.float64(speed[i])
        n = near_onsets(frames[:count], bounds, np.float64(offset[i]) + centre * fast, centre * fast + 1, away, band)
        scores = null_scores(away, band, n, 0.0, fast, row_of, rows, missed)
        best = of_best_trust(scores)
        hits = 0
        for k in range(n):
            f = int(away[k] / fast + centre + 0.5)
            if 0 <= f < length:
                place[hits], inside[hits] = f, band[k]
                hits += 1
        out[i, 0], out[i, 1], out[i, 2] = best.min(), np.median(best), scores[:, 0].min()
        out[i, 3] = standing_out(place, inside, hits, twice)


def witnesses_of(
    segments: Sequence[Segment],
    segment: NDArray[np.int32],
    local: NDArray[np.uint32],
    offset: NDArray[np.float32],
    speed: NDArray[np.float32],
    aligner: Aligner,
) -> NDArray[np.float32]:
    """What each of `WITNESSES` says of alignments, float32 (n, 4).

    Parameters
    ----------
    segment, local : (n,)
        Segment and place in it of every track.
    offset, speed : float32 (n,)
        Frame of the track at the clip's start; frames of the track a frame of the clip.
    """
    out = np.zeros((len(local), len(WITNESSES)), np.float32)

    def work(chosen: NDArray[np.int64]) -> None:
        s = segments[int(segment[chosen[0]])]
        part = np.empty((len(chosen), len(WITNESSES)), np.float32)
        _hear(
            s.payload, s.payload_at, s.onset_bytes, local[chosen].astype(np.int64), offset[chosen], speed[chosen],
            aligner.row_of, aligner.rows, aligner.missed, aligner.twice, part,
        )  # fmt: skip
        out[chosen] = part

    in_parts(work, segment, len(segments), _PART)
    return out


def of_onsets(witnesses: NDArray[np.float32]) -> NDArray[np.float32]:
    """Nats for alignments of which the witnesses were heard, by their onsets alone."""
    return np.asarray(ORIGIN + witnesses @ np.array(WEIGHTS, np.float32), np.float32)


def with_pitches(onset: float, chroma: float, beyond: float) -> tuple[float, float]:
    """What onsets, and what pitches say where both are heard, nats that add.

    Parameters
    ----------
    onset : float
        What the onsets say alone.
    chroma, beyond : float
        Log ratio of the pitches, and beyond its bound.
    """
    return ORIGIN_OF_BOTH + ONSETS_SHARE * onset, CHROMA_SHARE * chroma + BEYOND_SHARE * beyond
