"""The verdict hears all nulls, and the same onsets at every other place of the clip."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.index.reader import Index
from spotgui.recognizer import verdict
from spotgui.recognizer.alignment import Aligner, aligner_of, null_scores, of_best_trust
from spotgui.recognizer.chroma import silence
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.rerank import rerank

Songs = list[NDArray[np.float32]]
START_S, LENGTH_S = 25, 8


@pytest.fixture(scope="module")
def aligner(songs: Songs) -> Aligner:
    heard = listen(songs[2][START_S * SAMPLE_RATE : (START_S + LENGTH_S) * SAMPLE_RATE], Network.load())
    return aligner_of(heard, field_of(heard))


def heard_at(index: Index, aligner: Aligner, track: int, offset: float) -> NDArray[np.float32]:
    """What the witnesses say of one place of a track."""
    segment, place = index.locate(track)
    one = np.zeros(1, np.int32), np.array([place], np.uint32)
    at, speed = np.array([offset], np.float32), np.ones(1, np.float32)
    return np.asarray(verdict.witnesses_of([segment], *one, at, speed, aligner)[0])


def test_least_is_the_score_that_the_place_was_found_by(index: Index, aligner: Aligner) -> None:
    segment, place = index.locate(2)
    one = np.zeros(1, np.int32), np.array([place], np.uint32)
    found = rerank([segment], *one, np.array([START_S * FRAMES_PER_SECOND], np.float32), aligner, silence())
    heard = verdict.witnesses_of([segment], *one, found.offset, found.speed, aligner)[0]
    assert heard[0] == pytest.approx(found.onset[0], abs=0.05)
    assert heard[1] >= heard[0]


def test_the_right_place_is_told_from_wrong_ones(index: Index, aligner: Aligner) -> None:
    right = verdict.of_onsets(heard_at(index, aligner, 2, START_S * FRAMES_PER_SECOND)[None])[0]
    others = [heard_at(index, aligner, track, at * FRAMES_PER_SECOND) for track in (1, 2, 3) for at in (5, 17, 40)]
    assert right > 20 > 12 > verdict.of_onsets(np.array(others)).max()


def test_a_place_outside_the_track_says_nothing(index: Index, aligner: Aligner) -> None:
    assert np.isfinite(heard_at(index, aligner, 2, 1e6)).all()
    assert heard_at(index, aligner, 2, 1e6)[3] == 0


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_standing_out_is_that_of_all_turns(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    frames = 300
    table = rng.normal(size=(BANDS, frames)).astype(np.float32)
    place, band = rng.integers(0, frames, count), rng.integers(0, BANDS, count).astype(np.uint8)
    turned = np.array([table[band, (place + k) % frames].sum() for k in range(frames)])
    others = turned[verdict.BESIDE_FRAMES : -verdict.BESIDE_FRAMES]
    expected = (turned[[-1, 0, 1]].max() - others.mean()) / (others.std() + 1)
    assert verdict.standing_out(place, band, count, np.tile(table, 2)) == pytest.approx(expected, rel=1e-3, abs=1e-3)


def test_a_clip_too_short_to_be_turned_says_nothing() -> None:
    twice = np.ones((BANDS, 2 * 40), np.float32)
    assert verdict.standing_out(np.zeros(1, np.int64), np.zeros(1, np.uint8), 1, twice) == 0


def test_every_null_is_heard_at_its_best_trust() -> None:
    rows = np.zeros((2, 9), np.float32)  # two nulls at three trusts, then what is found
    rows[1, :6] = [1, 2, 3, 6, 5, 4]
    row_of = np.zeros((BANDS, 100), np.int32)
    row_of[3, 50] = 1
    scores = null_scores(
        np.zeros(1, np.float32), np.array([3], np.uint8), 1, 0.0, 1.0, row_of, rows, np.zeros(3, np.float32)
    )
    np.testing.assert_allclose(scores, [[1, 2, 3], [6, 5, 4]])
    np.testing.assert_allclose(of_best_trust(scores), np.array([3, 6]) - np.log(3), rtol=1e-6)


@given(st.floats(-20, 60), st.floats(-5, 25), st.floats(0, 10))
def test_both_witnesses_add_and_more_of_either_is_more(onset: float, chroma: float, beyond: float) -> None:
    said = sum(verdict.with_pitches(onset, chroma, beyond))
    assert sum(verdict.with_pitches(onset + 1, chroma, beyond)) > said
    assert sum(verdict.with_pitches(onset, chroma + 1, beyond)) > said
    assert sum(verdict.with_pitches(onset, chroma, beyond + 1)) > said
