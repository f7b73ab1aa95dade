"""The inner loops of a search: finding lists, counting votes, summing up the best offsets."""

from __future__ import annotations

import numpy as np
from numba import njit

from spotgui.fingerprint.bits import ones, trailing_zeros
from spotgui.index.elias_fano import low_bits, words_of
from spotgui.index.format import GROUP
from spotgui.index.landmarks import CELL_FRAMES


@njit(cache=True, nogil=True)
def find_lists(keys, counts, counts_at, postings_at, universe, lengths, starts, ends):  # type: ignore[no-untyped-def]
    """Where the lists of rising ``keys`` are: fills ``lengths`` (0: absent), and ``starts`` and ``ends`` (words)."""
    current = np.int64(-1)
    at, word = np.int64(0), np.int64(0)
    left = np.uint64(0)  # keys of the group whose counts come from ``at`` on, and whose lists from ``word`` on
    for i in range(len(keys)):
        if i > 0 and keys[i] == keys[i - 1]:
            lengths[i], starts[i], ends[i] = lengths[i - 1], starts[i - 1], ends[i - 1]
            continue
        group = np.int64(keys[i] // GROUP)
        wanted = np.uint64(keys[i] % GROUP)
        if group != current:
            current = group
            at, word = np.int64(counts_at[group]), np.int64(postings_at[group])
            left = np.uint64(0)
            if at != np.int64(counts_at[group + 1]):
                for b in range(8):
                    left |= np.uint64(counts[at + b]) << np.uint64(8 * b)
                at += 8
        lengths[i] = 0
        while left and trailing_zeros(left) <= wanted:
            n = 0
            shift = 0
            while counts[at] & 128:
                n |= (int(counts[at]) & 127) << shift
                shift += 7
                at += 1
            n |= int(counts[at]) << shift
            at += 1
            size = words_of(n, universe)[1]
            if trailing_zeros(left) == wanted:
                lengths[i], starts[i], ends[i] = n, word, word + size
            word += size
            left &= left - np.uint64(1)


@njit(cache=True, nogil=True)
def vote(words, starts, lengths, shifts, weights, universe, table, begin, end, blocks, kept_at, kept_by, kept_votes):  # type: ignore[no-untyped-def]
    """Walk all lists side by side over a part of the line; keep the votes that fall where many others do.

    Parameters
    ----------
    words : uint64
        The segment's postings.
    starts, lengths : int64 (m,)
        The lists.
    shifts : int64 (m,)
        Added to a position, > 0: makes the cell where the query would begin.
    weights : uint8 (m,)
        Votes of a list's positions, nats.
    universe : int
        Cells of the line.
    table : uint8 (a power of two,)
        Zeroed; zero again at the end.
    begin, end : int
        The part of the line: cells ``begin <= cell < end``.
    blocks : int
        Pieces of it that are counted one after the other.
    kept_at : int64, kept_by : int32, kept_votes : int32
        Filled with cell, list and the cell's votes (with its two neighbours).

    Returns
    -------
    int
        How many votes were kept.
    """
    m = len(starts)
    mask = np.uint64(len(table) - 1)
    one = np.uint64(1)
    first = np.uint64(begin)
    width = (end - begin) // blocks + 1
    done = np.empty(m, np.int64)
    bits_of = np.empty(m, np.int64)
    word_at = np.empty(m, np.int64)
    rest = np.empty(m, np.uint64)
    origin = np.empty(m, np.int64)
    for c in range(m):
        bits_of[c] = low_bits(lengths[c], universe)
        done[c], word_at[c], rest[c], origin[c] = _skip(
            words, starts[c], lengths[c], bits_of[c], max(begin - shifts[c], 0) >> bits_of[c]
        )
    room = np.int64(lengths.sum() * ((end - begin) / (universe + 1.0))) // blocks
    cells = np.empty(room + room // 4 + 1024, np.uint32)
    by = np.empty(len(cells), np.int32)
    kept = 0
    least = 1
    for block in range(blocks):
        stop = np.uint64(min(begin + (block + 1) * width, end))
        n = 0
        for c in range(m):
            i = done[c]
            count = lengths[c]
            if i == count:
                continue
            bits = np.uint64(bits_of[c])
            low_mask = (np.uint64(1) << bits) - np.uint64(1)
            start = np.uint64(starts[c])
            shift = np.uint64(shifts[c])
            weight = np.uint32(weights[c])
            at = word_at[c]
            word = rest[c]
            base = origin[c]
            if n + count - i > len(cells):
                cells, by = _longer(cells, by, n, n + count - i)
            while i < count:
                while word == 0:
                    at += 1
                    base += 64
                    word = words[at]
                # no branches, unsigned indices: the compiler makes straight code of it
                bit = np.uint64(i) * bits
                here = start + (bit >> np.uint64(6))
                inside = bit & np.uint64(63)
                low = (words[here] >> inside) | (
                    (words[here + np.uint64(1)] << np.uint64(1)) << (np.uint64(63) - inside)
                )
                high = np.uint64(base + np.int64(trailing_zeros(word)) - i)
                cell = ((high << bits) | (low & low_mask)) + shift
                if cell >= stop:
                    break
                word &= word - np.uint64(1)
                i += 1
                if cell < first:
                    continue
                slot = cell & mask
                table[slot] = np.uint8(min(np.uint32(table[slot]) + weight, np.uint32(255)))
                cells[n] = np.uint32(cell)
                by[n] = c
                n += 1
            done[c] = i
            word_at[c] = at
            rest[c] = word
            origin[c] = base
        for k in range(n):
            at_cell = np.uint64(cells[k])
            votes = np.int32(table[(at_cell - one) & mask])
            votes += np.int32(table[at_cell & mask])
            votes += np.int32(table[(at_cell + one) & mask])
            if votes < least:
                continue
            if kept == len(kept_at):
                least, kept = _raise_bar(kept_at, kept_by, kept_votes)
                if votes < least or kept == len(kept_at):
                    continue
            kept_at[kept] = cells[k]
            kept_by[kept] = by[k]
            kept_votes[kept] = votes
            kept += 1
        if 8 * n < len(table):
            for k in range(n):
                table[np.uint64(cells[k]) & mask] = 0
        else:
            table[:] = 0
    return kept


@njit(cache=True, nogil=True)
def _skip(words, start, count, bits, high):  # type: ignore[no-untyped-def]
    """Skip the positions whose upper part is below ``high``.

    Returns
    -------
    tuple
        Positions skipped; index of the word of the upper parts to go on with; what is left of it; its first bit.
    """
    at = start + ((count * bits + 63) >> 6)
    origin = 0
    i = 0
    word = words[at]
    while i < count:
        n = int(ones(word))
        # every bit that is not set raises the upper part by one
        if origin + 64 - i - n >= high or i + n >= count:
            break
        i += n
        at += 1
        origin += 64
        word = words[at]
    while i < count and word and origin + int(trailing_zeros(word)) - i < high:
        word &= word - np.uint64(1)
        i += 1
    return i, at, word, origin


@njit(cache=True, nogil=True)
def _longer(cells, by, used, room):  # type: ignore[no-untyped-def]
    """The two buffers with more room."""
    more_cells, more_by = np.empty(room + room // 4, np.uint32), np.empty(room + room // 4, np.int32)
    more_cells[:used] = cells[:used]
    more_by[:used] = by[:used]
    return more_cells, more_by


@njit(cache=True, nogil=True)
def _raise_bar(kept_at, kept_by, kept_votes):  # type: ignore[no-untyped-def]
    """Drop the weaker half of the kept votes; returns the new least votes and how many are left.

    When they are all alike none is dropped: then there is no room for more of them.
    """
    histogram = np.zeros(1024, np.int64)
    for votes in kept_votes:
        histogram[votes] += 1
    least = 1023
    above = 0
    while above + histogram[least] <= len(kept_votes) // 2:
        above += histogram[least]
        least -= 1
    if above:
        least += 1
    left = 0
    for k in range(len(kept_votes)):
        if kept_votes[k] >= least:
            kept_at[left] = kept_at[k]
            kept_by[left] = kept_by[k]
            kept_votes[left] = kept_votes[k]
            left += 1
    return least, left


@njit(cache=True, nogil=True)
def best_offsets(cells, by, of_track, order, shifts, frames, weights, origins, best_votes, best_offset, tracks):  # type: ignore[no-untyped-def]
    """Exact votes of the kept ones: for every track its best cell with both neighbours.

    Parameters
    ----------
    cells, by : int64, int32 (k,)
        As `vote` kept them.
    of_track : int64 (k,)
        The track that each position lies in.
    order : int64 (k,)
        Sorts by track, then cell.
    shifts, frames, weights : (m,)
        Of the lists: shift in cells, anchor's time in the query in frames, weight in nats.
    origins : uint32 (n + 1,)
        The tracks' cells.
    best_votes, best_offset, tracks : float32, float32, uint32 (k,)
        Filled, one entry a track.

    Returns
    -------
    int
        Number of tracks.
    """
    count = 0
    k = len(order)
    first = 0
    stop = 0
    for i in range(k):
        middle = cells[order[i]]
        track = of_track[order[i]]
        while of_track[order[first]] < track or cells[order[first]] < middle - 1:
            first += 1
        stop = max(stop, i)
        while stop < k and of_track[order[stop]] == track and cells[order[stop]] <= middle + 1:
            stop += 1
        votes = 0.0
        offset = 0.0
        for j in range(first, stop):
            c = by[order[j]]
            here = cells[order[j]] - shifts[c] - np.int64(origins[track])
            votes += weights[c]
            offset += weights[c] * (here * CELL_FRAMES + CELL_FRAMES // 2 - frames[c])
        if count and tracks[count - 1] == track:
            if votes <= best_votes[count - 1]:
                continue
            count -= 1
        tracks[count] = track
        best_votes[count] = votes
        best_offset[count] = offset / votes
        count += 1
    return count
