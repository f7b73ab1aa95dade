"""Recognising while sound arrives: one decision a second, the first safe answer ends it.

What is dear is done once: onset runs, their context and pitches grow with the sound. Most decisions only look again at
the tracks that were good before, which costs little; the index is asked at set times, further apart as the clip grows,
and a few times thoroughly. So a session that finds nothing costs two seconds of one processor and not twenty.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.recognizer.chroma import Pitches
from spotgui.recognizer.evidence import Hearing
from spotgui.recognizer.reasons import refusal
from spotgui.recognizer.recognizer import FAR, GLANCE, QUICK, THOROUGH, Effort, Recognizer
from spotgui.recognizer.results import Match, Query, Recognition
from spotgui.recognizer.snippet import Snippet, pack
from spotgui.recognizer.verification import Scored

FIRST_DECISION_S = 3.0
DECISION_EVERY_S = 1.0
FAR_S = (12,)
"""When as many tracks are looked at as for a single clip; and before giving up."""
QUICK_S = (3, 4, 5, 6, 7, 8, 10, 14, 17, 20)
"""When the index is asked with a smaller budget. At the other seconds what was good before is looked at again."""
_WITHIN_REACH = 5.0
"""Nats that a second of sound may add to a score: below the threshold by more, a look at the same tracks is useless."""
GIVE_UP_S = 25.0


def _as_it_is(recognition: Recognition) -> Recognition:
    return recognition


def _effort_at(second: int) -> Effort:
    return FAR if second in FAR_S else QUICK if second in QUICK_S else GLANCE


class ListeningSession:
    """Feed it sound until it answers.

    Parameters
    ----------
    recognizer : Recognizer
    give_up_s : float
        Seconds of sound after which the answer is a no, with its reason.
    describe : callable
        Applied to what is told: fills in titles.

    Attributes
    ----------
    seconds : float
        Sound taken in.
    candidates : tuple of Match
        What it could be so far, best first.
    """

    def __init__(
        self,
        recognizer: Recognizer,
        *,
        give_up_s: float = GIVE_UP_S,
        describe: Callable[[Recognition], Recognition] = _as_it_is,
    ) -> None:
        self._recognizer = recognizer
        self._give_up_s = give_up_s
        self._looks = max(1, round((give_up_s - FIRST_DECISION_S) / DECISION_EVERY_S) + 1)
        self._describe = describe
        self._hearing = Hearing(recognizer.network)
        self._pitches = Pitches()
        self._blocks: list[NDArray[np.float32]] = []
        self._samples = 0
        self._next_s = min(FIRST_DECISION_S, give_up_s)
        self._computed_s = 0.0
        self._last: Recognition | None = None
        self._snippet: Snippet | None = None
        self._remembered: list[Scored] = []
        self.candidates: tuple[Match, ...] = ()

    @property
    def seconds(self) -> float:
        """Sound taken in."""
        return self._samples / SAMPLE_RATE

    def feed(self, block: NDArray[np.float32]) -> Recognition | None:
        """Take the next samples, float32 mono at 11 025 Hz of any number.

        Returns
        -------
        Recognition or None
            The answer, once there is a safe one or it is time to give up; None while it goes on listening.
        """
        started = time.perf_counter()
        samples = np.ascontiguousarray(block, np.float32)
        self._blocks.append(samples)
        self._samples += len(samples)
        self._hearing.feed(samples)
        self._pitches.feed(samples)
        self._computed_s += time.perf_counter() - started
        if self.seconds < self._next_s:
            return None
        self._next_s = min(np.floor(self.seconds) + DECISION_EVERY_S, max(self._give_up_s, self.seconds + 0.1))
        give_up = self.seconds >= self._give_up_s
        effort = THOROUGH if give_up else _effort_at(int(self.seconds))
        if effort is GLANCE and not self._within_reach():
            return None
        answer = self._decide(effort)
        return answer if answer.found or give_up else None

    def finish(self) -> Recognition:
        """The answer to all that was fed; when no more sound comes."""
        return self._decide(THOROUGH)

    def snippet(self) -> bytes | None:
        """What to keep of an unknown song, to try again later; None before the first decision."""
        return pack(self._snippet) if self._snippet else None

    def _within_reach(self) -> bool:
        """Whether a second more may have made the best track safe."""
        if self._snippet is None or not self._remembered:
            return False
        needed = self._recognizer.needed(self._looks, self.seconds)
        return self._remembered[0].odds > needed - _WITHIN_REACH

    def _decide(self, effort: Effort) -> Recognition:
        started = time.perf_counter()
        pcm = np.concatenate(self._blocks) if self._blocks else np.empty(0, np.float32)
        self._blocks = [pcm]
        refused = refusal(pcm, self._recognizer.index.track_count)
        if refused:
            answer = Recognition((), (), Query(self.seconds, 0), 0.0, refused)
        else:
            loudness = float(np.sqrt(np.mean(np.square(pcm), dtype=np.float64)))
            evidence = self._hearing.evidence()
            self._snippet = Snippet(evidence, self._pitches.chroma(), loudness)
            self._remembered = self._recognizer.look(
                self._snippet, effort, remembered=self._remembered, looks=self._looks
            )
            found = self._recognizer.decide(self._snippet, self._remembered, 0.0, self._looks, started)
            answer = self._describe(found)
        self._computed_s += time.perf_counter() - started
        self.candidates = (*answer.matches, *answer.candidates)
        return replace(answer, elapsed_s=self._computed_s)
