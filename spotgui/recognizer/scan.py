"""Where in a track the clip may lie: every onset of the evidence against every onset of the track.

The index names tracks and one rough place in each. Here all places of a track are looked at, by votes of onsets and
by pitches together, before the exact and dearer alignment. A small library is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import MAX_CELLS
from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND
from spotgui.fingerprint.packing import unpack_into
from spotgui.fingerprint.sketch_code import decode_into
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import MOST_ONSETS, Aligner
from spotgui.recognizer.chroma import QueryChroma
from spotgui.recognizer.peaks import SKETCH_CELL_FRAMES, best_places
from spotgui.recognizer.pitch_places import MARGIN, pitch_nats, pitch_table
from spotgui.recognizer.threads import in_parts
from spotgui.recognizer.votes import CELL, as_one, count_votes, most_at_any_speed, stretches_of, widened

AT_SPEED, OFF_SPEED = 3, 4
"""Places of a track that are proposed for music that plays as fast as its recording, and for music that may not."""
CLOSELY = 12
"""So many of either kind when a track is looked at closely."""
WIDE_CELLS = (4, 8)
"""Cells together, for short and for long clips: a speed of 1 per cent stays within them."""
_MOST_VOTERS = 320
"""Onsets of the evidence that vote, the weightiest."""
_VOTES_WEIGHT, _WIDE_WEIGHT = 0.3, 0.25
"""Nats of a vote: most votes are chance, and those of one event come together."""
_SPARE_CELLS = 4
_LONG_S = 12.0
_PART = 128


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Proposed places, some a track, in the order of the tracks asked for.

    The first `at_speed` of a track are the best for music at its recording's own speed, the others the best for music
    that may be 2 per cent faster or slower: there votes are counted in wider cells, or at many speeds, where more come
    together by chance, so the two kinds are not to be ranked together.

    Attributes
    ----------
    offset : float32 (n, places)
        Frame of the track at the clip's start; right to about +-16.
    score : float32 (n, places)
        Nats, roughly; -1e9 where there is none.
    pitch : float32 (n, places)
        Those of them that are the pitches'.
    """

    offset: NDArray[np.float32]
    score: NDArray[np.float32]
    pitch: NDArray[np.float32]
    at_speed: int


