import numpy as np
import pytest

from spotgui.errors import CorruptLibraryError
from spotgui.index import manifest, merge
from spotgui.index.adopt import adopt_segments
from spotgui.index.build import build_segment
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, search
from spotgui.index.manifest import KNOWN, POPULAR, REST
from spotgui.index.reader import Index
from spotgui.index.sampling import COMPACT
from spotgui.progress import Cancelled, CancelToken


def contents(directory):
    index = Index.open(directory)
    numbers = sorted(int(n) + s.info.base for s in index.segments for n in s.numbers)
    return {
        n: (index.track_id(n), index.onsets(n).frames.tolist(), index.chroma(n).tolist(), index.duration_s(n))
        for n in numbers
    }


def finds(directory, number):
    index = Index.open(directory)
    keys, cells = landmarks_of(index.onsets(number))
    part = (cells > 30) & (cells < 130)
    query = QueryLandmarks(
        keys[part], (cells[part] * 64 - 1900).astype(np.float32), np.full(part.sum(), 0.9, np.float32)
    )
    return int(search(index.segments, query).track_no[0])


@pytest.fixture
def three(tmp_path, tracks):
    for first in (0, 10, 20):
        build_segment(tmp_path, tracks(first, 10))
    return tmp_path


def by_number(ids):
    """Popularity 60 for every fifth track, 30 for every other second one."""
    numbers = {f"{n * 7919 % 1_000_003:022d}".encode(): n for n in range(100)}
    return np.array([60 if numbers[i] % 5 == 0 else 30 if numbers[i] % 2 else 0 for i in ids], np.uint8)


def test_a_merge_keeps_everything(three):
    before = contents(three)
    names = [s.name for s in manifest.read(three).segments]
    merge.merge_segments(three, names, popularity=lambda ids: np.zeros(len(ids), np.uint8))
    assert contents(three) == before
    assert [s.tracks for s in manifest.read(three).segments] == [30]
    assert sorted(p.name for p in three.iterdir()) == ["000003.segment", "manifest.json"]
    assert Index.open(three).verify() == []
    assert finds(three, 17) == 17


def test_a_merge_sorts_into_tiers(three):
    before = contents(three)
    names = [s.name for s in manifest.read(three).segments]
    merge.merge_segments(three, names, popularity=by_number)
    assert contents(three) == before
    assert {s.tier: s.tracks for s in manifest.read(three).segments} == {POPULAR: 6, KNOWN: 12, REST: 12}
    index = Index.open(three)
    assert [s.info.tier for s in index.segments] == [POPULAR, KNOWN, REST]
    assert index.popularity(25) == 60
    assert finds(three, 25) == 25 and finds(three, 14) == 14


def test_tiers_follow_metadata_that_comes_later(three):
    assert {s.tier for s in manifest.read(three).segments} == {REST}
    assert merge.retier(three, by_number) == 3
    assert {s.tier for s in manifest.read(three).segments} == {POPULAR, KNOWN, REST}
    assert merge.retier(three, by_number) == 0
    assert len(contents(three)) == 30


def test_tracks_can_be_dropped_and_sampling_changed(three):
    names = [s.name for s in manifest.read(three).segments]
    made = merge.merge_segments(
        three, names, sampling=COMPACT, drop=np.array([3, 4, 25], np.uint32), popularity=lambda ids: np.zeros(len(ids))
    )
    assert sorted(contents(three)) == [n for n in range(30) if n not in (3, 4, 25)]
    full = sum(len(landmarks_of(Index.open(three).onsets(n))[0]) for n in contents(three))
    assert made[0].sampling == "compact" and made[0].postings < 0.45 * full
    assert finds(three, 17) == 17


def test_many_small_segments_become_few(tmp_path, tracks):
    for first in range(0, 20, 2):
        build_segment(tmp_path, tracks(first, 2, seconds=20))
    before = contents(tmp_path)
    assert merge.tidy(tmp_path, popularity=lambda ids: np.zeros(len(ids), np.uint8)) == 1
    assert len(manifest.read(tmp_path).segments) == 1
    assert merge.tidy(tmp_path) == 0
    assert contents(tmp_path) == before


def test_segments_of_a_shard_end_in_segments_of_millions(tmp_path):
    """The whole dump, planned only."""
    state = manifest.Manifest()
    for shard in range(484):
        first = shard * 70_000
        state = state.with_segments(
            (manifest.SegmentInfo(state.segment_name(), 70_000, 0, 0, 0, first, first + 69_999, 0, REST, "full", 0),)
        )
        while names := merge.plan(state):
            merged = [s for s in state.segments if s.name in names]
            total = sum(s.tracks for s in merged)
            assert total <= merge.LARGEST
            info = manifest.SegmentInfo(state.segment_name(), total, 0, 0, 0, merged[0].first_track, 0, 0, REST, "", 0)
            state = state.with_segments((info,), names)
    assert state.tracks == 484 * 70_000
    assert len(state.segments) < 30


def test_a_cancelled_merge_leaves_the_index_as_it_was(three):
    before = contents(three)
    files = sorted(p.name for p in three.iterdir())
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        merge.merge_segments(three, ["000000.segment", "000001.segment"], cancel=token)
    assert contents(three) == before
    assert sorted(p.name for p in three.iterdir()) == files


def test_readers_go_on_while_segments_merge(three):
    index = Index.open(three)
    frames = index.onsets(12).frames.copy()
    merge.merge_segments(three, [s.name for s in manifest.read(three).segments])
    assert np.array_equal(index.onsets(12).frames, frames)
    assert index.refresh()
    assert np.array_equal(index.onsets(12).frames, frames)


def test_another_librarys_segments_are_adopted(tmp_path, tracks):
    build_segment(tmp_path / "a", tracks(0, 10))
    build_segment(tmp_path / "b", tracks(40, 5))
    build_segment(tmp_path / "b", tracks(45, 5))
    other = contents(tmp_path / "b")
    adopted = adopt_segments(tmp_path / "a", tmp_path / "b", base=10)
    assert [(s.first_track, s.last_track) for s in adopted] == [(50, 54), (55, 59)]
    both = contents(tmp_path / "a")
    assert {n: both[n + 10] for n in other} == other
    assert len(both) == 20
    assert finds(tmp_path / "a", 57) == 57
    assert Index.open(tmp_path / "a").verify() == []
    merge.merge_segments(tmp_path / "a", [s.name for s in manifest.read(tmp_path / "a").segments])
    assert contents(tmp_path / "a") == both
    with pytest.raises(ValueError, match="are taken"):
        adopt_segments(tmp_path / "a", tmp_path / "b", base=5)


def test_a_damaged_library_is_not_adopted(tmp_path, tracks):
    info = build_segment(tmp_path / "b", tracks(0, 5))
    path = tmp_path / "b" / info.name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(CorruptLibraryError, match="is damaged at byte"):
        adopt_segments(tmp_path / "a", tmp_path / "b", base=0)
    assert not (tmp_path / "a").exists()
