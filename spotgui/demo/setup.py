"""Import the demo's dump with the same importers that read the real one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from spotgui.demo import place
from spotgui.demo.library import DemoPaths, make_demo, version
from spotgui.importer.analysis import import_analyses
from spotgui.importer.metadata import import_metadata
from spotgui.paths import Library, cache_dir
from spotgui.progress import CancelToken, ProgressCallback, ignore_progress

LIBRARY_NAME = "demo-library"


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo's dump and the library made of it."""

    paths: DemoPaths
    library: Library


def demo_library() -> Library:
    """The demo's own library; another version of the demo has another one, since its tracks sound different."""
    return Library(cache_dir() / f"{LIBRARY_NAME}-{version()}")


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
        Where the dump is kept; `place.demo_directory()` by default.

    Raises
    ------
    Cancelled
        If cancelled; the next call goes on where this one stopped.
    """
    if library == demo_library():
        _remove_older(library)
    paths = make_demo(directory or place.demo_directory(), progress=progress, cancel=cancel)
    import_analyses(library, [paths.shards], progress=progress, cancel=cancel)
    import_metadata(library, paths.metadata, progress=progress, cancel=cancel)
    return Demo(paths, library)


def _remove_older(library: Library) -> None:
    """Remove the demo's libraries of other versions: nothing but the demo was ever in them."""
    for other in library.root.parent.glob(f"{LIBRARY_NAME}-*"):
        if other != library.root:
            shutil.rmtree(other, ignore_errors=True)
