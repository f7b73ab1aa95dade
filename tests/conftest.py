"""What every test has: the shared data, the demo library, directories of its own, and no thread left behind."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
THREAD_PATIENCE_S = 5.0
LASTING_THREADS = ("asyncio_", "tmonitor", "pytest_timeout")
"""How names of threads begin that belong to a tool and may outlive a test."""
OLD_AFTER_S = 6 * 3600
LIBRARY_PACKAGES = ("fingerprint", "importer", "index", "catalog")
"""Code whose change makes the imported demo library out of date."""

# no test asks how long something takes: a busy machine would fail it
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Windows of unit tests are not shown; compiled kernels are kept, also where the source tree cannot be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    assert not os.environ.get("NUMBA_DISABLE_JIT"), (
        "without compiled kernels the tests take hours: unset NUMBA_DISABLE_JIT"
    )
    if not os.access(ROOT / "spotgui", os.W_OK):
        os.environ.setdefault("NUMBA_CACHE_DIR", str(config.cache.mkdir("numba")))


@pytest.fixture(scope="session", autouse=True)
def own_directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or changes the library, settings, logs and cache of whoever runs it."""
    base = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "CACHE", "CONFIG", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(base / kind.lower()))
        patch.delenv("SPOTGUI_DATA", raising=False)
        yield


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running fails: at the user's it would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_PATIENCE_S
    left = [t for t in threading.enumerate() if t not in before and _counts(t)]
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left running: {', '.join(names)}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory of shared samples beside the repository."""
    if SHARED.is_dir():
        return SHARED
    sentence = f"{SHARED} is missing: tests on real recordings and analyses need it"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def demo(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def] # numba is imported only where it is needed
    """The demo's dump and the library imported from it, made once and shared by all workers: do not write to it.

    Returns
    -------
    spotgui.demo.setup.Demo
    """
    from spotgui.demo.library import version
    from spotgui.demo.setup import install_demo
    from spotgui.paths import Library

    cache = request.config.cache.mkdir("demo")
    library = Library(cache / f"library-{version()}-{_digest(LIBRARY_PACKAGES)}")
    with FileLock(cache / "lock"):
        for old in cache.glob("library-*"):
            # not those that another run may be using
            if old != library.root and time.time() - old.stat().st_mtime > OLD_AFTER_S:
                shutil.rmtree(old)
        return install_demo(library, cache / "dump")


@pytest.fixture
def demo_copy(demo, tmp_path: Path):  # type: ignore[no-untyped-def]
    """A copy of the demo library that a test may write to.

    Returns
    -------
    spotgui.paths.Library
    """
    from spotgui.paths import Library

    shutil.copytree(demo.library.root, tmp_path / "library")
    return Library(tmp_path / "library")


def _counts(thread: threading.Thread) -> bool:
    # a dummy stands for a thread that the system made and python only saw; it never leaves the list
    return not isinstance(thread, threading._DummyThread) and not thread.name.startswith(LASTING_THREADS)


def _digest(packages: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for package in packages:
        for source in sorted((ROOT / "spotgui" / package).rglob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()
