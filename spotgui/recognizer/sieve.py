"""Which of the scan's places are worth an exact alignment: those that the score itself prefers.

The scan's votes count coincidences only; the score knows what is missing, what sounds together and what a tempo grid
explains. At one speed, that of the recording, it needs no search for speeds, so it is asked for all places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.packing import unpack_into
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import MOST_ONSETS, Aligner, least_score, near_onsets, sums_around
from spotgui.recognizer.scan import Places
from spotgui.recognizer.threads import in_parts

SIDE = 20
"""Frames on either side of a place that are tried: the scan is right to about 16."""
_PART = 128


@njit(cache=True, nogil=True)
def _sieve(  # type: ignore[no-untyped-def]
    payload, payload_at, onset_bytes, local, offset, search, row_of, rows, missed, score
):
    frames, bounds = np.empty(MOST_ONSETS, np.float32), np.empty(BANDS + 1, np.int32)
    away, band = np.empty(MOST_ONSETS, np.float32), np.empty(MOST_ONSETS, np.uint8)
    sums = np.empty(2 * SIDE + 1, np.float32)
    centre = search.shape[1] / 2
    for t in range(len(local)):
        start = np.int64(payload_at[local[t]])
        count = unpack_into(payload[start : start + np.int64(onset_bytes[local[t]])], frames, bounds)
        if count <= 0:
            continue
        for k in range(offset.shape[1]):
            if score[t, k] <= -1e8:
                continue
            n = near_onsets(frames[:count], bounds, offset[t, k] + centre, centre + SIDE, away, band)
            sums_around(away, band, n, 0.0, 1.0, search, sums)
            best = int(np.argmax(sums))
            shift = SIDE - best if sums[best] > sums[SIDE] else 0
            score[t, k] = least_score(away, band, n, shift, 1.0, row_of, rows, missed)
            offset[t, k] += shift


def sieve(
    segments: Sequence[Segment],
    segment: NDArray[np.int32],
    local: NDArray[np.uint32],
    places: Places,
    aligner: Aligner,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Offset and score of the places for music that plays at its recording's speed, both float32 (n, places).

    Parameters
    ----------
    segment, local : (n,)
        Segment and place in it of every track.

    Returns
    -------
    tuple
        Frame of the track at the clip's start; nats, of the pitches too, -1e9 where there is no place.
    """
    offset, score = places.offset[:, : places.at_speed].copy(), places.score[:, : places.at_speed].copy()

    def work(chosen: NDArray[np.int64]) -> None:
        s = segments[int(segment[chosen[0]])]
        at, nats = offset[chosen], score[chosen]
        _sieve(
            s.payload, s.payload_at, s.onset_bytes, local[chosen].astype(np.int64), at,
            aligner.search, aligner.row_of, aligner.rows, aligner.missed, nats,
        )  # fmt: skip
        offset[chosen], score[chosen] = at, nats

    in_parts(work, segment, len(segments), _PART)
    return offset, np.where(score > -1e8, score + places.pitch[:, : places.at_speed], score)
