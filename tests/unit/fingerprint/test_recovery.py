from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.codestring import CodeStringError
from spotgui.fingerprint.deltas import LAGS
from spotgui.fingerprint.hashing import TRIPLES, Codes, codes_of, delta_tick, hash_deltas, time_tick
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.recovery import explained_share, recover
from spotgui.fingerprint.refinement import first_frame, refine

GAPS = st.lists(st.integers(128, 3_000), min_size=3, max_size=40)
BANDS = st.lists(st.none() | GAPS, min_size=8, max_size=8)


def from_gaps(gaps: list[list[int] | None]) -> OnsetList:
    return OnsetList.from_bands([[] if g is None else np.cumsum(g) for g in gaps])


def filled(onsets: OnsetList) -> Codes:
    """Codes with the public reference's fillers."""
    times: list[int] = []
    codes: list[int] = []
    for band in range(8):
        frames = onsets.band(band).astype(int)
        for start in range(len(frames) - 2):
            for triple in TRIPLES:
                a, b, c = (start + int(k) for k in triple)
                exists = c < len(frames)
                first = delta_tick(frames[b] - frames[a]) if exists else 0
                second = delta_tick(frames[c] - frames[b]) if exists else 0
                times.append(time_tick(frames[start]))
                codes.append(hash_deltas(first, second, band))
    return Codes(np.array(times, np.int32), np.array(codes, np.int32))


def is_close(recovered: OnsetList, truth: OnsetList) -> bool:
    if recovered.bounds.tolist() != truth.bounds.tolist():
        return False
    return bool(np.all(np.abs(recovered.frames - truth.frames) < 17))


