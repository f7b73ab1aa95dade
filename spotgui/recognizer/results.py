"""What a recognition says: values only, for the command line, the window and the history."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Confidence(StrEnum):
    """The margin in plain words."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class Reason(StrEnum):
    """Why there is no answer."""

    NO_SOUND = "no sound is coming in"
    TOO_QUIET = "too quiet"
    TOO_SHORT = "too short"
    NOT_IN_CATALOGUE = "not in your catalogue"
    NOT_SURE = "not sure enough"
    SHARED = "the same music is in several of your tracks"
    EMPTY_INDEX = "nothing is imported yet"


@dataclass(frozen=True, slots=True)
class Release:
    """One of the tracks that hold the same recording."""

    track_id: str
    title: str | None = None
    album: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MatchEvidence:
    """What the decision rests on, for "Why this match".

    Attributes
    ----------
    query_s, track_s : float32 (n,), (m,)
        Onset times in seconds since the clip's and the track's start; the track's are those of the matched stretch.
    query_band, track_band : uint8
        Their bands, 0 (lowest) to 7.
    matched : bool (m,)
        Track onsets that the query confirms.
    position_s, begins_s : float
        Where in the track, and where in the whole recording, the clip begins that this is the evidence of; of a long
        recording only a stretch is looked at.
    """

    query_s: NDArray[np.float32]
    query_band: NDArray[np.uint8]
    track_s: NDArray[np.float32]
    track_band: NDArray[np.uint8]
    matched: NDArray[np.bool_]
    position_s: float = 0.0
    begins_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A recording that may be what is heard.

    Attributes
    ----------
    score : float
        Log odds against chance, nats; the sum of the witnesses.
    onset_score, chroma_score : float
        The two witnesses, nats; chroma 0 when the track has no sketch.
    threshold : float
        The score that a track of its popularity needs in a catalogue of this size, nats; the best one, if it has
        that, more for what it leaves unexplained, see `decision.reserve`.
    margin : float
        Nats ahead of the best different recording, popularity included.
    position_s : float
        Where in the track the query begins, seconds.
    speed : float
        Playback speed against the track (1.01: one per cent fast).
    isrc : str or None
        Of the recording, when the metadata knows it.
    """

    track_id: str
    score: float
    onset_score: float
    chroma_score: float
    threshold: float
    margin: float
    position_s: float
    speed: float
    accepted: bool
    confidence: Confidence
    title: str | None = None
    artists: tuple[str, ...] = ()
    album: str | None = None
    releases: tuple[Release, ...] = ()
    evidence: MatchEvidence | None = None
    isrc: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What was listened to."""

    seconds: float
    onsets: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """Ranked matches or an honest no.

    Attributes
    ----------
    matches : tuple of Match
        Accepted ones, best first; one a recording.
    candidates : tuple of Match
        The runners-up that were not accepted.
    reason : Reason or None
        Why there is no match; None when there is one.
    shared : int
        How many of the first candidates hold what was heard, where several do and none leads.
    """

    matches: tuple[Match, ...]
    candidates: tuple[Match, ...]
    query: Query
    elapsed_s: float
    reason: Reason | None = None
    shared: int = 0

    @property
    def one_of(self) -> tuple[Match, ...]:
        """What it is one of, where several recordings hold the same music; best first."""
        return self.candidates[: self.shared]

    @property
    def found(self) -> bool:
        """True when the program would tell its user a title."""
        return bool(self.matches)
