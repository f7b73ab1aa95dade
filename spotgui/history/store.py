"""The history: what was recognised, and what was not yet."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from spotgui.errors import CorruptLibraryError
from spotgui.history import rows
from spotgui.history.database import damaged, open_database, transaction, translated
from spotgui.history.entries import Edit, Entry, EntryKind, Found, HistoryQuery, NewEntry, Snippet, merged, now

REPEAT = timedelta(minutes=10)
"""The same recording heard again within this time is the same entry."""
_SAME_PLACE_S = 30.0
"""A song of a long recording may begin this much earlier or later when it is looked for again."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What `HistoryStore.delete` took out, to be put back if the user regrets it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)


class HistoryStore:
    """A connection to the history; for one thread. Any number of them, in any process, may be open.

    Parameters
    ----------
    path : Path
        `Library.history_db`; made when missing.

    Raises
    ------
    LibraryVersionError, CorruptLibraryError, LibraryBusyError, DiskFullError, MachineError
        From every method, when the file or the machine does not allow it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = open_database(path)
        self._db.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, new: NewEntry, *, repeat: timedelta = REPEAT) -> Entry:
        """Note something that was heard.

        Parameters
        ----------
        new : NewEntry
        repeat : timedelta
            When the same recording was heard within this time, that entry is counted up instead.
        """
        with translated(self._path), transaction(self._db):
            made = self._insert(new)
            return self._once(made, self._repeated(made, repeat))

    def add_songs(self, songs: Sequence[NewEntry]) -> list[Entry]:
        """Note the songs of a long recording; one that was noted of the same file before is counted up instead."""
        with translated(self._path), transaction(self._db):
            return [self._once(made, self._same_place(made)) for made in map(self._insert, songs)]

    def get(self, entry_id: int) -> Entry | None:
        """One entry; None when it was deleted."""
        with translated(self._path):
            return self._one(entry_id)

    def entries(self, query: HistoryQuery | None = None, *, limit: int = -1, offset: int = 0) -> list[Entry]:
        """Entries that fit, in order; all of them when no limit is given."""
        query = query or HistoryQuery()
        where, values = rows.conditions(query)
        direction = "DESC" if query.descending else "ASC"
        order = f"ORDER BY {query.sort.value} {direction} NULLS LAST, last_heard_at DESC, id DESC"
        with translated(self._path):
            return self._select(f"{where} {order} LIMIT ? OFFSET ?", (*values, limit, offset))

    def count(self, query: HistoryQuery | None = None) -> int:
        """How many entries fit."""
        where, values = rows.conditions(query or HistoryQuery())
        with translated(self._path):
            return int(self._db.execute(f"SELECT count(*) FROM entries {where}", values).fetchone()[0])

    def edit(self, entry_id: int, edit: Edit) -> Entry | None:
        """Change an entry by hand; None when it is no longer there."""
        with translated(self._path), transaction(self._db):
            before = self._one(entry_id)
            if before is None:
                return None
            changed = replace(
                before,
                title=before.title if edit.title is None else edit.title,
                artists=before.artists if edit.artists is None else edit.artists,
                album=before.album if edit.album is None else edit.album,
                note=before.note if edit.note is None else edit.note,
            )
            self._update(changed)
            return changed

    def set_favourite(self, entry_ids: Iterable[int], favourite: bool) -> None:
        """Mark entries, or take the mark off."""
        self._mark("favourite", entry_ids, favourite)

    def report_wrong(self, entry_ids: Iterable[int], wrong: bool = True) -> None:
        """Keep that a match was wrong."""
        self._mark("wrong", entry_ids, wrong)

    def delete(self, entry_ids: Iterable[int]) -> Deleted:
        """Delete entries; what is returned can be put back."""
        with translated(self._path), transaction(self._db):
            taken = [
                self._db.execute("DELETE FROM entries WHERE id = ? RETURNING *", (i,)).fetchall() for i in entry_ids
            ]
        found = [row for one in taken for row in one]
        return Deleted(tuple(found[0].keys()) if found else (), tuple(tuple(row) for row in found))

    def put_back(self, deleted: Deleted) -> None:
        """Undo `delete`."""
        if not deleted.rows:
            return
        marks = ", ".join("?" * len(deleted.columns))
        with translated(self._path), transaction(self._db):
            self._db.executemany(
                f"INSERT OR IGNORE INTO entries ({', '.join(deleted.columns)}) VALUES ({marks})", deleted.rows
            )

    def merge_repeats(self, within: timedelta = REPEAT) -> int:
        """Merge entries of one recording that are no further apart than `within`; returns how many went."""
        with translated(self._path), transaction(self._db):
            last: dict[str, Entry] = {}
            gone: list[int] = []
            for entry in self._select("WHERE kind = ? ORDER BY heard_at, id", (EntryKind.RECOGNISED,)):
                key = entry.isrc or entry.track_id or ""
                before = last.get(key)
                if key and before is not None and entry.heard_at - before.last_heard_at <= within:
                    last[key] = merged(before, entry)
                    gone.append(entry.id)
                    self._update(last[key])
                else:
                    last[key] = entry
            self._db.executemany("DELETE FROM entries WHERE id = ?", [(i,) for i in gone])
            return len(gone)

    def untried(self, index: str) -> list[Snippet]:
        """Snippets without an answer that this index was not asked for yet, newest first.

        Parameters
        ----------
        index : str
            Anything that changes when the index does.
        """
        sql = (
            "SELECT id, snippet FROM entries WHERE kind = ? AND snippet IS NOT NULL AND tried_with <> ? "
            "ORDER BY last_heard_at DESC, id DESC"
        )
        with translated(self._path):
            return [Snippet(i, bytes(data)) for i, data in self._db.execute(sql, (EntryKind.UNKNOWN, index))]

    def tried(self, entry_id: int, index: str, one_of: tuple[str, ...] = ()) -> None:
        """This index has no answer either, but perhaps knows what it is one of."""
        with translated(self._path), transaction(self._db):
            self._db.execute("UPDATE entries SET tried_with = ? WHERE id = ?", (index, entry_id))
            entry = self._one(entry_id)
            if entry is not None and entry.one_of != one_of:
                self._update(replace(entry, one_of=one_of))

    def resolve(self, entry_id: int, found: Found) -> Entry | None:
        """An unknown entry is recognised now; None when it is no longer there. Its snippet is not kept."""
        with translated(self._path), transaction(self._db):
            self._db.execute(
                f"UPDATE entries SET kind = :kind, resolved_at = :at, snippet = NULL, "
                f"{rows.assignments(rows.FOUND_COLUMNS)} WHERE id = :id",
                rows.found_values(found) | {"kind": EntryKind.RECOGNISED, "at": rows.micros(now()), "id": entry_id},
            )
            entry = self._one(entry_id)
            if entry is not None:
                entry = replace(entry, one_of=())
                self._update(entry)
            return entry

    def backup(self, target: Path) -> None:
        """Write a copy of the whole history while it is in use."""
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        with translated(part):
            try:
                with contextlib.closing(sqlite3.connect(part)) as copy:
                    self._db.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)

    def restore(self, source: Path) -> None:
        """Replace the history by a backup; a file that is none changes nothing."""
        if not source.is_file() or source.stat().st_size == 0:
            raise damaged(source)
        copy = self._path.with_name(self._path.name + ".restored")
        try:
            with translated(self._path):
                shutil.copyfile(source, copy)
            # on a copy: an old backup is brought to this version, and may lie where nothing can be written
            with HistoryStore(copy) as backup:
                backup.verify()
                with translated(self._path):
                    backup._db.backup(self._db)
        except CorruptLibraryError as error:
            raise damaged(source) from error
        finally:
            for name in (copy.name, copy.name + "-wal", copy.name + "-shm"):
                copy.with_name(name).unlink(missing_ok=True)

    def verify(self) -> None:
        """Read all of the file.

        Raises
        ------
        CorruptLibraryError
            If something in it is damaged.
        """
        with translated(self._path):
            if self._db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise damaged(self._path)

    def _insert(self, new: NewEntry) -> Entry:
        values: dict[str, Any] = {
            "heard_at": rows.micros(new.heard_at),
            "last_heard_at": rows.micros(new.heard_at),
            "kind": EntryKind.UNKNOWN if new.found is None else EntryKind.RECOGNISED,
            "source": new.source,
            "source_name": rows.as_text(new.source_name),
            "seconds": new.seconds,
            "snippet": new.snippet,
            "offset_s": new.offset_s,
            "one_of": rows.list_text(new.one_of),
        }
        if new.found is not None:
            values |= rows.found_values(new.found)
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        sql = f"INSERT INTO entries ({names}) VALUES ({marks}) RETURNING {rows.COLUMNS}"
        entry = rows.entry_of(self._db.execute(sql, values).fetchall()[0])
        self._update(entry)
        return entry

    def _once(self, made: Entry, earlier: Entry | None) -> Entry:
        """The entry that was made, or the earlier one with what was made added."""
        if earlier is None:
            return made
        one = merged(earlier, made)
        self._db.execute("DELETE FROM entries WHERE id = ?", (made.id,))
        self._update(one)
        return one

    def _same_place(self, entry: Entry) -> Entry | None:
        """The same track in the same stretch of the same file."""
        found = self._select(
            "WHERE track_id = ? AND id <> ? AND source = ? AND source_name = ? AND abs(offset_s - ?) <= ? LIMIT 1",
            (entry.track_id, entry.id, entry.source, entry.source_name, entry.offset_s, _SAME_PLACE_S),
        )
        return found[0] if found else None

    def _repeated(self, entry: Entry, within: timedelta) -> Entry | None:
        """The entry that `entry` repeats."""
        if entry.track_id is None:
            return None
        column, value = ("isrc", entry.isrc) if entry.isrc else ("track_id", entry.track_id)
        gap = within // timedelta(microseconds=1)
        heard = rows.micros(entry.heard_at)
        found = self._select(
            f"WHERE {column} = ? AND id <> ? AND kind = ? AND last_heard_at >= ? AND heard_at <= ? "
            "ORDER BY last_heard_at DESC LIMIT 1",
            (value, entry.id, EntryKind.RECOGNISED, heard - gap, heard + gap),
        )
        return found[0] if found else None

    def _update(self, entry: Entry) -> None:
        self._db.execute(
            f"UPDATE entries SET {rows.assignments(rows.CHANGING_COLUMNS)} WHERE id = :id", rows.changing_values(entry)
        )

    def _mark(self, column: str, entry_ids: Iterable[int], value: bool) -> None:
        with translated(self._path), transaction(self._db):
            self._db.executemany(f"UPDATE entries SET {column} = ? WHERE id = ?", [(value, i) for i in entry_ids])

    def _one(self, entry_id: int) -> Entry | None:
        found = self._select("WHERE id = ?", (entry_id,))
        return found[0] if found else None

    def _select(self, rest: str, values: Sequence[Any]) -> list[Entry]:
        return [rows.entry_of(row) for row in self._db.execute(f"SELECT {rows.COLUMNS} FROM entries {rest}", values)]
