from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from spotgui.recognizer.results import Confidence, Match
from spotgui.ui.result import words
from spotgui.ui.result.details import Details, facts, key_name


def match(**changes: object) -> Match:
    values: dict[str, object] = {
        "track_id": "4uLU6hMCjMI75M1A2tKUQC",
        "score": 90.0,
        "onset_score": 70.0,
        "chroma_score": 20.0,
        "threshold": 25.0,
        "margin": 60.0,
        "position_s": 83.4,
        "speed": 1.0,
        "accepted": True,
        "confidence": Confidence.CERTAIN,
        "title": "Rock & Roll",
        "artists": ("A", "B"),
        "album": "Best of",
    }
    return Match(**{**values, **changes})  # type: ignore[arg-type]


def test_it_is_copied_as_artist_dash_title(qapp: QApplication) -> None:
    assert words.line_of(match()) == "A, B - Rock & Roll"
    assert words.line_of(match(artists=())) == "Rock & Roll"


def test_a_track_without_metadata_has_its_id(qapp: QApplication) -> None:
    assert words.title_of(match(title=None)) == "Track 4uLU6hMCjMI75M1A2tKUQC"


def test_position_and_speed_are_said(qapp: QApplication) -> None:
    assert words.position(match()) == "at 1:23"
    assert words.speed(match()) == ""
    assert words.speed(match(speed=1.02)) == "2.0 % faster than the record"
    assert words.speed(match(speed=0.985)) == "1.5 % slower than the record"


@pytest.mark.parametrize("confidence", list(Confidence))
def test_every_confidence_has_words(qapp: QApplication, confidence: Confidence) -> None:
    found = match(confidence=confidence)
    assert words.confidence_badge(found)[0]
    assert words.confidence_sentence(found).endswith(".")
    assert words.confidence_badge(found)[0] in words.spoken(found)


def test_search_address_is_filled_in_safely(qapp: QApplication) -> None:
    found = match()
    assert words.search_url("https://x.org/?q={artist}+{title}", found) == "https://x.org/?q=A%2C+B+Rock+%26+Roll"
    assert words.search_url("https://x.org/{isrc}/{id}/{album}", found, "GB1") == (
        "https://x.org/GB1/4uLU6hMCjMI75M1A2tKUQC/Best+of"
    )
    assert words.search_url("https://x.org/{nobody}{", found) == "https://x.org/{nobody}{"


def test_only_what_is_known_is_a_fact(qapp: QApplication) -> None:
    assert facts(Details()) == []
    names = dict(facts(Details(released="0000", duration_s=192.0, popularity=0, tempo=128.4, key=6, mode=0)))
    assert names == {"Duration": "3:12", "Tempo": "128 BPM", "Key": "F♯/G♭ minor", "Popularity": "0 of 100"}


@pytest.mark.parametrize(
    ("key", "mode", "name"),
    [(0, 1, "C major"), (9, 0, "A minor"), (-1, 1, ""), (None, None, ""), (5, None, "F"), (12, 0, "")],
)
def test_keys_have_names(qapp: QApplication, key: int | None, mode: int | None, name: str) -> None:
    assert key_name(key, mode) == name
