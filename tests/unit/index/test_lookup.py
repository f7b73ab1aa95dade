from collections import Counter

import numpy as np
import pytest

from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index import lookup
from spotgui.index.build import build_segment
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, search
from spotgui.index.reader import Index


def heard(onsets: OnsetList, start: float, seconds: float, rng: np.random.Generator, survival: float) -> QueryLandmarks:
    """Landmarks of a part of a track of which some onsets are lost and the others moved by a frame."""
    inside = (onsets.frames >= start) & (onsets.frames < start + seconds * 344.5) & (rng.random(len(onsets)) < survival)
    frames = np.abs(onsets.frames[inside] - start + rng.normal(0, 1, int(inside.sum())))
    part = OnsetList.from_bands([np.sort(frames[onsets.bands[inside] == b]) for b in range(8)])
    keys, cells = landmarks_of(part)
    return QueryLandmarks(keys, (cells * 64 + 32).astype(np.float32), np.full(len(keys), 0.3, np.float32))


@pytest.fixture(scope="module")
def index(tmp_path_factory, tracks):
    directory = tmp_path_factory.mktemp("index")
    build_segment(directory, tracks(0, 150))
    build_segment(directory, tracks(150, 50))
    return Index.open(directory)


@pytest.mark.parametrize("track_no", [0, 77, 149, 150, 199])
def test_a_degraded_part_is_found_at_its_offset(index, track_no):
    rng = np.random.default_rng(track_no)
    query = heard(index.onsets(track_no), 5000.0, 15, rng, survival=0.7)
    found = search(index.segments, query)
    assert found.track_no[0] == track_no
    assert index.segments[found.segment[0]].numbers[found.local[0]] == track_no
    assert abs(found.offset[0] - 5000.0) < 48
    assert np.all(np.diff(found.votes) <= 0)
    assert len(set(found.track_no.tolist())) == len(found)


@pytest.mark.parametrize("threads", [1, 2])
def test_parts_of_the_line_together_say_what_the_whole_says(index, monkeypatch, threads):
    query = heard(index.onsets(33), 3000.0, 15, np.random.default_rng(1), survival=1.0)
    alone = search(index.segments, query)
    monkeypatch.setattr(lookup, "WORTH_A_THREAD", 0)
    monkeypatch.setattr(lookup, "THREADS", threads)
    monkeypatch.setattr(lookup, "TABLE_BITS", 11)  # many blocks
    shared = search(index.segments, query)
    assert shared.track_no[0] == alone.track_no[0] == 33
    assert shared.votes[0] == pytest.approx(alone.votes[0], rel=1e-5)
    both = set(alone.track_no[:50].tolist()) & set(shared.track_no[:50].tolist())
    assert len(both) >= 45


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
    query = heard(index.onsets(3), 1000.0, 15, np.random.default_rng(3), survival=1.0)
    everything = search(index.segments, query)
    some = search(index.segments, query, budget=everything.read // 4)
    assert 0 < some.read <= everything.read // 4
    assert some.track_no[0] == 3


def test_nothing_asked_nothing_found(index):
    nothing = QueryLandmarks(np.empty(0, np.uint32), np.empty(0, np.float32), np.empty(0, np.float32))
    assert len(search(index.segments, nothing)) == 0
    assert len(search([], nothing)) == 0


def test_pages_of_all_segments_together_are_given_back(index, monkeypatch):
    found = search(index.segments, heard(index.onsets(3), 1000.0, 15, np.random.default_rng(3), survival=1.0))
    lookup.fetch(index.segments, found.segment, found.local)
    touched = [segment.touched for segment in index.segments]
    assert all(0 < t <= s.info.bytes for t, s in zip(touched, index.segments, strict=True))
    lookup.give_back_pages(index.segments)
    assert [segment.touched for segment in index.segments] == touched
    monkeypatch.setattr(lookup, "MAPPED_BYTES", sum(touched) - 1)
    lookup.give_back_pages(index.segments)
    assert all(segment.touched == 0 for segment in index.segments)
    assert index.onsets(3).frames.size > 0
