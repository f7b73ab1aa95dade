"""Scales and chords, counted in scale degrees: degree 0 is the tonic, degree 7 the tonic an octave up."""

from __future__ import annotations

from dataclasses import dataclass

MODES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}
"""Semitones above the tonic of the seven degrees."""

PROGRESSIONS: dict[bool, tuple[tuple[int, ...], ...]] = {
    True: (
        (0, 4, 5, 3), (0, 5, 3, 4), (5, 3, 0, 4), (0, 3, 0, 4), (0, 2, 3, 4), (3, 4, 0, 5), (0, 5, 1, 4), (1, 4, 0, 0),
        (0, 3, 5, 4), (0, 4, 3, 3), (3, 0, 4, 5), (2, 5, 1, 4), (0, 1, 3, 4), (5, 1, 4, 0), (3, 3, 0, 4), (0, 6, 3, 0),
    ),
    False: (
        (0, 5, 2, 6), (0, 6, 5, 6), (0, 3, 6, 2), (0, 2, 6, 3), (5, 6, 0, 0), (0, 3, 4, 0), (0, 5, 3, 4), (3, 0, 4, 0),
        (0, 0, 5, 6), (0, 6, 3, 5), (5, 2, 6, 0), (0, 4, 5, 3), (2, 6, 0, 5), (3, 5, 0, 6), (0, 1, 0, 6), (5, 3, 0, 4),
    ),
}  # fmt: skip
"""Four roots that make a phrase, for modes with a major (True) or minor third."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A tonic and a mode.

    Attributes
    ----------
    tonic : int
        Pitch class, 0 = C.
    mode : str
        A key of `MODES`.
    """

    tonic: int
    mode: str

    @property
    def is_major(self) -> bool:
        """True when the third is major."""
        return MODES[self.mode][2] == 4

    def pitch(self, degree: int, octave: int = 4) -> int:
        """MIDI pitch of a degree counted from the tonic of an octave (4: the one from middle C up)."""
        steps = MODES[self.mode]
        return 12 * (octave + 1) + self.tonic + 12 * (degree // 7) + steps[degree % 7]

    def moved(self, semitones: int) -> Scale:
        """The same mode on another tonic."""
        return Scale((self.tonic + semitones) % 12, self.mode)


@dataclass(frozen=True, slots=True)
class Chord:
    """Thirds stacked on a degree.

    Attributes
    ----------
    root : int
        Degree of the root.
    tones : tuple of int
        Degrees above the root: (0, 2, 4) a triad, (0, 2, 4, 6) a seventh chord, (0, 3, 4) a suspended one.
    """

    root: int
    tones: tuple[int, ...] = (0, 2, 4)

    def nearest(self, degree: int) -> int:
        """The chord tone closest to a degree, the lower of two."""
        candidates = (self.root + t + 7 * o for t in self.tones for o in range(-3, 4))
        return min(candidates, key=lambda d: (abs(d - degree), d))

    def voiced(self, lowest: int) -> tuple[int, ...]:
        """The chord's degrees, each in the octave that starts at ``lowest``, rising."""
        return tuple(sorted(lowest + (self.root + t - lowest) % 7 for t in self.tones))
