"""Known errors: things of the user's world, each with a sentence and what to do about it.

Everything else that is raised is a bug and goes to the crash dialog or the traceback.
"""

from __future__ import annotations

from typing import Any

from spotgui.sentences import Sentence


class SpotguiError(Exception):
    """Something outside the program went wrong.

    Parameters
    ----------
    message : str
        One sentence: what happened, naming the file or device.
    action : str
        One sentence: what the user can do. May be empty when nothing can be done.
    **values
        What stands in braces in either; both are written out where the error is made, for translations go by them.
    """

    exit_code = 2

    def __init__(self, message: str, action: str = "", /, **values: Any) -> None:
        self.message = message if isinstance(message, Sentence) else Sentence(message, **values)
        self.action = action if isinstance(action, Sentence) else Sentence(action, **values)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.action}".rstrip()


class BadInputError(SpotguiError):
    """A file, line or argument is not what it should be."""


class AudioError(BadInputError):
    """A recording cannot be used: not audio, empty, silent, too short."""


class MachineError(SpotguiError):
    """The machine cannot do it now: disk full, file locked, no permission."""

    exit_code = 3


class DiskFullError(MachineError):
    """No room left where the library is."""


class LibraryBusyError(MachineError):
    """Another process has the library open for writing."""


class LibraryVersionError(MachineError):
    """The library was written by a newer, or a no longer readable, version."""


class CorruptLibraryError(MachineError):
    """A file of the library is damaged; `verify` names it, `rebuild` repairs it."""


class DeviceError(MachineError):
    """No microphone, or it went away."""
