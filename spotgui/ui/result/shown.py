"""What the Result page is opened with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spotgui.recognizer.results import Recognition


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """An answer, and its line in the history.

    Attributes
    ----------
    entry : int or None
        Number of the history's entry; None when it could not be kept.
    favourite : bool
        The entry is marked already, from an earlier time.
    recording : Path or None
        The file that was recognised, when it may hold other songs too.
    """

    recognition: Recognition
    entry: int | None = None
    favourite: bool = False
    recording: Path | None = None
