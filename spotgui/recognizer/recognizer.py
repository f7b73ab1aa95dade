"""A clip in, ranked matches or an honest no out."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.index.lookup import QueryLandmarks, give_back_pages, prepare
from spotgui.index.reader import Index
from spotgui.index.sampling import COMPACT
from spotgui.recognizer import decision
from spotgui.recognizer.alignment import aligner_of
from spotgui.recognizer.chroma import QueryChroma, chance, chroma_of, silence
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.keys import COMPACT_LEAST_KEY_P, LEAST_KEY_P, landmarks_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.proposals import Tracks, by_tiers, whole_library
from spotgui.recognizer.reasons import reason_for, refusal
from spotgui.recognizer.recordings import Recordings, by_recording
from spotgui.recognizer.results import Confidence, Match, MatchEvidence, Query, Reason, Recognition, Release
from spotgui.recognizer.snippet import Snippet
from spotgui.recognizer.verification import WITH_TURNS, Scored, Verifier, best_of, expected_of
from spotgui.recognizer.why import evidence_for

SHOWN = 5
"""Recordings in an answer."""
_TURN_BRINGS = 5.0
"""Nats that another turn of the music may add to the best track; under the threshold by more, none is looked for."""
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
        Tracks that the index proposes; 0 does not ask it.
    aligned : int
        Places that both witnesses are asked about exactly, of tracks whose places are all looked at.
    budget : int or None
        Postings that are read at most; None for as many as the index's size asks for.
    """

    whole_library: int
    candidates: int
    aligned: int
    budget: int | None = None