@njit(cache=True, nogil=True)
def _scan(  # type: ignore[no-untyped-def]
    payload, payload_at, onset_bytes, local, ahead, ev_bounds, weight, home, shifts, length, together,
    table, usual_pitch, rate, nats, at_speed, offset, score, of_pitch,
):  # fmt: skip
    frames, whole = np.empty(MOST_ONSETS, np.float32), np.empty(MOST_ONSETS, np.int32)
    bounds, sketch = np.empty(BANDS + 1, np.int32), np.empty(MAX_CELLS, np.uint8)
    half = np.float32(length / 2)
    stretches = shifts.shape[1]
    parts, wide = np.zeros((stretches, 1 << 15), np.float32), np.zeros((3, 1 << 15), np.float32)
    sums, pitch = np.zeros(1 << 12, np.float32), np.zeros(1 << 12, np.float32)
    places = score.shape[1]
    peak_at, peak = np.empty(places, np.float32), np.empty(places, np.float32)
    for t in range(len(local)):
        offset[t, :], score[t, :], of_pitch[t, :] = 0, -1e9, 0
        start = np.int64(payload_at[local[t]])
        middle = start + np.int64(onset_bytes[local[t]])
        stop = np.int64(payload_at[local[t] + 1])
        n = unpack_into(payload[start:middle], frames, bounds)
        if n <= 0:
            continue
        last = np.int32(0)
        for i in range(n):
            whole[i] = np.int32(frames[i])
            last = max(last, whole[i])
        need = int((last + length) // CELL) + _SPARE_CELLS
        if need > parts.shape[1]:
            parts, wide = np.zeros((stretches, 2 * need), np.float32), np.zeros((3, 2 * need), np.float32)
        known = 0
        if table.shape[1] > 2 * MARGIN:
            heard = max(decode_into(payload[middle:stop], sketch), 0)
            if heard + table.shape[1] > len(sums):
                room = 2 * (heard + table.shape[1])
                sums, pitch = np.zeros(room, np.float32), np.zeros(room, np.float32)
            known = pitch_nats(sketch[:heard], table, usual_pitch, rate, nats, sums, pitch)
        mine = parts[:, :need]
        usual = count_votes(whole[:n], bounds, ahead, ev_bounds, weight, home, mine)
        width, cells = CELL * together, wide[0, :need]
        if len(shifts):
            most_at_any_speed(mine, shifts, wide[1], cells)
            for k in range(1, stretches):
                mine[0] += mine[k]
        else:
            cells = cells[: widened(mine[0], together, cells)]
        best_places(
            mine[0], usual, CELL, np.float32(_VOTES_WEIGHT), half, pitch, known, wide[2],
            peak[:at_speed], peak_at[:at_speed],
        )  # fmt: skip
        best_places(
            cells, usual * together, width, np.float32(_WIDE_WEIGHT), half, pitch, known, wide[2],
            peak[at_speed:], peak_at[at_speed:],
        )  # fmt: skip
        for k in range(places):
            if peak[k] > -1e8:
                offset[t, k], score[t, k] = peak_at[k], peak[k]
                cell = int(np.rint(peak_at[k] / np.float32(SKETCH_CELL_FRAMES)))
                if 0 <= cell < known:
                    of_pitch[t, k] = pitch[cell]


def scan(
    segments: Sequence[Segment],
    segment: NDArray[np.int32],
    local: NDArray[np.uint32],
    aligner: Aligner,
    chroma: QueryChroma,
    by_chance: tuple[float, float],
    *,
    closely: bool = False,
) -> Places:
    """Look at all places of tracks.

    Parameters
    ----------
    segments : sequence of Segment
    segment, local : (n,)
        Segment and place in it of every track.
    by_chance : tuple of float
        Mean and spread of what wrong places get from the pitches.
    closely : bool
        Propose `CLOSELY` places of either kind and try every speed: six times the work.
    """
    n = len(local)
    at_speed, places = (CLOSELY, 2 * CLOSELY) if closely else (AT_SPEED, AT_SPEED + OFF_SPEED)
    room = [np.empty((n, places), np.float32) for _ in range(3)]
    out = Places(room[0], room[1], room[2], at_speed)
    length = aligner.search.shape[1]
    together = 1 if closely else WIDE_CELLS[0] if length < _LONG_S * FRAMES_PER_SECOND else WIDE_CELLS[1]
    weightiest = np.sort(np.argsort(-aligner.weight, kind="stable")[:_MOST_VOTERS])
    at, weight = aligner.at[weightiest], aligner.weight[weightiest]
    bounds = np.searchsorted(weightiest, aligner.bounds)
    stretches = stretches_of(at, length) if closely else as_one(at)
    # an onset a little outside the clip votes for places within the spare cells
    ahead = np.clip(np.floor(length / 2 - at), 0, length + (_SPARE_CELLS - 1) * CELL).astype(np.int32)
    pitches = pitch_table(chroma, by_chance)

    def work(chosen: NDArray[np.int64]) -> None:
        s = segments[int(segment[chosen[0]])]
        offset, score, pitch = (np.empty((len(chosen), places), np.float32) for _ in range(3))
        _scan(
            s.payload, s.payload_at, s.onset_bytes, local[chosen].astype(np.int64),
            ahead, bounds, weight, stretches.home, stretches.shifts, length, together,
            pitches.table, pitches.usual, pitches.rate, pitches.nats, at_speed, offset, score, pitch,
        )  # fmt: skip
        out.offset[chosen], out.score[chosen], out.pitch[chosen] = offset, score, pitch

    in_parts(work, segment, len(segments), 1 if closely else _PART)
    return out
