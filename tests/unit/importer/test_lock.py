"""One importer a library, and whoever only looks is no importer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from spotgui.errors import LibraryBusyError
from spotgui.importer.lock import import_lock, is_locked


def test_a_second_importer_is_refused_and_the_lock_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "import.lock"
    assert not is_locked(path)
    with import_lock(path):
        assert is_locked(path)
        with pytest.raises(LibraryBusyError, match="running"), import_lock(path):
            pass
    assert not is_locked(path)


def test_looking_all_the_time_does_not_keep_an_import_out(tmp_path: Path) -> None:
    path = tmp_path / "import.lock"
    path.touch()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            is_locked(path)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for _ in range(100):
            with import_lock(path):
                pass
    finally:
        stop.set()
        looker.join()
