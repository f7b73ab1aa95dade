from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from spotgui.errors import CorruptLibraryError, MachineError
from spotgui.history.entries import Edit, EntryKind, Found, HistoryQuery, NewEntry, Sort, SoundSource
from spotgui.history.store import HistoryStore

NOON = datetime(2026, 3, 1, 12, 0, 0, 123_456, tzinfo=UTC)
SONG = Found("track1", "Édith’s Song", ("Björk", "MØ"), "Début", 41.5, 30.25, 83.0, "certain", "GBAAA0000001", 1993)
OTHER = Found("track2", "another", ("abba",), "Zebra", 12.0, 3.0, 1.0, "likely", None, None)


def heard(found: Found | None = SONG, minutes: float = 0, **more: object) -> NewEntry:
    return NewEntry(SoundSource.MICROPHONE, 9.5, "Webcam", found, heard_at=NOON + timedelta(minutes=minutes), **more)


def test_what_is_added_comes_back(store: HistoryStore) -> None:
    made = store.add(heard())
    assert store.get(made.id) == made
    assert store.entries() == [made]
    assert made.heard_at == made.last_heard_at == NOON
    assert (made.kind, made.count, made.seconds) == (EntryKind.RECOGNISED, 1, 9.5)
    assert (made.title, made.artists, made.album, made.isrc, made.year) == (
        SONG.title,
        SONG.artists,
        SONG.album,
        SONG.isrc,
        SONG.year,
    )
    assert (made.score, made.margin, made.position_s, made.confidence) == (41.5, 30.25, 83.0, "certain")


def test_it_is_there_after_closing(tmp_path: Path) -> None:
    with HistoryStore(tmp_path / "new" / "h.sqlite") as first:
        made = first.add(heard(None, snippet=b"\0\xff"))
    with HistoryStore(tmp_path / "new" / "h.sqlite") as second:
        assert second.entries() == [made]
        assert second.get(made.id + 1) is None


def test_repeats_are_one_entry(store: HistoryStore) -> None:
    first = store.add(heard())
    store.add(heard(OTHER, 2))
    again = store.add(heard(replace(SONG, track_id="another release", title="as it is called there", score=50.0), 9))
    assert (again.id, again.count) == (first.id, 2)
    assert (again.heard_at, again.last_heard_at) == (NOON, NOON + timedelta(minutes=9))
    assert again.title == SONG.title
    assert again.score == 50.0
    assert store.add(heard(SONG, 18)).count == 3
    assert store.add(heard(SONG, 29)).count == 1
    assert store.count() == 3


def test_unknown_sounds_are_never_merged(store: HistoryStore) -> None:
    store.add(heard(None, snippet=b"a"))
    store.add(heard(None, 1, snippet=b"b"))
    assert store.count(HistoryQuery(kind=EntryKind.UNKNOWN)) == 2


def test_merging_what_is_already_there(store: HistoryStore) -> None:
    never = timedelta(0)
    for minute in (0, 8, 16, 60, 61):
        store.add(heard(SONG, minute), repeat=never)
        store.add(heard(OTHER, minute * 30), repeat=never)
    store.add(heard(None, 3))
    last = store.entries()[0]
    store.set_favourite([e.id for e in store.entries(HistoryQuery(text="edith"))][:1], True)
    assert store.merge_repeats(timedelta(minutes=10)) == 3
    songs = store.entries(HistoryQuery(text="edith", descending=False))
    assert [(e.count, e.heard_at.minute, e.last_heard_at.minute) for e in songs] == [(3, 0, 16), (2, 0, 1)]
    assert [e.favourite for e in songs] == [False, True]
    assert store.get(last.id) == last
    assert store.merge_repeats(timedelta(minutes=10)) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("edith", 1),
        ("BJORK début", 1),
        ("mo", 0),  # ø is a letter of its own
        ("abba zebra", 1),
        ("abba edith", 0),
        ("webcam", 3),
        ("gbaaa", 1),
        ("%", 0),
        ("'; drop table entries", 0),
        ("to my ears", 1),
        ("", 3),
        ("\udc80", 0),
    ],
)
def test_search(store: HistoryStore, text: str, found: int) -> None:
    store.add(heard())
    store.add(heard(OTHER))
    store.edit(store.add(heard(None)).id, Edit(note="new to my ears"))
    query = HistoryQuery(text=text)
    assert len(store.entries(query)) == store.count(query) == found


def test_sorting(store: HistoryStore) -> None:
    a = store.add(heard(SONG, 1)).id
    b = store.add(heard(OTHER, 2)).id
    c = store.add(heard(None, 3)).id

    def order(sort: Sort, descending: bool) -> list[int]:
        return [e.id for e in store.entries(HistoryQuery(sort=sort, descending=descending))]

    assert order(Sort.HEARD, True) == [c, b, a]
    assert order(Sort.HEARD, False) == [a, b, c]
    assert [i for i in order(Sort.TITLE, False) if i != c] == [b, a]
    assert [i for i in order(Sort.ARTIST, False) if i != c] == [b, a]
    assert [i for i in order(Sort.ALBUM, False) if i != c] == [a, b]
    assert order(Sort.CONFIDENCE, True) == [a, b, c]


def test_pages(store: HistoryStore) -> None:
    ids = [store.add(heard(None, m)).id for m in range(10)]
    pages = [e.id for at in (0, 4, 8) for e in store.entries(limit=4, offset=at)]
    assert pages == ids[::-1]


