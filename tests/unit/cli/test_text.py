from __future__ import annotations

import io
import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.cli import text
from spotgui.cli.progress_line import ProgressLine
from spotgui.progress import Progress, Unit


@given(st.text(max_size=60), st.integers(1, 40))
def test_clip_fits_and_pad_fills(value: str, width: int) -> None:
    assert text.cells(text.clip(value, width)) <= width
    assert text.cells(text.pad(value, width)) == width


def test_wide_scripts_take_two_columns() -> None:
    assert text.cells("夜明けの歌") == 10
    assert text.clip("夜明けの歌", 7) == "夜明け…"


def test_combining_marks_take_none() -> None:
    assert text.cells("e\u0301") == 1


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (83.9, "1:23"), (3723, "1:02:03"), (-4, "0:00"), (600, "10:00")]
)
def test_clock(seconds: float, shown: str) -> None:
    assert text.clock(seconds) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (3.88e12, "3.9 TB"), (5e15, "5000.0 TB")]
)
def test_size(count: float, shown: str) -> None:
    assert text.size(count) == shown


def test_table_aligns_and_clips() -> None:
    rows = text.table([("Title", "1"), ("A title that is too long", "12345")], (10, -3))
    assert rows.splitlines() == ["Title        1", "A title t… 12…"]


def _ticks(step: float) -> Callable[[], float]:
    count = itertools.count()
    return lambda: next(count) * step


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_fits_a_terminal_line_and_ends_it() -> None:
    stream = _Terminal()
    line = ProgressLine(stream, now=_ticks(10.0))
    line(Progress("reading " + "x" * 200 + ".jsonl.zst", 500, 1000, 12345, 3))
    line.close()
    shown = stream.getvalue().removeprefix("\r\x1b[K").removesuffix("\n")
    assert text.cells(shown) < text.WIDTH
    assert stream.getvalue().endswith("\n")


def test_progress_in_a_log_is_a_line_a_stage() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, now=_ticks(1.5))
    for stage in ("reading a", "reading a", "reading b"):
        line(Progress(stage, 1, 2, 7, 1))
    line.close()
    assert [row.split(" · ")[0] for row in stream.getvalue().splitlines()] == ["reading a", "reading b"]
    assert "50 % of 2 B" in stream.getvalue()
    assert "1 rejected" in stream.getvalue()


def test_short_work_shows_nothing_in_a_log() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, now=_ticks(0.01))
    for stage in ("a", "b", "c"):
        line(Progress(stage, 1, 2, unit=Unit.TRACKS))
    assert stream.getvalue() == ""


def test_rate_begins_anew_with_other_work() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, now=_ticks(6.0))
    line(Progress("making", 0, 10, unit=Unit.TRACKS))
    line(Progress("making", 5, 10, unit=Unit.TRACKS))
    line(Progress("reading", 0, 6000))
    line(Progress("reading", 3000, 6000))
    shown = stream.getvalue().splitlines()
    assert shown[1] == "making · 50 % of 10 tracks · 0.8 tracks/s · 0:06 left"
    assert shown[3] == "reading · 50 % of 6.0 kB · 500 B/s · 0:06 left"
