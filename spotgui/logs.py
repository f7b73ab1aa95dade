"""The log file: what happened, for the log view and for bug reports."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from spotgui.sentences import Sentence

FILE_NAME = "spotgui.log"
_BYTES = 1_000_000
_OLD_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"


@dataclass(frozen=True, slots=True)
class RunningLog:
    """A log that is being written.

    Attributes
    ----------
    file : Path or None
        The newest log file; None when none can be written.
    notice : str
        Why there is none, as a sentence for the user.
    """

    file: Path | None
    notice: str
    handler: logging.Handler
    previous_level: int

    def stop(self) -> None:
        """Close the file and take the handler off."""
        root = logging.getLogger()
        root.removeHandler(self.handler)
        root.setLevel(self.previous_level)
        self.handler.close()


def start(directory: Path, level: int = logging.INFO) -> RunningLog:
    """Write everything that is logged in this process to a rotating file.

    Parameters
    ----------
    directory : Path
        Where; made when missing. When it cannot be written the program goes on without a log.
    level : int
        Of the `logging` module.
    """
    file = directory / FILE_NAME
    handler: logging.Handler
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8", errors="replace")
        notice = ""
    except OSError as error:
        handler = logging.NullHandler()
        notice = Sentence("No log can be written in {folder} ({why}).", folder=directory, why=error.strerror)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    log = RunningLog(None if notice else file, notice, handler, root.level)
    handler.setLevel(level)
    root.addHandler(handler)
    root.setLevel(min(level, root.level))
    # of other people's packages only what is wrong: numba alone writes thousands of lines
    logging.getLogger("numba").setLevel(logging.WARNING)
    return log
