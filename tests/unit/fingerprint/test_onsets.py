from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.onsets import Contacts, Detector, contacts


def plain(envelope: np.ndarray, target: int, tau: int) -> tuple[list[int], list[int]]:
    """One band by the specification: all ends of contact, and the onsets with replacement."""
    threshold, integral, since, touching = float(envelope[0]), 0.0, 0, False
    ends: list[int] = []
    kept: list[int] = []
    e = envelope
    for m in range(len(e)):
        f = 0.0
        if m >= 6:
            f = 0.1883 * (e[m] - e[m - 6]) + 0.4230 * (e[m - 1] - e[m - 5]) + 0.3392 * (e[m - 2] - e[m - 4])
        integral = f + 0.98 * integral
        contact = integral > threshold
        threshold = 1.1 * integral if contact else threshold * math.exp(-1 / tau)
        if touching and not contact:
            ends.append(m)
            if kept and kept[-1] > m - 128:
                kept.pop()
            kept.append(m)
            since = 0
        since += 1
        tau = max(tau - 1, 1) if since > target else tau + 1
        touching = contact
    return ends, kept


def wavy(columns: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    hits = (random.random((8, columns)) < 0.02) * random.exponential(1.0, (8, columns))
    decay = np.exp(-np.arange(200) / 25)
    levels = [np.convolve(row, decay)[:columns] for row in hits]
    return (0.01 + np.array(levels) + 0.01 * random.random((8, columns))).astype(np.float32)


@pytest.mark.parametrize(("target", "tau"), [(345, 1), (200, 1), (120, 200), (60, 200)])
def test_equals_the_specification(target: int, tau: int) -> None:
    levels = wavy(6_000, target)
    found = contacts(levels, target, tau)
    onsets = found.onsets()
    for band in range(8):
        ends, kept = plain(levels[band].astype(float), target, tau)
        assert found.frames[found.bounds[band] : found.bounds[band + 1]].tolist() == ends
        assert onsets.band(band).tolist() == kept
        assert len(kept) >= 5


@given(st.lists(st.integers(0, 3_000), max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_stream_gives_the_same_contacts(cuts: list[int]) -> None:
    levels = wavy(3_000, 7)
    whole = contacts(levels)
    detector = Detector()
    parts = [detector.feed(block) for block in np.split(levels, sorted(cuts), axis=1)]
    for band in range(8):
        here = slice(whole.bounds[band], whole.bounds[band + 1])
        for field in ("frames", "strengths"):
            mine = [getattr(part, field)[part.bounds[band] : part.bounds[band + 1]] for part in parts]
            assert np.concatenate(mine).tolist() == getattr(whole, field)[here].tolist()


def test_smaller_targets_find_more() -> None:
    levels = wavy(6_000, 9)
    counts = [len(contacts(levels, target).frames) for target in (345, 200, 120, 60)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_a_louder_hit_is_stronger() -> None:
    quiet, loud = (np.full((8, 2_000), 0.1, np.float32) for _ in range(2))
    quiet[:, 300:320] = 0.5
    loud[:, 300:320] = 5.0
    assert contacts(loud).strengths.max() > contacts(quiet).strengths.max() + 1


def test_strength_after_a_long_silence_is_finite() -> None:
    levels = np.zeros((8, 5_000), np.float32)
    levels[:, 4_000:4_010] = 1
    strengths = contacts(levels).strengths
    assert len(strengths) >= 8
    assert np.isfinite(strengths).all()


def test_strength_is_positive() -> None:
    assert contacts(wavy(6_000, 2), 60).strengths.min() > 0


def test_replaced_onsets_are_not_kept() -> None:
    found = Contacts(
        np.array([10, 137, 300, 428, 5, 50], np.int32),
        np.ones(6, np.float32),
        np.array([0, 4, 4, 4, 4, 4, 4, 4, 6], np.int32),
    )
    assert found.kept().tolist() == [False, True, True, True, False, True]
    assert found.onsets().bounds.tolist() == [0, 3, 3, 3, 3, 3, 3, 3, 4]


def test_a_steep_time_constant_of_hours_still_decays() -> None:
    """Frequent contacts let the time constant grow beyond the table of decays."""
    period = np.concatenate([np.full(20, 1.0), np.full(80, 0.001)])
    levels = np.tile(period, 100)[None].repeat(8, axis=0).astype(np.float32)
    found = contacts(levels)
    ends, _ = plain(levels[0].astype(float), 345, 1)
    assert found.frames[: found.bounds[1]].tolist() == ends
