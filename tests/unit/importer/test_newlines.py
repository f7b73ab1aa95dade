from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.importer.line_scanner import SLACK
from spotgui.importer.newlines import lines_of


def split(text: bytes, junk: bytes = b"\n") -> list[bytes]:
    data = bytearray(text + (junk * SLACK)[:SLACK])
    return [bytes(data[start:stop]) for start, stop in lines_of(data, len(text))]


@given(st.lists(st.binary(max_size=150).map(lambda part: part.replace(b"\n", b"")), max_size=12), st.booleans())
def test_lines_are_those_that_python_finds(parts: list[bytes], at_end: bool) -> None:
    text = b"\n".join(parts) + (b"\n" if at_end else b"")
    expected = text.split(b"\n")
    assert split(text) == (expected if expected[-1] else expected[:-1])


@pytest.mark.parametrize("count", [4_095, 4_096, 4_097, 12_288, 20_000])
def test_any_number_of_lines(count: int) -> None:
    assert split(b"\n" * count) == [b""] * count
    assert split(b"a\n" * count + b"b") == [b"a"] * count + [b"b"]


def test_what_follows_the_end_is_no_line() -> None:
    assert split(b"") == []
    assert split(b"one") == [b"one"]
    assert split(b"one\n") == [b"one"]
