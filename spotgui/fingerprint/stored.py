"""Code strings and segments to their stored forms, in one compiled call each: what an import does 33 million times.

Every compiled call lets go of the interpreter and takes it again, which another thread may hold then.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint import sketch_code
from spotgui.fingerprint.chroma_sketch import EMPTY, cells_of, sketch_into
from spotgui.fingerprint.codestring import NOT_HEX, CodeStringError, digits_of, parse_digits
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.packing import WHY_NOT, pack_into, room_for
from spotgui.fingerprint.recovery import MIN_EXPLAINED, UNKNOWN_ORDER, recover_into, too_little

_BAD_DIGITS, _BAD_ORDER, _UNEXPLAINED, _UNPACKABLE = -1, -2, -3, -4
_DIGITS = 5


@njit(cache=True, nogil=True)
def _store(digits, out, told):  # type: ignore[no-untyped-def]
    """Pack the onsets of some hex digits; returns the bytes used, or why not.

    ``told`` receives the number of onsets, of codes, of codes explained, and what `pack_into` returned.
    """
    numbers = np.empty(len(digits) // _DIGITS, np.int32)
    if not parse_digits(digits, numbers):
        return _BAD_DIGITS
    half = len(numbers) // 2
    frames, bounds = np.empty(half + 2 * BANDS, np.float32), np.empty(BANDS + 1, np.int32)
    told[1], told[2] = recover_into(numbers[:half], numbers[half:], frames, bounds)
    if told[2] < 0:
        return _BAD_ORDER
    if told[2] < MIN_EXPLAINED * told[1]:
        return _UNEXPLAINED
    told[0] = bounds[BANDS]
    told[3] = pack_into(frames[: told[0]], bounds, out)
    return told[3] if told[3] >= 0 else _UNPACKABLE


def stored_onsets(string: str | bytes) -> tuple[int, bytes]:
    """Number of onsets of a code string, and what `packing.pack` makes of them.

    Raises
    ------
    CodeStringError
        As `codestring.decode` and `recovery.recover` do; also when the onsets cannot be packed.
    """
    digits = np.frombuffer(digits_of(string), np.uint8)
    out, told = np.empty(room_for(len(digits) // (2 * _DIGITS) + 2 * BANDS), np.uint8), np.zeros(4, np.int64)
    size = _store(digits, out, told)
    if size == _BAD_DIGITS:
        raise CodeStringError(NOT_HEX)
    if size == _BAD_ORDER:
        raise CodeStringError(UNKNOWN_ORDER)
    if size == _UNEXPLAINED:
        raise CodeStringError(too_little(told[2] / told[1]))
    if size == _UNPACKABLE:
        raise CodeStringError("The code string is damaged: {why}.", why=WHY_NOT[int(told[3])])
    return int(told[0]), out[:size].tobytes()


@njit(cache=True, nogil=True)
def _store_sketch(times, pitches, count):  # type: ignore[no-untyped-def]
    starts, durations = times[:count, 0].copy(), times[:count, 1].copy()
    cells = np.full(cells_of(starts, durations, count), EMPTY, np.uint8)
    used = sketch_into(starts, durations, pitches, count, cells)
    out = np.empty(sketch_code.room_for(used), np.uint8)
    return out[: sketch_code.encode_into(cells[:used], out)]


def stored_sketch(times: NDArray[np.float32], pitches: NDArray[np.float32], count: int) -> bytes:
    """What `sketch_code.encode` makes of the `chroma_sketch.sketch` of segments.

    Parameters
    ----------
    times : float32 (>= count, 2)
        Start and duration of each, seconds.
    pitches : float32 (>= count, 12)
        Strengths of the pitch classes C to B.
    count : int
        How many segments there are.
    """
    return bytes(_store_sketch(times, pitches, count))
