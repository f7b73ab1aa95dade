"""Text for people: fits 80 columns in any script."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

WIDTH = 80
_UNITS = ("B", "kB", "MB", "GB", "TB")


def cells(text: str) -> int:
    """Columns that a terminal needs for a text (wide scripts take two a character)."""
    return sum(_cell(c) for c in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int) -> str:
    """Shorten a text to a number of columns, with an ellipsis when something is left out."""
    text = " ".join(text.split())
    if cells(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        if used + _cell(character) > width - 1:
            break
        kept.append(character)
        used += _cell(character)
    return "".join(kept).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """Clip and fill a text to exactly a number of columns."""
    text = clip(text, width)
    return text + " " * (width - cells(text))


def table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Rows as columns of the given widths, right-aligned where a width is negative."""
    lines = []
    for row in rows:
        parts = []
        for value, width in zip(row, widths, strict=True):
            if width < 0:
                clipped = clip(value, -width)
                parts.append(" " * (-width - cells(clipped)) + clipped)
            else:
                parts.append(pad(value, width))
        lines.append(" ".join(parts).rstrip())
    return "\n".join(lines)


def fact(name: str, value: object) -> str:
    """A line of a sheet: a name and what it is."""
    return f"  {name:<12}{clip(str(value), WIDTH - 14)}"


def wrap(text: str, indent: str = "") -> str:
    """A paragraph that fits the width."""
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def clock(seconds: float) -> str:
    """Seconds as a position or duration: 1:23, 1:02:03."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, seconds_left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def size(count: float) -> str:
    """Bytes for people: 1.3 GB."""
    for unit in _UNITS:
        if count < 1000 or unit == _UNITS[-1]:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    raise AssertionError("unreachable")


def counted(count: int, thing: str) -> str:
    """A count of things: 1 shard, 2 shards."""
    return f"{number(count)} {thing}{'' if count == 1 else 's'}"


def number(count: int) -> str:
    """A count with thin groups: 33 500 000."""
    return f"{count:,}".replace(",", " ")
