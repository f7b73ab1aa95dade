"""Code strings and segments to their stored forms, many in one compiled call: what an import does 33 million times.

Every compiled call lets go of the interpreter and takes it again, which another thread may hold then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint import sketch_code
from spotgui.fingerprint.chroma_sketch import EMPTY, MAX_CELLS, cells_of, sketch_into
from spotgui.fingerprint.codestring import NOT_HEX, CodeStringError, digits_of, parse_digits
from spotgui.fingerprint.constants import BANDS
from spotgui.fingerprint.packing import WHY_NOT, pack_into, room_for
from spotgui.fingerprint.recovery import MIN_EXPLAINED, UNKNOWN_ORDER, recover_into, too_little

_BAD_DIGITS, _BAD_ORDER, _UNEXPLAINED, _UNPACKABLE = -1, -2, -3, -4
_DIGITS = 5
MOST_OF_SKETCH: Final[int] = sketch_code.room_for(MAX_CELLS)
"""Bytes that suffice for any sketch while it is stored."""


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


@njit(cache=True, nogil=True)
def _store_all(digits, ends, out, told):  # type: ignore[no-untyped-def]
    """`_store` of several, whose packed forms follow one another; ``told[:, 4]`` receives what it returned."""
    start, at = 0, 0
    for i in range(len(ends)):
        size = _store(digits[start : ends[i]], out[at:], told[i])
        told[i, 4] = size
        start = ends[i]
        at += max(size, 0)


def onsets_of_digits(texts: Sequence[bytes]) -> list[tuple[int, bytes] | CodeStringError]:
    """What `stored_onsets` makes of several code strings, from what `digits_of` made of each; or why it does not."""
    digits, ends = np.frombuffer(b"".join(texts), np.uint8), np.cumsum([len(text) for text in texts], dtype=np.int64)
    room = sum([room_for(len(text) // (2 * _DIGITS) + 2 * BANDS) for text in texts])
    out, told = np.empty(room, np.uint8), np.zeros((len(texts), 5), np.int64)
    _store_all(digits, ends, out, told)
    found: list[tuple[int, bytes] | CodeStringError] = []
    start = 0
    for onsets, codes, explained, packed, size in told.tolist():
        if size < 0:
            found.append(_why_not(size, codes, explained, packed))
        else:
            found.append((onsets, out[start : start + size].tobytes()))
            start += size
    return found


def _why_not(reason: int, codes: int, explained: int, packed: int) -> CodeStringError:
    if reason == _BAD_DIGITS:
        return CodeStringError(NOT_HEX)
    if reason == _BAD_ORDER:
        return CodeStringError(UNKNOWN_ORDER)
    if reason == _UNEXPLAINED:
        return CodeStringError(too_little(explained / codes))
    return CodeStringError("The code string is damaged: {why}.", why=WHY_NOT[packed])


def stored_onsets(string: str | bytes) -> tuple[int, bytes]:
    """Number of onsets of a code string, and what `packing.pack` makes of them.

    Raises
    ------
    CodeStringError
        As `codestring.decode` and `recovery.recover` do; also when the onsets cannot be packed.
    """
    (found,) = onsets_of_digits([digits_of(string)])
    if isinstance(found, CodeStringError):
        raise found
    return found


@njit(cache=True, nogil=True)
def store_sketch(times, pitches, count, out):  # type: ignore[no-untyped-def]
    """Write what `sketch_code.encode` makes of the `chroma_sketch.sketch` of segments.

    Parameters
    ----------
    times : float32 (>= count, 2)
        Start and duration of each, seconds.
    pitches : float32 (>= count, 12)
        Strengths of the pitch classes C to B.
    count : int
        How many segments there are.
    out : uint8
        At least `MOST_OF_SKETCH`.

    Returns
    -------
    int
        Number of bytes.
    """
    starts, durations = times[:count, 0].copy(), times[:count, 1].copy()
    cells = np.full(cells_of(starts, durations, count), EMPTY, np.uint8)
    used = sketch_into(starts, durations, pitches, count, cells)
    return sketch_code.encode_into(cells[:used], out)


def stored_sketch(times: NDArray[np.float32], pitches: NDArray[np.float32], count: int) -> bytes:
    """What `store_sketch` writes."""
    out = np.empty(MOST_OF_SKETCH, np.uint8)
    return out[: store_sketch(times, pitches, count, out)].tobytes()
