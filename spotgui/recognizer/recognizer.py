"""A clip in, ranked matches or an honest no out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.index.lookup import search
from spotgui.index.reader import Index
from spotgui.recognizer import decision
from spotgui.recognizer.alignment import Aligner, aligner_of
from spotgui.recognizer.chroma import QueryChroma, chance, chroma_of, log_ratios, silence
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.keys import landmarks_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.reasons import reason_for, refusal
from spotgui.recognizer.recordings import equal_onsets
from spotgui.recognizer.rerank import rerank
from spotgui.recognizer.results import Match, MatchEvidence, Query, Reason, Recognition, Release
from spotgui.recognizer.scan import scan
from spotgui.recognizer.snippet import Snippet
from spotgui.recognizer.why import evidence_for

Recordings = Callable[[Sequence[str]], Mapping[str, str]]
"""Track ids to ISRCs, those that have one."""
SHOWN = 5
"""Recordings in an answer."""
_LOOKED_AT = 40  # best-scored candidates that are sorted into recordings
LONGEST_S = 25.0
"""A longer recording is recognised by stretches of it."""
STRETCH_S = 20.0
STRETCHES = 6


@dataclass(frozen=True, slots=True)
class Effort:
    """How far a search looks.

    Attributes
    ----------
    whole_library : int
        Up to so many tracks all are looked at: the index is asked only where it saves time.
    candidates : int
        Tracks that the index proposes.
    aligned : int
        Places that both witnesses are asked about exactly.
    """

    whole_library: int
    candidates: int
    aligned: int


THOROUGH = Effort(whole_library=6_000, candidates=1_000, aligned=1_000)
QUICK = Effort(whole_library=300, candidates=250, aligned=200)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate after both witnesses."""

    track_no: int
    track_id: str
    onset: float
    chroma: float
    offset: float
    speed: float

    @property
    def score(self) -> float:
        return self.onset + self.chroma


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Score of a clip at one place of one track, nats, and what it rests on; -inf without such a track."""

    score: float
    evidence: MatchEvidence | None


class Recognizer:
    """Recognises clips against an index.

    Parameters
    ----------
    index : Index
    recordings : callable or None
        Gives the ISRCs of tracks; without it releases are told by equal onsets alone.
    chroma : bool
        Whether the second witness is heard.
    """

    def __init__(self, index: Index, recordings: Recordings | None = None, *, chroma: bool = True) -> None:
        self.index = index
        self.network = Network.load()
        self._recordings = recordings
        self._chroma = chroma

    def snippet(self, pcm: NDArray[np.float32]) -> Snippet:
        """What is heard in a clip, float32 mono at 11 025 Hz."""
        samples = np.ascontiguousarray(pcm, np.float32)
        loudness = float(np.sqrt(np.mean(np.square(samples), dtype=np.float64))) if len(samples) else 0.0
        return Snippet(listen(samples, self.network), chroma_of(samples), loudness)

    def recognise(self, pcm: NDArray[np.float32]) -> Recognition:
        """Name the recording in a clip.

        Parameters
        ----------
        pcm : float32 (n,)
            Mono at 11 025 Hz, finite. Of more than 25 s, up to six stretches of 20 s are tried.
        """
        started = time.perf_counter()
        seconds = len(pcm) / SAMPLE_RATE
        refused = refusal(pcm, self.index.track_count)
        if refused:
            return Recognition((), (), Query(seconds, 0), time.perf_counter() - started, refused)
        if seconds <= LONGEST_S:
            return self.search(self.snippet(pcm), started=started)
        return self._by_stretches(pcm, started)

    def _by_stretches(self, pcm: NDArray[np.float32], started: float) -> Recognition:
        length = int(STRETCH_S * SAMPLE_RATE)
        count = min(STRETCHES, math.ceil(len(pcm) / length))
        starts = np.linspace(0, len(pcm) - length, count).astype(int) if count > 1 else [0]
        best: Recognition | None = None
        onsets = 0
        for start in sorted(starts, key=lambda s: abs(s - len(pcm) // 3)):
            stretch = pcm[start : start + length]
            if refusal(stretch, self.index.track_count):
                continue
            found = self.search(self.snippet(stretch), begins_s=start / SAMPLE_RATE, looks=count)
            onsets += found.query.onsets
            if best is None or found.found or _top(found) > _top(best):
                best = found
            if found.found:
                break
        query = Query(len(pcm) / SAMPLE_RATE, onsets)
        elapsed = time.perf_counter() - started
        if best is None:
            return Recognition((), (), query, elapsed, Reason.TOO_QUIET)
        return Recognition(best.matches, best.candidates, query, elapsed, best.reason)

    def search(
        self,
        snippet: Snippet,
        *,
        effort: Effort = THOROUGH,
        begins_s: float = 0.0,
        looks: int = 1,
        started: float | None = None,
    ) -> Recognition:
        """Name the recording in what was kept of a clip.

        Parameters
        ----------
        begins_s : float
            Where in a longer recording the clip begins; positions are those of the recording's start.
        looks : int
            How often the same listening may be decided.
        """
        started = time.perf_counter() if started is None else started
        scored = self._scored(snippet, effort)
        groups = self._by_recording(scored)
        needed = decision.threshold(self.index.track_count, looks)
        matches: list[Match] = []
        for rank, group in enumerate(groups[: SHOWN + 1]):
            head = group[0]
            rival = groups[1][0].score if rank == 0 and len(groups) > 1 else groups[0][0].score if rank else -math.inf
            gap = head.score - rival if math.isfinite(rival) else max(head.score, 0.0)
            accepted = rank == 0 and decision.accepts(head.score, gap, needed)
            matches.append(
                Match(
                    track_id=head.track_id,
                    score=head.score,
                    onset_score=head.onset,
                    chroma_score=head.chroma,
                    threshold=needed,
                    margin=gap,
                    position_s=max(head.offset / FRAMES_PER_SECOND - begins_s * head.speed, 0.0),
                    speed=head.speed,
                    accepted=accepted,
                    confidence=decision.confidence(head.score, gap, needed if rank == 0 else math.inf),
                    releases=tuple(Release(other.track_id) for other in group),
                    evidence=evidence_for(snippet, self.index.onsets(head.track_no), head.offset, head.speed)
                    if rank == 0
                    else None,
                )
            )
        query = Query(snippet.seconds, round(snippet.evidence.expected))
        accepted_ones = tuple(m for m in matches if m.accepted)
        others = tuple(m for m in matches if not m.accepted)[:SHOWN]
        reason = None if accepted_ones else reason_for(snippet, matches, needed)
        return Recognition(accepted_ones, others, query, time.perf_counter() - started, reason)

    def confirm(self, snippet: Snippet, track_id: str, position_s: float) -> Confirmation:
        """What the witnesses say of one place of one track.

        Parameters
        ----------
        position_s : float
            Where in the track the clip should begin, right to about 0.1 s.
        """
        track_no = self.index.find(track_id)
        if track_no is None:
            return Confirmation(-math.inf, None)
        segment, place = self.index.locate(track_no)
        aligner = aligner_of(snippet.evidence, field_of(snippet.evidence))
        heard = snippet.chroma if self._chroma else silence()
        by_chance = chance(self.index.segments, heard)
        proposed = np.array([position_s * FRAMES_PER_SECOND], np.float32)
        scores = rerank([segment], np.zeros(1, np.int32), np.array([place], np.uint32), proposed, aligner, heard)
        score = scores.onset[0] + log_ratios(scores.chroma, *by_chance, heard.seconds)[0]
        offset, speed = float(scores.offset[0]), float(scores.speed[0])
        return Confirmation(float(score), evidence_for(snippet, segment.onsets(place), offset, speed))

    def _scored(self, snippet: Snippet, effort: Effort) -> list[_Scored]:
        """The best candidates, best first."""
        segments = self.index.segments
        if not segments or not len(snippet.evidence.at):
            return []
        aligner = aligner_of(snippet.evidence, field_of(snippet.evidence))
        heard = snippet.chroma if self._chroma else silence()
        by_chance = chance(segments, heard)
        segment, local, offset = self._proposed(snippet, aligner, heard, effort)
        scores = rerank(segments, segment, local, offset, aligner, heard)
        ratio = log_ratios(scores.chroma, *by_chance, heard.seconds)
        total = scores.onset + ratio
        order = np.argsort(-total, kind="stable")
        best: dict[tuple[int, int], _Scored] = {}
        for i in order:
            place = int(segment[i]), int(local[i])
            if len(best) == _LOOKED_AT:
                break
            if place not in best:
                home = segments[place[0]]
                best[place] = _Scored(
                    int(home.numbers[place[1]]) + home.info.base,
                    home.track_id(place[1]),
                    float(scores.onset[i]),
                    float(ratio[i]),
                    float(scores.offset[i]),
                    float(scores.speed[i]),
                )
        return list(best.values())

    def _proposed(
        self, snippet: Snippet, aligner: Aligner, heard: QueryChroma, effort: Effort
    ) -> tuple[NDArray[np.int32], NDArray[np.uint32], NDArray[np.float32]]:
        """Segments, places in them and offsets that are worth an exact alignment."""
        segments = self.index.segments
        if self.index.track_count <= effort.whole_library:
            segment = np.repeat(np.arange(len(segments), dtype=np.int32), [len(s) for s in segments])
            local = np.concatenate([np.arange(len(s), dtype=np.uint32) for s in segments])
            own = np.zeros((len(local), 0), np.float32)
        else:
            found = search(segments, landmarks_of(snippet.evidence), best=effort.candidates)
            segment, local, own = found.segment, found.local, found.offset[:, None]
        places = scan(segments, segment, local, aligner, heard)
        offsets = np.concatenate([places.offset, own], axis=1)
        # the index's own proposal is kept for the best tenth of its candidates, which come first
        keep = np.where(np.arange(len(local)) < len(local) // 10, np.float32(1e6), np.float32(-1e9))
        score = np.concatenate([places.score, np.repeat(keep[:, None], own.shape[1], 1)], axis=1)
        best = np.argsort(-score, axis=None, kind="stable")[: effort.aligned]
        best = best[score.ravel()[best] > -1e8]
        track = best // offsets.shape[1]
        return segment[track], local[track], offsets.ravel()[best]

    def _by_recording(self, scored: Sequence[_Scored]) -> list[list[_Scored]]:
        """Candidates that are one recording put together; both levels best first."""
        isrcs = self._recordings([s.track_id for s in scored]) if self._recordings and scored else {}
        groups: list[list[_Scored]] = []
        for one in scored:
            home = next((g for g in groups if self._same(g[0], one, isrcs)), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
        return groups

    def _same(self, a: _Scored, b: _Scored, isrcs: Mapping[str, str]) -> bool:
        if a.track_id == b.track_id:
            return True
        known = isrcs.get(a.track_id)
        if known and known == isrcs.get(b.track_id):
            return True
        if b.score < a.score / 2:  # the same sound would have scored alike
            return False
        return equal_onsets(self.index.onsets(a.track_no), self.index.onsets(b.track_no), a.offset - b.offset)


def _top(recognition: Recognition) -> float:
    best = recognition.matches or recognition.candidates
    return best[0].score if best else -math.inf
