"""Write a whole piece: draw what the style leaves open, then part by part, section by section."""

from __future__ import annotations

import random
from dataclasses import dataclass

from spotgui.demo.compose.accompaniment import Bar, Hits, arpeggiate, bass, comp, comping_hits
from spotgui.demo.compose.form import sections_of
from spotgui.demo.compose.grooves import Groove, drum_section, personal_groove
from spotgui.demo.compose.melody import Tune, play_tune, vary, write_tune
from spotgui.demo.compose.score import Meter, Note, Part, Role, Score, Section
from spotgui.demo.compose.styles import STYLES, Style
from spotgui.demo.compose.theory import Scale

ARPEGGIO_ORDERS = (
    (0, 1, 2, 3),
    (0, 1, 2, 3, 4, 3, 2, 1),
    (3, 2, 1, 0),
    (0, 2, 1, 3),
    (0, 3, 1, 4, 2, 5),
    (0, 2, 4, 1, 3, 5),
)
KINDS_WITH_LEAD = ("verse", "chorus", "bridge")
HUMAN_DRIFT = 0.008
HUMAN_JITTER_S = 0.009
VARIATION = 0.25
"""Share of a tune's notes that change when it comes back."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is drawn once for the piece."""

    style: Style
    meter: Meter
    sections: tuple[Section, ...]
    comping: str
    bassline: str
    comp_hits: dict[str, Hits]
    bass_hits: dict[str, Hits]
    order: tuple[int, ...]
    every: int


def compose(style_name: str, seed: int) -> Score:
    """Write a piece.

    Parameters
    ----------
    style_name : str
        A key of `spotgui.demo.compose.styles.STYLES`.
    seed : int
        The same style and seed give the same piece, on every machine: only whole numbers and the standard
        library's generator decide.
    """
    rng = random.Random(seed)
    style = STYLES[style_name]
    meter = rng.choice(style.meters)
    bpm = round(rng.uniform(*style.tempo), 2)
    scale = Scale(rng.randrange(12), rng.choice(style.modes))
    sections = sections_of(style, meter, bpm, scale, rng)
    swing = round(rng.uniform(*style.swing), 3)
    kinds = sorted({s.kind for s in sections})
    comping = rng.choice(style.comping)
    plan = _Plan(
        style, meter, sections, comping, rng.choice(style.bassline),
        {kind: comping_hits(comping, meter, rng) for kind in kinds},
        {kind: (0, *(h for h in comping_hits("", meter, rng) if h)) for kind in kinds},
        rng.choice(ARPEGGIO_ORDERS), rng.choice((1, 2, 2)) if bpm < 130 and not swing else 2,
    )  # fmt: skip
    parts = [
        Part(Role.LEAD, rng.choice(style.lead), _lead(plan, swing > 0.1, rng)),
        Part(Role.CHORDS, rng.choice(style.chords), _chords(plan, rng)),
        Part(Role.BASS, rng.choice(style.bass), _bass(plan, rng)),
    ]
    if style.pad:
        parts.append(Part(Role.PAD, rng.choice(style.pad), _pad(plan, rng)))
    if style.arpeggio:
        parts.append(Part(Role.ARPEGGIO, rng.choice(style.arpeggio), _arpeggio(plan, rng)))
    groove = rng.choice(style.drums) if style.drums else ""
    if groove:
        parts.append(Part(Role.DRUMS, "drums", _drums(plan, groove, rng)))
    human = style.human
    return Score(meter, bpm, swing, human * HUMAN_DRIFT, human * HUMAN_JITTER_S + 0.001, sections, tuple(parts), seed)


def _bars(plan: _Plan, section: Section) -> list[Bar]:
    following = (*section.chords[1:], section.chords[0])
    return [
        Bar((section.first_bar + i) * plan.meter.bar_steps, plan.meter, section.scale, chord, after, section.energy)
        for i, (chord, after) in enumerate(zip(section.chords, following, strict=True))
    ]


def _lead(plan: _Plan, swung: bool, rng: random.Random) -> tuple[Note, ...]:
    centres = {"verse": rng.choice((1, 2, 4)), "chorus": rng.choice((4, 5, 7)), "bridge": rng.choice((0, 3, 6))}
    octave = rng.choice((4, 5)) if plan.style.lively < 0.6 else 5
    tunes: dict[str, Tune] = {}
    notes: list[Note] = []
    for section in plan.sections:
        if section.kind not in KINDS_WITH_LEAD:
            continue
        if section.kind in tunes and len({n.bar for n in tunes[section.kind]}) >= section.bars:
            tunes[section.kind] = vary(tunes[section.kind], plan.meter, VARIATION, rng)
        else:
            lively = plan.style.lively * (1.15 if section.kind == "chorus" else 0.9)
            tunes[section.kind] = write_tune(section, plan.meter, min(lively, 1.0), centres[section.kind], swung, rng)
        notes += play_tune(tunes[section.kind], section, plan.meter, octave, rng)
    return tuple(notes)


def _chords(plan: _Plan, rng: random.Random) -> tuple[Note, ...]:
    lowest = rng.choice((-4, -3, -2))
    return tuple(
        note
        for section in plan.sections
        for bar in _bars(plan, section)
        for note in comp(plan.comping, plan.comp_hits[section.kind], bar, lowest, rng)
    )


def _bass(plan: _Plan, rng: random.Random) -> tuple[Note, ...]:
    return tuple(
        note
        for section in plan.sections
        if section.energy > 0.4 or section.kind == "outro"
        for bar in _bars(plan, section)
        for note in bass(plan.bassline, plan.bass_hits[section.kind], bar, rng)
    )


def _pad(plan: _Plan, rng: random.Random) -> tuple[Note, ...]:
    loud = [s for s in plan.sections if s.kind != "verse" or rng.random() < 0.4]
    return tuple(note for s in loud for bar in _bars(plan, s) for note in comp("held", (0,), bar, -2, rng))


def _arpeggio(plan: _Plan, rng: random.Random) -> tuple[Note, ...]:
    kinds = rng.choice((("chorus", "bridge"), ("intro", "chorus", "outro"), ("verse", "bridge", "intro")))
    lowest = rng.choice((0, 3, 5))
    return tuple(
        note
        for section in plan.sections
        if section.kind in kinds
        for bar in _bars(plan, section)
        for note in arpeggiate(plan.order, plan.every, bar, lowest, rng)
    )


def _drums(plan: _Plan, name: str, rng: random.Random) -> tuple[Note, ...]:
    grooves: dict[str, Groove] = {}
    notes: list[Note] = []
    for section in plan.sections:
        if section.kind == "intro" and rng.random() < 0.5:
            continue
        if section.kind not in grooves:
            grooves[section.kind] = personal_groove(name, plan.meter, rng)
        notes += drum_section(grooves[section.kind], section, plan.meter, rng)
    return tuple(notes)
