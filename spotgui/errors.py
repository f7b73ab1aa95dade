"""Known errors: things of the user's world, each with a sentence and what to do about it.

Everything else that is raised is a bug and goes to the crash dialog or the traceback.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
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


class CorruptMetadataError(CorruptLibraryError):
    """The metadata is damaged: importing it again makes it anew, and analyses can do without."""


class DeviceError(MachineError):
    """No microphone, or it went away."""


@contextmanager
def file_refusals() -> Iterator[None]:
    """For the outermost places: a file that the system refuses belongs to the user's world too.

    Whoever knows more about a file says more, nearer to where it is used.

    Raises
    ------
    DiskFullError, MachineError
    """
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(
                "The disk is full: {why}.", "Make room there and try again.", why=problem.filename or problem.strerror
            ) from problem
        if problem.filename is None:  # of no file: a bug
            raise
        raise MachineError(
            "{path} cannot be used: {why}.",
            "Check that its disk is there and that you may read and write it.",
            path=problem.filename,
            why=problem.strerror,
        ) from problem
