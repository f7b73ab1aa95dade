from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from spotgui.recognizer.results import Confidence, Match, MatchEvidence
from spotgui.ui.context import AppContext
from spotgui.ui.result.evidence_picture import EvidencePicture, pair_onsets
from spotgui.ui.theme import palettes

POSITION, SPEED = 65.0, 1.01


def evidence(heard: int = 150, noise: int = 60) -> MatchEvidence:
    random = np.random.default_rng(3)
    query = np.sort(random.uniform(0, 20, heard)).astype(np.float32)
    band = random.integers(0, 8, heard).astype(np.uint8)
    track = (POSITION + SPEED * query).astype(np.float32)
    extra = random.uniform(POSITION, POSITION + 20, noise).astype(np.float32)
    return MatchEvidence(
        query_s=query,
        query_band=band,
        track_s=np.concatenate((track, extra)),
        track_band=np.concatenate((band, random.integers(0, 8, noise).astype(np.uint8))),
        matched=np.concatenate((np.ones(heard, bool), np.zeros(noise, bool))),
        position_s=POSITION,
    )


@pytest.fixture
def match() -> Match:
    return Match(
        "t", 90.0, 70.0, 20.0, 25.0, 60.0, POSITION, SPEED, True, Confidence.CERTAIN, "Title", evidence=evidence()
    )


def test_pairs_are_of_one_band_and_the_true_ones_are_near() -> None:
    found = evidence()
    pairs = pair_onsets(found, SPEED)
    expected = sum(
        int(np.count_nonzero(found.query_band == b)) * int(np.count_nonzero(found.track_band == b)) for b in range(8)
    )
    assert len(pairs.song_s) == len(pairs.heard_s) == len(pairs.near) == expected
    assert np.count_nonzero(pairs.near) >= 150


def test_the_diagonal_is_painted_in_the_accent(ctx: AppContext, qtbot: QtBot, match: Match) -> None:
    picture = EvidencePicture()
    qtbot.addWidget(picture)
    picture.resize(480, 300)
    picture.show_match(match)
    image = picture.grab().toImage()
    points = _inked(image, palettes.current().color("accent"))
    assert len(points) > 100
    x, y = np.array(points).T
    assert np.corrcoef(x, -y)[0, 1] > 0.99


def test_it_says_the_same_in_words(ctx: AppContext, qtbot: QtBot, match: Match) -> None:
    picture = EvidencePicture()
    qtbot.addWidget(picture)
    sentence = picture.show_match(match)
    assert "150 of the song's 210 onsets" in sentence
    assert "between 1:05 and 1:24" in sentence
    assert picture.accessibleDescription() == sentence


def test_no_evidence_is_no_picture(ctx: AppContext, qtbot: QtBot, match: Match) -> None:
    picture = EvidencePicture()
    qtbot.addWidget(picture)
    assert picture.show_match(None) == ""
    assert picture.show_match(replace(match, evidence=None)) == ""
    picture.grab()


def test_few_onsets_are_no_trouble(ctx: AppContext, qtbot: QtBot, match: Match) -> None:
    empty = np.empty(0, np.float32)
    none = MatchEvidence(empty, empty.astype(np.uint8), empty, empty.astype(np.uint8), empty.astype(bool))
    picture = EvidencePicture()
    qtbot.addWidget(picture)
    assert "0 of the song's 0 onsets" in picture.show_match(replace(match, evidence=none))
    picture.grab()


def _inked(image: QImage, color: QColor) -> list[tuple[int, int]]:
    return [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).name() == color.name()
    ]
