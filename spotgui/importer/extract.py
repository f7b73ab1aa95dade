"""Lines of a shard to what is kept of them, or the reason why it is not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from spotgui.fingerprint.codestring import CodeStringError, digits_of
from spotgui.fingerprint.stored import onsets_of_digits, stored_onsets, stored_sketch
from spotgui.importer.line_scanner import MAX_SEGMENTS
from spotgui.importer.many_lines import FoundLine, Room
from spotgui.importer.segment_scanner import PITCHES

VALUES = (
    "num_samples",
    "duration",
    "end_of_fade_in",
    "start_of_fade_out",
    "loudness",
    "tempo",
    "tempo_confidence",
    "time_signature",
    "time_signature_confidence",
    "key",
    "key_confidence",
    "mode",
    "mode_confidence",
)
"""What is kept of `track`, beside the fingerprint."""
SECTION = (
    "start",
    "duration",
    "confidence",
    "loudness",
    "tempo",
    "tempo_confidence",
    "key",
    "key_confidence",
    "mode",
    "mode_confidence",
    "time_signature",
    "time_signature_confidence",
)
"""What is kept of each section."""
_STRING = ("echoprintstring", "echoprint_version")
_NAN = math.nan
_ID = re.compile(r"[0-9A-Za-z]{22}", re.ASCII)
_VERSION = 4.12
_EXCERPT = 80
_BLANK = 8
_MOST_DIGITS = 1 << 22
"""Bytes of hex digits after which onsets are recovered: a code string may unpack to a thousand times its size."""
_QUOTE = 34


class Reason(StrEnum):
    """Why a line is not taken."""

    NOT_JSON = "not JSON"
    TOO_LONG = "longer than 64 MB"
    ERROR_OBJECT = "an error instead of an analysis"
    NO_ID = "no track id"
    BAD_ID = "not a track id"
    NO_FINGERPRINT = "no fingerprint"
    BAD_FINGERPRINT = "the fingerprint cannot be decoded"
    OTHER_VERSION = "another fingerprint version"


class RejectedLineError(Exception):
    """A line that is not taken."""

    def __init__(self, reason: Reason, excerpt: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.excerpt = excerpt[:_EXCERPT]

    def of_line(self, line: int) -> RejectedLine:
        """What is kept of it: the error itself would hold, by its traceback, the memory that its line lay in."""
        return RejectedLine(line, str(self.reason), self.excerpt)


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that was not taken."""

    line: int
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class KeptTrack:
    """What is kept of a line.

    Attributes
    ----------
    values : tuple of float
        In the order of `VALUES`; NaN where there is none.
    onsets : bytes
        The packed onset list.
    chroma : bytes
        The stored form of the sketch of `segments`; empty when there are none that can be used.
    sections : bytes
        Rows of float64 in the order of `SECTION`.
    """

    line: int
    track_id: str
    analyzer_version: str
    values: tuple[float, ...]
    onset_count: int
    onsets: bytes
    chroma: bytes
    sections: bytes

    @property
    def has_values(self) -> bool:
        """Whether there is anything but the onsets."""
        return bool(self.analyzer_version or self.chroma or self.sections) or not all(map(math.isnan, self.values))


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What came of some lines, in their order.

    Attributes
    ----------
    rejected : list of RejectedLine
    """

    tracks: list[KeptTrack] = field(default_factory=list)
    rejected: list[RejectedLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A line that lacks its onsets only, which are recovered from `digits`."""

    line: int
    track_id: str
    analyzer_version: str
    values: tuple[float, ...]
    digits: bytes
    chroma: bytes
    sections: bytes


class Extractor:
    """Takes lines apart; one a thread."""

    def __init__(self, *, with_sketch: bool = True) -> None:
        self._room = Room.make((*VALUES, *_STRING), SECTION, MAX_SEGMENTS if with_sketch else 0)
        self._with_sketch = with_sketch

    def extract(self, data: bytearray, places: Sequence[tuple[int, int]], first_line: int) -> Taken:
        """Take lines apart.

        Parameters
        ----------
        data : bytearray
            With `SLACK` spare bytes after the last line.
        places : sequence of (int, int)
            Where each line is. Those without content are passed over.
        first_line : int
            Number of the first one in the shard.
        """
        taken = Taken()
        waiting: list[_Waiting] = []
        digits = 0
        found = self._room.read(data, places)
        for line, ((start, end), parts) in enumerate(zip(places, found, strict=True), first_line):
            if end - start < _BLANK and not data[start:end].strip():
                continue
            try:
                track = self._take(data, start, end, line, parts)
            except RejectedLineError as error:
                taken.rejected.append(error.of_line(line))
                continue
            waiting.append(track)
            digits += len(track.digits)
            if digits > _MOST_DIGITS:
                _recover(waiting, taken)
                waiting, digits = [], 0
        _recover(waiting, taken)
        taken.rejected.sort(key=attrgetter("line"))
        return taken

    def _take(self, data: bytearray, start: int, end: int, line: int, parts: FoundLine) -> _Waiting:
        if parts.segments < 0:
            return self._parsed(data, start, end, line)
        meta = _part(data, parts.spans[0], parts.spans[1])
        track_id = _checked_id(meta, data, start, end)
        string, version = (_part(data, *span) for span in parts.value_spans[len(VALUES) :])
        return _Waiting(
            line,
            track_id,
            str(meta.get("analyzer_version") or ""),
            tuple(parts.values[: len(VALUES)]),
            _digits(string, version, track_id),
            parts.sketch,
            parts.sections,
        )

    def _parsed(self, data: bytearray, start: int, end: int, line: int) -> _Waiting:
        """The same with a JSON parser, for what the scanner does not understand."""
        whole = _parse(data, start, end)
        meta, track = whole.get("meta"), whole.get("track")
        track_id = _checked_id(meta, data, start, end)
        if not isinstance(track, dict):
            track = {}
        return _Waiting(
            line,
            track_id,
            str((meta or {}).get("analyzer_version") or ""),
            tuple(_number(track.get(name)) for name in VALUES),
            _digits(track.get("echoprintstring"), track.get("echoprint_version"), track_id),
            self._sketch(whole.get("segments")),
            _sections(whole.get("sections")),
        )

    def _sketch(self, segments: Any) -> bytes:
        times, pitches = self._room.times, self._room.pitches
        count = _fill_segments(segments, times, pitches)
        return stored_sketch(times, pitches, count) if count else b""


