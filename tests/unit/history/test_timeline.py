from __future__ import annotations

import csv
import io

import pytest

from spotgui.history.timeline import TimelineItem, TimelineSong, clock, timeline_to_csv, timeline_to_cue

SET = [
    TimelineItem(0, 61.5, (TimelineSong("id1", 'The "Intro"', ("A", "B"), "Album", "GBAAA0000001"),), "certain"),
    TimelineItem(61.5, 70.04),
    TimelineItem(6000.04, 6300, (TimelineSong("id2", "Second", ("C",)), TimelineSong("id3", "Second (Live)", ("C",)))),
]


def test_cue_sheet() -> None:
    assert timeline_to_cue(SET, 'my "set".mp3').split("\r\n") == [
        "FILE \"my 'set'.mp3\" MP3",
        "  TRACK 01 AUDIO",
        "    TITLE \"The 'Intro'\"",
        '    PERFORMER "A, B"',
        "    ISRC GBAAA0000001",
        "    INDEX 01 00:00:00",
        "  TRACK 02 AUDIO",
        '    TITLE "Unknown"',
        '    PERFORMER "Unknown"',
        "    INDEX 01 01:01:37",
        "  TRACK 03 AUDIO",
        '    TITLE "Second / Second (Live)"',
        '    PERFORMER "C"',
        "    INDEX 01 100:00:03",
        "",
    ]


def test_table() -> None:
    rows = list(csv.DictReader(io.StringIO(timeline_to_csv(SET), newline="")))
    assert [(r["start"], r["end"], r["start_s"]) for r in rows] == [
        ("0:00", "1:01", "0.0"),
        ("1:01", "1:10", "61.5"),
        ("1:40:00", "1:45:00", "6000.0"),
    ]
    assert (rows[0]["title"], rows[0]["artist"], rows[0]["track_id"]) == ('The "Intro"', "A; B", "id1")
    assert (rows[1]["title"], rows[1]["track_id"]) == ("", "")
    assert (rows[2]["title"], rows[2]["artist"], rows[2]["track_id"]) == ("Second / Second (Live)", "C", "id2 / id3")
    assert [r["isrc"] for r in rows] == ["GBAAA0000001", "", ""]
    assert [r["confidence"] for r in rows] == ["certain", "", "one of these"]


def test_a_title_that_is_not_known_stays_empty() -> None:
    items = [
        TimelineItem(0, 9, (TimelineSong("id4"),)),
        TimelineItem(9, 18, (TimelineSong("id5", "Fifth"), TimelineSong("id4"))),
    ]
    rows = list(csv.DictReader(io.StringIO(timeline_to_csv(items), newline="")))
    assert [(r["title"], r["track_id"]) for r in rows] == [("", "id4"), ("Fifth / ", "id5 / id4")]
    assert '    TITLE "Fifth / Unknown"' in timeline_to_cue(items, "set.mp3").split("\r\n")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.6, "0:59"), (3599.4, "59:59"), (3600, "1:00:00"), (36_000, "10:00:00")]
)
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text