@given(BANDS)
@settings(max_examples=150, deadline=None)
def test_recovers_any_bands_long_enough_to_tell(gaps: list[list[int] | None]) -> None:
    """Bands may be empty: the hashes tell which. Five onsets leave no doubt."""
    truth = from_gaps([g if g is None or len(g) >= 5 else None for g in gaps])
    codes = codes_of(truth)
    recovered, share = explained_share(codes)
    assert share == 1
    assert is_close(recovered, truth)
    ends = np.zeros(len(truth), bool)
    for band in range(8):
        ends[max(truth.bounds[band + 1] - 2, truth.bounds[band]) : truth.bounds[band + 1]] = True
    ticks = np.rint(recovered.frames).astype(int) * 1_280 // 10_143
    assert (ticks == truth.frames.astype(int) * 1_280 // 10_143)[~ends].all()
    assert is_close(recover(filled(truth)), truth)


@given(st.lists(st.lists(st.integers(128, 1_000), min_size=4, max_size=12), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_short_bands_are_recovered_when_all_eight_are_there(gaps: list[list[int]]) -> None:
    truth = from_gaps(list(gaps))
    assert is_close(recover(codes_of(truth)), truth)


def test_three_onsets_come_back_from_one_code() -> None:
    truth = from_gaps([[200 + 40 * (band % 3), 150, 180] for band in range(8)])
    recovered = recover(codes_of(truth))
    assert recovered.bounds.tolist() == truth.bounds.tolist()
    assert codes_of(recovered).times.tolist() == codes_of(truth).times.tolist()


def test_bands_whose_starts_share_a_tick() -> None:
    truth = from_gaps([[200, 150, 180], [200, 300, 190, 150, 160, 170], [200, 140, 150], [200, 310, 150, 160, 170]] * 2)
    assert is_close(recover(codes_of(truth)), truth)


def test_a_band_that_ends_before_the_next_begins() -> None:
    """Times do not fall here; the pattern of codes still shows where the band ends."""
    early, late = [200] * 10, [5_000, *[210] * 10]
    truth = from_gaps([early, late, None, None, [12_000, *[220] * 10], None, None, None])
    assert is_close(recover(codes_of(truth)), truth)


def test_a_minute_of_silence_between_the_last_onsets() -> None:
    truth = from_gaps([[300, 400, 500, 300, 400, 20_000, 30_000]] * 8)
    recovered = recover(codes_of(truth))
    assert is_close(recovered, truth)


def test_no_codes_no_onsets() -> None:
    assert len(recover(Codes(np.empty(0, np.int32), np.empty(0, np.int32)))) == 0


def test_a_wrong_code_is_survived() -> None:
    truth = from_gaps([[128 + 37 * k % 700 for k in range(60)]] * 8)
    codes = codes_of(truth)
    for position in (7, 100, 700):
        codes.codes[position] ^= 0x5A5A5
    recovered, share = explained_share(codes)
    assert 0.99 < share < 1
    assert is_close(recovered, truth)


def test_codes_of_another_version() -> None:
    codes = codes_of(from_gaps([[128 + 37 * k % 700 for k in range(60)]] * 8))
    with pytest.raises(CodeStringError, match="explained"):
        recover(Codes(codes.times, codes.codes ^ 0x12345))


def test_times_in_another_order() -> None:
    codes = codes_of(from_gaps([[300] * 20] * 8))
    with pytest.raises(CodeStringError, match="order"):
        recover(Codes(codes.times[::-1].copy(), codes.codes[::-1].copy()))
    with pytest.raises(CodeStringError, match="order"):
        recover(Codes(codes.times[:-1], codes.codes[:-1]))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 0xFFFFF)), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_codes_give_onsets_or_a_sentence(pairs: list[tuple[int, int]]) -> None:
    try:
        recovered = recover(Codes(*(np.array(column, np.int32) for column in zip(*pairs, strict=True))))
    except CodeStringError:
        return
    assert np.isfinite(recovered.frames).all()


def test_number_of_bands_is_limited() -> None:
    one = codes_of(from_gaps([[300] * 5] + [None] * 7))
    nine = Codes(np.tile(one.times, 9), np.tile(one.codes, 9))
    with pytest.raises(CodeStringError, match="order"):
        recover(nine)


def of_one_band(ticks: np.ndarray, starts: int, deltas: np.ndarray) -> np.ndarray:
    out = np.empty(len(ticks), np.float32)
    bounds, all_starts = np.full(9, len(ticks), np.int32), np.zeros(8, np.int64)
    bounds[0], all_starts[0] = 0, starts
    refine(ticks, deltas, bounds, all_starts, out)
    return out


def deltas_of(frames: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    """A share of the quantised deltas, the others unknown."""
    deltas = np.full((LAGS, len(frames)), -1, np.int32)
    for lag in range(1, LAGS + 1):
        for i in range(len(frames) - lag):
            if random.random() < share:
                deltas[lag - 1, i] = delta_tick(frames[i + lag] - frames[i])
    return deltas


def agreeing(ticks: np.ndarray, deltas: np.ndarray) -> list[tuple[int, ...]]:
    """All placements that agree with the deltas, one by one."""
    ranges = [range(first_frame(int(t)), first_frame(int(t) + 1)) for t in ticks]
    return [
        frames
        for frames in itertools.product(*ranges)
        if all(
            deltas[lag - 1, i] in (-1, delta_tick(frames[i + lag] - frames[i]))
            for lag in range(1, LAGS + 1)
            for i in range(len(frames) - lag)
        )
    ]


@given(st.lists(st.integers(128, 900), min_size=2, max_size=2), st.integers(1, 3))
@settings(max_examples=50, deadline=None)
def test_the_mean_place_of_two_onsets_is_exact(gaps: list[int], lag: int) -> None:
    """One comparison has no loops, so belief propagation is exact: this tests every lag, order and tick."""
    frames = np.cumsum([gaps[0], *[gaps[1]] * 3])
    ticks = np.array([time_tick(f) for f in frames], np.int32)
    deltas = np.full((LAGS, 4), -1, np.int32)
    deltas[lag - 1, 0] = delta_tick(frames[lag] - frames[0])
    expected = np.mean(agreeing(ticks, deltas), axis=0)
    np.testing.assert_allclose(of_one_band(ticks, 4, deltas), expected, atol=1e-3)


def test_the_mean_place_is_nearly_exact() -> None:
    random = np.random.default_rng(5)
    errors = []
    for share in (0.6, 1, 1):
        for _ in range(4):
            frames = np.cumsum(random.integers(128, 900, 5))
            ticks = np.array([time_tick(f) for f in frames], np.int32)
            deltas = deltas_of(frames, share, random)
            errors.append(of_one_band(ticks, 5, deltas) - np.mean(agreeing(ticks, deltas), axis=0))
    assert np.sqrt(np.mean(np.square(errors))) < 0.2
    assert np.abs(errors).max() < 0.8


def test_windows_leave_no_seam() -> None:
    """A band of several windows is refined as its parts are, away from their ends."""
    random = np.random.default_rng(6)
    frames = np.cumsum(random.integers(128, 900, 3000))
    ticks = np.array([time_tick(f) for f in frames], np.int32)
    deltas = deltas_of(frames, 1, random)
    whole = of_one_band(ticks, 3000, deltas)
    apart = []
    for first in range(0, 2900, 37):
        here = slice(first, first + 100)
        part = of_one_band(ticks[here], 100, deltas[:, here].copy())
        apart += (part - whole[here])[20:-20].tolist()
    assert np.sqrt(np.mean(np.square(apart))) < 0.15  # without margins .57
    assert np.sqrt(np.mean((whole - frames) ** 2)) < 1.1


def test_a_wrong_delta_moves_its_neighbours_only() -> None:
    random = np.random.default_rng(7)
    moved = []
    for _ in range(20):
        frames = np.cumsum(random.integers(128, 900, 900))
        ticks = np.array([time_tick(f) for f in frames], np.int32)
        deltas = deltas_of(frames, 1, random)
        wrong, place = deltas.copy(), int(random.integers(400, 500))
        gap = ticks[place + 1] - ticks[place]
        wrong[0, place] = gap - 1 if deltas[0, place] == gap else gap
        apart = of_one_band(ticks, 900, wrong) - of_one_band(ticks, 900, deltas)
        moved.append(int(np.sum(np.abs(apart) > 0.5)))
    assert max(moved) < 25
    assert np.mean(moved) < 8


def test_the_last_two_onsets_are_nearly_exact() -> None:
    frames = np.cumsum([500, 301, 222, 417])
    ticks = np.array([time_tick(f) for f in frames], np.int32)
    deltas = deltas_of(frames, 1, np.random.default_rng(0))
    ticks[2], ticks[3] = ticks[1] + deltas[0, 1], ticks[1] + deltas[1, 1]
    placed = []
    for late in itertools.product(range(2), range(2)):
        placed += agreeing(ticks + np.array([0, 0, *late]), deltas)
    np.testing.assert_allclose(of_one_band(ticks, 2, deltas)[2:], np.mean(placed, axis=0)[2:], atol=0.6)


def test_contradictions_leave_onsets_in_their_ticks() -> None:
    ticks = np.arange(10, dtype=np.int32) * 40
    deltas = np.full((LAGS, 10), -1, np.int32)
    deltas[0], deltas[1] = 40, 79  # each not before the last, but before the one two earlier
    out = of_one_band(ticks, 10, deltas)
    assert (np.rint(out).astype(int) * 1_280 // 10_143 == ticks).all()
