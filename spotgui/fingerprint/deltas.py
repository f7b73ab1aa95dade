"""The quantised deltas of a band, found by trying their few possible values in the hash.

Between two onsets at known ticks the quantised delta is the ticks' difference or one less: two floors were taken
of different sums. Which one, the codes tell. The last two onsets of a band start no code, so their ticks are unknown;
the last two starts' codes hold their deltas, which are searched for from the shortest on.
"""

from __future__ import annotations

from numba import njit

from spotgui.fingerprint.hashing import CODES_PER_ONSET, TRIPLES, hash_deltas

LAGS = 3
"""Deltas span one to three onsets."""
UNKNOWN = -1
_LONGEST = 32_767  # the hash takes 16-bit deltas
_LONGEST_BLIND_SUM = 500  # beyond this, two deltas that fit one lone code are found by chance
_SHORTEST = 16  # ticks of the dead time


@njit(cache=True, nogil=True)
def _find_lone_end(code, band):  # type: ignore[no-untyped-def]
    """The shortest two deltas that give the only code of a band of three onsets."""
    for total in range(2 * _SHORTEST, _LONGEST_BLIND_SUM):
        for first in range(_SHORTEST, total - _SHORTEST + 1):
            if hash_deltas(first, total - first, band) == code:
                return first, total - first
    return UNKNOWN, UNKNOWN


@njit(cache=True, nogil=True)
def _find_end(gap, longest, codes, last_code, band):  # type: ignore[no-untyped-def]
    """Deltas from a band's last start to the two onsets after it.

    ``gap`` is the ticks between the last two starts, ``codes`` the three codes of the last start but one,
    ``last_code`` that of the last. Returns (delta to the next onset, delta to the one after, delta between them).
    """
    for first in range(1, longest):
        if hash_deltas(gap, first, band) != codes[0] and hash_deltas(gap - 1, first, band) != codes[0]:
            continue
        for both in range(first, longest):
            if hash_deltas(gap, both, band) != codes[1] and hash_deltas(gap - 1, both, band) != codes[1]:
                continue
            for second in range(max(both - first - 1, 0), both - first + 1):
                if hash_deltas(first, second, band) == last_code:
                    return first, both, second
    return UNKNOWN, UNKNOWN, UNKNOWN


@njit(cache=True, nogil=True)
def find_last_onsets(ticks, starts, codes, firsts, band, longest, deltas):  # type: ignore[no-untyped-def]
    """Find the two onsets after a band's last start.

    Fills ``ticks[starts:starts + 2]`` (the lower of their two possible ticks) and their deltas; returns the number of
    onsets of the band: two more than starts, or just the starts when nothing fits.
    """
    last = starts - 1
    if starts == 1:
        first, second = _find_lone_end(codes[firsts[last]], band)
        both = first + second
    else:
        before = firsts[last - 1]
        gap = ticks[last] - ticks[last - 1]
        first, both, second = _find_end(gap, longest, codes[before : before + 3], codes[firsts[last]], band)
    if first == UNKNOWN:
        return starts
    ticks[starts] = ticks[last] + first
    ticks[starts + 1] = ticks[last] + both
    deltas[0, last], deltas[0, starts] = first, second
    if starts > 1:
        deltas[1, last] = both
    return starts + 2


@njit(cache=True, nogil=True)
def _explain(code, band, deltas, ticks, a, b, c, starts):  # type: ignore[no-untyped-def]
    """Find the deltas a to b and b to c that give this code; remember them. False when none do."""
    known_first, known_second = deltas[b - a - 1, a], deltas[c - b - 1, b]
    first_high = ticks[b] - ticks[a] + (1 if b >= starts else 0)
    first_low = ticks[b] - ticks[a] - 1
    second_high = ticks[c] - ticks[b] + (1 if c >= starts else 0)
    second_low = ticks[c] - ticks[b] - (2 if b >= starts else 1)
    if known_first != UNKNOWN:
        first_low = first_high = known_first
    if known_second != UNKNOWN:
        second_low = second_high = known_second
    for first in range(first_low, first_high + 1):
        for second in range(second_low, second_high + 1):
            if hash_deltas(first, second, band) == code:
                deltas[b - a - 1, a], deltas[c - b - 1, b] = first, second
                return True
    return False


@njit(cache=True, nogil=True)
def _explain_six(codes, first_code, band, deltas, ticks, i):  # type: ignore[no-untyped-def]
    """The same for all six codes of start i, where the next four onsets are starts too and the deltas from i are known.

    Each of the last three codes holds one delta not seen before, the others none. Returns how many are explained, or
    -1 when this is not that case. This is nearly all of the time, and without tests and loops it takes a third of it.
    """
    one, two, three = deltas[0, i], deltas[1, i], deltas[2, i]
    from_one, from_two, far = deltas[0, i + 1], deltas[0, i + 2], deltas[1, i + 1]
    if min(one, two, three) == UNKNOWN or min(from_one, from_two, far) == UNKNOWN:
        return -1
    explained = 0
    explained += hash_deltas(one, from_one, band) == codes[first_code]
    explained += hash_deltas(one, far, band) == codes[first_code + 1]
    explained += hash_deltas(two, from_two, band) == codes[first_code + 2]
    for k in range(LAGS):
        lag = LAGS - k
        known = one if lag == 3 else two if lag == 2 else three
        before, code = i + 4 - lag, codes[first_code + 3 + k]
        gap = ticks[i + 4] - ticks[before]
        is_gap, is_less = hash_deltas(known, gap, band) == code, hash_deltas(known, gap - 1, band) == code
        if is_gap or is_less:
            deltas[lag - 1, before] = gap - is_less * (not is_gap)
            explained += 1
    return explained


@njit(cache=True, nogil=True)
def explain_band(ticks, starts, onsets, codes, firsts, sizes, band, deltas):  # type: ignore[no-untyped-def]
    """Fill the deltas of one band; returns the number of its codes that a delta explains.

    Parameters
    ----------
    ticks : int32 (onsets,)
        Ticks; those of the last two may be one too low.
    starts, onsets : int
        Onsets that start codes, and all onsets of the band.
    codes, firsts, sizes
        All codes, and for every start its first code and number of codes.
    band : int
        0 to 7.
    deltas : int32 (3, onsets)
        Receives the quantised delta from each onset to the next, the second and the third, or -1.
    """
    explained = 0
    for i in range(starts):
        if i + 4 < starts and sizes[i] == CODES_PER_ONSET:
            six = _explain_six(codes, firsts[i], band, deltas, ticks, i)
            if six >= 0:
                explained += six
                continue
        for k in range(sizes[i]):
            a, b, c = i + TRIPLES[k, 0], i + TRIPLES[k, 1], i + TRIPLES[k, 2]
            if c < onsets and _explain(codes[firsts[i] + k], band, deltas, ticks, a, b, c, starts):
                explained += 1
    return explained
