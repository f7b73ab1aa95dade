from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from spotgui.errors import (
    CorruptLibraryError,
    DiskFullError,
    LibraryBusyError,
    LibraryVersionError,
    MachineError,
    SpotguiError,
)
from spotgui.history import database
from spotgui.history.database import MIGRATIONS, open_database, translated
from spotgui.history.entries import NewEntry, SoundSource
from spotgui.history.store import HistoryStore


def test_a_new_version_brings_an_old_file_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    with HistoryStore(path) as store:
        store.add(NewEntry(SoundSource.FILE, 3, "a.wav"))
    newer = (*MIGRATIONS, ("ALTER TABLE entries ADD COLUMN mood TEXT", "UPDATE entries SET mood = 'fine'"))
    connection = open_database(path, newer)
    assert connection.execute("SELECT source_name, mood FROM entries").fetchall() == [("a.wav", "fine")]
    connection.close()
    with pytest.raises(LibraryVersionError, match="newer version"):
        HistoryStore(path)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    HistoryStore(path).close()
    broken = (*MIGRATIONS, ("ALTER TABLE entries ADD COLUMN mood TEXT", "UPDATE nothing SET mood = 'bad'"))
    with pytest.raises(sqlite3.OperationalError, match="nothing"):
        open_database(path, broken)
    with HistoryStore(path) as store:
        assert store.count() == 0


@pytest.mark.parametrize("content", [b"hello", b"x" * 10_000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "h").write_bytes(content)
    with pytest.raises(CorruptLibraryError, match="damaged") as caught:
        HistoryStore(tmp_path / "h")
    assert "backup" in caught.value.action
    assert (tmp_path / "h").read_bytes() == content


def test_the_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "h") as other:
        other.execute("CREATE TABLE tracks (a)")
    other.close()
    with pytest.raises(CorruptLibraryError, match="not a history"):
        HistoryStore(tmp_path / "h")


def test_a_damaged_page_is_said_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "h"
    with HistoryStore(path) as store:
        for i in range(500):
            store.add(NewEntry(SoundSource.FILE, i, "some name " * 10))
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xaa" * 64
    path.write_bytes(bytes(content))
    with HistoryStore(path) as store:
        with pytest.raises(CorruptLibraryError):
            store.verify()
        with pytest.raises(CorruptLibraryError):
            store.entries()


def test_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    path = tmp_path / "h"
    HistoryStore(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with HistoryStore(path) as store:
        assert store.entries() == []
        with pytest.raises(LibraryBusyError, match="Another program"):
            store.add(NewEntry(SoundSource.FILE, 1))
        other.execute("ROLLBACK")
        store.add(NewEntry(SoundSource.FILE, 1))
    other.close()


def test_no_place_for_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MachineError, match="cannot be opened"):
        HistoryStore(tmp_path / "file" / "h")
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError, match="cannot be opened"):
        HistoryStore(tmp_path / "folder")


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "h"
    with HistoryStore(path) as store:
        store.add(NewEntry(SoundSource.FILE, 1, "kept"))
    # a real limit of the system on the size of files stands for the full disk; sqlite reports an I/O error for it
    code = (
        "import sys, resource, signal, pathlib\n"
        "from spotgui.history.store import HistoryStore\n"
        "from spotgui.history.entries import NewEntry, SoundSource\n"
        "from spotgui.errors import MachineError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "store = HistoryStore(pathlib.Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "try:\n"
        "    while True: store.add(NewEntry(SoundSource.FILE, 1, 'x' * 5000))\n"
        "except MachineError as error:\n"
        "    print(error.message)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "history" in done.stdout
    with HistoryStore(path) as store:
        store.verify()
        assert "kept" in {e.source_name for e in store.entries()}


def test_the_sentence_for_a_full_disk(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small")
    connection.execute("CREATE TABLE t (a)")
    connection.execute("PRAGMA max_page_count = 4")
    with pytest.raises(DiskFullError, match="no room"), translated(tmp_path):
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    connection.close()


def test_a_mistake_of_the_program_stays_one(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "h")
    with pytest.raises(sqlite3.OperationalError) as caught, translated(tmp_path):
        connection.execute("SELECT nonsense")
    assert not isinstance(caught.value, SpotguiError)
    connection.close()