def _recover(waiting: Sequence[_Waiting], taken: Taken) -> None:
    """The onsets of lines."""
    for track, onsets in zip(waiting, onsets_of_digits([t.digits for t in waiting]), strict=True):
        if isinstance(onsets, CodeStringError):
            taken.rejected.append(_bad_fingerprint(track.track_id, onsets).of_line(track.line))
        else:
            kept = (track.line, track.track_id, track.analyzer_version, track.values)
            taken.tracks.append(KeptTrack(*kept, *onsets, track.chroma, track.sections))


def _part(data: bytearray, start: int, end: int) -> Any:
    """The value in a span that the scanner found; a text without escapes as its bytes."""
    if start < 0:
        return None
    is_text = data[start] == _QUOTE
    with memoryview(data) as view:
        part = view[start + is_text : end - is_text].tobytes()
    if is_text and b"\\" not in part:
        return part
    part = b'"%b"' % part if is_text else part
    try:
        return orjson.loads(part)
    except orjson.JSONDecodeError:
        raise RejectedLineError(Reason.NOT_JSON, part[:_EXCERPT].decode("utf-8", "replace")) from None


def _checked_id(meta: Any, data: bytearray, start: int, end: int) -> str:
    track_id = meta.get("track_id") if isinstance(meta, dict) else None
    if track_id:
        return checked_id(track_id)
    excerpt = _text(data, start, end)
    if meta is None and _is_error(_parse(data, start, end)):
        raise RejectedLineError(Reason.ERROR_OBJECT, excerpt)
    raise RejectedLineError(Reason.NO_ID, excerpt)


def checked_id(track_id: object) -> str:
    """A track id that is one.

    Raises
    ------
    RejectedLineError
    """
    if isinstance(track_id, str) and _ID.fullmatch(track_id):
        return track_id
    raise RejectedLineError(Reason.BAD_ID if track_id else Reason.NO_ID, str(track_id or ""))


def packed_onsets(string: object, track_id: str) -> tuple[int, bytes]:
    """Number of onsets of a code string, and their packed list.

    Raises
    ------
    RejectedLineError
    """
    try:
        return stored_onsets(_checked_string(string, track_id))
    except CodeStringError as error:
        raise _bad_fingerprint(track_id, error) from None


def _checked_string(string: object, track_id: str) -> str | bytes:
    if not isinstance(string, str | bytes) or not string.strip():
        raise RejectedLineError(Reason.NO_FINGERPRINT, track_id)
    return string


def _bad_fingerprint(track_id: str, error: CodeStringError) -> RejectedLineError:
    return RejectedLineError(Reason.BAD_FINGERPRINT, f"{track_id} {error}")


def _text(data: bytearray, start: int, end: int) -> str:
    return bytes(data[start : min(end, start + _EXCERPT)]).decode("utf-8", "replace")


def _parse(data: bytearray, start: int, end: int) -> dict[str, Any]:
    try:
        with memoryview(data) as view, view[start:end] as line:
            value = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise RejectedLineError(Reason.NOT_JSON, _text(data, start, end)) from None
    if not isinstance(value, dict):
        raise RejectedLineError(Reason.NOT_JSON, _text(data, start, end))
    return value


def _is_error(value: dict[str, Any]) -> bool:
    return "error" in value and "track" not in value


def _digits(string: object, version: object, track_id: str) -> bytes:
    """What the code string is made of."""
    text = version.decode("utf-8", "replace") if isinstance(version, bytes) else str(version)
    other = version is not None and _number(version) != _VERSION and text != str(_VERSION)
    if other and string:
        raise RejectedLineError(Reason.OTHER_VERSION, f"{track_id} {text}")
    try:
        return digits_of(_checked_string(string, track_id))
    except CodeStringError as error:
        raise _bad_fingerprint(track_id, error) from None


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else _NAN


def _sections(value: Any) -> bytes:
    if not isinstance(value, list):
        return b""
    return np.array([[_number(s.get(name)) for name in SECTION] for s in value if isinstance(s, dict)]).tobytes()


def _fill_segments(value: Any, times: NDArray[np.float32], pitches: NDArray[np.float32]) -> int:
    """Segments that the parser read into the room for them; those that lack something are left out."""
    count = 0
    for segment in value if isinstance(value, list) else ():
        if count == len(times):
            break
        if isinstance(segment, dict) and _fill_segment(segment, times[count], pitches[count]):
            count += 1
    return count


def _fill_segment(segment: dict[str, Any], times: NDArray[np.float32], pitches: NDArray[np.float32]) -> bool:
    strengths = segment.get("pitches")
    if not isinstance(strengths, list) or len(strengths) != PITCHES:
        return False
    times[:] = _number(segment.get("start")), _number(segment.get("duration"))
    pitches[:] = [_number(s) for s in strengths]
    return bool(np.isfinite(times).all() and np.isfinite(pitches).all())
