from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.landmarks import (
    ALL_PAIRS,
    APART,
    DISTANCES,
    FAN,
    FIRST_FRAME,
    KEYS,
    LAST_FRAME,
    QUANTUM,
    landmark_key,
    landmarks_of,
)

onset_lists = st.lists(st.lists(st.integers(0, 3000), unique=True, max_size=12).map(sorted), min_size=8, max_size=8)


def landmarks_by_definition(onsets: OnsetList) -> list[tuple[int, int]]:
    """The module's text, word by word."""
    all_bands = sorted(zip(onsets.frames.astype(int).tolist(), onsets.bands.tolist(), strict=True))
    found = []
    for at, band in all_bands:
        after = [(t, b) for t, b in all_bands if FIRST_FRAME <= t - at < LAST_FRAME][:FAN]
        for (t1, b1), (t2, b2) in combinations(after, 2):
            d1, d2 = ((t - at - FIRST_FRAME) // QUANTUM for t in (t1, t2))
            if d2 - d1 >= APART:
                found.append((landmark_key(band, b1, b2, d1, d2), at // 64))
    return sorted(found)


@settings(deadline=None)  # the first example compiles
@given(onset_lists)
def test_landmarks_are_as_defined(bands):
    onsets = OnsetList.from_bands(bands)
    keys, cells = landmarks_of(onsets)
    assert np.all(np.diff(cells.astype(int)) >= 0)
    assert sorted(zip(keys.tolist(), cells.tolist(), strict=True)) == landmarks_by_definition(onsets)


@pytest.mark.slow
def test_keys_are_all_different_and_fill_their_range():
    distances = range(DISTANCES)
    for bands in ((0, 0, 0), (7, 7, 7), (1, 2, 5)):
        keys = {landmark_key(*bands, d1, d2) for d1 in distances for d2 in distances if d1 <= d2}
        assert len(keys) == DISTANCES * (DISTANCES + 1) // 2
        assert min(keys) >= 0 and max(keys) < KEYS
    assert landmark_key(7, 7, 7, DISTANCES - 1, DISTANCES - 1) == KEYS - 1


@given(st.integers(0, 7), st.integers(0, 7), st.integers(0, 7), st.integers(0, 121), st.integers(0, 121))
def test_the_order_of_followers_does_not_matter(b0, b1, b2, d1, d2):
    assert landmark_key(b0, b1, b2, d1, d2) == landmark_key(b0, b2, b1, d2, d1)


@settings(deadline=None)
@given(onset_lists, st.integers(1, ALL_PAIRS))
def test_fewer_pairs_are_the_first_of_every_anchor(bands, pairs):
    onsets = OnsetList.from_bands(bands)
    every, some = (
        Counter(zip(*(a.tolist() for a in landmarks_of(onsets, n)), strict=True)) for n in (ALL_PAIRS, pairs)
    )
    assert some <= every
    assert some.total() <= pairs * len(onsets)
    assert (every.total() > 0) == (some.total() > 0)
    assert pairs < ALL_PAIRS or some == every
