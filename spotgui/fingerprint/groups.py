"""Where the bands of a code string lie: its codes grouped by the onset that starts them.

A band's onsets start six codes each, but the last but one only three and the last one only one, as the later
successors are missing. So a band reads 6, 6, ... 6, 3, 1, and the pattern shows where it ends, even where the times
happen not to fall from one band to the next. Some strings have six codes everywhere, the missing ones with the
hash of two zero deltas: these are taken out here.
"""

from __future__ import annotations

from numba import njit

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.hashing import CODES_PER_ONSET, hash_deltas

_LAST_BUT_ONE = 3  # codes of the last start but one of a band
_LAST = 1


@njit(cache=True, nogil=True)
def _is_filler(codes, first, stop):  # type: ignore[no-untyped-def]
    """Whether codes[first:stop] are all the hash of two zero deltas, of one band."""
    for band in range(BANDS):
        filler = hash_deltas(0, 0, band)
        same = 0
        for i in range(first, stop):
            same += codes[i] == filler
        if same == stop - first:
            return True
    return False


@njit(cache=True, nogil=True)
def _group_size(codes, first, run, before, filled):  # type: ignore[no-untyped-def]
    """Codes of the group at ``first``, of ``run`` codes that share its time; 0 when none fits.

    ``before`` is the size of the group before it in its band, 0 at a band's start.
    """
    if filled:
        if run < CODES_PER_ONSET:
            return 0
        if _is_filler(codes, first + _LAST, first + CODES_PER_ONSET):
            return _LAST
        if _is_filler(codes, first + _LAST_BUT_ONE, first + CODES_PER_ONSET):
            return _LAST_BUT_ONE
        return CODES_PER_ONSET
    if before == _LAST_BUT_ONE:
        return _LAST
    if run in (CODES_PER_ONSET, _LAST_BUT_ONE):
        return run
    # A band of one start may share its time with the next band's first
    return _LAST if before == 0 else CODES_PER_ONSET if run > CODES_PER_ONSET else 0


@njit(cache=True, nogil=True)
def find_groups(times, codes, firsts, sizes, bounds):  # type: ignore[no-untyped-def]
    """Split codes into groups and groups into bands.

    Parameters
    ----------
    times, codes : int32 (n,)
        As decoded.
    firsts, sizes : int32 (n,)
        Receive, for every group, its first code and the number of its codes (1, 3 or 6).
    bounds : int32 (9,)
        Receives where each run of groups that makes one band starts and ends.

    Returns
    -------
    int
        Number of bands that have codes; -1 when the string does not follow the pattern.
    """
    count = len(times)
    filled = count >= CODES_PER_ONSET and _is_filler(codes, count - CODES_PER_ONSET + _LAST, count)
    position, group, band, before = 0, 0, 0, 0
    bounds[0] = 0
    while position < count:
        run = 1
        while position + run < count and times[position + run] == times[position]:
            run += 1
        size = _group_size(codes, position, run, before, filled)
        wrong_order = before != 0 and times[position] <= times[firsts[group - 1]]
        wrong_size = (before == _LAST_BUT_ONE) != (size == _LAST and before != 0)
        if size == 0 or size > run or band == BANDS or wrong_order or wrong_size:
            return -1
        firsts[group], sizes[group] = position, size
        group += 1
        position += CODES_PER_ONSET if filled else size
        before = size
        if size == _LAST:
            band += 1
            bounds[band] = group
            before = 0
    return band if before == 0 else -1
