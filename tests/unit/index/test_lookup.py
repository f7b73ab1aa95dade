from collections import Counter

import numpy as np
import pytest

from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.build import build_segment
from spotgui.index.hypotheses import query_landmarks
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, search
from spotgui.index.reader import Index


def clip(onsets: OnsetList, start: float, seconds: float, rng, survival=1.0, jitter=0.0, spurious=0.0):
    """Frames, bands and probabilities of a part of a track as a microphone might hear it."""
    length = seconds * 344.5
    inside = (onsets.frames >= start) & (onsets.frames < start + length) & (rng.random(len(onsets)) < survival)
    frames, bands = onsets.frames[inside] - start, onsets.bands[inside]
    frames = frames + rng.normal(0, jitter, len(frames))
    extra = int(spurious * seconds)
    p = np.concatenate([rng.uniform(0.3, 0.9, len(frames)), rng.uniform(0.02, 0.4, extra)])
    frames = np.concatenate([frames, rng.uniform(0, length, extra)])
    bands = np.concatenate([bands, rng.integers(0, 8, extra)]).astype(np.uint8)
    order = np.argsort(frames)
    return frames[order].astype(np.float32), bands[order], p[order].astype(np.float32)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    from tests.unit.index.conftest import make_tracks

    directory = tmp_path_factory.mktemp("index")
    build_segment(directory, make_tracks(0, 150))
    build_segment(directory, make_tracks(150, 50))
    return Index.open(directory)


@pytest.mark.parametrize("track_no", [0, 77, 149, 150, 199])
def test_a_degraded_part_is_found_at_its_offset(index, track_no):
    rng = np.random.default_rng(track_no)
    start = 5000.0
    frames, bands, p = clip(index.onsets(track_no), start, 15, rng, survival=0.6, jitter=1.5, spurious=15)
    found = search(index.segments, query_landmarks(frames, bands, p))
    assert found.track_no[0] == track_no
    assert index.segments[found.segment[0]].numbers[found.local[0]] == track_no
    assert abs(found.offset[0] - start) < 32
    assert np.all(np.diff(found.votes) <= 0)
    assert len(set(found.track_no.tolist())) == len(found)


def test_votes_are_counted_exactly(index):
    """Against a plain count over all tracks and offsets."""
    keys, cells = landmarks_of(index.onsets(42))
    inside = (cells >= 50) & (cells < 100)
    frames = ((cells[inside] - 50) * 64.0).astype(np.float32)
    pairs = sorted(set(zip(keys[inside].tolist(), frames.tolist(), strict=True)))
    query = QueryLandmarks(
        np.array([k for k, _ in pairs], np.uint32),
        np.array([f for _, f in pairs], np.float32),
        np.full(len(pairs), 0.5, np.float32),
    )
    segment = index.segments[0]
    found = search([segment], query, best=10_000)
    tracks = [landmarks_of(index.onsets(number)) for number in range(150)]
    length = {k: sum(int((keys == k).sum()) for keys, _ in tracks) for k in query.keys.tolist()}
    times = Counter(k for k, _ in pairs)
    weight = {k: np.log1p(0.5 * segment.universe / (3 * (n + 1))) / times[k] for k, n in length.items()}
    best = []
    for keys, cells in tracks:
        votes: Counter[int] = Counter()
        for key, cell in zip(keys.tolist(), cells.tolist(), strict=True):
            for frame in (f for k, f in pairs if k == key):
                votes[cell - int(frame) // 64] += weight[key]
        best.append(max((votes[c - 1] + votes[c] + votes[c + 1] for c in votes), default=0.0))
    expected = {number: votes for number, votes in enumerate(best) if votes > 0}
    assert dict(zip(found.track_no.tolist(), found.votes.tolist(), strict=True)) == pytest.approx(expected, rel=1e-4)
    assert found.track_no[0] == 42
    assert found.offset[0] == pytest.approx(50 * 64 + 32, abs=32)


def test_a_budget_is_kept(index):
    rng = np.random.default_rng(3)
    frames, bands, p = clip(index.onsets(3), 1000.0, 15, rng)
    query = query_landmarks(frames, bands, p)
    everything = search(index.segments, query)
    some = search(index.segments, query, budget=everything.read // 4)
    assert 0 < some.read <= everything.read // 4
    assert some.track_no[0] == 3


def test_nothing_asked_nothing_found(index):
    nothing = np.empty(0, np.float32)
    query = query_landmarks(nothing, np.empty(0, np.uint8), nothing)
    assert len(query.keys) == 0
    assert len(search(index.segments, query)) == 0
    assert len(search([], query)) == 0


def test_a_certain_query_lists_the_tracks_own_landmarks(index):
    onsets = index.onsets(7)
    order = np.argsort(onsets.frames, kind="stable")
    frames, bands = onsets.frames[order], onsets.bands[order]
    query = query_landmarks(frames, bands, np.full(len(frames), 0.999, np.float32), deviation=0.3, most=1_000_000)
    likely = query.p > 0.3
    keys, _ = landmarks_of(onsets)
    assert len(set(keys.tolist()) - set(query.keys.tolist())) < 0.02 * len(keys)
    assert len(set(query.keys[likely].tolist()) - set(keys.tolist())) < 0.02 * len(keys)
