"""Candidates: tracks in which many landmarks of the query occur at one and the same offset.

Every landmark of the query names a list of positions; position minus query time is where the track's part would begin.
The right track's landmarks agree on that. Counting agreement needs no sorting: the line of all tracks is worked
through in blocks, all lists side by side; a block's votes are added in a table that fits the processor's cache, and
only votes in cells that got enough of them are kept for an exact count.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from spotgui.index.landmarks import CELL_FRAMES
from spotgui.index.reading import (
    announce_directory,
    announce_lists,
    announce_tracks,
    are_on_disk,
    read_lists,
    read_tracks,
    requests_of,
)
from spotgui.index.segment import Segment
from spotgui.index.voting import best_offsets, find_lists, vote

T = TypeVar("T", bound=np.generic)
_Kept = tuple[NDArray[np.int64], NDArray[np.int32]]
"""Cells and lists of votes that are worth an exact count."""

BUDGET_A_TRACK = 3
LEAST_BUDGET, MOST_BUDGET = 2_000_000, 20_000_000
"""Postings read for one query: three for every track of the index, between these limits."""
TABLE_BITS = 20
"""The table of votes has at most so many cells, a byte each: it should stay in the processor's last-level cache."""
CELLS_A_VOTE = 2
"""Cells of the table for every vote of a block: so few votes share a cell by chance."""
SURVIVORS = 15_000
"""Votes that a thread keeps for the exact count, at most."""
MAPPED_BYTES = 400_000_000
"""Pages of the index that the process keeps mapped, about; more are given back to the system's cache."""
THREADS = 2
WORTH_READING_FIRST = 0.4
"""Of a disk's requests for all lists those for the first part may be so many: that is what a part which settles two
clips of three must spare. At a million tracks it is .33 for a track's clip, .75 for one of no track, whose lists lie
near one another, and .5 where few landmarks are kept."""
WORTH_A_THREAD = 300_000
"""Fewer postings are counted by one thread."""


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
    partial : bool
        Less was read than the budget allows, as the lists are on the disk only.
    """

    segment: NDArray[np.int32]
    local: NDArray[np.uint32]
    track_no: NDArray[np.uint32]
    offset: NDArray[np.float32]
    votes: NDArray[np.float32]
    read: int
    partial: bool = False

    def __len__(self) -> int:
        return len(self.track_no)


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """The lists of one segment that a query reads: rows of the same list."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    lengths: NDArray[np.int64]
    frames: NDArray[np.float64]
    weights: NDArray[np.float64]


def budget_of(segments: Sequence[Segment]) -> int:
    """Postings that a query of these segments reads, at most."""
    tracks = sum(len(segment) for segment in segments)
    return min(max(BUDGET_A_TRACK * tracks, LEAST_BUDGET), MOST_BUDGET)


def search(
    segments: Sequence[Segment],
    query: QueryLandmarks,
    *,
    budget: int | None = None,
    best: int = 1000,
    from_disk: int | None = None,
) -> Candidates:
    """Find the tracks whose landmarks agree best with the query's.

    The most telling lists are read first: those with the highest expected gain a posting. Two threads share the work.

    Parameters
    ----------
    segments : sequence of Segment
        Searched together, with one budget: a tier of the index, or all of it.
    budget : int, optional
        Postings read at most; `budget_of` the segments when not given.
    best : int
        Tracks returned at most.
    from_disk : int, optional
        Postings read at most where they are on the disk only and that spares most of its requests; then there is more
        to read, if wanted.
    """
    with ThreadPoolExecutor(THREADS) as threads, ThreadPoolExecutor(1) as ahead:
        ranked = _rank(segments, query, threads)
        lists, read = ranked.within(budget_of(segments) if budget is None else budget)
        partial = False
        if from_disk is not None and any(map(are_on_disk, segments, (rows.starts for rows in lists))):
            first, first_read = ranked.within(from_disk)
            partial = _requests(first) <= WORTH_READING_FIRST * _requests(lists)
            lists, read = (first, first_read) if partial else (lists, read)
        announced = [
            ahead.submit(announce_lists, segment, rows.starts, rows.ends)
            for segment, rows in zip(segments, lists, strict=True)
        ]
        votes = []
        for segment, rows, ready in zip(segments, lists, announced, strict=True):
            ready.result()
            # the next segment's lists come from the disk, and are copied, while these are counted
            votes.append(_count(segment, rows, *read_lists(segment, rows.starts, rows.ends), threads))
        found = list(threads.map(_sum_up, segments, range(len(segments)), lists, votes))
        chosen = replace(_best(found, best, read), partial=partial)
        for s, segment in enumerate(segments):
            here = chosen.segment == s
            chosen.track_no[here] = segment.numbers[chosen.local[here]] + np.uint32(segment.info.base)
    return chosen


