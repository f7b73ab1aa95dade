"""Candidates: tracks in which many landmarks of the query occur at one and the same offset.

Every landmark of the query names a list of positions; position minus query time is where the track's part would begin.
The right track's landmarks agree on that. Counting agreement needs no sorting: the line of all tracks is worked
through in blocks, all lists side by side; a block's votes are added in a table that fits the processor's cache, and
only votes in cells that got enough of them are kept for an exact count.
"""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.index.bits import trailing_zeros
from spotgui.index.elias_fano import low_bits, words_of
from spotgui.index.format import GROUP
from spotgui.index.landmarks import CELL_FRAMES
from spotgui.index.segment import Segment

T = TypeVar("T", bound=np.generic)

BUDGET = 8_000_000
"""Postings read for one query, at most."""
TABLE_BITS = 22
"""The table of votes has at most so many cells, a byte each: it should stay in the processor's last-level cache."""
CELLS_A_VOTE = 2
"""Cells of the table for every vote of a block: so few votes share a cell by chance."""
SURVIVORS = 60_000
"""Votes kept for the exact count, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class QueryLandmarks:
    """Landmarks that the query may have in common with the right track.

    Attributes
    ----------
    keys : uint32 (m,)
        `spotgui.index.landmarks.landmark_key`; a key may occur several times, at different times.
    frames : float32 (m,)
        The anchors' times in the query.
    p : float32 (m,)
        Probability that the right track has this landmark there.
    """

    keys: NDArray[np.uint32]
    frames: NDArray[np.float32]
    p: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Tracks with the offset that most landmarks agree on, best first.

    Attributes
    ----------
    segment : int32 (n,)
        Index into the segments that were searched.
    local : uint32 (n,)
        The track's place in the segment.
    track_no : uint32 (n,)
    offset : float32 (n,)
        Frame of the track at which the query's frame 0 lies; right to about +-32 frames, may be negative.
    votes : float32 (n,)
        Log likelihood ratio of the agreeing landmarks, nats, as if they were independent.
    read : int
        Postings read.
    """

    segment: NDArray[np.int32]
    local: NDArray[np.uint32]
    track_no: NDArray[np.uint32]
    offset: NDArray[np.float32]
    votes: NDArray[np.float32]
    read: int

    def __len__(self) -> int:
        return len(self.track_no)


@njit(cache=True, nogil=True)
def find_lists(keys, counts, counts_at, postings_at, universe, lengths, starts):  # type: ignore[no-untyped-def]
    """Where the lists of ``keys`` are: fills ``lengths`` (positions) and ``starts`` (words), length 0 when absent."""
    for i in range(len(keys)):
        group = keys[i] // GROUP
        wanted = keys[i] % GROUP
        lengths[i] = 0
        at = np.int64(counts_at[group])
        if at == np.int64(counts_at[group + 1]):
            continue
        bitmap = np.uint64(0)
        for b in range(8):
            bitmap |= np.uint64(counts[at + b]) << np.uint64(8 * b)
        if not (bitmap >> np.uint64(wanted)) & np.uint64(1):
            continue
        at += 8
        word = np.int64(postings_at[group])
        bitmap &= (np.uint64(2) << np.uint64(wanted)) - np.uint64(1)
        while bitmap:
            bitmap &= bitmap - np.uint64(1)
            n = 0
            shift = 0
            while counts[at] & 128:
                n |= (int(counts[at]) & 127) << shift
                shift += 7
                at += 1
            n |= int(counts[at]) << shift
            at += 1
            if not bitmap:
                lengths[i] = n
                starts[i] = word
            word += words_of(n, universe)[1]


