"""The history in files that other programs read.

Every fact has a column or key of its own; title and artist are never one text.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from spotgui.errors import BadInputError, MachineError
from spotgui.history.entries import Entry

ARTIST_SEPARATOR = "; "
BYTE_ORDER_MARK = "\ufeff"
"""Begins a table in a file: without it Excel takes UTF-8 for something else."""
COLUMNS = (
    "heard_at",
    "title",
    "artist",
    "album",
    "year",
    "isrc",
    "track_id",
    "uri",
    "position_s",
    "confidence",
    "score",
    "margin",
    "kind",
    "count",
    "last_heard_at",
    "favourite",
    "wrong",
    "source",
    "source_name",
    "seconds",
    "offset_s",
    "note",
    "one_of",
)


class ExportFormat(StrEnum):
    """By the ending of the file's name."""

    CSV = "csv"
    JSON = "json"
    M3U8 = "m3u8"


def export_history(path: Path, entries: Sequence[Entry], kind: ExportFormat | None = None) -> None:
    """Write entries to a file.

    Parameters
    ----------
    path : Path
    entries : sequence of Entry
    kind : ExportFormat, optional
        By the ending of `path` when not given.

    Raises
    ------
    BadInputError
        If the ending names no format.
    MachineError
        If the file cannot be written; an older one is then still there.
    """
    kind = kind or _format_of(path)
    match kind:
        case ExportFormat.CSV:
            text = BYTE_ORDER_MARK + to_csv(entries)
        case ExportFormat.JSON:
            text = to_json(entries)
        case ExportFormat.M3U8:
            text = to_m3u8(entries)
    write_text(path, text)


def to_csv(entries: Sequence[Entry]) -> str:
    """Comma-separated values as RFC 4180 has them, with a line of `COLUMNS`; lists are joined by "; "."""
    return csv_text(COLUMNS, [_row(entry) for entry in entries])


def to_json(entries: Sequence[Entry]) -> str:
    """A list of objects with the fields of `Entry`, times in ISO 8601."""
    names = [f.name for f in fields(Entry)]
    listed = [{name: _plain(getattr(entry, name)) for name in names} | {"uri": uri(entry)} for entry in entries]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def to_m3u8(entries: Sequence[Entry]) -> str:
    """A playlist of the Spotify addresses of what was recognised, each track once, in the given order."""
    lines = ["#EXTM3U"]
    listed: set[str] = set()
    for entry in entries:
        if entry.track_id is None or entry.track_id in listed:
            continue
        listed.add(entry.track_id)
        words = " ".join(f"{', '.join(entry.artists)} - {entry.title or 'Unknown title'}".split())
        lines += [f"#EXTINF:-1,{words}", f"https://open.spotify.com/track/{entry.track_id}"]
    return "\n".join(lines) + "\n"


def uri(entry: Entry) -> str | None:
    """The address that the Spotify programs open."""
    return None if entry.track_id is None else f"spotify:track:{entry.track_id}"


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """RFC 4180: commas, CR LF, quotes where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a file in one step.

    Raises
    ------
    MachineError
        If it cannot be written; an older one is then still there.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        try:
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(
            "'{path}' cannot be written ({why}).", "Choose another place.", path=path, why=error.strerror
        ) from error


def _format_of(path: Path) -> ExportFormat:
    ending = path.suffix.removeprefix(".").lower()
    if ending == "m3u":
        return ExportFormat.M3U8
    try:
        return ExportFormat(ending)
    except ValueError as error:
        raise BadInputError(
            "'{name}' names no format.", "Let it end with .csv, .json or .m3u8.", name=path.name
        ) from error


def _row(entry: Entry) -> list[Any]:
    special = {
        "artist": ARTIST_SEPARATOR.join(entry.artists),
        "uri": uri(entry),
        "one_of": ARTIST_SEPARATOR.join(entry.one_of),
    }
    return [special[c] if c in special else _cell(getattr(entry, c)) for c in COLUMNS]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return list(value) if isinstance(value, tuple) else value
