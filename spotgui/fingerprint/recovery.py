"""Onset lists recovered from the codes of the dump.

A code string is a redundant form of its onsets. Here they are taken back: which codes belong to which band, the ticks
of the onsets that start codes, the last two onsets of each band, and of every onset the place inside its tick.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from spotgui.fingerprint.codestring import CodeStringError
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.deltas import LAGS, UNKNOWN, explain_band, find_last_onsets
from spotgui.fingerprint.groups import find_groups
from spotgui.fingerprint.hashing import Codes
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.refinement import refine
from spotgui.sentences import Sentence

MIN_EXPLAINED = 0.95
"""Least share of codes that the recovered onsets must explain."""
UNKNOWN_ORDER = "The code string does not follow the order of Echoprint 4.12."
_LONGEST_DELTA = 32_767  # ticks; the hash takes 16 bits
_PROBED_DELTA = 2_048  # ticks; enough to tell which band codes belong to


@njit(cache=True, nogil=True)
def _band_ticks(times, firsts, ticks):  # type: ignore[no-untyped-def]
    for i in range(len(firsts)):
        ticks[i] = times[firsts[i]]


@njit(cache=True, nogil=True)
def _try_band(times, codes, firsts, sizes, band, longest, ticks, deltas):  # type: ignore[no-untyped-def]
    """Explain a run of groups as the codes of ``band``; returns (onsets, codes explained)."""
    starts = len(firsts)
    deltas[:, : starts + 2] = UNKNOWN
    _band_ticks(times, firsts, ticks)
    onsets = find_last_onsets(ticks, starts, codes, firsts, band, longest, deltas)
    return onsets, explain_band(ticks, starts, onsets, codes, firsts, sizes, band, deltas)


@njit(cache=True, nogil=True)
def _which_band(times, codes, firsts, sizes, first_band, last_band, ticks, deltas):  # type: ignore[no-untyped-def]
    """The band out of several that explains most of the codes."""
    best, most = first_band, -1
    for band in range(first_band, last_band + 1):
        explained = _try_band(times, codes, firsts, sizes, band, _PROBED_DELTA, ticks, deltas)[1]
        if explained > most:
            best, most = band, explained
    return best


@njit(cache=True, nogil=True)
def _explain(times, codes, ticks, deltas, bounds, starts):  # type: ignore[no-untyped-def]
    """Find all ticks and deltas.

    Fills ``ticks`` and ``deltas``, band by band as ``bounds`` then tells, and the number of ``starts`` in each band.
    Returns (codes, codes explained); the latter is -1 when the codes are in an unknown order.
    """
    count = len(times)
    firsts, sizes = np.empty(count, np.int32), np.empty(count, np.int32)
    runs = np.zeros(BANDS + 1, np.int32)
    found = find_groups(times, codes, firsts, sizes, runs)
    if found < 0:
        return 0, -1
    explained, total, written, band = 0, 0, 0, 0
    bounds[:] = 0
    starts[:] = 0
    for run in range(found):
        mine, sizes_here = firsts[runs[run] : runs[run + 1]], sizes[runs[run] : runs[run + 1]]
        last_band = BANDS - found + run
        ticks_here, deltas_here = ticks[written:], deltas[:, written:]
        if last_band > band:
            band = _which_band(times, codes, mine, sizes_here, band, last_band, ticks_here, deltas_here)
        onsets, fits = _try_band(times, codes, mine, sizes_here, band, _LONGEST_DELTA, ticks_here, deltas_here)
        explained += fits
        total += sizes_here.sum()
        starts[band] = len(mine)
        written += onsets
        bounds[band + 1 :] = written
        band += 1
    return total, explained


@njit(cache=True, nogil=True)
def recover_into(times, codes, frames, bounds):  # type: ignore[no-untyped-def]
    """Recover the onsets of one fingerprint.

    Parameters
    ----------
    times, codes : int32 (n,)
        As decoded, at least one.
    frames : float32 (n + 16,)
        Receives the onsets, in frames, band by band.
    bounds : int32 (9,)
        Receives where each band's onsets lie.

    Returns
    -------
    (int, int)
        Codes, and those that the onsets explain; the latter is -1 when the codes are in an unknown order.
    """
    room = len(times) + 2 * BANDS
    ticks, deltas = np.empty(room, np.int32), np.empty((LAGS, room), np.int32)
    starts = np.empty(BANDS, np.int64)
    total, explained = _explain(times, codes, ticks, deltas, bounds, starts)
    if explained >= 0:
        count = bounds[BANDS]
        refine(ticks[:count], deltas[:, :count], bounds, starts, frames[:count])
    return total, explained


def explained_share(codes: Codes) -> tuple[OnsetList, float]:
    """Recover the onsets, and say what share of the codes they explain.

    Raises
    ------
    CodeStringError
        The codes are not in the order of Echoprint 4.12, so that nothing can be recovered.
    """
    if not len(codes):
        return OnsetList.from_bands([[]] * BANDS), 1.0
    frames, bounds = np.empty(len(codes) + 2 * BANDS, np.float32), np.empty(BANDS + 1, np.int32)
    total, explained = recover_into(codes.times, codes.codes, frames, bounds)
    if explained < 0:
        raise CodeStringError(UNKNOWN_ORDER)
    return OnsetList(frames[: bounds[-1]].copy(), bounds), explained / total


def too_little(share: float) -> str:
    """The sentence for onsets that explain less than `MIN_EXPLAINED`."""
    return Sentence(
        "Only {share:.0%} of the codes can be explained: another version of Echoprint made them.", share=share
    )


def recover(codes: Codes) -> OnsetList:
    """The onsets that a code string was made of.

    Parameters
    ----------
    codes : Codes
        As decoded. Bands of fewer than three onsets have no codes, so these onsets are lost.

    Returns
    -------
    OnsetList
        Frames with a standard error of one; each lies between the frames of its tick. The last two onsets of a
        band err a little more.

    Raises
    ------
    CodeStringError
        The codes were not made by Echoprint 4.12: their order is another, or onsets do not explain them.
    """
    onsets, share = explained_share(codes)
    if share < MIN_EXPLAINED:
        raise CodeStringError(too_little(share))
    return onsets
