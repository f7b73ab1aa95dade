"""Every path of the program in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from spotgui.errors import MachineError

APP = "spotgui"


@dataclass(frozen=True, slots=True)
class Library:
    """A directory that holds everything the program knows: databases, index, history.

    Attributes
    ----------
    root : Path
        The directory; it need not exist yet.
    """

    root: Path

    @property
    def analysis_db(self) -> Path:
        """What is kept of every analysis: onsets, chroma sketch, sections, values (DuckDB)."""
        return self.root / "analysis.duckdb"

    @property
    def meta_db(self) -> Path:
        """The nine tables of the metadata dump (DuckDB)."""
        return self.root / "meta.duckdb"

    @property
    def index_dir(self) -> Path:
        """The segments of the inverted index."""
        return self.root / "index"

    @property
    def history_db(self) -> Path:
        """What was recognised (sqlite)."""
        return self.root / "history.sqlite"

    @property
    def selection(self) -> Path:
        """Which tracks are indexed (JSON)."""
        return self.root / "selection.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that imports."""
        return self.root / "import.lock"

    @property
    def ledger_snapshot(self) -> Path:
        """A copy of the shard ledger for readers while an import holds the database."""
        return self.root / "shards.json"


def default_library(chosen: str = "") -> Library:
    """The library used when none is named on the command line.

    Parameters
    ----------
    chosen : str
        `Settings.library`; $SPOTGUI_DATA wins, so that tests and trials stay apart. Without either it is the user's
        data directory.
    """
    named = os.environ.get("SPOTGUI_DATA") or chosen
    return Library(Path(named) if named else Path(platformdirs.user_data_dir(APP, appauthor=False)))


def check_library(library: Library, chosen: str) -> None:
    """Say what is in the way of a library before it is taken for an empty one.

    Parameters
    ----------
    chosen : str
        `Settings.library`: a directory that was there when it was chosen.

    Raises
    ------
    MachineError
        It is not there any more, or may not be looked into.
    """
    try:
        there = library.analysis_db.exists() or library.root.exists()
    except OSError as error:
        raise MachineError(
            "The library {folder} cannot be used: {why}.",
            "Check its permissions, or use another data directory.",
            folder=library.root,
            why=error.strerror,
        ) from error
    if chosen and Path(chosen) == library.root and not there:
        raise MachineError(
            "The library {folder} is not there.",
            "Connect the disk that it is on and start again, or use another data directory.",
            folder=library.root,
        )


def seen(path: Path) -> bool:
    """`Path.exists`, and False for what the system does not let us look at."""
    try:
        return path.exists()
    except OSError:
        return False


def cache_dir() -> Path:
    """Album art, the demo's sound: what can be made again."""
    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def config_dir() -> Path:
    """Settings."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_dir() -> Path:
    """The log files."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def resource(name: str) -> Path:
    """A file of `resources/`, installed or in the source tree."""
    package = Path(__file__).parent
    installed = package / "resources" / name
    return installed if installed.exists() else package.parent / "resources" / name
