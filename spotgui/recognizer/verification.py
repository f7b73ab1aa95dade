"""Candidates heard by both witnesses: broadly all, closely the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAMES_PER_SECOND
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.lookup import fetch
from spotgui.index.segment import Segment
from spotgui.recognizer.alignment import Aligner
from spotgui.recognizer.chroma import QueryChroma, beyond_bound, log_ratios
from spotgui.recognizer.evidence import Evidence
from spotgui.recognizer.proposals import Proposal, Tracks
from spotgui.recognizer.rerank import UNREADABLE, rerank
from spotgui.recognizer.scan import scan
from spotgui.recognizer.sieve import sieve
from spotgui.recognizer.verdict import of_onsets, with_pitches, witnesses_of

KEPT = 40
"""Best-scored tracks that are kept."""
QUARTERS = 4
EXPLAINED = 0.45
"""Share of what the evidence of each quarter of the clip could give that a track must have there for less popular
tiers, and what a disk still holds, not to be asked. A remix, or another song with the same bars, lacks some quarter:
0.41 was the most of wrong tracks with a score of 28 and more, where tracks are made of the same pieces; six of seven
right ones had more."""
SEARCHED = 150
"""Tracks behind each tier's first few of which all places are looked at; of the rest only what the index names."""
_AGAIN = 2
"""Best of all of these that are looked at closely; with more no title changed."""
_BY_CHANCE = 100
"""Where more than one in so many tracks of the library are proposed, the right one may be among them by chance, and the
index's place a wrong one: then all places of all are looked at."""
_PLACES_A_TRACK, _FEWEST_PLACES = 0.6, 100
"""Of a track on the average, and of all: when few tracks are looked at, not all their places are worth it."""
_OFF_SPEED_SHARE = 3
"""Of the places that are looked at exactly, one in so many is one for music that does not play at its own speed."""
_SECOND_LOOK = 120
"""For so many places of all tracks, one of the best tracks has many of its places looked at."""
_TRUSTED_SHARE = 10
"""The index's own place is kept for the best one of so many candidates."""
WITH_TURNS, _TURNS, _TURNS_APART = 3, 4, FRAMES_PER_SECOND
"""Of so many of the best tracks, so many places, that far apart, are judged: music repeats, and what agrees best with a
part of the clip is not always the turn that has all of it."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A track where it agrees best with the clip; what it is ranked by until the best few are judged. Nats.

    Attributes
    ----------
    least : float
        Of its onsets, the least score over the nulls.
    chroma, beyond : float
        Of its pitches, and what they would say more without their bound, see `chroma.beyond_bound`.
    pitched : bool
        Whether there are pitches of it to be compared.
    offset : float
        Frame of the track at the clip's start.
    prior : float
        What its popularity says for it, see `decision.priors`.
    """

    track_no: int
    track_id: str
    least: float
    chroma: float
    beyond: float
    pitched: bool
    offset: float
    speed: float
    prior: float

    @property
    def agreement(self) -> float:
        """What tracks are ranked by."""
        return self.least + self.chroma + self.beyond + self.prior


Place = tuple[int, int]
"""A track's segment, and where in it the track is."""
Ranked = dict[Place, Aligned]
"""Tracks, best first."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A track that was judged, nats.

    Attributes
    ----------
    onset, chroma : float
        What either witness says, see `verdict`.
    offset : float
        Frame of the track at the clip's start.
    prior : float
        What its popularity says for it, see `decision.priors`.
    explained : float
        Share of the clip's evidence that it has, of the right one .7 in the median; found out for the best one only.
    """

    track_no: int
    track_id: str
    onset: float
    chroma: float
    offset: float
    speed: float
    prior: float = 0.0
    explained: float = 1.0

    @property
    def score(self) -> float:
        """Of both witnesses together."""
        return self.onset + self.chroma

    @property
    def odds(self) -> float:
        """With the prior: what tracks are ranked by, and a title decided."""
        return self.score + self.prior


