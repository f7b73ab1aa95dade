"""Votes of a clip's onsets for the places in a track that it may be from.

Votes are counted in cells. Those of a clip that runs fast drift: those of its start say an earlier place than those of
its end. Cells four or eight times as wide hold the drift. Better, and dearer: within a stretch of some seconds votes
still agree to a cell or two, so each stretch has a histogram of its own, and these are laid one over the other as each
of some speeds would have it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND

CELL_SHIFT = 2
CELL = 1 << CELL_SHIFT
"""Frames of a cell of the histogram."""
STRETCH_S = 2.5
"""At 1 per cent off the speed votes drift by 9 frames in it."""
SPEEDS = (-0.02, -0.015, -0.01, -0.005, 0.005, 0.01, 0.015, 0.02)
"""Deviations that are tried: half a step is 4 frames at the ends of a clip of 10 s."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """A clip in parts.

    Attributes
    ----------
    home : int64 (votes,)
        The part that each vote is of.
    shifts : int64 (speeds, parts)
        Cells by which the votes of a part lie off those of the clip's centre, at each of `SPEEDS`.
    """

    home: NDArray[np.int64]
    shifts: NDArray[np.int64]


def stretches_of(at: NDArray[np.float32], frames: int) -> Stretches:
    """Divide a clip.

    Parameters
    ----------
    at : float32 (votes,)
        Times of the votes, frames from the clip's centre.
    frames : int
        Length of the clip.
    """
    count = max(2, round(frames / (STRETCH_S * FRAMES_PER_SECOND)))
    length = frames / count
    home = np.clip(((at + frames / 2) / length).astype(np.int64), 0, count - 1)
    centres = (np.arange(count) + 0.5) * length - frames / 2
    return Stretches(home, np.rint(np.array(SPEEDS)[:, None] * centres / CELL).astype(np.int64))


def as_one(at: NDArray[np.float32]) -> Stretches:
    """A clip in one piece, and no speed but the recording's."""
    return Stretches(np.zeros(len(at), np.int64), np.zeros((0, 1), np.int64))


@njit(cache=True, nogil=True)
def count_votes(frames, bounds, ahead, ev_bounds, weight, home, parts):  # type: ignore[no-untyped-def]
    """Fill `parts`, from half a clip before the track on, with votes for its frame at the clip's centre.

    Each stretch of the clip, `home` of a vote, has a row of its own. In whole frames, as onsets are; `ahead` is what is
    added to one to get the frame it votes for. Returns the mean of the rows' sum.

    Raises
    ------
    IndexError
        A vote would lie outside the rows; looked at once for all.
    """
    parts[:] = 0
    if not len(frames) or not len(ahead):
        return np.float32(0)
    if frames.min() + ahead.min() < 0 or (frames.max() + ahead.max()) >> CELL_SHIFT >= parts.shape[1]:
        raise IndexError("a vote outside the rows")
    total = 0.0
    for b in range(BANDS):
        mine = frames[bounds[b] : bounds[b + 1]]
        for j in range(ev_bounds[b], ev_bounds[b + 1]):
            w, shift, cells = weight[j], ahead[j], parts[home[j]]
            for i in range(len(mine)):
                cells[np.uint32(mine[i] + shift) >> np.uint32(CELL_SHIFT)] += w
            total += w * len(mine)
    return np.float32(total / parts.shape[1])


@njit(cache=True, nogil=True)
def widened(cells, together, out):  # type: ignore[no-untyped-def]
    """Fill `out` with the sums of so many cells each; returns their number."""
    n = len(cells) // together
    for c in range(n):
        total = np.float32(0)
        for i in range(c * together, (c + 1) * together):
            total += cells[i]
        out[c] = total
    return n


@njit(cache=True, nogil=True)
def most_at_any_speed(parts, shifts, room, out):  # type: ignore[no-untyped-def]
    """Fill `out` with the votes of every cell at the speed that gives it most.

    Parameters
    ----------
    parts : float32 (parts, cells)
        Votes by stretch.
    shifts : int64 (speeds, parts)
    room : float32 (cells,)
        Overwritten.
    out : float32 (cells,)
        Zero at the ends, where a speed would look beyond the cells.
    """
    reach = int(np.abs(shifts).max()) + 1
    inner = len(out) - 2 * reach
    out[:] = 0
    if inner <= 0:
        return
    best, total = out[reach : reach + inner], room[:inner]
    for s in range(len(shifts)):
        total[:] = parts[0, reach + shifts[s, 0] : reach + shifts[s, 0] + inner]
        for w in range(1, len(parts)):
            row = parts[w, reach + shifts[s, w] : reach + shifts[s, w] + inner]
            for c in range(inner):
                total[c] += row[c]
        for c in range(inner):
            best[c] = max(best[c], total[c])
