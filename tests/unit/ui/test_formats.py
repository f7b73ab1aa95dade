"""Numbers read as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from spotgui.ui import formats


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def test_counts_are_grouped():
    assert formats.count(33_500_000) == "33,500,000"


def test_sizes_are_decimal():
    assert formats.size(0) == "0 bytes"
    assert formats.size(7_512_000_000) == "7.5 GB"
    assert formats.size(3_880_351_847_111) == "3.9 TB"


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0 %"), (0.0004, "under 0.1 %"), (0.013, "1.3 %"), (0.5, "50 %"), (1.0, "100 %")]
)
def test_small_shares_are_not_nothing(share, text):
    assert formats.percent(share) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (83.9, "1:23"), (3723, "1:02:03"), (-1, "0:00")])
def test_clock(seconds, text):
    assert formats.clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3, "a few seconds"),
        (31, "30 s"),
        (58, "1 min"),
        (12 * 60, "12 min"),
        (57 * 60, "1 h"),
        (3 * 3600 + 14 * 60, "3 h 15 min"),
        (11.6 * 3600, "12 h"),
        (49 * 3600, "2 days"),
    ],
)
def test_estimates_are_vague(seconds, text):
    assert formats.time_left(seconds) == text


def test_plural_takes_the_singular_for_one_only():
    assert [formats.plural(n, "{n} track", "{n} tracks") for n in (0, 1, 2000)] == [
        "0 tracks",
        "1 track",
        "2,000 tracks",
    ]


def test_moments_of_today_and_yesterday_are_named():
    now = datetime.now().astimezone()
    assert formats.moment(now).startswith("Today ")
    assert formats.moment(now - timedelta(days=1)).startswith("Yesterday ")
    assert str((now - timedelta(days=40)).year) in formats.moment(now - timedelta(days=40))
