"""Landmarks: three onsets close together, the features that the inverted index is made of.

A landmark is an onset (the anchor) and two of the four onsets of any band that follow it by 16 to 503 frames
(46 ms to 1.46 s), not both at the same time. Its key holds the three bands and both distances from the anchor, in
cells of four frames; the nearer follower comes first, whatever its band. The same kernels serve the reference
(`landmarks_of`) and the query, which makes keys of its own hypotheses with `landmark_key`.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.onset_list import OnsetList

FIRST_FRAME = 16
"""Closest follower of an anchor, frames; nearer ones sound together with it and change order by chance."""
LAST_FRAME = 504
"""Followers are closer than this, frames."""
QUANTUM = 4
"""Frames of a cell of distance: about the jitter of a distance between two onsets heard through a microphone."""
FAN = 4
"""How many onsets after an anchor are followers."""
APART = 2
"""Followers are so many cells apart. Onsets of two bands that sound together say hardly more than one of them: they
are 31 % of all pairs of followers, in 3 % of the keys."""
DISTANCES = (LAST_FRAME - FIRST_FRAME) // QUANTUM
"""Cells of distance."""
PAIRS = DISTANCES * (DISTANCES + 1) // 2
KEYS = BANDS**3 * PAIRS
"""Number of possible keys; a key is below it."""
ALL_PAIRS = FAN * (FAN - 1) // 2
"""Pairs of followers of an anchor, all of them."""
CELL_SHIFT = 6
CELL_FRAMES = 1 << CELL_SHIFT
"""Frames of a position cell: postings say where to 64 frames (186 ms), which also absorbs a speed of +-1 %."""


@njit(cache=True, nogil=True, inline="always")
def landmark_key(band0, band1, band2, distance1, distance2):  # type: ignore[no-untyped-def]
    """Key of a landmark.

    Parameters
    ----------
    band0, band1, band2 : int
        Bands of the anchor and its two followers, in any order of the followers.
    distance1, distance2 : int
        Their distances from the anchor in cells: ``(frames - FIRST_FRAME) // QUANTUM``, 0 <= d < DISTANCES.

    Returns
    -------
    int
        0 <= key < KEYS.
    """
    if distance1 > distance2 or (distance1 == distance2 and band1 > band2):
        band1, band2 = band2, band1
        distance1, distance2 = distance2, distance1
    bands = (band0 * 8 + band1) * 8 + band2
    return bands * PAIRS + distance2 * (distance2 + 1) // 2 + distance1


@njit(cache=True, nogil=True)
def in_time_order(frames, bounds, times, bands):  # type: ignore[no-untyped-def]
    """Merge the eight bands of an onset list by time, then band.

    Parameters
    ----------
    frames : float32 (n,)
    bounds : int32 (9,)
    times : int32 (>= n,)
        Filled with whole frames.
    bands : uint8 (>= n,)
        Filled with the bands.

    Returns
    -------
    int
        n.
    """
    at = bounds.copy()
    n = bounds[8]
    for i in range(n):
        best = 8
        first = np.float32(np.inf)
        for b in range(8):
            if at[b] < bounds[b + 1] and frames[at[b]] < first:
                first = frames[at[b]]
                best = b
        at[best] += 1
        times[i] = np.int32(np.rint(first))
        bands[i] = best
    return n


@njit(cache=True, nogil=True)
def landmarks_into(times, bands, n, pairs, origin, keys, positions, at):  # type: ignore[no-untyped-def]
    """Write the landmarks of onsets in time order.

    Parameters
    ----------
    times : int32 (>= n,), bands : uint8 (>= n,)
        Onsets in time order.
    pairs : int
        So many pairs of followers of every anchor make landmarks, the nearest first.
    origin : int
        Cell that the track's frame 0 has, added to every position.
    keys, positions : uint32
        Written from index ``at``; room for ``n * FAN * (FAN - 1) / 2`` more is needed.

    Returns
    -------
    int
        Index after the last landmark; positions rise.
    """
    distance = np.empty(FAN, np.int64)
    band = np.empty(FAN, np.int64)
    first = 1
    for i in range(n - 2):
        anchor = times[i]
        first = max(first, i + 1)
        while first < n and times[first] - anchor < FIRST_FRAME:
            first += 1
        followers = 0
        while followers < FAN and first + followers < n and times[first + followers] - anchor < LAST_FRAME:
            distance[followers] = np.uint32(times[first + followers] - anchor - FIRST_FRAME) // np.uint32(QUANTUM)
            band[followers] = bands[first + followers]
            followers += 1
        position = origin + (anchor >> CELL_SHIFT)
        anchor_band = np.int64(bands[i])
        left = pairs
        for j in range(followers - 1):
            for k in range(j + 1, followers):
                if left == 0 or distance[k] - distance[j] < APART:
                    continue
                keys[at] = landmark_key(anchor_band, band[j], band[k], distance[j], distance[k])
                positions[at] = position
                at += 1
                left -= 1
    return at


def landmarks_of(onsets: OnsetList, pairs: int = ALL_PAIRS) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Landmarks of one onset list; see `landmarks_into`.

    Returns
    -------
    keys : uint32 (m,)
    cells : uint32 (m,)
        Anchors' times in cells of 64 frames.
    """
    n = len(onsets)
    times, bands = np.empty(n, np.int32), np.empty(n, np.uint8)
    in_time_order(onsets.frames, onsets.bounds, times, bands)
    room = n * FAN * (FAN - 1) // 2
    keys, cells = np.empty(room, np.uint32), np.empty(room, np.uint32)
    m = landmarks_into(times, bands, n, pairs, 0, keys, cells, 0)
    return keys[:m], cells[:m]
