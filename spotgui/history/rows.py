"""Entries to rows of the database and back."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from spotgui.history.entries import Entry, EntryKind, Found, HistoryQuery, SoundSource, fold

COLUMNS = (
    "id, heard_at, last_heard_at, count, kind, source, source_name, seconds, track_id, title, artists, album, isrc, "
    "year, score, margin, position_s, confidence, favourite, wrong, note, resolved_at, offset_s, one_of, "
    "snippet IS NOT NULL AS has_snippet"
)
FOUND_COLUMNS = ("track_id", "title", "artists", "album", "isrc", "year", "score", "margin", "position_s", "confidence")
CHANGING_COLUMNS = (
    "heard_at",
    "last_heard_at",
    "count",
    "title",
    "artists",
    "album",
    "score",
    "margin",
    "position_s",
    "confidence",
    "favourite",
    "wrong",
    "note",
    "one_of",
    "words",
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def assignments(columns: tuple[str, ...]) -> str:
    """ "a = :a, b = :b" for an UPDATE."""
    return ", ".join(f"{name} = :{name}" for name in columns)


def entry_of(row: sqlite3.Row) -> Entry:
    """The entry of a row of `COLUMNS`."""
    values = dict(zip(row.keys(), row, strict=True))
    resolved = values["resolved_at"]
    return Entry(
        **values
        | {
            "heard_at": from_micros(values["heard_at"]),
            "last_heard_at": from_micros(values["last_heard_at"]),
            "resolved_at": None if resolved is None else from_micros(resolved),
            "kind": EntryKind(values["kind"]),
            "source": SoundSource(values["source"]),
            "artists": tuple(json.loads(values["artists"])),
            "one_of": tuple(json.loads(values["one_of"])),
            "favourite": bool(values["favourite"]),
            "wrong": bool(values["wrong"]),
            "has_snippet": bool(values["has_snippet"]),
        }
    )


def changing_values(entry: Entry) -> dict[str, Any]:
    """Values of `CHANGING_COLUMNS` and the id."""
    values = {name: getattr(entry, name) for name in (*CHANGING_COLUMNS, "id") if name != "words"}
    return values | {
        "words": searched(entry),
        "heard_at": micros(entry.heard_at),
        "last_heard_at": micros(entry.last_heard_at),
        "artists": list_text(entry.artists),
        "one_of": list_text(entry.one_of),
    }


def found_values(found: Found) -> dict[str, Any]:
    """Values of `FOUND_COLUMNS`."""
    values = {name: getattr(found, name) for name in FOUND_COLUMNS}
    return values | {"artists": list_text(found.artists)}


def conditions(query: HistoryQuery) -> tuple[str, list[Any]]:
    """The WHERE clause of a query, and its values."""
    parts: list[str] = []
    values: list[Any] = []
    if query.kind is not None:
        parts.append("kind = ?")
        values.append(query.kind)
    if query.favourites_only:
        parts.append("favourite")
    for word in fold(as_text(query.text)).split():
        parts.append("instr(words, ?)")
        values.append(word)
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def searched(entry: Entry) -> str:
    """The folded text in which words are looked for."""
    parts = (entry.title, *entry.artists, entry.album, entry.note, *entry.one_of, entry.isrc, entry.source_name)
    return fold("\n".join(part for part in parts if part))


def list_text(words: tuple[str, ...]) -> str:
    """The JSON list that is stored; readable, so that it sorts."""
    return json.dumps(words, ensure_ascii=False)


def as_text(value: str) -> str:
    """A file's name may hold bytes that are no text; sqlite takes none."""
    return value.encode("utf-8", "replace").decode("utf-8")


def micros(time: datetime) -> int:
    """Microseconds since 1970."""
    return (time - _EPOCH) // _MICROSECOND


def from_micros(value: int) -> datetime:
    """The time of `micros`, UTC."""
    return _EPOCH + value * _MICROSECOND
