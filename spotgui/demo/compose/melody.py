"""Tunes: rhythmic cells that come back, contours that aim at chord tones, variation when a tune returns."""

from __future__ import annotations

import random
from dataclasses import dataclass

from spotgui.demo.compose.score import Meter, Note, Section

CELL_PATTERNS = ("ABAC", "AABC", "ABAB", "ABCA", "AAAB")
STEPS = (-2, -1, -1, 1, 1, 2, 0, 4, -3)
LOWEST, HIGHEST = -3, 12
"""Range of a tune, degrees."""


@dataclass(frozen=True, slots=True)
class TuneNote:
    """A note of a tune, before it is put in a key: bar and step from the tune's start, and a degree."""

    bar: int
    step: int
    length: int
    degree: int


Tune = tuple[TuneNote, ...]
Cell = tuple[tuple[int, int], ...]


def write_tune(section: Section, meter: Meter, lively: float, centre: int, swung: bool, rng: random.Random) -> Tune:
    """A tune over a section's chords.

    Parameters
    ----------
    lively : float
        0 long notes, 1 many short ones.
    centre : int
        Degree that the tune moves around.
    swung : bool
        True: no sixteenth notes.
    """
    cells = {name: _cell(meter, lively, swung, rng) for name in "ABC"}
    moves: dict[str, list[int]] = {name: [rng.choice(STEPS) for _ in cell] for name, cell in cells.items()}
    notes: list[TuneNote] = []
    degree = centre
    for bar, chord in enumerate(section.chords):
        if bar % 8 == 0 or (bar % 4 == 0 and rng.random() < 0.4):
            pattern = rng.choice(CELL_PATTERNS)
        name = pattern[bar % 4]
        for (step, length), move in zip(cells[name], moves[name], strict=True):
            degree += move
            if degree < LOWEST + centre // 2 or degree > HIGHEST:
                degree = centre + rng.choice((-1, 0, 1))
            if step % meter.beat_steps == 0 or length >= meter.beat_steps:
                degree = chord.nearest(degree)
            notes.append(TuneNote(bar, step, length, degree))
        if bar % 4 == 3:
            notes = _close(notes, bar, chord.nearest(degree), meter)
    return tuple(notes)


def vary(tune: Tune, meter: Meter, amount: float, rng: random.Random) -> Tune:
    """The tune as it comes back: some notes left out, ornamented, moved or split."""
    notes: list[TuneNote] = []
    for note in tune:
        draw = rng.random()
        if draw > amount:
            notes.append(note)
        elif draw < 0.2 * amount and note.step % meter.beat_steps:
            continue
        elif draw < 0.6 * amount and note.length >= 4:
            half = note.length // 2
            notes.append(TuneNote(note.bar, note.step, half, note.degree))
            notes.append(TuneNote(note.bar, note.step + half, note.length - half, note.degree + rng.choice((-1, 1, 2))))
        else:
            notes.append(TuneNote(note.bar, note.step, note.length, note.degree + rng.choice((-2, -1, 1, 2))))
    return tuple(notes)


def play_tune(tune: Tune, section: Section, meter: Meter, octave: int, rng: random.Random) -> list[Note]:
    """Put a tune into its section's bars, key and octave; bars past the section's end are left out."""
    notes = []
    for note in tune:
        if note.bar < section.bars:
            step = (section.first_bar + note.bar) * meter.bar_steps + note.step
            accent = 0.15 if note.step == 0 else 0.05 if note.step % meter.beat_steps == 0 else 0.0
            velocity = min(1.0, 0.55 + accent + 0.25 * section.energy + rng.uniform(-0.1, 0.1))
            notes.append(Note(step, note.length * 0.95, section.scale.pitch(note.degree, octave), velocity))
    return notes


def _cell(meter: Meter, lively: float, swung: bool, rng: random.Random) -> Cell:
    """A bar's rhythm: steps and lengths."""
    beat = meter.beat_steps
    lengths = [2, 2, beat, beat, 2 * beat] if swung or beat == 6 else [1, 2, 3, beat, 2 * beat, 6]
    weights = [lively * 2 if length < beat else 1 - lively * 0.6 for length in lengths]
    step = rng.choice((0, 0, 0, 2))
    cell: list[tuple[int, int]] = []
    while step < meter.bar_steps:
        length = min(rng.choices(lengths, weights)[0], meter.bar_steps - step)
        if length == 1 and step % 2 == 0 and step + 1 < meter.bar_steps:
            cell += [(step, 1), (step + 1, 1)]
            length = 2
        elif step == 0 or rng.random() > 0.16:
            cell.append((step, length))
        step += length
    return tuple(cell)


def _close(notes: list[TuneNote], bar: int, degree: int, meter: Meter) -> list[TuneNote]:
    """End a phrase: the bar's second half becomes one long note."""
    half = meter.bar_steps // 2
    kept = [n for n in notes if n.bar < bar or n.step < half]
    return [*kept, TuneNote(bar, half, meter.bar_steps - half, degree)]
