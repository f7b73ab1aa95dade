"""What `timeline` prints of a stretch that several tracks hold."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest

from spotgui.cli.text import WIDTH, cells
from spotgui.cli.timeline_commands import _print
from spotgui.recognizer.results import Confidence, Match
from spotgui.recognizer.timeline import Stretch

MATCH = Match("t1", 90, 70, 20, 25, 60, 83, 1, True, Confidence.CERTAIN, "Wren Song", ("A", "B"), "Hedges")
LIVE = replace(MATCH, track_id="t2", title="Wren Song, Live " * 9)
STRETCHES = (Stretch(0, 60, (MATCH,)), Stretch(60, 80), Stretch(80, 140, (MATCH, LIVE)))


def printed(capsys: pytest.CaptureFixture[str], *, as_json: bool = False, form: str = "text") -> str:
    _print(Path("show.mp3"), STRETCHES, argparse.Namespace(json=as_json, format=form))
    return capsys.readouterr().out


def test_each_has_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    said = [" ".join(line.split()) for line in lines]
    assert said[:4] == [
        "0:00 1:00 A, B – Wren Song",
        "1:00 1:20 not in your catalogue",
        "1:20 2:20 one of these:",
        "A, B – Wren Song",
    ]
    assert said[4].startswith("A, B – Wren Song, Live") and said[4].endswith("…")
    assert all(cells(line) <= WIDTH for line in lines)


def test_programs_get_their_ids(capsys: pytest.CaptureFixture[str]) -> None:
    songs = json.loads(printed(capsys, as_json=True))["songs"]
    assert [song["match"] and song["match"]["track_id"] for song in songs] == ["t1", None, None]
    assert [[one["track_id"] for one in song["one_of"]] for song in songs] == [[], [], ["t1", "t2"]]


def test_a_table_has_both_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Wren Song / Wren Song, Live" in printed(capsys, form="csv")
