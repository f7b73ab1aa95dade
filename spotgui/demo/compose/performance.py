"""Play a score in time: tempo that breathes, swing, the small lateness of hands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.demo.compose.score import Part, Role, Score

LEAD_IN_S = (0.05, 0.6)
"""Silence before the first note: least and most."""
TEMPO_MEMORY = 0.85
"""How much of a beat's deviation from the tempo the next one keeps."""
RITARDANDO = (1.03, 1.07, 1.12, 1.2)
"""How much longer the last beats of a human performance are."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """A part in seconds.

    Attributes
    ----------
    starts, seconds : float64 (n,)
        When notes begin and how long they are held.
    pitches : int32 (n,)
        MIDI pitches, or drum numbers.
    velocities : float32 (n,)
        0 to 1.
    """

    role: Role
    instrument: str
    starts: NDArray[np.float64]
    seconds: NDArray[np.float64]
    pitches: NDArray[np.int32]
    velocities: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """A score as played.

    Attributes
    ----------
    voices : tuple of Voice
        One a part.
    beat_times : float64 (beats + 1,)
        Seconds of every beat and of the end.
    """

    score: Score
    voices: tuple[Voice, ...]
    beat_times: NDArray[np.float64]

    @property
    def end_s(self) -> float:
        """When the last bar ends, seconds."""
        return float(self.beat_times[-1])


def perform(score: Score) -> Performance:
    """Play a score; the same score is always played the same way."""
    rng = np.random.default_rng(score.seed)
    beats = score.bars * score.meter.beats
    deviation = np.zeros(beats)
    noise = rng.standard_normal(beats) * score.drift * np.sqrt(1 - TEMPO_MEMORY**2)
    for i in range(1, beats):
        deviation[i] = TEMPO_MEMORY * deviation[i - 1] + noise[i]
    lengths = 60 / score.bpm * (1 + deviation)
    if score.drift > 0:
        lengths[-len(RITARDANDO) :] *= RITARDANDO
    times = rng.uniform(*LEAD_IN_S) + np.concatenate(([0.0], np.cumsum(lengths)))
    return Performance(score, tuple(_voice(part, score, times, rng) for part in score.parts), times)


def _voice(part: Part, score: Score, beat_times: NDArray[np.float64], rng: np.random.Generator) -> Voice:
    steps = np.array([n.step for n in part.notes], np.float64)
    ends = steps + np.array([n.length for n in part.notes], np.float64)
    starts = _seconds(steps, score, beat_times)
    seconds = np.maximum(_seconds(ends, score, beat_times) - starts, 0.05)
    late = rng.standard_normal(len(steps)) * score.jitter_s
    return Voice(
        part.role,
        part.instrument,
        np.maximum(starts + late, 0.0),
        seconds,
        np.array([n.pitch for n in part.notes], np.int32),
        np.array([n.velocity for n in part.notes], np.float32),
    )


def _seconds(steps: NDArray[np.float64], score: Score, beat_times: NDArray[np.float64]) -> NDArray[np.float64]:
    """When steps come: swing bends the beat, the beats follow the tempo."""
    beats = steps / score.meter.beat_steps
    whole = np.floor(beats)
    part = beats - whole
    middle = 0.5 + 0.25 * score.swing
    bent = np.where(part < 0.5, part * 2 * middle, middle + (part - 0.5) * 2 * (1 - middle))
    seconds: NDArray[np.float64] = np.interp(whole + bent, np.arange(len(beat_times)), beat_times)
    return seconds
