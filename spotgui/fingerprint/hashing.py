"""Onsets to codes: pairs of quantised deltas and the band, hashed to 20 bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.onset_list import OnsetList

CODE_MASK = 0xFFFFF
"""Codes and times have 20 bits: five hex digits in a code string."""
_SEED = np.uint32(0x9EA5FA36)
_MULTIPLIER = np.uint32(0x5BD1E995)
_QUANTUM = 256 / 11_025  # seconds; the reference's unit of rounding
_MILLISECONDS = 23
# (a, b, c) of every code of an onset: its deltas run from onset a to b and from b to c, counted from the onset
TRIPLES = np.array([(0, 1, 2), (0, 1, 3), (0, 2, 3), (0, 1, 4), (0, 2, 4), (0, 3, 4)])
CODES_PER_ONSET = len(TRIPLES)


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """Codes in the dump's order: band by band, time rising within a band.

    Attributes
    ----------
    times : int32 (n,)
        Time of the first onset of each code, ticks of 23 ms.
    codes : int32 (n,)
        20-bit hashes.
    """

    times: NDArray[np.int32]
    codes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.times)


@njit(cache=True, nogil=True)
def hash_deltas(first, second, band):  # type: ignore[no-untyped-def]
    """MurmurHash2 of ``int16 first, int16 second, uint8 band``, the low 20 bits.

    Parameters
    ----------
    first, second : int
        Quantised deltas, ticks.
    band : int
        0 to 7.
    """
    h = _SEED ^ np.uint32(5)
    k = np.uint32(first & 0xFFFF) | np.uint32((second & 0xFFFF) << 16)
    k = np.uint32(k * _MULTIPLIER)
    k = np.uint32(k ^ (k >> np.uint32(24)))
    k = np.uint32(k * _MULTIPLIER)
    h = np.uint32(np.uint32(h * _MULTIPLIER) ^ k)
    h = np.uint32(np.uint32(h ^ np.uint32(band)) * _MULTIPLIER)
    h = np.uint32(np.uint32(h ^ (h >> np.uint32(13))) * _MULTIPLIER)
    h = np.uint32(h ^ (h >> np.uint32(15)))
    return np.int32(h & np.uint32(CODE_MASK))


@njit(cache=True, nogil=True, error_model="numpy")
def delta_tick(frames):  # type: ignore[no-untyped-def]
    """A delta in frames as the reference quantises it, in ticks: floor(0.126195 frames)."""
    return np.int64(np.floor(125.0 * frames) * _QUANTUM / _MILLISECONDS)


@njit(cache=True, nogil=True, error_model="numpy")
def time_tick(frame):  # type: ignore[no-untyped-def]
    """A frame as the reference writes the time of a code, in ticks."""
    return np.int64(np.rint(125.0 * frame) * _QUANTUM / _MILLISECONDS)


@njit(cache=True, nogil=True, error_model="numpy")
def _codes_into(frames, bounds, times, codes):  # type: ignore[no-untyped-def]
    written = 0
    for band in range(BANDS):
        stop = bounds[band + 1]
        for i in range(bounds[band], stop - 2):
            time = time_tick(np.float64(frames[i]))
            for t in range(CODES_PER_ONSET):
                a, b, c = i + TRIPLES[t, 0], i + TRIPLES[t, 1], i + TRIPLES[t, 2]
                if c < stop:
                    first = delta_tick(np.float64(frames[b]) - np.float64(frames[a]))
                    second = delta_tick(np.float64(frames[c]) - np.float64(frames[b]))
                    times[written] = time
                    codes[written] = hash_deltas(first, second, band)
                    written += 1
    return written


def codes_of(onsets: OnsetList) -> Codes:
    """All codes of a fingerprint, in the order of a code string.

    A band of m onsets gives 6 (m - 2) - 8 codes: the onsets near its end have fewer successors. The constant
    zero-delta codes that the public reference writes for the missing ones are left out, as in the dump.
    """
    room = CODES_PER_ONSET * len(onsets)
    times, codes = np.empty(room, np.int32), np.empty(room, np.int32)
    count = _codes_into(onsets.frames, onsets.bounds, times, codes)
    return Codes(times[:count].copy(), codes[:count].copy())
