"""Where the user is in the setup, on disk after every step: quitting or a crash comes back to it."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from spotgui.errors import MachineError
from spotgui.paths import Library, seen

FILE_NAME = "setup.json"


class StepName(StrEnum):
    """The steps, in order."""

    WELCOME = "welcome"
    FILES = "files"
    SELECTION = "selection"
    PLACE = "place"
    BUILD = "build"
    MICROPHONE = "microphone"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class SetupState:
    """What the user has chosen so far.

    Attributes
    ----------
    step : StepName
        The step to come back to.
    sources : tuple of str
        Folders and files that were chosen or dropped.
    popularity : int
        Only tracks with at least this popularity are indexed; 0 for all.
    building : bool
        The build was started and neither finished, paused nor cancelled: go on with it.
    known : bool
        Only tracks that the metadata knows are indexed.
    """

    step: StepName = StepName.WELCOME
    sources: tuple[str, ...] = ()
    popularity: int = 0
    building: bool = False
    known: bool = False

    @property
    def unfinished(self) -> bool:
        """Has the user begun and not come to the end?"""
        return self.step not in (StepName.WELCOME, StepName.DONE)


def load(library: Library) -> SetupState:
    """Read the state of a library's setup; one that cannot be read begins anew."""
    try:
        stored = json.loads((library.root / FILE_NAME).read_text(encoding="utf-8"))
        return SetupState(
            StepName(stored["step"]),
            tuple(str(source) for source in stored["sources"]),
            int(stored["popularity"]),
            stored["building"] is True,
            stored.get("known") is True,  # former versions did not ask
        )
    except (OSError, ValueError, KeyError, TypeError):
        return SetupState()


def save(library: Library, state: SetupState) -> None:
    """Write the state; a crash in between leaves the old one.

    Raises
    ------
    MachineError
        If the library's directory cannot be written.
    """
    try:
        library.root.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=FILE_NAME, suffix=".part", dir=library.root)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(asdict(state), out, indent=1)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(library.root / FILE_NAME)
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
    except OSError as error:
        raise MachineError(
            "{folder} cannot be written ({why}).",
            "Choose another place for the library.",
            folder=library.root,
            why=error.strerror,
        ) from error


def wanted_at_start(library: Library) -> bool:
    """Should the window open with the setup: nothing there yet, or left in the middle?"""
    state = load(library)
    return state.unfinished or state.building or not (seen(library.analysis_db) or seen(library.index_dir))
