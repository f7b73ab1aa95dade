"""What listening or a file led to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spotgui.recognizer.results import Recognition


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A recognition, and what to keep of an unknown song so that it can be tried again after an import.

    Attributes
    ----------
    snippet : bytes or None
        Onsets and pitch classes, no sound; None when there is nothing to keep.
    remaining_s : float or None
        How long the song that was found goes on; None when that is not known.
    recording : Path or None
        The file that was recognised, when it is long enough to hold other songs too.
    """

    recognition: Recognition
    snippet: bytes | None = None
    remaining_s: float | None = None
    recording: Path | None = None
