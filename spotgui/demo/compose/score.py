"""What a composition is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spotgui.demo.compose.theory import Chord, Scale


class Role(StrEnum):
    """What a part does in the mix."""

    LEAD = "lead"
    CHORDS = "chords"
    ARPEGGIO = "arpeggio"
    PAD = "pad"
    BASS = "bass"
    DRUMS = "drums"


@dataclass(frozen=True, slots=True)
class Meter:
    """Bars and beats in steps; a step is a sixteenth note (a semiquaver).

    Attributes
    ----------
    beats : int
        Beats a bar.
    beat_steps : int
        Steps a beat: 4, or 6 in compound time.
    """

    beats: int
    beat_steps: int = 4

    @property
    def bar_steps(self) -> int:
        """Steps a bar."""
        return self.beats * self.beat_steps


@dataclass(frozen=True, slots=True)
class Note:
    """A note as written.

    Attributes
    ----------
    step, length : float
        Steps since the piece's start, and steps held.
    pitch : int
        MIDI pitch; for drums the number of the drum.
    velocity : float
        0 to 1.
    """

    step: float
    length: float
    pitch: int
    velocity: float


@dataclass(frozen=True, slots=True)
class Part:
    """The notes of one instrument."""

    role: Role
    instrument: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the form.

    Attributes
    ----------
    kind : str
        intro, verse, chorus, bridge or outro.
    first_bar : int
        Bar it begins with.
    scale : Scale
        Its key.
    chords : tuple of Chord
        One a bar; its length is the section's length in bars.
    energy : float
        0 to 1: how many instruments play and how loud.
    """

    kind: str
    first_bar: int
    scale: Scale
    chords: tuple[Chord, ...]
    energy: float

    @property
    def bars(self) -> int:
        """Length in bars."""
        return len(self.chords)


@dataclass(frozen=True, slots=True)
class Score:
    """A whole piece.

    Attributes
    ----------
    bpm : float
        Beats a minute.
    swing : float
        How late every second half of a beat comes, as a share of that half.
    drift, jitter_s : float
        Standard deviations of the human tempo (relative) and of every note's time, seconds.
    """

    meter: Meter
    bpm: float
    swing: float
    drift: float
    jitter_s: float
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    seed: int

    @property
    def bars(self) -> int:
        """Length in bars."""
        return self.sections[-1].first_bar + self.sections[-1].bars

    @property
    def seconds(self) -> float:
        """Length as written, before anybody plays it."""
        return self.bars * self.meter.beats * 60 / self.bpm
