"""The threshold follows the catalogue; a title needs a lead."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.recognizer import decision
from spotgui.recognizer.results import Confidence


def test_threshold_grows_with_the_logarithm_of_the_catalogue() -> None:
    small, large = decision.threshold(50_000), decision.threshold(33_500_000)
    assert large - small == pytest.approx(decision.TAIL * math.log(33_500_000 / 50_000))
    assert large == pytest.approx(19.3, abs=0.1)


def test_threshold_falls_with_the_length_of_the_clip() -> None:
    usual = decision.threshold(50_000)
    assert decision.threshold(50_000, seconds=20) == pytest.approx(usual - decision.LOWER_AN_OCTAVE)
    assert decision.threshold(50_000, seconds=5) == pytest.approx(usual + decision.LOWER_AN_OCTAVE)
    assert decision.threshold(50_000, seconds=3) == decision.threshold(50_000, seconds=5)
    assert decision.threshold(50_000, seconds=60) == decision.threshold(50_000, seconds=20)


def test_small_catalogues_share_a_floor() -> None:
    assert decision.threshold(1) == decision.threshold(13) == decision.threshold(8_000)


def test_score_and_lead_are_both_needed() -> None:
    assert decision.accepts(31, 9, 30)
    assert not decision.accepts(29, 40, 30)
    assert not decision.accepts(90, 2.4, 30)
    assert decision.accepts(90, 2.6, 30)


def test_sure_onsets_alone_need_a_greater_lead() -> None:
    assert not decision.accepts(90, 3.9, 30, decision.lead(0.0, 0.5))
    assert decision.accepts(90, 4.1, 30, decision.lead(0.0, 0.5))
    assert decision.accepts(90, 2.6, 30, decision.lead(1.5, 0.5))
    assert decision.several([30, 27.4], decision.lead(0.0, 0.5)) == 2


@pytest.mark.parametrize(
    ("sureness", "alone", "both"), [(0.0, 2, 1.5), (0.15, 2, 1.5), (0.275, 3, 2), (0.4, 4, 2.5), (0.8, 4, 2.5)]
)
def test_what_noise_agrees_with_comes_in_a_crowd(sureness: float, alone: float, both: float) -> None:
    assert decision.lead(0.0, sureness) == pytest.approx(alone)
    assert decision.lead(-1.0, sureness) == decision.lead(3.0, sureness) == pytest.approx(both)


def test_a_track_that_has_less_of_what_is_heard_needs_more_in_reserve() -> None:
    assert decision.reserve(0.7, 0.45, 100, 10.0, 10) == 0
    assert decision.reserve(0.2, 0.3, 100, 10.0, 10) == pytest.approx(1.8)
    assert decision.reserve(-0.2, 0.34, 100, 10.0, 10) < 6  # noise explains the rest, and hides what is there


def test_a_track_that_lacks_what_is_surely_heard_must_be_beyond_music_of_the_same_loops() -> None:
    assert decision.reserve(0.24, 0.45, 100, 10.0, 10) == decision.OF_LOOPS
    assert decision.reserve(0.26, 0.45, 100, 10.0, 10) == pytest.approx(2.34)
    assert decision.reserve(0.32, 0.8, 100, 1.0, 10) == decision.OF_LOOPS
    assert decision.reserve(0.34, 0.8, 100, 1.0, 10) < 4
    assert decision.reserve(-0.05, 0.75, 13, 10.0, 10) < 6.1  # of few onsets many may be missing by chance
    assert decision.reserve(-0.07, 0.75, 13, 10.0, 10) == decision.OF_LOOPS
    assert decision.reserve(0.0, 0.75, 0, 10.0, 10) < 6


def test_pitches_that_disagree_ask_for_more() -> None:
    assert decision.reserve(0.74, 0.5, 100, -0.1, 10) == decision.AGAINST
    assert decision.reserve(0.74, 0.5, 100, 0.1, 10) == 0
    assert decision.reserve(0.76, 0.5, 100, -0.1, 10) == 0  # it has nearly all that is heard


@pytest.mark.parametrize(("seconds", "nats"), [(3, 2), (5, 2), (10, 1), (20, 0), (25, 0)])
def test_short_clips_need_more_where_no_pitches_are_heard(seconds: float, nats: float) -> None:
    assert decision.reserve(0.9, 0.5, 100, 0.0, seconds) == nats


def test_several_are_level_and_beyond_chance() -> None:
    assert decision.several([]) == decision.several([30]) == 0
    assert decision.several([30, 27.6]) == 2
    assert decision.several([30, 27.4]) == 0  # the first one leads
    assert decision.several([30, 29, 28.2, 3.1]) == 3
    assert decision.several([4, 3.1]) == 2
    assert decision.several([4, 2.9]) == 0  # what chance does


@pytest.mark.parametrize(
    ("score", "gap", "word"),
    [(29, 50, Confidence.UNSURE), (31, 9, Confidence.LIKELY), (60, 30, Confidence.CERTAIN), (60, 8, Confidence.LIKELY)],
)
def test_words(score: float, gap: float, word: Confidence) -> None:
    assert decision.confidence(score, gap, 30) is word


def test_who_decides_often_must_be_surer() -> None:
    assert decision.threshold(50_000, 20) == pytest.approx(decision.threshold(50_000) + decision.TAIL * math.log(20))
    assert decision.threshold(5_000, 0) == decision.threshold(5_000)


def test_a_track_of_a_small_tier_needs_less() -> None:
    popular, known, rest = decision.priors([0, 1, 2], [210_000, 3_000_000, 30_290_000])
    assert popular == pytest.approx(3.97, abs=0.01) and known == pytest.approx(1.31, abs=0.01)
    assert rest == pytest.approx(-1.0, abs=0.01)


def test_without_popularity_nothing_changes() -> None:
    assert decision.priors([2, 2], [9_000_000, 50_000]) == pytest.approx([0, 0])
    assert decision.priors([0, 2], [30, 5_000]) == pytest.approx([0, 0])  # too few to tell
    assert decision.priors([], []) == []
    assert decision.priors([1], [0]) == [0]  # a segment whose tracks were all left out


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 40_000_000)), min_size=1, max_size=8))
def test_what_chance_may_reach_stays(segments: list[tuple[int, int]]) -> None:
    tiers, tracks = zip(*segments, strict=True)
    found = decision.priors(tiers, tracks)
    assert sum(n * math.exp(p) for n, p in zip(tracks, found, strict=True)) == pytest.approx(sum(tracks))
    assert min(found) >= -math.log(3) - 1e-9
