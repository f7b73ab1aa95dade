"""Which tracks are looked at: what the index names, tier by tier.

A library has tiers of popularity, and the index names the likeliest tracks of a tier first. So the popular tier is
asked alone, and of what it names the first few are looked at; then the next tier. What most people play is found after
reading a small part. Only when no tier's first candidates settle it are all candidates looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from spotgui.index.lookup import Candidates, QueryLandmarks, announce, budget_of, search
from spotgui.index.segment import Segment

T = TypeVar("T", bound=np.generic)

FIRST = 48
"""Candidates of a tier that are looked at before the next tier is read."""
_ONE_TIER_SHARE = 4
"""A tier before the last may use so much of the budget: one part of these."""
_FROM_DISK_SHARE = 4
"""Where the last tier is on the disk only, one part of so many may be read before its likeliest are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """Tracks to look at, the most promising first.

    Attributes
    ----------
    segment : int32 (n,), local : uint32 (n,)
        Segment and place in it.
    offset : float32 (n,)
        Frame of the track at the clip's start where it is proposed; NaN where all places are equally likely.
    """

    segment: NDArray[np.int32]
    local: NDArray[np.uint32]
    offset: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.local)

    def __getitem__(self, some: slice | NDArray[np.bool_]) -> Tracks:
        return Tracks(self.segment[some], self.local[some], self.offset[some])


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """What the index names, in one step of several.

    Attributes
    ----------
    tracks : Tracks
    likeliest : bool
        The first few of a tier; else all others.
    all_read : bool
        Nothing is left to be read.
    """

    tracks: Tracks
    likeliest: bool
    all_read: bool


def whole_library(segments: Sequence[Segment]) -> Tracks:
    """All tracks."""
    segment = np.repeat(np.arange(len(segments), dtype=np.int32), [len(s) for s in segments])
    local = np.concatenate([np.empty(0, np.uint32), *(np.arange(len(s), dtype=np.uint32) for s in segments)])
    return Tracks(segment, local, np.full(len(local), np.nan, np.float32))


def by_tiers(segments: Sequence[Segment], asked: QueryLandmarks, count: int, budget: int | None) -> Iterator[Proposal]:
    """Name candidates: the first few of each tier, then all others of all tiers.

    Nothing of a tier is read before the candidates of the tier before were taken.

    Parameters
    ----------
    segments : sequence of Segment
        By tier, as `Index.segments` are.
    count : int
        Candidates altogether.
    budget : int or None
        Postings read at most; `budget_of` the segments when None. Those of a disk's first part are read once more,
        with the rest.
    """
    left = budget_of(segments) if budget is None else budget
    found: list[Candidates] = []
    first = 0
    for _, tier in groupby(segments, key=lambda s: s.info.tier):
        own = list(tier)
        last = first + len(own) == len(segments)
        share = left if last else min(budget_of(own), max(left // _ONE_TIER_SHARE, 1))
        from_disk = share // _FROM_DISK_SHARE if last else None
        here = search(own, asked, budget=share, best=count, from_disk=from_disk)
        if here.partial:
            # a slow disk takes seconds for all of it: what most clips need comes first
            here.segment[:] += np.int32(first)
            yield Proposal(_tracks([here])[:FIRST], likeliest=True, all_read=False)
            here = search(own, asked, budget=share, best=count)
        here.segment[:] += np.int32(first)
        left -= here.read
        found.append(here)
        first += len(own)
        likeliest = _tracks([here])[:FIRST]
        if not last:
            yield Proposal(likeliest, likeliest=True, all_read=False)
    others = _others(found, count)
    beside = ThreadPoolExecutor(1)  # the disk brings the others while the likeliest are looked at
    brought = beside.submit(announce, segments, others.segment, others.local)
    beside.shutdown(wait=False)  # whoever needs no others does not wait for them
    yield Proposal(likeliest, likeliest=True, all_read=True)
    brought.result()
    yield Proposal(others, likeliest=False, all_read=True)


def _others(found: Sequence[Candidates], count: int) -> Tracks:
    """What most landmarks agree on in all tiers together, but for each tier's first few."""
    later = np.concatenate([np.arange(len(f)) >= FIRST for f in found])
    votes = np.concatenate([f.votes for f in found])
    order = np.argsort(-votes, kind="stable")[:count]
    order = order[later[order]]
    whole = _tracks(found)
    return Tracks(whole.segment[order], whole.local[order], whole.offset[order])


def _tracks(found: Sequence[Candidates]) -> Tracks:
    def joined(part: Callable[[Candidates], NDArray[T]]) -> NDArray[T]:
        return np.concatenate([part(f) for f in found])

    return Tracks(joined(lambda f: f.segment), joined(lambda f: f.local), joined(lambda f: f.offset))
