from __future__ import annotations

from dataclasses import replace

from spotgui.cli.print_match import recognition_text
from spotgui.cli.text import WIDTH, cells
from spotgui.recognizer.results import Confidence, Match, Query, Reason, Recognition, Release

MATCH = Match(
    "t1", 90, 70, 20, 25, 60, 83, 1, True, Confidence.CERTAIN, "Wren Song", ("A", "B"), "Hedges",
    (Release("t1", "Wren Song", "Hedges", 2001), Release("t2", "Wren Song", "Birds " * 20, 2004), Release("t3")),
)  # fmt: skip


def test_other_releases_are_indented_below_their_heading() -> None:
    lines = recognition_text(Recognition((MATCH,), (), Query(20.0, 90), 0.5)).splitlines()
    at = lines.index("  also on")
    assert lines[at + 1].startswith("    Birds Birds ")
    assert lines[at + 1].endswith("…")
    assert lines[at + 2] == "    t3"
    assert all(cells(line) <= WIDTH for line in lines)


def test_an_empty_library_says_what_to_do_and_nothing_of_the_sound() -> None:
    text = recognition_text(Recognition((), (), Query(20.0, 0), 0.0, Reason.EMPTY_INDEX))
    assert text.startswith("Not found: nothing is imported yet.")
    assert "spotgui import" in text
    assert "onsets" not in text


def test_music_that_several_tracks_hold_is_one_of_them() -> None:
    both = (
        replace(MATCH, accepted=False, confidence=Confidence.UNSURE),
        replace(MATCH, title="Wren Song (Radio Edit)"),
    )
    chance = replace(MATCH, title="Another", score=9.0)
    text = recognition_text(Recognition((), (*both, chance), Query(20.0, 90), 0.5, Reason.SHARED, 2))
    assert text.startswith("It is one of these, which hold the same music:")
    assert "A, B – Wren Song (Hedges)" in text
    assert "A, B – Wren Song (Radio Edit) (Hedges)" in text
    assert "Another" not in text