THOROUGH = Effort(whole_library=6_000, candidates=1_000, aligned=1_200)
FAR = Effort(whole_library=1_000, candidates=1_000, aligned=1_000)
"""As thorough, but a library of some thousand tracks is asked through its index."""
QUICK = Effort(whole_library=300, candidates=150, aligned=120, budget=700_000)
GLANCE = Effort(whole_library=0, candidates=0, aligned=0)
"""Only what is remembered is looked at again."""


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
        return replace(best, query=query, elapsed_s=elapsed)

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
        return self.decide(snippet, self.look(snippet, effort, looks=looks), begins_s, looks, started)

    def decide(
        self, snippet: Snippet, scored: Sequence[Scored], begins_s: float, looks: int, started: float
    ) -> Recognition:
        """Put tracks that were looked at together to recordings, and say the title or why not; see `search`."""
        groups = self._groups(scored)
        needed = self.needed(looks, snippet.seconds)
        reserve = _reserve(groups[0][0], snippet) if groups and groups[0][0].odds >= needed else 0.0
        lead = decision.lead(groups[0][0].chroma, snippet.evidence.sureness) if groups else 0.0
        matches: list[Match] = []
        for rank, group in enumerate(groups[: SHOWN + 1]):
            head = group[0]
            rival = groups[1 if rank == 0 else 0][0].odds if len(groups) > 1 else -math.inf
            gap = head.odds - rival if math.isfinite(rival) else max(head.odds, 0.0)
            bar = needed + reserve if rank == 0 else math.inf
            matches.append(
                Match(
                    track_id=head.track_id,
                    score=head.score,
                    onset_score=head.onset,
                    chroma_score=head.chroma,
                    threshold=needed - head.prior + (reserve if rank == 0 else 0.0),
                    margin=gap,
                    position_s=max(head.offset / FRAMES_PER_SECOND - begins_s * head.speed, 0.0),
                    speed=head.speed,
                    accepted=decision.accepts(head.odds, gap, bar, lead),
                    confidence=decision.confidence(head.odds, gap, bar, lead),
                    releases=tuple(Release(other.track_id) for other in group),
                    evidence=evidence_for(snippet, self.index.onsets(head.track_no), head.offset, head.speed, begins_s)
                    if rank == 0
                    else None,
                )
            )
        query = Query(snippet.seconds, round(snippet.evidence.expected))
        accepted_ones = tuple(m for m in matches if m.accepted)
        others = tuple(m for m in matches if not m.accepted)[:SHOWN]
        elapsed = time.perf_counter() - started
        if accepted_ones:
            return Recognition(accepted_ones, others, query, elapsed)
        if not groups:
            return Recognition((), (), query, elapsed, reason_for(snippet, -math.inf, 0.0))
        surpluses = [group[0].odds - needed for group in groups]
        level = decision.several(surpluses, lead) if surpluses[0] >= reserve else 0
        shared = min(level, len(others))
        reason = Reason.SHARED if shared else reason_for(snippet, surpluses[0], matches[0].margin)
        return Recognition((), others, query, elapsed, reason, shared)

    def needed(self, looks: int, seconds: float) -> float:
        """The odds that a title needs in so many looks at a clip of this length, nats."""
        return decision.threshold(self.index.track_count, looks, seconds)

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
        verifier = self.verifier(snippet)
        home = np.array([self.index.segments.index(segment)], np.int32)
        proposed = Tracks(home, np.array([place], np.uint32), np.array([position_s * FRAMES_PER_SECOND], np.float32))
        for found in verifier.at(proposed):
            return Confirmation(found.score, evidence_for(snippet, segment.onsets(place), found.offset, found.speed))
        return Confirmation(-math.inf, None)

    def look(
        self, snippet: Snippet, effort: Effort, *, remembered: Sequence[Scored] = (), looks: int = 1
    ) -> list[Scored]:
        """Compare a clip with the library: the best tracks, best first. Ends as soon as one of them is certain.

        Parameters
        ----------
        remembered : sequence of Scored
            Tracks and places that were good for an earlier part of the same clip; they are looked at again.
        """
        segments = self.index.segments
        if not segments or not len(snippet.evidence.at):
            return []
        give_back_pages(segments)
        whole = self.index.track_count <= effort.whole_library
        needed = self.needed(looks, snippet.seconds)
        with ThreadPoolExecutor(2) as beside:
            prepared = beside.submit(prepare, segments if effort.candidates and not whole else ())
            made = beside.submit(self.verifier, snippet)
            asked = self.landmarks(snippet) if effort.candidates and not whole else None
            best = made.result().at(self._again(remembered)) if remembered else []
            if self._certain(best, needed, snippet):
                return best
            if whole:
                best = best_of(best, made.result().everywhere(whole_library(segments), effort.aligned))
                return self._with_turns(best, needed, made.result())
            if asked is None:
                return best
            prepared.result()
            for proposal in by_tiers(segments, asked, effort.candidates, effort.budget):
                best = best_of(best, made.result().proposed(proposal, effort.aligned))
                if not self._certain(best, needed, snippet):
                    continue
                if proposal.all_read or made.result().explained_by(best[0], self.index.onsets(best[0].track_no)):
                    break
            return self._with_turns(best, needed, made.result())

    def _with_turns(self, best: Sequence[Scored], needed: float, verifier: Verifier) -> list[Scored]:
        """The best tracks at their best turn of the music, where that may make a title."""
        if not best or best[0].odds < needed - _TURN_BRINGS:
            return list(best)
        return verifier.with_turns(best, self._again(best[:WITH_TURNS]))

    def landmarks(self, snippet: Snippet) -> QueryLandmarks:
        """What the index is asked for."""
        few = any(s.info.sampling == COMPACT.name for s in self.index.segments)
        return landmarks_of(snippet.evidence, COMPACT_LEAST_KEY_P if few else LEAST_KEY_P)

    def verifier(self, snippet: Snippet) -> Verifier:
        """What compares a clip with tracks."""
        aligner = aligner_of(snippet.evidence, field_of(snippet.evidence))
        heard = self._heard(snippet)
        by_chance = chance(self.index.segments, heard)
        segments = self.index.segments
        prior = decision.priors([s.info.tier for s in segments], [len(s) for s in segments])
        expected = expected_of(snippet.evidence, aligner)
        return Verifier(segments, aligner, heard, by_chance, np.array(prior), expected)

    def _again(self, remembered: Sequence[Scored]) -> Tracks:
        """Where the remembered tracks are now: an import may have merged segments."""
        places = {id(segment): i for i, segment in enumerate(self.index.segments)}
        found = [(*self.index.locate(s.track_no), s.offset) for s in remembered if s.track_no in self.index]
        return Tracks(
            np.array([places[id(segment)] for segment, _, _ in found], np.int32),
            np.array([place for _, place, _ in found], np.uint32),
            np.array([offset for _, _, offset in found], np.float32),
        )

    def _heard(self, snippet: Snippet) -> QueryChroma:
        """The pitches that are compared."""
        return snippet.chroma if self._chroma else silence()

    def _certain(self, scored: Sequence[Scored], needed: float, snippet: Snippet) -> bool:
        """Whether looking further could not change the answer."""
        if not scored or scored[0].odds < needed:
            return False
        groups = self._groups(scored)
        gap = groups[0][0].odds - groups[1][0].odds if len(groups) > 1 else math.inf
        bar = needed + _reserve(groups[0][0], snippet)
        return decision.confidence(groups[0][0].odds, gap, bar) is Confidence.CERTAIN

    def _groups(self, scored: Sequence[Scored]) -> list[list[Scored]]:
        return by_recording(self.index, scored, self._recordings, SHOWN + 1)


def _reserve(best: Scored, snippet: Snippet) -> float:
    heard = snippet.evidence
    return decision.reserve(best.explained, heard.sureness, heard.expected, best.chroma, snippet.seconds)


def _top(recognition: Recognition) -> float:
    best = recognition.matches or recognition.candidates
    return best[0].score - best[0].threshold if best else -math.inf
