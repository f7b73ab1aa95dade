"""Rising lists of positions at two bits more than their information: Elias-Fano coding.

A list of n positions below a universe U is cut in two: the lowest ``log2(U / n)`` bits of each are stored as they are;
the rest, which rises slowly, as gaps in unary in a bit vector of about ``2 n`` bits. Both parts are whole 64-bit
words. Nothing but n and U is needed to find and read a list.

Sources: P. Elias, "Efficient storage and retrieval by content and address of static files", JACM 1974; S. Vigna,
"Quasi-succinct indices", WSDM 2013.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from spotgui.fingerprint.bits import leading_zeros, trailing_zeros


@njit(cache=True, nogil=True)
def low_bits(count, universe):  # type: ignore[no-untyped-def]
    """How many low bits of every position are stored as they are: floor(log2(universe / count)), at least 0."""
    bits = np.int64(leading_zeros(np.uint64(count))) - np.int64(leading_zeros(np.uint64(universe)))
    return max(bits - (bits > 0 and count << max(bits, 0) > universe), 0)  # no division: lists are found by it


@njit(cache=True, nogil=True)
def words_of(count, universe):  # type: ignore[no-untyped-def]
    """Length of a list of ``count`` positions in 64-bit words: (low part, whole)."""
    if count == 0:
        return 0, 0
    bits = low_bits(count, universe)
    low = (count * bits + 63) >> 6
    return low, low + ((count + (universe >> bits) + 64) >> 6)


@njit(cache=True, nogil=True)
def encode(values, start, count, universe, words, at):  # type: ignore[no-untyped-def]
    """Write ``values[start : start + count]`` (rising, below ``universe``) into zeroed ``words`` from ``at``.

    Returns
    -------
    int
        Index of the word after the list.
    """
    low_words, all_words = words_of(count, universe)
    bits = low_bits(count, universe)
    mask = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for i in range(count):
        value = np.uint64(values[start + i])
        if bits:
            low = value & mask
            bit = i * bits
            word = at + (bit >> 6)
            shift = np.uint64(bit & 63)
            words[word] |= low << shift
            if (bit & 63) + bits > 64:
                words[word + 1] |= low >> (np.uint64(64) - shift)
        high = np.int64(value >> np.uint64(bits)) + i
        words[at + low_words + (high >> 6)] |= np.uint64(1) << np.uint64(high & 63)
    return at + all_words


@njit(cache=True, nogil=True)
def decode(words, at, count, universe, out):  # type: ignore[no-untyped-def]
    """Read a list of ``count`` positions that starts at ``words[at]`` into ``out`` (uint32)."""
    bits = low_bits(count, universe)
    mask = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    word_at = at + ((count * bits + 63) >> 6)
    word = words[word_at]
    origin = 0
    for i in range(count):
        while word == 0:
            word_at += 1
            origin += 64
            word = words[word_at]
        high = np.uint64(origin + np.int64(trailing_zeros(word)) - i)
        word &= word - np.uint64(1)
        low = np.uint64(0)
        if bits:
            bit = i * bits
            here = at + (bit >> 6)
            low = words[here] >> np.uint64(bit & 63)
            if (bit & 63) + bits > 64:
                low |= words[here + 1] << np.uint64(64 - (bit & 63))
            low &= mask
        out[i] = (high << np.uint64(bits)) | low
