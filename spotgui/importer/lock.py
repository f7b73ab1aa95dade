"""One importer a library at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spotgui.errors import LibraryBusyError, MachineError

_TRIES, _PAUSE_S = 10, 0.03


@contextmanager
def import_lock(path: Path) -> Iterator[None]:
    """Hold the library's lock file; the system releases it when the process ends, however it ends.

    Raises
    ------
    LibraryBusyError
        Another process holds it.
    MachineError
        The directory cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise MachineError(
            "The library {folder} cannot be written: {why}.",
            "Check its permissions, or use another data directory.",
            folder=path.parent,
            why=error.strerror,
        ) from error
    try:
        if not _lock_soon(handle):
            raise LibraryBusyError(
                "Another import into {folder} is running.", "Wait until it is done, or stop it.", folder=path.parent
            )
        yield
    finally:
        os.close(handle)


def _lock_soon(handle: int) -> bool:
    # whoever only looks (`is_locked`) holds the lock for a moment
    for _ in range(_TRIES):
        if _try_lock(handle):
            return True
        time.sleep(_PAUSE_S)
    return False


def is_locked(path: Path) -> bool:
    """True while some process imports."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
