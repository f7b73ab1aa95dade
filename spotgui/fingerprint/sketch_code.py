"""The stored form of a chroma sketch: a static prefix code, about 520 bytes for 220 s instead of 880.

A cell is told by how it follows the one before: by how many semitones its strongest class moved (0 to 11), and how
far above that the second lies (1 to 11). So one model serves all keys. Its context is the interval of the cell before:
that says whether a fifth or a semitone is likely now. A third of all cells are like the one before.

Layout, all bits from the lowest upwards:

- one byte: `FIRST_TABLE` and more, the table that codes it best. No cell has such a byte, so a sketch that is stored
  plainly (former versions; what the code would make longer) is told by its first byte;
- the number of cells, seven bits a byte, the high bit says that another byte follows;
- the cells' code words, at most 10 bits each.

The tables hold complete codes, so that any bits are some cells: damage is found by the checksums of whatever the
stored form lies in. Decoding never reads outside its input nor writes outside its output.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.errors import CorruptLibraryError
from spotgui.fingerprint.chroma_sketch import CODES, EMPTY, MAX_CELLS, PITCH_CLASSES
from spotgui.fingerprint.packing import DAMAGED, bits_at, read_varint
from spotgui.fingerprint.sketch_table import LENGTHS

FIRST_TABLE = 200
"""Byte that names the first table; those behind it name the others."""
CONTEXTS = PITCH_CLASSES
"""The interval of the cell before, 0 to 10; 11 after an empty one and at the start."""
SYMBOLS = CODES + 1
"""11 * movement + interval, and one for an empty cell."""
LONGEST = 10
"""Bits of a code word, at most: one look into a table of 24 kB that stays in the cache finds it."""
_EMPTY_SYMBOL = CODES
_INTERVALS = PITCH_CLASSES - 1
_SURE_BITS = 57
_HEADER = 4


def _lengths() -> NDArray[np.uint8]:
    """Bits of every code word, uint8 (tables, contexts, symbols)."""
    digits = np.array([int(digit, 16) for digit in "".join(LENGTHS)], np.uint8)
    return digits.reshape(-1, CONTEXTS, SYMBOLS)


def _words(lengths: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """The code words, their first bit lowest: canonical codes, shorter ones first, those of one length by symbol."""
    words = np.zeros(lengths.shape, np.uint16)
    for code in np.ndindex(lengths.shape[:2]):
        next_word, before = 0, 0
        for symbol in np.argsort(lengths[code], kind="stable"):
            size = int(lengths[code][symbol])
            next_word <<= size - before
            words[code][symbol] = int(f"{next_word:0{size}b}"[::-1], 2)
            next_word, before = next_word + 1, size
    return words


def _looked_up(lengths: NDArray[np.uint8], words: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """What `LONGEST` bits begin with, uint16 (tables, contexts * 2**LONGEST): bits, next context, movement."""
    out = np.zeros((len(lengths), CONTEXTS, 1 << LONGEST), np.uint16)
    for table, context, symbol in np.ndindex(lengths.shape):
        size = int(lengths[table, context, symbol])
        moved, interval = divmod(symbol, _INTERVALS) if symbol != _EMPTY_SYMBOL else (0, _INTERVALS)
        out[table, context, int(words[table, context, symbol]) :: 1 << size] = size | interval << 4 | moved << 8
    return out.reshape(len(lengths), -1)


def _cells() -> NDArray[np.uint8]:
    """The byte of a cell by its strongest class and its interval, uint8 (12 * 12,)."""
    first, interval = np.divmod(np.arange(PITCH_CLASSES * PITCH_CLASSES), PITCH_CLASSES)
    second = (first + interval + 1) % PITCH_CLASSES
    cells = first * _INTERVALS + second - (second > first)
    return np.where(interval == _INTERVALS, EMPTY, cells).astype(np.uint8)


_LENGTHS = _lengths()
_WORDS = _words(_LENGTHS)
_FLAT_LENGTHS, _FLAT_WORDS = (table.reshape(len(_LENGTHS), -1) for table in (_LENGTHS, _WORDS))
_LOOK_UP = _looked_up(_LENGTHS, _WORDS)
_CELLS = _cells()
TABLES = len(_LENGTHS)


@njit(cache=True, nogil=True)
def _symbols_into(cells, contexts, symbols):  # type: ignore[no-untyped-def]
    """Fill the contexts and symbols of cells; a byte that is no cell counts as empty."""
    before, context = 0, CONTEXTS - 1
    for i in range(len(cells)):
        cell = int(cells[i])
        contexts[i] = context
        if cell < CODES:
            first, second = cell // _INTERVALS, cell % _INTERVALS
            second += second >= first
            interval = (second - first + PITCH_CLASSES) % PITCH_CLASSES - 1
            symbols[i] = (first - before + PITCH_CLASSES) % PITCH_CLASSES * _INTERVALS + interval
            before, context = first, interval
        else:
            symbols[i] = _EMPTY_SYMBOL
            context = CONTEXTS - 1


@njit(cache=True, nogil=True)
def room_for(cells):  # type: ignore[no-untyped-def]
    """Bytes that suffice for that many cells while they are encoded."""
    return 2 * cells + _HEADER


@njit(cache=True, nogil=True)
def encode_into(cells, out):  # type: ignore[no-untyped-def]
    """Write the stored form of a sketch: its code, or the cells themselves where that would not be shorter.

    Parameters
    ----------
    cells : uint8 (n,)
        A byte that is no cell becomes an empty one.
    out : uint8
        At least `room_for` that many cells.

    Returns
    -------
    int
        Number of bytes.
    """
    contexts, symbols = np.empty(len(cells), np.uint8), np.empty(len(cells), np.uint8)
    _symbols_into(cells, contexts, symbols)
    places = np.empty(len(cells), np.uint32)
    needed = np.zeros(TABLES, np.int64)
    for i in range(len(cells)):
        places[i] = np.uint32(contexts[i]) * np.uint32(SYMBOLS) + np.uint32(symbols[i])
        for t in range(TABLES):
            needed[t] += _FLAT_LENGTHS[t, places[i]]
    table = np.argmin(needed)
    fewest = needed[table]
    out[0] = FIRST_TABLE + table
    at, count = 1, len(cells)
    while count >= 128:
        out[at] = np.uint8((count & 127) | 128)
        at += 1
        count >>= 7
    out[at] = np.uint8(count)
    at += 1
    if at + (fewest + 7) // 8 >= len(cells):
        for i in range(len(cells)):
            out[i] = cells[i] if cells[i] < CODES else EMPTY
        return len(cells)
    held, used = np.uint64(0), np.uint64(0)
    for i in range(len(cells)):
        held |= np.uint64(_FLAT_WORDS[table, places[i]]) << used
        used += np.uint64(_FLAT_LENGTHS[table, places[i]])
        if used >= np.uint64(48):
            for _ in range(6):
                out[at] = np.uint8(held & np.uint64(255))
                at += 1
                held >>= np.uint64(8)
            used -= np.uint64(48)
    for _ in range((np.int64(used) + 7) // 8):
        out[at] = np.uint8(held & np.uint64(255))
        at += 1
        held >>= np.uint64(8)
    return at


@njit(cache=True, nogil=True)
def decode_into(stored, cells):  # type: ignore[no-untyped-def]
    """Decode one sketch, or its beginning; never reads outside ``stored``, whatever it holds.

    Parameters
    ----------
    stored : uint8 (n,)
        What `encode` returned, or a sketch as it is, for example a slice of a memory-mapped file.
    cells : uint8 (room,)
        Receives the first cells, as many as there is room for.

    Returns
    -------
    int
        Number of cells received, or `DAMAGED`.
    """
    size = len(stored)
    if size == 0 or stored[0] < CODES or stored[0] == EMPTY:
        plain = min(size, len(cells))
        cells[:plain] = stored[:plain]
        return plain
    table = np.int64(stored[0]) - FIRST_TABLE
    if table < 0 or table >= TABLES:
        return DAMAGED
    count, at = read_varint(stored, 1, min(size, _HEADER))
    if at == DAMAGED:
        return DAMAGED
    if count > MAX_CELLS or count > 8 * (size - at):  # a cell takes a bit at least
        return DAMAGED
    whole, count = count, min(count, len(cells))
    mine = _LOOK_UP[table]
    bit, end = np.int64(8 * at), np.int64(8 * size)
    first, context = np.uint32(0), np.uint32(CONTEXTS - 1)
    i = 0
    while i < count:
        # some cells for every word that is loaded: the next one's place waits for the one before
        word = bits_at(stored, bit)
        stop = min(i + _SURE_BITS // LONGEST, count)
        while i < stop:
            found = np.uint32(mine[(context << np.uint32(LONGEST)) | np.uint32(word & np.uint64((1 << LONGEST) - 1))])
            word >>= np.uint64(found & np.uint32(15))
            bit += np.int64(found & np.uint32(15))
            context = (found >> np.uint32(4)) & np.uint32(15)
            first += found >> np.uint32(8)
            first -= np.uint32(PITCH_CLASSES) if first >= np.uint32(PITCH_CLASSES) else np.uint32(0)
            cells[i] = _CELLS[first * np.uint32(PITCH_CLASSES) + context]
            i += 1
        if bit > end:
            return DAMAGED
    if count == whole and end - bit >= 8:
        return DAMAGED
    return count


def symbols_of(cells: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Contexts and symbols of a sketch; a byte that is no cell counts as empty."""
    contexts, symbols = np.empty(len(cells), np.uint8), np.empty(len(cells), np.uint8)
    _symbols_into(cells, contexts, symbols)
    return contexts, symbols


def encode(cells: NDArray[np.uint8]) -> bytes:
    """The stored form of a sketch; a byte that is no cell becomes an empty one.

    Raises
    ------
    ValueError
        More than `MAX_CELLS`.
    """
    if len(cells) > MAX_CELLS:
        raise ValueError(f"a sketch has at most {MAX_CELLS} cells")
    out = np.empty(room_for(len(cells)), np.uint8)
    return out[: encode_into(cells, out)].tobytes()


def encoded(stored: bytes) -> bytes:
    """The stored form of what may be the cells themselves, as former versions stored them."""
    return stored if stored and CODES <= stored[0] < EMPTY else encode(np.frombuffer(stored, np.uint8))


def decode(stored: NDArray[np.uint8] | bytes) -> NDArray[np.uint8]:
    """The sketch of a stored form.

    Raises
    ------
    CorruptLibraryError
        The bytes are not one.
    """
    cells = np.empty(MAX_CELLS, np.uint8)
    count = decode_into(np.frombuffer(stored, np.uint8), cells)
    if count < 0:
        raise CorruptLibraryError(
            "A stored chroma sketch is damaged.", "Run `spotgui verify` to see where, and rebuild the index."
        )
    return cells[:count].copy()