@njit(cache=True, nogil=True)
def vote(words, starts, lengths, shifts, weights, universe, table, blocks, kept_at, kept_by, kept_votes):  # type: ignore[no-untyped-def]
    """Walk all lists side by side and keep the votes that fall where many others do.

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
    blocks : int
        Parts of the line that are counted one after the other.
    kept_at : int64, kept_by : int32, kept_votes : int32
        Filled with cell, list and the cell's votes (with its two neighbours).

    Returns
    -------
    int
        How many votes were kept.
    """
    m = len(starts)
    mask = len(table) - 1
    width = (universe + shifts.max()) // blocks + 1
    done = np.zeros(m, np.int64)
    bits_of = np.empty(m, np.int64)
    word_at = np.empty(m, np.int64)
    rest = np.empty(m, np.uint64)
    origin = np.zeros(m, np.int64)
    for c in range(m):
        bits_of[c] = low_bits(lengths[c], universe)
        word_at[c] = starts[c] + ((lengths[c] * bits_of[c] + 63) >> 6)
        rest[c] = words[word_at[c]]
    room = lengths.sum() // blocks
    cells = np.empty(room + room // 4 + 1024, np.int64)
    by = np.empty(len(cells), np.int32)
    kept = 0
    least = 1
    for block in range(blocks):
        stop = (block + 1) * width
        n = 0
        for c in range(m):
            i = done[c]
            count = lengths[c]
            if i == count:
                continue
            bits = bits_of[c]
            low_mask = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
            start = starts[c]
            shift = shifts[c]
            weight = int(weights[c])
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
                high = base + np.int64(trailing_zeros(word)) - i
                low = np.uint64(0)
                if bits:
                    bit = i * bits
                    here = start + (bit >> 6)
                    low = words[here] >> np.uint64(bit & 63)
                    if (bit & 63) + bits > 64:
                        low |= words[here + 1] << np.uint64(64 - (bit & 63))
                    low &= low_mask
                cell = (high << bits) + np.int64(low) + shift
                if cell >= stop:
                    break
                word &= word - np.uint64(1)
                slot = cell & mask
                table[slot] = np.uint8(min(int(table[slot]) + weight, 255))
                cells[n] = cell
                by[n] = c
                n += 1
                i += 1
            done[c] = i
            word_at[c] = at
            rest[c] = word
            origin[c] = base
        for k in range(n):
            cell = cells[k]
            votes = int(table[(cell - 1) & mask]) + int(table[cell & mask]) + int(table[(cell + 1) & mask])
            if votes < least:
                continue
            if kept == len(kept_at):
                least, kept = _raise_bar(kept_at, kept_by, kept_votes)
                if votes < least or kept == len(kept_at):
                    continue
            kept_at[kept] = cell
            kept_by[kept] = by[k]
            kept_votes[kept] = votes
            kept += 1
        if 8 * n < len(table):
            for k in range(n):
                table[cells[k] & mask] = 0
        else:
            table[:] = 0
    return kept


@njit(cache=True, nogil=True)
def _longer(cells, by, used, room):  # type: ignore[no-untyped-def]
    """The two buffers with more room."""
    more_cells, more_by = np.empty(room + room // 4, np.int64), np.empty(room + room // 4, np.int32)
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


def search(segments: Sequence[Segment], query: QueryLandmarks, *, budget: int = BUDGET, best: int = 1000) -> Candidates:
    """Find the tracks whose landmarks agree best with the query's.

    The most telling lists are read first: those with the highest expected gain a posting.

    Parameters
    ----------
    segments : sequence of Segment
        Searched together, with one budget: a tier of the index, or all of it.
    budget : int
        Postings read at most.
    best : int
        Tracks returned at most.
    """
    order = np.argsort(query.keys, kind="stable")
    keys = query.keys[order]
    frames = query.frames[order].astype(np.float64)
    p = query.p[order].astype(np.float64)
    lengths = np.zeros((len(segments), len(keys)), np.int64)
    starts = np.zeros((len(segments), len(keys)), np.int64)
    for s, segment in enumerate(segments):
        find_lists(
            keys, segment.counts, segment.counts_at, segment.postings_at, segment.universe, lengths[s], starts[s]
        )
    total = lengths.sum(axis=0)
    universe = sum(s.universe for s in segments)
    weights = np.log1p(p * universe / (3.0 * (total + 1)))
    _, inverse, times = np.unique(keys, return_inverse=True, return_counts=True)
    weights /= times[inverse]
    gain = np.where(total > 0, p * weights / np.maximum(total, 1), 0.0)
    ranked = np.argsort(-gain, kind="stable")
    chosen = ranked[(np.cumsum(total[ranked]) <= budget) & (total[ranked] > 0)]
    found = [
        _search_segment(segment, s, starts[s, chosen], lengths[s, chosen], frames[chosen], weights[chosen])
        for s, segment in enumerate(segments)
    ]
    return _best(found, best, int(total[chosen].sum()))


def _search_segment(
    segment: Segment,
    place: int,
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    frames: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> Candidates:
    present = lengths > 0
    starts, lengths, frames, weights = starts[present], lengths[present], frames[present], weights[present]
    if not len(starts):
        return _best([], 0, 0)
    _read_ahead(segment, starts, lengths)
    cells_back = np.floor((CELL_FRAMES // 2 - frames) / CELL_FRAMES).astype(np.int64)
    # one more, so that no cell is 0 and a neighbour below it exists
    shifts = cells_back - cells_back.min() + 1
    quanta = np.clip(np.rint(weights), 1, 255).astype(np.uint8)
    total = int(lengths.sum())
    blocks = -(-total * CELLS_A_VOTE >> TABLE_BITS)
    table = np.zeros(1 << min(TABLE_BITS, max(10, (total * CELLS_A_VOTE).bit_length())), np.uint8)
    kept_at, kept_by = np.empty(SURVIVORS, np.int64), np.empty(SURVIVORS, np.int32)
    kept_votes = np.empty(SURVIVORS, np.int32)
    kept = vote(
        segment.postings, starts, lengths, shifts, quanta, segment.universe, table, blocks, kept_at, kept_by, kept_votes
    )
    kept_at, kept_by = kept_at[:kept], kept_by[:kept]
    votes, offset = np.empty(kept, np.float32), np.empty(kept, np.float32)
    tracks = np.empty(kept, np.uint32)
    of_track = np.searchsorted(segment.origins, (kept_at - shifts[kept_by]).astype(np.uint32), "right") - 1
    order = np.lexsort((kept_at, of_track))
    n = best_offsets(kept_at, kept_by, of_track, order, shifts, frames, weights, segment.origins, votes, offset, tracks)
    numbers = segment.numbers[tracks[:n]] + np.uint32(segment.info.base)
    return Candidates(np.full(n, place, np.int32), tracks[:n], numbers, offset[:n], votes[:n], total)


def _read_ahead(segment: Segment, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
    """Ask the system to read all lists at once, instead of one page fault after the other."""
    if not hasattr(mmap, "MADV_WILLNEED"):
        return
    page = mmap.PAGESIZE
    base = segment.header.sections["postings"][0]
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        first = (base + 8 * start) // page * page
        last = base + 8 * (start + words_of(length, segment.universe)[1])
        segment.map.madvise(mmap.MADV_WILLNEED, first, last - first)


def _best(found: Sequence[Candidates], best: int, read: int) -> Candidates:
    def joined(parts: list[NDArray[T]], dtype: type[T]) -> NDArray[T]:
        return np.concatenate([np.empty(0, dtype), *parts])

    votes = joined([f.votes for f in found], np.float32)
    order = np.argsort(-votes, kind="stable")[:best]
    return Candidates(
        joined([f.segment for f in found], np.int32)[order],
        joined([f.local for f in found], np.uint32)[order],
        joined([f.track_no for f in found], np.uint32)[order],
        joined([f.offset for f in found], np.float32)[order],
        votes[order],
        read,
    )
