"""The form of a piece: which sections follow each other, in which key and over which chords."""

from __future__ import annotations

import random

from spotgui.demo.compose.score import Meter, Section
from spotgui.demo.compose.styles import Style
from spotgui.demo.compose.theory import PROGRESSIONS, Chord, Scale

FORMS: tuple[tuple[tuple[str, float], ...], ...] = (
    (("intro",
    0.5), ("verse", 1), ("chorus", 1), ("verse", 1), ("chorus", 1), ("bridge", 1), ("chorus", 1), ("outro", 0.5)),
    (("intro", 0.5), ("verse", 1), ("verse", 1), ("chorus", 1), ("verse", 1), ("chorus", 1), ("outro", 0.5)),
    (("verse", 1), ("chorus", 1), ("bridge", 1), ("chorus", 1), ("outro", 0.5)),
    (("intro",
    0.5), ("verse", 1), ("chorus", 1), ("verse", 1), ("bridge", 0.5), ("chorus", 1), ("chorus", 1), ("outro", 0.5)),
    (("intro", 1), ("verse", 1), ("chorus", 1), ("bridge", 1), ("verse", 1), ("chorus", 1), ("outro", 0.5)),
    (("chorus", 0.5), ("verse", 1), ("chorus", 1), ("verse", 1), ("bridge", 1), ("chorus", 1)),
)  # fmt: skip
"""Section kinds and their lengths in phrases."""
PHRASE_BARS = (4, 8, 16)
SHORTEST_S, LONGEST_S = 62.0, 116.0
ENERGY = {"intro": 0.35, "verse": 0.6, "chorus": 1.0, "bridge": 0.5, "outro": 0.3}
LAST_CHORUS_LIFTS = (0, 0, 0, 2, 1)
"""Semitones by which the last chorus may be higher."""


def sections_of(style: Style, meter: Meter, bpm: float, scale: Scale, rng: random.Random) -> tuple[Section, ...]:
    """Draw a form that lasts one to two minutes and write its chords."""
    layout = _layout(meter.beats * 60 / bpm, rng)
    progressions = {kind: _progression(kind, style, scale, rng) for kind in ("verse", "chorus", "bridge")}
    last_chorus = max(i for i, (kind, _) in enumerate(layout) if kind == "chorus")
    lift = rng.choice(LAST_CHORUS_LIFTS)
    bridge_shift = rng.choice((0, 0, 5, -3 if scale.is_major else 3))
    sections: list[Section] = []
    bar = 0
    for i, (kind, bars) in enumerate(layout):
        source = {"intro": "verse", "outro": "chorus"}.get(kind, kind)
        chords = [progressions[source][b % len(progressions[source])] for b in range(bars)]
        if kind == "outro" or (kind == "chorus" and i == len(layout) - 1):
            chords[-1] = Chord(0)
        shift = lift if i >= last_chorus else bridge_shift if kind == "bridge" else 0
        energy = min(1.0, ENERGY[kind] + 0.08 * sum(s.kind == kind for s in sections))
        sections.append(Section(kind, bar, scale.moved(shift), tuple(chords), energy))
        bar += bars
    return tuple(sections)


def _layout(bar_s: float, rng: random.Random) -> list[tuple[str, int]]:
    """Kinds and bars of a form whose length is in range and near a drawn one."""
    wanted = rng.uniform(SHORTEST_S + 4, LONGEST_S - 6)
    options = [
        [(kind, int(phrases * bars)) for kind, phrases in form] for form in FORMS for bars in PHRASE_BARS
    ]  # fmt: skip
    length = {id(o): sum(bars for _, bars in o) * bar_s for o in options}
    fitting = [o for o in options if SHORTEST_S <= length[id(o)] <= LONGEST_S]
    fitting.sort(key=lambda o: abs(length[id(o)] - wanted))
    return rng.choice(fitting[:4])


def _progression(kind: str, style: Style, scale: Scale, rng: random.Random) -> tuple[Chord, ...]:
    """Four or eight chords, the second half with another ending."""
    first = rng.choice(PROGRESSIONS[scale.is_major])
    if kind == "bridge":
        first = first[2:] + first[:2]
    second = (*first[:2], *rng.choice(PROGRESSIONS[scale.is_major])[2:])
    roots = first if rng.random() < 0.3 else first + second
    return tuple(Chord(root, _tones(style, rng)) for root in roots)


def _tones(style: Style, rng: random.Random) -> tuple[int, ...]:
    if rng.random() < style.seventh:
        return (0, 2, 4, 6) if rng.random() < 0.8 else (0, 2, 4, 6, 8)
    return (0, 3, 4) if rng.random() < 0.08 else (0, 2, 4)
