"""The query's landmarks: which keys the right track may have in the index, and how probable each is."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.index.landmarks import DISTANCES, FIRST_FRAME, LAST_FRAME, QUANTUM, landmark_key
from spotgui.index.lookup import QueryLandmarks
from spotgui.recognizer.evidence import Evidence

LEAST_P = 0.03
"""Onsets less probable make no landmarks."""
LEAST_KEY_P = 0.0004
COMPACT_LEAST_KEY_P = 0.0001
"""For an index that keeps few landmarks of a track: most keys are of none, so less probable ones are asked for too."""
MOST_KEYS = 25_000
_SAME_FRAMES = 8.0
_CELLS = 3
"""Cells of a distance that are tried: the one it falls in and both neighbours."""


@njit(cache=True, nogil=True)
def _cell_probabilities(distance, scale, cells, p):  # type: ignore[no-untyped-def]
    """Cells of a distance (frames) whose error has this scale, with their probabilities."""
    middle = int(np.floor((distance - FIRST_FRAME) / QUANTUM))
    for i in range(_CELLS):
        cell = middle - 1 + i
        cells[i] = cell
        # the reference's frames are whole: a cell reaches from half a frame below its first
        low = (FIRST_FRAME + cell * QUANTUM - 0.5 - distance) / scale
        high = low + QUANTUM / scale
        p[i] = 1 / (1 + np.exp(-1.7 * high)) - 1 / (1 + np.exp(-1.7 * low))
        if cell < 0 or cell >= DISTANCES:
            p[i] = 0.0


@njit(cache=True, nogil=True)
def _keys(at, band, p, scale, least, out_key, out_at, out_p):  # type: ignore[no-untyped-def]
    """Fill keys, anchors' times and probabilities from onsets in time order; returns their number."""
    n = len(at)
    running = np.zeros(n + 1)
    for i in range(n):
        running[i + 1] = running[i] + p[i]
    # of each onset as the nearer follower of an anchor, once it is asked for; and of the farther one
    ready1, cells1, p1 = np.full(n, -1), np.zeros((n, _CELLS), np.int64), np.zeros((n, _CELLS))
    cells2, p2 = np.zeros(_CELLS, np.int64), np.zeros(_CELLS)
    used = 0
    for i in range(n):
        first = i + 1
        while first < n and at[first] - at[i] < FIRST_FRAME - 1:
            first += 1
        for k in range(first + 1, n):
            distance2 = at[k] - at[i]
            between = running[k] - running[first]
            if distance2 >= LAST_FRAME + 2 or between > 9.0:
                break
            base = p[i] * p[k]
            if base < least:
                continue
            ready = False
            for j in range(first, k):
                joint = base * p[j]
                others = between - p[j]
                # both are among the four next when at most two others are real
                joint *= np.exp(-others) * (1 + others + 0.5 * others * others)
                if joint < least:
                    continue
                if not ready:
                    _cell_probabilities(distance2, np.hypot(scale[i], scale[k]), cells2, p2)
                    ready = True
                if ready1[j] != i:
                    _cell_probabilities(at[j] - at[i], np.hypot(scale[i], scale[j]), cells1[j], p1[j])
                    ready1[j] = i
                for a in range(_CELLS):
                    for b in range(_CELLS):
                        whole = joint * p1[j, a] * p2[b]
                        if whole >= least and cells2[b] >= cells1[j, a] and used < len(out_key):
                            out_key[used] = landmark_key(
                                np.int64(band[i]), np.int64(band[j]), np.int64(band[k]), cells1[j, a], cells2[b]
                            )
                            out_at[used] = at[i]
                            out_p[used] = whole
                            used += 1
    return used


def landmarks_of(evidence: Evidence, least: float = LEAST_KEY_P) -> QueryLandmarks:
    """The most probable landmarks of a clip, none less probable than `least`."""
    likely = np.flatnonzero(evidence.p >= LEAST_P)
    order = likely[np.argsort(evidence.at[likely], kind="stable")]
    room = 30 * MOST_KEYS
    keys, at, p = np.empty(room, np.uint32), np.empty(room, np.float32), np.empty(room, np.float32)
    n = _keys(evidence.at[order], evidence.band[order], evidence.p[order], evidence.scale[order], least, keys, at, p)
    best = np.argpartition(-p[:n], MOST_KEYS)[:MOST_KEYS] if n > MOST_KEYS else np.arange(n)
    return _merged(keys[best], at[best], p[best])


def _merged(keys: NDArray[np.uint32], at: NDArray[np.float32], p: NDArray[np.float32]) -> QueryLandmarks:
    """Add up what means the same landmark: one key, within a time that postings cannot tell apart."""
    if not len(keys):
        return QueryLandmarks(keys, at, p)
    later = at + np.float32(_SAME_FRAMES - at.min())  # positive, so that its bits rise with it
    order = np.argsort(keys.astype(np.uint64) << np.uint64(32) | later.view(np.uint32))  # twice as fast as by two
    keys, at, p = keys[order], at[order], p[order]
    firsts = np.flatnonzero(
        (np.diff(keys, prepend=keys[0]) != 0) | (np.diff(at, prepend=-_SAME_FRAMES) >= _SAME_FRAMES)
    )
    total = np.add.reduceat(p, firsts)
    middle = np.add.reduceat(p * at, firsts) / total
    return QueryLandmarks(keys[firsts], middle.astype(np.float32), np.minimum(total, 0.98).astype(np.float32))
