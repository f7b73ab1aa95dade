"""Chords, arpeggios and bass: patterns of a bar, varied a little every time they are played."""

from __future__ import annotations

import random
from dataclasses import dataclass

from spotgui.demo.compose.score import Meter, Note
from spotgui.demo.compose.theory import Chord, Scale

Hits = tuple[int, ...]

SYNCOPATED_16: tuple[Hits, ...] = (
    (0, 3, 6, 10, 12),
    (0, 6, 8, 14),
    (0, 3, 8, 11),
    (2, 6, 10, 13),
    (0, 4, 7, 10, 14),
    (0, 7, 10),
)
SYNCOPATED_12: tuple[Hits, ...] = ((0, 4, 10), (0, 6, 8), (2, 6, 10), (0, 3, 6, 9), (0, 5, 8))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar to accompany.

    Attributes
    ----------
    first_step : int
        Its start in steps since the piece's start.
    following : Chord
        The chord after it, which a bass leads to.
    """

    first_step: int
    meter: Meter
    scale: Scale
    chord: Chord
    following: Chord
    energy: float


def comping_hits(pattern: str, meter: Meter, rng: random.Random) -> Hits:
    """The steps of a bar on which chords are struck; drawn once for a section kind, so that it has a groove."""
    steps, beat = meter.bar_steps, meter.beat_steps
    beats = tuple(range(0, steps, beat))
    patterns: dict[str, Hits] = {
        "held": (0,),
        "block": beats,
        "broken": tuple(range(0, steps, 2)),
        "offbeat": tuple(b + beat // 2 for b in beats),
        "strummed": tuple(s for s in (0, 4, 6, 10, 12, 14) if s < steps),
        "bossa": tuple(s for s in (0, 3, 6, 10, 13) if s < steps),
        "driven": tuple(range(0, steps, 2)),
        "waltz": beats[1:],
        "charleston": (0, 6),
    }
    return patterns.get(pattern) or rng.choice(SYNCOPATED_16 if steps >= 16 else SYNCOPATED_12)


def comp(pattern: str, hits: Hits, bar: Bar, lowest: int, rng: random.Random) -> list[Note]:
    """A bar of chords."""
    degrees = bar.chord.voiced(lowest)
    if pattern == "driven":
        degrees = (bar.chord.root, bar.chord.root + 4, bar.chord.root + 7)
    played = [h for h in hits if rng.random() > 0.1 or h == 0]
    notes: list[Note] = []
    for i, hit in enumerate(played):
        end = played[i + 1] if i + 1 < len(played) else bar.meter.bar_steps
        length = (end - hit) * (0.95 if pattern in ("held", "broken", "strummed", "bossa") else 0.6)
        velocity = (
            0.45 + 0.3 * bar.energy + (0.1 if hit % bar.meter.beat_steps == 0 else 0.0) + rng.uniform(-0.08, 0.08)
        )
        if pattern == "broken":
            tone = (0, 2, 1, 2, 0, 1)[i % 6] % len(degrees)
            degree = bar.chord.root if i == 0 else degrees[tone] + (7 if rng.random() < 0.12 else 0)
            notes.append(Note(bar.first_step + hit, length * 2.5, bar.scale.pitch(degree, 4), velocity))
            continue
        spread = 0.12 if pattern == "strummed" else 0.02
        strings = degrees if hit % 4 == 0 else degrees[::-1]
        for k, degree in enumerate(strings):
            notes.append(Note(bar.first_step + hit + k * spread, length, bar.scale.pitch(degree, 4), velocity))
    return notes


def arpeggiate(order: tuple[int, ...], every: int, bar: Bar, lowest: int, rng: random.Random) -> list[Note]:
    """Chord tones one after the other, ``every`` so many steps, in an order that runs over two octaves."""
    low = bar.chord.voiced(lowest)
    tones = low + tuple(d + 7 for d in low)
    notes = []
    for i, step in enumerate(range(0, bar.meter.bar_steps, every)):
        if rng.random() < 0.06:
            continue
        degree = tones[order[i % len(order)] % len(tones)]
        velocity = (
            0.4 + 0.25 * bar.energy + (0.12 if step % bar.meter.beat_steps == 0 else 0) + rng.uniform(-0.06, 0.06)
        )
        notes.append(Note(bar.first_step + step, every * 0.9, bar.scale.pitch(degree, 4), velocity))
    return notes


def bass(pattern: str, hits: Hits, bar: Bar, rng: random.Random) -> list[Note]:
    """A bar of bass; ``hits`` serve the syncopated pattern only."""
    steps, beat = bar.meter.bar_steps, bar.meter.beat_steps
    root = bar.chord.root - (7 if bar.chord.root > 4 else 0)
    ahead = bar.following.root - (7 if bar.following.root > 4 else 0)
    half = steps // 2 // 2 * 2
    if pattern == "long":
        line = [(0, root, steps)] if rng.random() < 0.7 else [(0, root, half), (half, root, steps - half)]
    elif pattern == "fifths":
        line = [(0, root, half), (half, root + rng.choice((4, 4, -3, 2)), steps - half)]
    elif pattern == "bossa":
        line = [(0, root, 6), (6, root + 4, 2), (8, root + 4, 6), (14, root, 2)]
    elif pattern == "walking":
        middle = [root + rng.choice((2, 1, 4)), root + rng.choice((4, 2, 5)), ahead + rng.choice((-1, 1))]
        line = [(i * beat, d, beat) for i, d in enumerate([root, *middle][: bar.meter.beats])]
    elif pattern == "offbeat":
        line = [(s + beat // 2, root, beat // 2) for s in range(0, steps, beat)]
    elif pattern == "octaves":
        line = [(s, root + (7 if s % beat else 0), 2) for s in range(0, steps, 2)]
    elif pattern == "eighths":
        line = [
            (s, root if s < steps - 2 or rng.random() < 0.6 else ahead + rng.choice((-1, 1)), 2)
            for s in range(0, steps, 2)
        ]
    else:
        ends = (*hits[1:], steps)
        line = [
            (s, root if rng.random() < 0.8 else root + rng.choice((4, 7)), min(e - s, 4))
            for s, e in zip(hits, ends, strict=True)
        ]
    return [
        Note(
            bar.first_step + s,
            length * 0.9,
            bar.scale.pitch(degree, 2),
            0.6 + 0.25 * bar.energy + rng.uniform(-0.07, 0.07),
        )
        for s, degree, length in line
        if s < steps
    ]
