"""The lines of a block in one compiled call: what `line_scanner` finds in each, and the sketch of its segments.

Every call that lets go of the interpreter gives it to another thread now and then, on another core, and all that it
touches has to move there and back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.stored import MOST_OF_SKETCH, store_sketch
from spotgui.importer.line_scanner import MAX_SECTIONS, MAX_SEGMENTS, read_line
from spotgui.importer.object_reader import name_table
from spotgui.importer.segment_scanner import FIELDS, PITCHES

_LINES = 64  # a block of real lines has forty-four
_SECTIONS = MAX_SECTIONS + 16 * _LINES
_SKETCHES = MOST_OF_SKETCH + 1024 * _LINES


@njit(cache=True, nogil=True)
def _read_lines(
    buf: NDArray[np.uint8],
    places: NDArray[np.int64],
    times: NDArray[np.float32],
    pitches: NDArray[np.float32],
    pattern: NDArray[np.int64],
    track_names: NDArray[np.uint8],
    section_names: NDArray[np.uint8],
    spans: NDArray[np.int64],
    values: NDArray[np.float64],
    value_spans: NDArray[np.int64],
    sections: NDArray[np.float64],
    sketches: NDArray[np.uint8],
    ends: NDArray[np.int64],
) -> int:
    """`read_line` of as many of the lines at ``places`` as there is certainly room for; returns their number.

    ``ends`` receives the number of segments of each line (-1: not understood), and where its rows of ``sections`` and
    its bytes of ``sketches`` end.
    """
    section, byte = 0, 0
    for k in range(min(len(places), len(ends))):
        if section + MAX_SECTIONS > len(sections) or byte + MOST_OF_SKETCH > len(sketches):
            return k
        count, found = read_line(
            buf,
            places[k, 0],
            places[k, 1],
            spans[k],
            times,
            pitches,
            pattern,
            track_names,
            values[k],
            value_spans[k],
            section_names,
            sections[section : section + MAX_SECTIONS],
        )
        if count > 0 and len(times) > 0:
            byte += store_sketch(times, pitches, count, sketches[byte:])
        section += found
        ends[k, 0], ends[k, 1], ends[k, 2] = count, section, byte
    return min(len(places), len(ends))


@dataclass(frozen=True, slots=True, eq=False)
class FoundLine:
    """What was found in a line.

    Attributes
    ----------
    segments : int
        -1: the line was not understood, and nothing else here counts.
    spans : list of int
        Start and end of the values of `meta`, `track` and `sections`; -1 where a key is missing.
    values : list of float
        Numbers of `track`; NaN for what is missing or no number.
    value_spans : list of (int, int)
        Where each value of `track` is; -1 where a key is missing.
    sections : bytes
        Rows of float64.
    sketch : bytes
        The stored form of the sketch; empty without segments.
    """

    segments: int
    spans: list[int]
    values: list[float]
    value_spans: list[list[int]]
    sections: bytes
    sketch: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """Room for what reading lines finds, in the order of `_read_lines`'s parameters; one a thread."""

    times: NDArray[np.float32]
    pitches: NDArray[np.float32]
    pattern: NDArray[np.int64]
    track_names: NDArray[np.uint8]
    section_names: NDArray[np.uint8]
    spans: NDArray[np.int64]
    values: NDArray[np.float64]
    value_spans: NDArray[np.int64]
    sections: NDArray[np.float64]
    sketches: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def make(cls, track_keys: Sequence[str], section_keys: Sequence[str], segments: int = MAX_SEGMENTS) -> Room:
        """Room for lines of up to `segments` segments; without room for any they are skipped, and not sketched."""
        return cls(
            np.empty((segments, 2), np.float32),
            np.empty((segments, PITCHES), np.float32),
            np.zeros((FIELDS + 1, 3), np.int64),
            name_table(track_keys),
            name_table(section_keys),
            np.empty((_LINES, 6), np.int64),
            np.empty((_LINES, len(track_keys))),
            np.empty((_LINES, len(track_keys), 2), np.int64),
            np.empty((_SECTIONS, len(section_keys))),
            np.empty(_SKETCHES, np.uint8),
            np.empty((_LINES, 3), np.int64),
        )

    def read(self, data: bytearray, places: Sequence[tuple[int, int]]) -> Iterator[FoundLine]:
        """Read lines of a block.

        Parameters
        ----------
        data : bytearray
            With `SLACK` spare bytes after the last line.
        places : sequence of (int, int)
            Start and end of each.
        """
        left = np.array(places, np.int64).reshape(-1, 2)
        while len(left):
            done = self._read(data, left)
            yield from self._found(done)
            left = left[done:]

    def _read(self, data: bytearray, places: NDArray[np.int64]) -> int:
        return _read_lines(
            np.frombuffer(data, np.uint8),
            places,
            self.times,
            self.pitches,
            self.pattern,
            self.track_names,
            self.section_names,
            self.spans,
            self.values,
            self.value_spans,
            self.sections,
            self.sketches,
            self.ends,
        )

    def _found(self, lines: int) -> Iterator[FoundLine]:
        _, sections, sketches = self.ends[lines - 1].tolist()
        rows, size = self.sections[:sections].tobytes(), self.sections.strides[0]
        stored = self.sketches[:sketches].tobytes()
        columns = (part[:lines].tolist() for part in (self.ends, self.spans, self.values, self.value_spans))
        section = byte = 0
        for (segments, section_end, sketch_end), spans, values, value_spans in zip(*columns, strict=True):
            found = rows[size * section : size * section_end]
            yield FoundLine(segments, spans, values, value_spans, found, stored[byte:sketch_end])
            section, byte = section_end, sketch_end
