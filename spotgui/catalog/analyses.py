"""What the kept analyses say of a track: tempo, key, sections."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from spotgui.catalog.analysis_schema import MIGRATIONS
from spotgui.catalog.database import connect, explained
from spotgui.catalog.migrations import check_version
from spotgui.errors import BadInputError

_NOTES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_MODES: dict[int | None, str] = {0: "minor", 1: "major"}
_VALUES = (
    "duration, tempo, tempo_confidence, key, key_confidence, mode, mode_confidence, time_signature,"
    " time_signature_confidence, loudness, onset_count"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a track, in seconds, BPM and dB."""

    start: float
    duration: float
    loudness: float | None
    tempo: float | None
    key: int | None
    mode: int | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The values of an analysis with their confidences (0 to 1).

    Attributes
    ----------
    duration : float or None
        Seconds.
    tempo : float or None
        Beats a minute.
    key : int or None
        Pitch class, 0 is C; None when the analysis does not know.
    mode : int or None
        1 major, 0 minor.
    loudness : float or None
        Decibels.
    """

    track_id: str
    duration: float | None
    tempo: float | None
    tempo_confidence: float | None
    key: int | None
    key_confidence: float | None
    mode: int | None
    mode_confidence: float | None
    time_signature: int | None
    time_signature_confidence: float | None
    loudness: float | None
    onsets: int
    sections: tuple[Section, ...]

    @property
    def key_name(self) -> str | None:
        """Such as "A minor", or "A" when nobody knows the mode; None when not known."""
        if self.key is None or not 0 <= self.key < len(_NOTES):
            return None
        return f"{_NOTES[self.key]} {_MODES.get(self.mode, '')}".rstrip()


class Analyses:
    """The analyses of a library, read-only; no one else may be importing meanwhile.

    Parameters
    ----------
    analysis_db : Path
        The library's `analysis.duckdb`.

    Raises
    ------
    BadInputError
        No analysis is imported yet.
    LibraryBusyError, LibraryVersionError, CorruptLibraryError, MachineError
    """

    def __init__(self, analysis_db: Path) -> None:
        if not analysis_db.exists():
            raise BadInputError("No analysis is imported yet.", "Import shards with `spotgui import analysis PATH`.")
        self._con = connect(analysis_db, read_only=True)
        with explained(analysis_db):
            check_version(self._con, MIGRATIONS, analysis_db)

    def __enter__(self) -> Analyses:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._con.close()

    def find(self, track_id: str) -> Analysis | None:
        """The analysis of a track, or None. Ids of a shard lie together, so that few blocks are read."""
        row = self._con.execute(f"SELECT {_VALUES}, sections FROM tracks WHERE track_id = $1", [track_id]).fetchone()
        if row is None:
            return None
        (
            duration,
            tempo,
            tempo_confidence,
            key,
            key_confidence,
            mode,
            mode_confidence,
            metre,
            metre_confidence,
            loudness,
            onsets,
            sections,
        ) = row
        return Analysis(
            track_id=track_id,
            duration=duration,
            tempo=tempo,
            tempo_confidence=tempo_confidence,
            key=None if key is None or key < 0 else key,
            key_confidence=key_confidence,
            mode=mode,
            mode_confidence=mode_confidence,
            time_signature=metre,
            time_signature_confidence=metre_confidence,
            loudness=loudness,
            onsets=onsets,
            sections=tuple(sorted(map(_section, sections), key=lambda section: section.start)),
        )


def _section(value: dict[str, float | int | None]) -> Section:
    return Section(
        start=float(value["start"] or 0.0),
        duration=float(value["duration"] or 0.0),
        loudness=value["loudness"],
        tempo=value["tempo"],
        key=None if value["key"] is None else int(value["key"]),
        mode=None if value["mode"] is None else int(value["mode"]),
    )