def give_back_pages(segments: Sequence[Segment]) -> None:
    """Give back pages of the index when the process keeps more than `MAPPED_BYTES` of all its segments."""
    if sum(segment.touched for segment in segments) > MAPPED_BYTES:
        for segment in segments:
            segment.forget()


def prepare(segments: Sequence[Segment]) -> None:
    """Have what a search looks things up in brought into the system's cache, while something else is done."""
    for segment in segments:
        announce_directory(segment)


def announce(segments: Sequence[Segment], segment: NDArray[np.int32], local: NDArray[np.uint32]) -> None:
    """Have onsets and chroma of tracks brought into the system's cache, while something else is done; see `fetch`."""
    for s in np.unique(segment):
        announce_tracks(segments[int(s)], local[segment == s])


def fetch(segments: Sequence[Segment], segment: NDArray[np.int32], local: NDArray[np.uint32]) -> None:
    """Bring onsets and chroma of tracks into the system's cache, all at once, unless they seem to be there.

    Parameters
    ----------
    segment : int32 (n,), local : uint32 (n,)
        Index into `segments`, and place in it.

    Raises
    ------
    CorruptLibraryError
        A file cannot be read.
    """
    chosen = {int(s): local[segment == s] for s in np.unique(segment)}
    for s in [s for s, mine in chosen.items() if announce_tracks(segments[s], mine)]:
        read_tracks(segments[s], chosen[s])
    for s, mine in chosen.items():
        segments[s].will_touch(len(mine))


@dataclass(frozen=True, slots=True, eq=False)
class _Ranked:
    """The query's lists in all segments, the most telling first.

    Attributes
    ----------
    order : int64 (m,)
        Landmarks whose key some segment has.
    total : int64 (landmarks,)
        Postings of each, in all segments.
    places : int64 (segments, 3, landmarks)
        Length, start and end of each list.
    frames, weights : float64 (landmarks,)
    """

    order: NDArray[np.int64]
    total: NDArray[np.int64]
    places: NDArray[np.int64]
    frames: NDArray[np.float64]
    weights: NDArray[np.float64]

    def within(self, budget: int) -> tuple[list[_Lists], int]:
        """Lists to read, for every segment, and how many postings they have."""
        chosen = self.order[np.cumsum(self.total[self.order]) <= budget]
        lists = []
        for lengths, starts, ends in self.places:
            here = chosen[lengths[chosen] > 0]
            lists.append(_Lists(starts[here], ends[here], lengths[here], self.frames[here], self.weights[here]))
        return lists, int(self.total[chosen].sum())


def _requests(lists: Sequence[_Lists]) -> int:
    return sum(requests_of(rows.starts, rows.ends) for rows in lists)


def _rank(segments: Sequence[Segment], query: QueryLandmarks, threads: ThreadPoolExecutor) -> _Ranked:
    """Find the query's lists, and order them by their expected gain a posting."""
    order = np.argsort(query.keys, kind="stable")
    keys = query.keys[order]
    frames = query.frames[order].astype(np.float64)
    p = query.p[order].astype(np.float64)
    places = np.zeros((len(segments), 3, len(keys)), np.int64)

    def find(s: Segment, own: NDArray[np.int64]) -> None:
        announce_directory(s)
        find_lists(keys, s.counts, s.counts_at, s.postings_at, s.universe, own[0], own[1], own[2])

    list(threads.map(find, segments, places))
    total = places[:, 0].sum(axis=0)
    universe = sum(s.universe for s in segments)
    edges = np.flatnonzero(np.diff(keys, prepend=keys[:1] + 1, append=keys[-1:] + 1))
    times = np.repeat(np.diff(edges), np.diff(edges))
    weights = np.log1p(p * universe / (3.0 * (total + 1))) / times
    gain = p * weights / np.maximum(total, 1)
    known = np.flatnonzero(total)
    return _Ranked(known[np.argsort(-gain[known], kind="stable")], total, places, frames, weights)


