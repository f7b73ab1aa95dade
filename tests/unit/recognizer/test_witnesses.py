"""Alignment finds offset and speed together; pitches speak for the right place and for no other."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import CELL_SECONDS, EMPTY
from spotgui.fingerprint.constants import FRAMES_PER_SECOND, SAMPLE_RATE
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.reader import Index
from spotgui.recognizer.alignment import aligner_of
from spotgui.recognizer.chroma import (
    Pitches,
    _drawn,
    beyond_bound,
    chance,
    chroma_of,
    correlation,
    log_ratio_of,
    log_ratios,
    silence,
)
from spotgui.recognizer.evidence import listen
from spotgui.recognizer.field import field_of
from spotgui.recognizer.keys import landmarks_of
from spotgui.recognizer.network import Network
from spotgui.recognizer.recordings import equal_onsets
from spotgui.recognizer.rerank import rerank
from spotgui.recognizer.scan import scan
from spotgui.recognizer.threads import product

Songs = list[NDArray[np.float32]]
START_S = 25.0


@pytest.mark.parametrize("wrong_by", [-30.0, 0.0, 30.0])
def test_alignment_is_exact_from_a_rough_place(index: Index, songs: Songs, wrong_by: float) -> None:
    clip = songs[2][int(START_S * SAMPLE_RATE) : int((START_S + 8) * SAMPLE_RATE)]
    heard = listen(clip, Network.load())
    aligner = aligner_of(heard, field_of(heard))
    proposed = np.array([START_S * FRAMES_PER_SECOND + wrong_by], np.float32)
    segment = index.locate(2)[0]
    place = np.array([index.locate(2)[1]], np.uint32)
    scores = rerank([segment], np.zeros(1, np.int32), place, proposed, aligner, chroma_of(clip))
    assert scores.offset[0] == pytest.approx(START_S * FRAMES_PER_SECOND, abs=4)
    assert scores.speed[0] == pytest.approx(1, abs=0.004)
    assert scores.onset[0] > 20


def test_scan_finds_the_place(index: Index, songs: Songs) -> None:
    clip = songs[4][int(START_S * SAMPLE_RATE) : int((START_S + 8) * SAMPLE_RATE)]
    heard = listen(clip, Network.load())
    aligner = aligner_of(heard, field_of(heard))
    segments = index.segments
    segment = np.repeat(np.arange(len(segments), dtype=np.int32), [len(s) for s in segments])
    local = np.concatenate([np.arange(len(s), dtype=np.uint32) for s in segments])
    for chroma in (chroma_of(clip), silence()):
        places = scan(segments, segment, local, aligner, chroma, chance(segments, chroma))
        track, place = np.unravel_index(np.argmax(places.score), places.score.shape)
        home = segments[segment[track]]
        assert home.track_id(int(local[track])) == f"song{4:018d}"
        assert places.offset[track, place] == pytest.approx(START_S * FRAMES_PER_SECOND, abs=60)


def test_landmarks_of_a_clip_are_mostly_new_and_valid(songs: Songs) -> None:
    wanted = landmarks_of(listen(songs[0][: 6 * SAMPLE_RATE], Network.load()))
    assert len(wanted.keys) > 100
    assert ((wanted.p > 0) & (wanted.p <= 0.98)).all()
    assert (wanted.frames >= 0).all() and (wanted.frames < 6 * FRAMES_PER_SECOND).all()


def test_pitches_agree_at_the_right_place_only(index: Index, songs: Songs) -> None:
    heard = chroma_of(songs[1][int(START_S * SAMPLE_RATE) : int((START_S + 12) * SAMPLE_RATE)])
    mean, spread = chance(index.segments, heard)
    assert spread > 0
    cells = index.chroma(1)

    def z(cells: NDArray[np.uint8], second: float) -> float:
        value = correlation(cells, second * FRAMES_PER_SECOND, 1.0, heard.classes, heard.norm, heard.times)
        return float((value - mean) / spread)

    assert z(cells, START_S) > 4
    assert max(z(cells, START_S - 7), z(cells, START_S + 9), z(index.chroma(2), START_S)) < z(cells, START_S) - 2


def test_pitches_of_nothing() -> None:
    assert len(chroma_of(np.zeros(SAMPLE_RATE, np.float32)).times) == 0  # too short
    assert len(chroma_of(np.zeros(9 * SAMPLE_RATE, np.float32)).times) == 0
    tone = np.sin(2 * np.pi * 440 / SAMPLE_RATE * np.arange(9 * SAMPLE_RATE)).astype(np.float32)
    assert len(chroma_of(tone).times) == 0  # one chord has nothing to agree in


def test_sketch_that_is_empty_or_elsewhere_says_nothing(songs: Songs) -> None:
    heard = chroma_of(songs[1][: 10 * SAMPLE_RATE])
    empty = np.full(200, EMPTY, np.uint8)
    short = np.zeros(int(3 / CELL_SECONDS), np.uint8)
    for cells in (empty, short, np.zeros(0, np.uint8)):
        assert correlation(cells, 0.0, 1.0, heard.classes, heard.norm, heard.times) == 0


def test_ratio_rises_to_its_most_and_no_score_is_too_odd() -> None:
    z = np.concatenate([[-1e6, -50.0], np.linspace(-5, 40, 300), [1e6]])
    nats = np.array([log_ratio_of(v, 10.0) for v in z])
    assert np.isfinite(nats).all()
    assert (np.diff(nats) >= -0.35).all()
    assert nats[0] < -1 and 10 < nats[-1] < 25
    assert nats[-1] == nats[-2]


def test_beyond_the_bound_more_is_said_up_to_ten_nats() -> None:
    z = np.linspace(-5, 30, 300, dtype=np.float32)
    bounded, beyond = log_ratios(z, 0.0, 1.0, 10.0), beyond_bound(z, 0.0, 1.0, 10.0)
    assert not beyond[bounded < bounded.max() - 1e-3].any()
    assert (np.diff(beyond[beyond > 0]) >= 0).all() and beyond.max() == 10.0
    scores = np.array([np.nan, 0.5], np.float32)
    assert beyond_bound(scores, 0.1, 0.02, 10.0).tolist()[0] == 0 and beyond_bound(scores, 0.1, 0.02, 10.0)[1] > 0
    assert not beyond_bound(scores, 0.0, 0.0, 10.0).any()


def test_equal_onsets_tells_releases_from_songs(index: Index) -> None:
    first, again = index.onsets(0), index.onsets(6)
    assert equal_onsets(first, again, 0.0)
    assert not equal_onsets(first, again, 40.0)
    assert not equal_onsets(first, index.onsets(1), 0.0)
    moved = OnsetList.from_bands([first.band(b)[first.band(b) > 500] - 500 for b in range(8)])
    assert equal_onsets(first, moved, 500.0)
    assert not equal_onsets(first, OnsetList.from_bands([[]] * 8), 0.0)


def test_pitches_that_grow_are_those_of_the_whole(songs: list[NDArray[np.float32]]) -> None:
    sound = songs[2][: 9 * SAMPLE_RATE]
    pitches, at = Pitches(), 0
    for size in (1, 3071, 5, 4000, 30_000, len(sound)):
        pitches.feed(sound[at : at + size])
        at += size
    grown, whole = pitches.chroma(), chroma_of(sound)
    np.testing.assert_allclose(grown.classes, whole.classes, atol=1e-6)
    np.testing.assert_array_equal(grown.times, whole.times)


def test_product_in_pieces() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(1000, 45)).astype(np.float32), rng.normal(size=(45, 64)).astype(np.float32)
    np.testing.assert_allclose(product(a, b), a @ b, rtol=1e-4, atol=1e-4)
    assert product(a[:0], b).shape == (0, 64)


def test_wrong_places_are_drawn_in_runs_from_large_segments_only() -> None:
    rng = np.random.default_rng(3)
    few = _drawn(4_000, 500, rng)
    assert len(few) == 500 and len(set(few.tolist())) > 400
    assert few.min() >= 0 and few.max() < 4_000
    many = _drawn(1_000_000, 500, rng)
    assert len(many) == 512 and many.min() >= 0 and many.max() < 1_000_000
    assert (np.diff(many.reshape(-1, 16)) == 1).all()
    assert (_drawn(1, 20, rng) == 0).all()


def test_chance_without_sketches_says_so(tmp_path: Path, songs: Songs) -> None:
    heard = chroma_of(songs[1][: 12 * SAMPLE_RATE])
    onsets = OnsetList(np.arange(8, dtype=np.float32) * 200, np.arange(9, dtype=np.int32))
    sketch = np.random.default_rng(0).integers(0, 132, 400).astype(np.uint8)
    bare = [IndexedTrack(k, f"{k:022d}", 100.0, 0, onsets, b"") for k in range(300)]
    build_segment(tmp_path / "bare", bare)
    assert chance(Index.open(tmp_path / "bare").segments, heard) == (0.0, 0.0)
    # of one track in three it is known: others are drawn for those without
    some = [replace(t, chroma=sketch) if t.track_no % 3 == 0 else t for t in bare]
    build_segment(tmp_path / "some", some)
    assert chance(Index.open(tmp_path / "some").segments, heard)[1] > 0