def test_editing_and_marks(store: HistoryStore) -> None:
    made = store.add(heard())
    edited = store.edit(made.id, Edit(title="My title", artists=("Me",), note="at the party"))
    assert edited == replace(made, title="My title", artists=("Me",), note="at the party")
    assert store.edit(999, Edit(title="x")) is None
    store.set_favourite([made.id], True)
    store.report_wrong([made.id])
    now = store.get(made.id)
    assert now is not None
    assert (now.favourite, now.wrong) == (True, True)
    assert store.entries(HistoryQuery(favourites_only=True)) == [now]
    store.report_wrong([made.id], False)
    assert store.add(heard(SONG, 1)).title == "My title"


def test_deleting_and_regretting(store: HistoryStore) -> None:
    a, b, c = (store.add(heard(None, m, snippet=bytes([m]))) for m in range(3))
    deleted = store.delete([a.id, c.id, 999])
    assert len(deleted) == 2
    assert store.entries() == [b]
    store.put_back(deleted)
    store.put_back(deleted)
    assert store.entries() == [c, b, a]
    assert [s.data for s in store.untried("x")] == [b"\2", b"\1", b"\0"]
    store.put_back(store.delete([]))


def test_unknown_snippets_are_tried_again(store: HistoryStore) -> None:
    old = store.add(heard(None, 0, snippet=b"old"))
    new = store.add(heard(None, 1, snippet=b"new"))
    store.add(heard(None, 2))
    store.add(heard(SONG, 3))
    assert [(s.entry_id, s.data) for s in store.untried("index 1")] == [(new.id, b"new"), (old.id, b"old")]
    store.tried(new.id, "index 1")
    assert [s.entry_id for s in store.untried("index 1")] == [old.id]
    assert [s.entry_id for s in store.untried("index 2")] == [new.id, old.id]
    resolved = store.resolve(old.id, SONG)
    assert resolved is not None
    assert (resolved.kind, resolved.title, resolved.heard_at) == (EntryKind.RECOGNISED, SONG.title, old.heard_at)
    assert resolved.resolved_at is not None
    assert resolved.resolved_at > NOON
    assert not resolved.has_snippet
    assert [s.entry_id for s in store.untried("index 2")] == [new.id]
    assert store.entries(HistoryQuery(text="edith debut"))[-1] == resolved
    assert store.resolve(999, SONG) is None


def test_what_it_may_be_is_found_renewed_and_goes_with_an_answer(store: HistoryStore) -> None:
    made = store.add(NewEntry(SoundSource.PIPE, 10, snippet=b"one", one_of=("Édith - Debut", "Noé - Debut (Live)")))
    assert store.entries(HistoryQuery("edith live")) == [made]
    store.put_back(store.delete([made.id]))
    assert store.entries() == [made]
    store.tried(made.id, "index 1", ("Édith - Debut",))
    assert store.get(made.id) == replace(made, one_of=("Édith - Debut",))
    assert store.entries(HistoryQuery("noe")) == []
    store.tried(made.id, "index 2")
    assert store.get(made.id) == replace(made, one_of=())
    store.tried(made.id, "index 3", ("Noé - Debut",))
    resolved = store.resolve(made.id, SONG)
    assert resolved and resolved.one_of == ()
    assert store.entries(HistoryQuery("noe")) == []
    store.tried(999, "index 3", ("Nobody",))


def test_names_of_files_that_are_no_text(store: HistoryStore) -> None:
    made = store.add(NewEntry(SoundSource.FILE, 10, "caf\udce9.mp3"))
    assert made.source_name == "caf?.mp3"


def _add_many(path: Path, count: int) -> None:
    with HistoryStore(path) as store:
        for i in range(count):
            store.add(NewEntry(SoundSource.PIPE, i))


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_add_many, args=(path, 50)) for _ in range(3)]
    for worker in workers:
        worker.start()
    _add_many(path, 50)
    for worker in workers:
        worker.join()
    assert [w.exitcode for w in workers] == [0, 0, 0]
    with HistoryStore(path) as store:
        assert store.count() == 200


def test_several_threads_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    threads = [threading.Thread(target=_add_many, args=(path, 30)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with HistoryStore(path) as store:
        assert store.count() == 120


def test_a_new_history_is_opened_by_several_at_once(tmp_path: Path) -> None:
    for attempt in range(20):
        ready = threading.Barrier(6)

        def opened(path: Path = tmp_path / f"{attempt}.sqlite", ready: threading.Barrier = ready) -> int:
            ready.wait()
            with HistoryStore(path) as store:
                return store.count()

        with ThreadPoolExecutor(6) as pool:
            assert [job.result() for job in [pool.submit(opened) for _ in range(6)]] == [0] * 6


def test_backup_and_restore(store: HistoryStore, tmp_path: Path) -> None:
    kept = store.add(heard())
    store.backup(tmp_path / "backup.sqlite")
    store.delete([kept.id])
    store.add(heard(OTHER))
    store.restore(tmp_path / "backup.sqlite")
    assert store.entries() == [kept]
    with HistoryStore(tmp_path / "history.sqlite") as other:
        assert other.entries() == [kept]
    assert sorted(p.name for p in tmp_path.iterdir() if "-" not in p.name) == ["backup.sqlite", "history.sqlite"]


@pytest.mark.parametrize("content", [None, b"", b"not a database, but as long as the header of one" * 90])
def test_what_is_no_backup_changes_nothing(store: HistoryStore, tmp_path: Path, content: bytes | None) -> None:
    kept = store.add(heard())
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    with pytest.raises(CorruptLibraryError, match="bad' is damaged or not a history"):
        store.restore(tmp_path / "bad")
    assert store.entries() == [kept]


def test_a_backup_that_cannot_be_written(store: HistoryStore, tmp_path: Path) -> None:
    with pytest.raises(MachineError):
        store.backup(tmp_path / "no such directory" / "b")
