"""Rates are of work, not of waiting."""

from __future__ import annotations

import pytest

from spotgui.ui.imports.rate import Rate


def feed(rate, start, seconds, bytes_s=100):
    done = rate._points[-1][1] if rate._points else 0
    for at in range(seconds + 1):
        rate.add(start + at, done + at * bytes_s, (done + at * bytes_s) // 10)


def test_nothing_is_said_before_it_is_known():
    rate = Rate()
    assert rate.seconds_left(1000) is None
    feed(rate, 0, 2)
    assert rate.bytes_s == 0
    assert rate.seconds_left(1000) is None


def test_rates_and_time_left():
    rate = Rate()
    feed(rate, 0, 10)
    assert rate.bytes_s == pytest.approx(100)
    assert rate.tracks_s == pytest.approx(10)
    assert rate.seconds_left(3000) == pytest.approx(20)
    assert rate.seconds_left(0) is None


def test_a_pause_is_no_work():
    rate = Rate()
    feed(rate, 0, 10)
    rate.pause(10)
    rate.pause(11)
    rate.resume(3610)
    feed(rate, 3610, 10)
    assert rate.bytes_s == pytest.approx(100)


def test_the_last_half_minute_counts():
    rate = Rate()
    feed(rate, 0, 100, bytes_s=1000)
    feed(rate, 101, 60, bytes_s=10)
    assert rate.bytes_s == pytest.approx(10)


def test_another_file_begins_anew():
    rate = Rate()
    feed(rate, 0, 10)
    rate.add(11, 0, 0)
    assert rate.bytes_s == 0