@dataclass(frozen=True, slots=True, eq=False)
class Verifier:
    """A query made ready to be compared with tracks.

    Attributes
    ----------
    by_chance : tuple of float
        Mean and spread of what wrong places get from `chroma`.
    prior : float64 (segments,)
        Of each segment's tracks, nats.
    expected : float64 (QUARTERS,)
        Nats of onsets that a track gets, in each quarter of the clip, which has all of the evidence.
    """

    segments: Sequence[Segment]
    aligner: Aligner
    chroma: QueryChroma
    by_chance: tuple[float, float]
    prior: NDArray[np.float64]
    expected: NDArray[np.float64]

    def explained_by(self, track: Scored, onsets: OnsetList) -> bool:
        """Whether a track has so much of every part of the clip that no other can have more."""
        return bool((self._nats_of(track, onsets) >= EXPLAINED * self.expected).all())

    def _nats_of(self, track: Scored, onsets: OnsetList) -> NDArray[np.float64]:
        """What its onsets get in each quarter of the clip."""
        at = np.rint((onsets.frames - track.offset) / track.speed).astype(np.int64)
        inside = (at >= 0) & (at < self.aligner.search.shape[1])
        nats = self.aligner.search[onsets.bands[inside], at[inside]]
        return by_quarter(at[inside], nats, self.aligner)

    def proposed(self, proposal: Proposal, aligned: int) -> list[Scored]:
        """Look at all places of the likeliest tracks, and of many others only where the index names them."""
        tracks = proposal.tracks
        if not len(tracks) or proposal.likeliest or _BY_CHANCE * len(tracks) > sum(map(len, self.segments)):
            return self.everywhere(tracks, aligned)
        fetch(self.segments, tracks.segment, tracks.local)
        some = tracks[:SEARCHED]
        searched = self._broadly(some, _aligned(len(some), aligned))
        return self._explained(self._looked_at_again(searched | self._ranked(tracks[SEARCHED:]), _AGAIN))

    def everywhere(self, tracks: Tracks, aligned: int) -> list[Scored]:
        """Look at all places of tracks, and at the best `aligned` of them exactly."""
        return self._explained(self.ranked_everywhere(tracks, aligned))

    def ranked_everywhere(self, tracks: Tracks, aligned: int) -> Ranked:
        """As `everywhere`, before the verdicts."""
        if not len(tracks):
            return {}
        fetch(self.segments, tracks.segment, tracks.local)
        aligned = _aligned(len(tracks), aligned)
        return self._looked_at_again(self._broadly(tracks, aligned), max(1, aligned // _SECOND_LOOK))

    def _looked_at_again(self, found: Ranked, count: int) -> Ranked:
        """The same tracks after a closer look at the best."""
        best = sorted(found, key=lambda place: -found[place].agreement)[:count]
        for place, turns in self._turns_of(best, 1).items():
            if place not in found or turns[0].agreement > found[place].agreement:
                found[place] = turns[0]
        return found

    def _broadly(self, tracks: Tracks, aligned: int) -> Ranked:
        places = scan(self.segments, tracks.segment, tracks.local, self.aligner, self.chroma, self.by_chance)
        own = tracks.offset[:, None]
        # the index's own place is looked at for its best candidates, whatever the votes of single onsets say there
        trusted = (np.arange(len(tracks)) < max(1, len(tracks) // _TRUSTED_SHARE)) & np.isfinite(tracks.offset)
        keep = np.where(trusted, np.float32(1e6), np.float32(-1e9))
        off_speed = aligned // _OFF_SPEED_SHARE
        at_speed, nats = sieve(self.segments, tracks.segment, tracks.local, places, self.aligner)
        track, offset = _best_places(
            np.concatenate([at_speed, own], axis=1),
            np.concatenate([nats, keep[:, None]], axis=1),
            aligned - off_speed,
        )
        other, other_offset = _best_places(
            places.offset[:, places.at_speed :], places.score[:, places.at_speed :], off_speed
        )
        some = np.concatenate([track, other])
        return self._ranked(Tracks(tracks.segment[some], tracks.local[some], np.concatenate([offset, other_offset])))

    def _turns_of(self, some: Sequence[Place], each: int) -> dict[Place, list[Aligned]]:
        """The best of many places of a few tracks: music repeats, and votes may prefer another turn of it."""
        segment = np.array([home for home, _ in some], np.int32)
        local = np.array([place for _, place in some], np.uint32)
        places = scan(self.segments, segment, local, self.aligner, self.chroma, self.by_chance, closely=True)
        row, place = np.nonzero(places.score > -1e8)
        return self._turns(Tracks(segment[row], local[row], places.offset[row, place]), each)

    def at(self, tracks: Tracks) -> list[Scored]:
        """Look at the proposed places only; the best of a track counts."""
        return self._explained(self._ranked(tracks))

    def with_turns(self, judged: Sequence[Scored], best: Tracks) -> list[Scored]:
        """The same tracks, the `best` of them at the turn of the music that the verdict prefers."""
        places = [(int(home), int(local)) for home, local in zip(best.segment, best.local, strict=True)]
        turns = self._turns_of(places, _TURNS)
        again = self._judged([(place, turn) for place, some in turns.items() for turn in some])
        found = {some[0].track_no: place for place, some in turns.items()}
        out = best_of(judged, again)
        if out[0].track_no in found:
            out[0] = replace(out[0], explained=self._share(out[0], *found[out[0].track_no]))
        return out

    def _judged(self, some: Sequence[tuple[Place, Aligned]]) -> list[Scored]:
        """The verdicts on tracks, best first."""
        nats = of_onsets(self.witnesses(some)).tolist()
        return best_of([_scored(a, n) for (_, a), n in zip(some, nats, strict=True)])

    def _explained(self, found: Ranked) -> list[Scored]:
        """The verdicts on the best tracks, best first, and what the best one has of the clip."""
        judged = self._judged(_best(found))
        if judged:
            home, local = next(place for place, a in found.items() if a.track_no == judged[0].track_no)
            judged[0] = replace(judged[0], explained=self._share(judged[0], home, local))
        return judged

    def _share(self, track: Scored, home: int, local: int) -> float:
        return float(self._nats_of(track, self.segments[home].onsets(local)).sum() / self.expected.sum())

    def witnesses(self, some: Sequence[tuple[Place, Aligned]]) -> NDArray[np.float32]:
        """What the onsets' witnesses say of tracks; see `verdict.WITNESSES`."""
        return witnesses_of(
            self.segments,
            np.array([home for (home, _), _ in some], np.int32),
            np.array([local for (_, local), _ in some], np.uint32),
            np.array([a.offset for _, a in some], np.float32),
            np.array([a.speed for _, a in some], np.float32),
            self.aligner,
        )

    def _ranked(self, tracks: Tracks) -> Ranked:
        """The best tracks at their best place, best first."""
        return {place: turns[0] for place, turns in self._turns(tracks, 1).items()}

    def _turns(self, tracks: Tracks, each: int) -> dict[Place, list[Aligned]]:
        """The best tracks at as many of their places, best first."""
        if not len(tracks):
            return {}
        scores = rerank(self.segments, tracks.segment, tracks.local, tracks.offset, self.aligner, self.chroma)
        ratio = log_ratios(scores.chroma, *self.by_chance, self.chroma.seconds)
        beyond = beyond_bound(scores.chroma, *self.by_chance, self.chroma.seconds)
        pitched = np.isfinite(scores.chroma) & (self.by_chance[1] > 0)
        best: dict[Place, list[Aligned]] = {}
        for i in np.argsort(-(scores.onset + ratio + beyond + self.prior[tracks.segment]), kind="stable"):
            home, local, offset = int(tracks.segment[i]), int(tracks.local[i]), float(scores.offset[i])
            if scores.onset[i] <= UNREADABLE or (len(best) == KEPT and each == 1):
                break
            turns = best.setdefault((home, local), [])
            if len(turns) == each or any(abs(turn.offset - offset) < _TURNS_APART for turn in turns):
                continue
            segment = self.segments[home]
            turns.append(
                Aligned(
                    int(segment.numbers[local]) + segment.info.base,
                    segment.track_id(local),
                    float(scores.onset[i]),
                    float(ratio[i]),
                    float(beyond[i]),
                    bool(pitched[i]),
                    offset,
                    float(scores.speed[i]),
                    float(self.prior[home]),
                )
            )
        return best


def _best(found: Ranked) -> list[tuple[Place, Aligned]]:
    """The best of tracks, best first."""
    return sorted(found.items(), key=lambda one: -one[1].agreement)[:KEPT]


def _scored(track: Aligned, nats: float) -> Scored:
    """A track of whose onsets the verdict is known."""
    onset, chroma = with_pitches(nats, track.chroma, track.beyond) if track.pitched else (nats, 0.0)
    return Scored(track.track_no, track.track_id, onset, chroma, track.offset, track.speed, track.prior)


def _aligned(tracks: int, most: int) -> int:
    """How many places of so many tracks are looked at exactly."""
    return min(most, max(int(_PLACES_A_TRACK * tracks), _FEWEST_PLACES))


def _best_places(
    offsets: NDArray[np.float32], scores: NDArray[np.float32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows and offsets of the best places in tables of a row a track."""
    best = np.argsort(-scores, axis=None, kind="stable")[:count]
    best = best[scores.ravel()[best] > -1e8]
    return best // max(scores.shape[1], 1), offsets.ravel()[best]


def by_quarter(at: NDArray[np.int64], nats: NDArray[np.float32], aligner: Aligner) -> NDArray[np.float64]:
    """Sums over the quarters of the clip; `at` are its frames."""
    quarter = QUARTERS * at // aligner.search.shape[1]
    return np.asarray(np.bincount(quarter, nats, QUARTERS), np.float64)


def expected_of(evidence: Evidence, aligner: Aligner) -> NDArray[np.float64]:
    """What all of the evidence would give in each quarter, a nat at least."""
    at = np.clip(np.rint(evidence.at).astype(np.int64), 0, aligner.search.shape[1] - 1)
    nats = evidence.p * np.maximum(aligner.search[evidence.band, at], 0)
    return np.maximum(by_quarter(at, nats, aligner), 1.0)


def best_of(*parts: Sequence[Scored]) -> list[Scored]:
    """The best tracks of several looks; of a track that was looked at twice the better."""
    best: dict[int, Scored] = {}
    for one in sorted((s for part in parts for s in part), key=lambda s: -s.odds):
        best.setdefault(one.track_no, one)
    return list(best.values())[:KEPT]
