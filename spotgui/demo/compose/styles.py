"""The styles that pieces are written in: what varies from a waltz to a club track."""

from __future__ import annotations

from dataclasses import dataclass

from spotgui.demo.compose.score import Meter

FOUR = Meter(4)
THREE = Meter(3)
SIX_EIGHT = Meter(2, 6)


@dataclass(frozen=True, slots=True)
class Style:
    """Choices that a composer of the style makes; tuples are drawn from.

    Attributes
    ----------
    tempo : tuple of float
        Slowest and fastest, beats a minute.
    swing : tuple of float
        Least and most.
    human : float
        0 a machine, 1 a loose band: tempo drift and jitter.
    lead, chords, bass, arpeggio, pad : tuple of str
        Instruments; empty: the part is not played.
    comping, bassline : tuple of str
        Patterns of the chords and the bass.
    drums : tuple of str
        Names of drum grooves; empty: none.
    lively : float
        0 long notes, 1 busy melodies.
    seventh : float
        Share of chords with a seventh.
    room_s : float
        Reverberation time of the recording room, seconds.
    """

    meters: tuple[Meter, ...]
    tempo: tuple[float, float]
    modes: tuple[str, ...]
    lead: tuple[str, ...]
    chords: tuple[str, ...]
    bass: tuple[str, ...]
    comping: tuple[str, ...]
    bassline: tuple[str, ...]
    arpeggio: tuple[str, ...] = ()
    pad: tuple[str, ...] = ()
    drums: tuple[str, ...] = ()
    swing: tuple[float, float] = (0.0, 0.0)
    human: float = 0.5
    lively: float = 0.5
    seventh: float = 0.2
    room_s: float = 0.8


STYLES: dict[str, Style] = {
    "ballad": Style(
        (FOUR, THREE, SIX_EIGHT), (62, 84), ("major", "minor", "dorian"), ("flute", "bell", "epiano"),
        ("epiano", "pluck"),
        ("bass", "sub"), ("block", "broken"), ("long", "fifths"), pad=("strings",), drums=("brushes", ""), human=1.0,
        lively=0.35, seventh=0.5, room_s=1.6,
    ),
    "house": Style(
        (FOUR,), (116, 127), ("minor", "dorian", "mixolydian"), ("saw", "square", "bell"), ("organ", "epiano"),
        ("saw bass", "sub"), ("offbeat", "syncopated"), ("offbeat", "octaves", "syncopated"),
        arpeggio=("square", "pluck"),
        pad=("pad",), drums=("four on the floor",), human=0.0, lively=0.5, seventh=0.6, room_s=0.5,
    ),
    "synth pop": Style(
        (FOUR,), (98, 122), ("major", "minor", "mixolydian"), ("square", "saw", "flute"), ("pad", "saw"),
        ("saw bass",), ("held", "syncopated"), ("eighths", "octaves"), arpeggio=("square", "saw", "bell"), pad=("pad",),
        drums=("backbeat", "four on the floor"), human=0.1, lively=0.6, seventh=0.2, room_s=0.9,
    ),
    "folk": Style(
        (FOUR, THREE, SIX_EIGHT), (88, 124), ("major", "mixolydian", "dorian"), ("flute", "pluck", "reed"), ("pluck",),
        ("bass",), ("strummed", "broken"), ("fifths", "long"), drums=("brushes", "stomp", ""), swing=(0.0, 0.2),
        human=1.0, lively=0.6, seventh=0.1, room_s=0.6,
    ),
    "bossa": Style(
        (FOUR,), (112, 140), ("major", "dorian", "lydian"), ("flute", "reed", "bell"), ("pluck", "epiano"), ("bass",),
        ("bossa",), ("bossa",), drums=("bossa",), human=0.7, lively=0.55, seventh=0.9, room_s=0.6,
    ),
    "lofi": Style(
        (FOUR,), (72, 92), ("minor", "dorian", "major"), ("bell", "flute", "pluck"), ("epiano",), ("sub", "bass"),
        ("syncopated", "held"), ("syncopated", "long"), pad=("pad",), drums=("boom bap",), swing=(0.15, 0.3), human=0.8,
        lively=0.4, seventh=0.9, room_s=0.5,
    ),
    "rock": Style(
        (FOUR,), (124, 168), ("minor", "mixolydian", "major"), ("saw", "organ"), ("drive", "organ"),
        ("saw bass", "bass"),
        ("driven", "syncopated"), ("eighths", "syncopated"), drums=("backbeat", "driving"), human=0.6, lively=0.6,
        seventh=0.0, room_s=0.7,
    ),
    "ambient": Style(
        (FOUR, THREE), (58, 76), ("lydian", "major", "dorian"), ("bell", "flute"), ("pad", "strings"), ("sub",),
        ("held",),
        ("long",), arpeggio=("pluck", "bell"), pad=("strings",), drums=("pulse", ""), human=0.6, lively=0.25,
        seventh=0.6,
        room_s=2.4,
    ),
    "waltz": Style(
        (THREE,), (104, 176), ("major", "harmonic minor", "minor"), ("bell", "reed", "pluck"),
        ("pluck", "organ", "epiano"),
        ("bass",), ("waltz",), ("long", "fifths"), drums=("waltz", ""), human=1.0, lively=0.5, room_s=1.0,
    ),
    "swing": Style(
        (FOUR,), (116, 176), ("major", "dorian", "mixolydian"), ("reed", "epiano", "bell"), ("epiano", "pluck"),
        ("bass",),
        ("syncopated", "charleston"), ("walking",), drums=("ride",), swing=(0.5, 0.66), human=0.8, lively=0.7,
        seventh=1.0,
        room_s=0.7,
    ),
    "breakbeat": Style(
        (FOUR,), (156, 176), ("minor", "dorian"), ("bell", "saw", "square"), ("pad", "epiano"), ("sub", "saw bass"),
        ("held", "syncopated"), ("syncopated", "long"), arpeggio=("pluck", "square"), drums=("break",), human=0.1,
        lively=0.4, seventh=0.6, room_s=1.0,
    ),
    "chip": Style(
        (FOUR,), (126, 160), ("major", "minor", "harmonic minor"), ("square",), ("square", "saw"), ("square",),
        ("offbeat", "driven"), ("octaves", "eighths"), arpeggio=("square",), drums=("driving", "backbeat"), human=0.0,
        lively=0.9, room_s=0.2,
    ),
}  # fmt: skip
