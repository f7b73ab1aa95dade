"""Which tracks are releases of one recording: by ISRC, or by equal onsets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numba import njit

from spotgui.fingerprint.constants import BANDS, DEAD_FRAMES
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.reader import Index
from spotgui.recognizer.verification import Scored

Recordings = Callable[[Sequence[str]], Mapping[str, str]]
"""Track ids to ISRCs, those that have one."""

EQUAL_SHARE = 0.4
"""Least share of onsets in common; chance gives one in a hundred, a loop used in two songs hardly a third."""
_NEAR = 3.0
_LEAST_ONSETS = 40


@njit(cache=True, nogil=True)
def _common(a, a_bounds, b, b_bounds, lag):  # type: ignore[no-untyped-def]
    """Onsets of both lists where they overlap, and how many of them agree."""
    a_last, b_last = np.float32(0), np.float32(0)
    for band in range(BANDS):
        if a_bounds[band + 1] > a_bounds[band]:
            a_last = max(a_last, a[a_bounds[band + 1] - 1])
        if b_bounds[band + 1] > b_bounds[band]:
            b_last = max(b_last, b[b_bounds[band + 1] - 1])
    low = max(np.float32(0), lag) - DEAD_FRAMES
    high = min(a_last, b_last + lag) + DEAD_FRAMES
    in_a, in_b, both = 0, 0, 0
    for band in range(BANDS):
        j = b_bounds[band]
        for k in range(b_bounds[band], b_bounds[band + 1]):
            if low <= b[k] + lag <= high:
                in_b += 1
        for i in range(a_bounds[band], a_bounds[band + 1]):
            if not low <= a[i] <= high:
                continue
            in_a += 1
            while j < b_bounds[band + 1] and b[j] + lag < a[i] - _NEAR:
                j += 1
            if j < b_bounds[band + 1] and b[j] + lag <= a[i] + _NEAR:
                both += 1
    return in_a, in_b, both


def equal_onsets(a: OnsetList, b: OnsetList, lag: float) -> bool:
    """Whether two tracks are the same sound.

    Parameters
    ----------
    lag : float
        Frames that b begins after a.
    """
    in_a, in_b, both = _common(a.frames, a.bounds, b.frames, b.bounds, np.float32(lag))
    return bool(min(in_a, in_b) >= _LEAST_ONSETS and both >= EQUAL_SHARE * min(in_a, in_b))


def by_recording(
    index: Index, scored: Sequence[Scored], recordings: Recordings | None, most: int
) -> list[list[Scored]]:
    """Put tracks that are one recording together; both levels best first.

    Parameters
    ----------
    scored : sequence of Scored
        Best first.
    most : int
        Recordings that are wanted; tracks of further ones are left out.
    """
    isrcs = recordings([s.track_id for s in scored]) if recordings and scored else {}
    onsets: dict[int, OnsetList] = {}

    def onsets_of(one: Scored) -> OnsetList:
        if one.track_no not in onsets:
            onsets[one.track_no] = index.onsets(one.track_no)
        return onsets[one.track_no]

    def same(a: Scored, b: Scored) -> bool:
        known = isrcs.get(a.track_id)
        if a.track_id == b.track_id or (known and known == isrcs.get(b.track_id)):
            return True
        if b.score < a.score / 2:  # the same sound would have scored alike
            return False
        return equal_onsets(onsets_of(a), onsets_of(b), a.offset - b.offset)

    groups: list[list[Scored]] = []
    for one in scored:
        home = next((g for g in groups if same(g[0], one)), None)
        if home is not None:
            home.append(one)
        elif len(groups) < most:
            groups.append([one])
    return groups
