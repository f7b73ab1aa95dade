"""Import the demo's dump with the same importers that read the real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spotgui.demo.library import DemoPaths, make_demo
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.paths import Library, cache_dir
from spotgui.progress import CancelToken, ProgressCallback, ignore_progress


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo's dump and the library made of it."""

    paths: DemoPaths
    library: Library


def demo_directory() -> Path:
    """Where the demo's dump is kept when no directory is named."""
    return cache_dir() / "demo"


def install_demo(
    library: Library,
    directory: Path | None = None,
    *,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
) -> Demo:
    """Make the demo's dump if need be and import it; what was imported before is skipped.

    Parameters
    ----------
    directory : Path, optional
        Where the dump is kept; `demo_directory()` by default.

    Raises
    ------
    Cancelled
        If cancelled; the next call goes on where this one stopped.
    """
    paths = make_demo(directory or demo_directory(), progress=progress, cancel=cancel)
    import_analyses(library, [paths.shards], progress=progress, cancel=cancel)
    import_metadata(library, paths.metadata, progress=progress, cancel=cancel)
    return Demo(paths, library)
