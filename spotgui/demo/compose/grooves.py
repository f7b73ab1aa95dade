"""Drum grooves, bar by bar, with fills at the end of phrases."""

from __future__ import annotations

import random
from enum import IntEnum

from spotgui.demo.compose.score import Meter, Note, Section


class Drum(IntEnum):
    """What is struck; a drum note's pitch."""

    KICK = 0
    SNARE = 1
    CLAP = 2
    HAT = 3
    OPEN_HAT = 4
    RIDE = 5
    TOM = 6
    LOW_TOM = 7
    CRASH = 8
    SHAKER = 9
    RIM = 10
    BRUSH = 11


Groove = dict[Drum, str]
"""A line of a bar for every drum: x struck, o struck softly, ? struck half of the time, . not struck."""

GROOVES: dict[str, Groove] = {
    "backbeat": {Drum.KICK: "x.....x?x.?.....", Drum.SNARE: "....x..?....x..?", Drum.HAT: "x.o.x.o.x.o.x.o?"},
    "driving": {Drum.KICK: "x...x?..x...x.?.", Drum.SNARE: "....x.......x..?", Drum.HAT: "x.x.x.x.x.x.x.x."},
    "four on the floor": {
        Drum.KICK: "x...x...x...x..?", Drum.CLAP: "....x.......x...", Drum.HAT: "o?o.o?o.o?o.o?oo",
        Drum.OPEN_HAT: "..x...x...x...x.",
    },
    "boom bap": {Drum.KICK: "x..?...?..x?.?..", Drum.SNARE: "....x.......x..o", Drum.HAT: "x.x.x.xox.x.x.x."},
    "break": {
        Drum.KICK: "x.?.......x.?...", Drum.SNARE: "....x..o.o..x..?", Drum.HAT: "x.x.x.x.x.x.x.x?",
        Drum.RIDE: "?...?...?...?...",
    },
    "bossa": {Drum.KICK: "x..ox..xx..ox..x", Drum.RIM: "x..x..x...x..x..", Drum.SHAKER: "xoxoxoxoxoxoxoxo"},
    "ride": {
        Drum.KICK: "o...?...o...?...", Drum.RIDE: "x...x.x.x...x.x.", Drum.HAT: "....x.......x...",
        Drum.SNARE: "..?...?...?..o?.",
    },
    "brushes": {Drum.KICK: "x.......x..?....", Drum.BRUSH: "o.o.x.o.o.o.x.o?", Drum.SHAKER: "..o...o...o...o."},
    "stomp": {Drum.KICK: "x...x...x...x...", Drum.CLAP: "....x.......x...", Drum.SHAKER: "x.o.x.o.x.o.x.o."},
    "waltz": {Drum.KICK: "x...........", Drum.BRUSH: "....o...x..?", Drum.RIDE: "x...o...o.?."},
    "pulse": {Drum.KICK: "x.......?.......", Drum.SHAKER: "..o...o...o..?o.", Drum.RIM: "......?.....o..."},
}  # fmt: skip
COMPOUND: Groove = {
    Drum.KICK: "x....?x.....",
    Drum.SNARE: "......x...?.",
    Drum.HAT: "x.o.o.x.o.o.",
    Drum.SHAKER: "..o.o...o.o.",
}
LOUDNESS = {"x": 0.9, "o": 0.5, "?": 0.6}


def personal_groove(name: str, meter: Meter, rng: random.Random) -> Groove:
    """A groove with a few strokes of its own, so that two pieces of a style differ."""
    source = COMPOUND if meter.beat_steps == 6 else GROOVES[name]
    groove: Groove = {}
    for drum, line in source.items():
        strokes = list((line * 2)[: meter.bar_steps])
        for i, stroke in enumerate(strokes):
            if stroke == "?":
                strokes[i] = rng.choice("x.?")
            elif stroke == "." and drum != Drum.CLAP and i % 2 and rng.random() < 0.06:
                strokes[i] = "o"
        groove[drum] = "".join(strokes)
    return groove


def drum_section(groove: Groove, section: Section, meter: Meter, rng: random.Random) -> list[Note]:
    """The drums of a section."""
    notes: list[Note] = []
    if section.energy >= 0.9:
        notes.append(Note(section.first_bar * meter.bar_steps, 8, Drum.CRASH, 0.7))
    for bar in range(section.bars):
        first = (section.first_bar + bar) * meter.bar_steps
        fill = bar % 4 == 3 and bar == section.bars - 1 and section.kind not in ("outro", "intro")
        end = meter.bar_steps - (rng.choice((2, 4, 6)) if fill else 0)
        for drum, line in groove.items():
            if section.energy < 0.5 and drum in (Drum.SNARE, Drum.CLAP, Drum.OPEN_HAT):
                continue
            for step, stroke in enumerate(line[:end]):
                if stroke == "." or (stroke == "?" and rng.random() < 0.5):
                    continue
                velocity = LOUDNESS[stroke] * (0.7 + 0.3 * section.energy) * rng.uniform(0.85, 1.0)
                notes.append(Note(first + step, 1, drum, velocity))
        if fill:
            notes += _fill(first + end, first + meter.bar_steps, rng)
    return notes


def _fill(start: int, end: int, rng: random.Random) -> list[Note]:
    """Snare and toms up to the next section."""
    drums = (Drum.SNARE, Drum.TOM, Drum.LOW_TOM)
    return [
        Note(step, 1, drums[min(2, (step - start) * 3 // (end - start))], rng.uniform(0.6, 0.95))
        for step in range(start, end)
        if step % 2 == 0 or rng.random() < 0.6
    ]
