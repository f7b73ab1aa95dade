"""Both witnesses heard for hundreds or thousands of candidates, on all processors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS, MAX_CELLS
from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND
from spotgui.fingerprint.packing import unpack_into
from spotgui.fingerprint.sketch_code import decode_into
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import BINS, MOST_ONSETS, Aligner, align
from spotgui.recognizer.chroma import QueryChroma, correlation
from spotgui.recognizer.threads import in_parts

UNREADABLE = -1e8
"""Less than this is said of a track whose onsets cannot be read."""
_PART = 64


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the witnesses say of candidates, in their order.

    Attributes
    ----------
    onset : float32 (n,)
        Nats.
    chroma : float32 (n,)
        Correlation; NaN without a sketch.
    offset : float32 (n,)
        Frame of the track at the clip's start.
    speed : float32 (n,)
    """

    onset: NDArray[np.float32]
    chroma: NDArray[np.float32]
    offset: NDArray[np.float32]
    speed: NDArray[np.float32]


@njit(cache=True, nogil=True)
def _score(  # type: ignore[no-untyped-def]
    payload, payload_at, onset_bytes, local, proposed,
    at, ev_bounds, weight, search, row_of, rows, missed, speeds, classes, norm, times,
    onset, chroma, offset, speed,
):  # fmt: skip
    frames = np.empty(MOST_ONSETS, np.float32)
    bounds, sketch = np.empty(BANDS + 1, np.int32), np.empty(MAX_CELLS, np.uint8)
    grid = np.empty((len(speeds), BINS), np.float32)
    away, band = np.empty(MOST_ONSETS, np.float32), np.empty(MOST_ONSETS, np.uint8)
    for i in range(len(local)):
        start = np.int64(payload_at[local[i]])
        middle = start + np.int64(onset_bytes[local[i]])
        stop = np.int64(payload_at[local[i] + 1])
        n = unpack_into(payload[start:middle], frames, bounds)
        onset[i], chroma[i], offset[i], speed[i] = -1e9, np.nan, proposed[i], 1.0
        if n <= 0:
            continue
        onset[i], offset[i], speed[i] = align(
            frames[:n], bounds, np.float64(proposed[i]), at, ev_bounds, weight,
            search, row_of, rows, missed, speeds, grid, away, band,
        )  # fmt: skip
        if stop > middle and len(times):
            # nothing behind the clip's end is asked for
            end = np.int64((offset[i] + times[-1] * speed[i]) / (FRAMES_PER_SECOND * CELL_SECONDS)) + 2
            cells = decode_into(payload[middle:stop], sketch[: max(end, 0)])
            if cells >= 0:
                chroma[i] = correlation(sketch[:cells], offset[i], speed[i], classes, norm, times)


def rerank(
    segments: Sequence[Segment],
    segment: NDArray[np.int32],
    local: NDArray[np.uint32],
    proposed: NDArray[np.float32],
    aligner: Aligner,
    chroma: QueryChroma,
) -> Scores:
    """Score candidates.

    Parameters
    ----------
    segments : sequence of Segment
    segment, local, proposed : (n,)
        Segment, place in it, and the proposed offset in frames of every candidate.
    """
    n = len(local)
    out = Scores(*(np.empty(n, np.float32) for _ in range(4)))

    def work(chosen: NDArray[np.int64]) -> None:
        s = segments[int(segment[chosen[0]])]
        parts = [np.empty(len(chosen), np.float32) for _ in range(4)]
        _score(
            s.payload, s.payload_at, s.onset_bytes, local[chosen].astype(np.int64), proposed[chosen],
            aligner.at, aligner.bounds, aligner.weight, aligner.search, aligner.row_of,
            aligner.rows, aligner.missed, aligner.speeds, chroma.classes, chroma.norm, chroma.times, *parts,
        )  # fmt: skip
        for whole, part in zip((out.onset, out.chroma, out.offset, out.speed), parts, strict=True):
            whole[chosen] = part

    in_parts(work, segment, len(segments), _PART)
    return out