def _shifts(rows: _Lists) -> NDArray[np.int64]:
    """Cells to add to a position to get where the query would begin; 1 and more, so that all have a neighbour."""
    cells_back = np.floor((CELL_FRAMES // 2 - rows.frames) / CELL_FRAMES).astype(np.int64)
    shifts: NDArray[np.int64] = cells_back - cells_back.min(initial=0) + 1
    return shifts


def _count(
    segment: Segment,
    rows: _Lists,
    words: NDArray[np.uint64],
    places: NDArray[np.int64],
    threads: ThreadPoolExecutor,
) -> list[Future[_Kept]]:
    total = int(rows.lengths.sum())
    shifts = _shifts(rows)
    end = segment.universe + int(shifts.max(initial=1))
    parts = THREADS if total > WORTH_A_THREAD else 1
    edges = [end * part // parts for part in range(parts + 1)]
    return [
        threads.submit(_count_part, segment.universe, words, places, rows, shifts, (begin, stop), total // parts)
        for begin, stop in pairwise(edges)
        if total
    ]


def _count_part(
    universe: int,
    words: NDArray[np.uint64],
    places: NDArray[np.int64],
    rows: _Lists,
    shifts: NDArray[np.int64],
    part: tuple[int, int],
    expected: int,
) -> _Kept:
    quanta = np.clip(np.rint(rows.weights), 1, 255).astype(np.uint8)
    cells = max(expected * CELLS_A_VOTE, 1 << 10)
    table = np.zeros(1 << min(TABLE_BITS, cells.bit_length()), np.uint8)
    blocks = max(1, cells >> TABLE_BITS)
    at, by, votes = np.empty(SURVIVORS, np.int64), np.empty(SURVIVORS, np.int32), np.empty(SURVIVORS, np.int32)
    kept = vote(words, places, rows.lengths, shifts, quanta, universe, table, part[0], part[1], blocks, at, by, votes)
    return at[:kept], by[:kept]


def _sum_up(segment: Segment, place: int, rows: _Lists, parts: Sequence[Future[_Kept]]) -> Candidates:
    if not parts:
        return _best([], 0, 0)
    at = np.concatenate([part.result()[0] for part in parts])
    by = np.concatenate([part.result()[1] for part in parts])
    along = np.argsort(at)  # neighbours on the line are looked up one after the other
    at, by = at[along], by[along]
    shifts = _shifts(rows)
    of_track = np.searchsorted(segment.origins, (at - shifts[by]).astype(np.uint32), "right") - 1
    order = np.argsort((of_track << 34) + at)
    votes, offset, tracks = np.empty(len(at), np.float32), np.empty(len(at), np.float32), np.empty(len(at), np.uint32)
    n = best_offsets(at, by, of_track, order, shifts, rows.frames, rows.weights, segment.origins, votes, offset, tracks)
    return Candidates(np.full(n, place, np.int32), tracks[:n], np.zeros(n, np.uint32), offset[:n], votes[:n], 0)


def _best(found: Sequence[Candidates], best: int, read: int) -> Candidates:
    def joined(parts: list[NDArray[T]], dtype: type[T]) -> NDArray[T]:
        return np.concatenate([np.empty(0, dtype), *parts])

    votes = joined([f.votes for f in found], np.float32)
    if len(votes) > best:
        likely = np.flatnonzero(votes >= np.partition(votes, -best)[-best])
        order = likely[np.argsort(-votes[likely], kind="stable")][:best]
    else:
        order = np.argsort(-votes, kind="stable")
    return Candidates(
        joined([f.segment for f in found], np.int32)[order],
        joined([f.local for f in found], np.uint32)[order],
        joined([f.track_no for f in found], np.uint32)[order],
        joined([f.offset for f in found], np.float32)[order],
        votes[order],
        read,
    )
