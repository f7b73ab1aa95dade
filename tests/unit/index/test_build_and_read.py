from dataclasses import replace

import numpy as np
import pytest

from spotgui.errors import CorruptLibraryError, LibraryVersionError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index import batches, manifest
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.durable import Disk
from spotgui.index.elias_fano import decode
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, search
from spotgui.index.merge import merge_segments
from spotgui.index.postings import PostingsSorter
from spotgui.index.reader import Index
from spotgui.index.voting import find_lists


def test_an_index_that_does_not_exist_is_empty(tmp_path):
    index = Index.open(tmp_path / "index")
    assert index.track_count == 0
    assert index.find("x" * 22) is None
    assert index.verify() == []


def test_everything_put_in_comes_out(tmp_path, tracks):
    made = tracks(0, 20) + tracks(100, 20)
    build_segment(tmp_path, made[:20])
    build_segment(tmp_path, made[20:])
    index = Index.open(tmp_path)
    assert index.track_count == 40
    assert index.last_track == 119
    for track in made:
        assert index.track_id(track.track_no) == track.track_id
        assert index.find(track.track_id) == track.track_no
        assert index.duration_s(track.track_no) == pytest.approx(track.duration_s)
        assert index.popularity(track.track_no) == track.popularity
        assert np.array_equal(index.chroma(track.track_no), track.chroma)
        onsets = index.onsets(track.track_no)
        assert np.array_equal(onsets.frames, track.onsets.frames)
        assert np.array_equal(onsets.bounds, track.onsets.bounds)
    assert 50 not in index and 119 in index
    with pytest.raises(KeyError):
        index.track_id(50)


def postings_of(segment):
    """Every (key, cell) of a segment, read the way a query reads them."""
    keys = np.arange(segment.header.keys, dtype=np.uint32)
    lengths, starts, ends = np.zeros((3, len(keys)), np.int64)
    find_lists(keys, segment.counts, segment.counts_at, segment.postings_at, segment.universe, lengths, starts, ends)
    found = set()
    for key in np.flatnonzero(lengths):
        out = np.empty(lengths[key], np.uint32)
        decode(segment.postings, starts[key], lengths[key], segment.universe, out)
        found.update((int(key), int(cell)) for cell in out)
    return found


@pytest.mark.parametrize("run_postings", [1 << 25, 20_000])
def test_postings_are_the_landmarks_of_every_track(tmp_path, tracks, monkeypatch, run_postings):
    """Also when they are sorted in several runs."""
    monkeypatch.setattr(PostingsSorter.__init__, "__defaults__", (run_postings,))
    made = tracks(0, 30)
    info = build_segment(tmp_path, made)
    segment = Index.open(tmp_path).segments[0]
    expected, total = set(), 0
    for origin, track in zip(segment.origins, made, strict=False):
        keys, cells = landmarks_of(track.onsets)
        expected.update(zip(keys.tolist(), (cells + origin).tolist(), strict=True))
        total += len(keys)
    assert info.postings == total
    assert postings_of(segment) == expected
    assert [p.name for p in tmp_path.iterdir() if p.suffix == manifest.RUN_SUFFIX] == []


def test_tracks_without_onsets_or_chroma_are_kept(tmp_path, tracks):
    empty = OnsetList.from_bands([[]] * 8)
    silent = [IndexedTrack(n, f"silent{n}", 3.0, 0, empty, np.empty(0, np.uint8)) for n in range(2)]
    build_segment(tmp_path, [*silent, *tracks(5, 2)])
    index = Index.open(tmp_path)
    assert len(index.onsets(1)) == 0 and len(index.chroma(1)) == 0
    assert index.find("silent1") == 1
    assert len(index.onsets(6)) > 0


def test_numbers_must_rise_and_ids_fit(tmp_path, tracks):
    a, b = tracks(0, 2)
    with pytest.raises(ValueError, match="does not follow"):
        build_segment(tmp_path, [b, a])
    with pytest.raises(ValueError, match="needs a track"):
        build_segment(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_readers_see_new_segments_when_they_look(tmp_path, tracks):
    build_segment(tmp_path, tracks(0, 2))
    index = Index.open(tmp_path)
    assert not index.refresh()
    build_segment(tmp_path, tracks(2, 2))
    assert index.track_count == 2
    assert index.refresh()
    assert index.track_count == 4


def test_a_moved_directory_works(tmp_path, tracks):
    build_segment(tmp_path / "here", tracks(0, 2))
    (tmp_path / "here").rename(tmp_path / "there")
    assert Index.open(tmp_path / "there").track_id(1) == tracks(1, 1)[0].track_id


def test_a_missing_segment_is_a_sentence(tmp_path, tracks):
    info = build_segment(tmp_path, tracks(0, 2))
    (tmp_path / info.name).unlink()
    with pytest.raises(CorruptLibraryError, match=r"is missing\. .*spotgui rebuild"):
        Index.open(tmp_path)


@pytest.mark.parametrize(("version", "sentence"), [(99, "newer version"), (0, "no longer reads")])
def test_other_versions_are_refused(tmp_path, tracks, monkeypatch, version, sentence):
    monkeypatch.setattr(manifest, "FORMAT", version)
    build_segment(tmp_path, tracks(0, 2))
    monkeypatch.undo()
    with pytest.raises(LibraryVersionError, match=sentence):
        Index.open(tmp_path)


def test_an_index_of_the_former_version_is_read_and_goes_on(tmp_path, tracks, monkeypatch):
    """Its sketches are plain; what is added to it is not, and then it is of this version."""
    made = [replace(t, chroma=np.repeat(t.chroma[:40], 6)) for t in tracks(0, 6)]
    with monkeypatch.context() as former:
        former.setattr(manifest, "FORMAT", 1)
        former.setattr(batches, "encode", np.ndarray.tobytes)
        build_segment(tmp_path, made[:3])
    before = Index.open(tmp_path)
    assert (before.segments[0].header.format, manifest.read(tmp_path).tracks) == (1, 3)
    build_segment(tmp_path, made[3:])
    after = Index.open(tmp_path)
    assert b'"format": 2' in (tmp_path / manifest.NAME).read_bytes()
    sizes = [len(s.payload) for s in after.segments]
    assert min(sizes) < 0.8 * max(sizes)
    for index, count in ((before, 3), (after, 6)):
        assert all(np.array_equal(index.chroma(t.track_no), t.chroma) for t in made[:count])
    names = [i.name for i in manifest.read(tmp_path).segments]
    merge_segments(tmp_path, names)
    merged = Index.open(tmp_path)
    assert merged.verify() == [] and all(np.array_equal(merged.chroma(t.track_no), t.chroma) for t in made)


def test_leftovers_are_removed_by_the_next_build(tmp_path, tracks):
    build_segment(tmp_path, tracks(0, 2))
    for name in ("000001.segment.tmp", "000001.segment-0000.run", "000009.segment", "manifest.json.tmp"):
        (tmp_path / name).write_bytes(b"half")
    build_segment(tmp_path, tracks(2, 2))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["000000.segment", "000001.segment", "manifest.json"]


def test_removing_what_is_not_there_is_fine(tmp_path):
    Disk().remove(tmp_path / "nothing")


def test_a_segment_of_silence_answers_nothing(tmp_path):
    empty = OnsetList.from_bands([[]] * 8)
    build_segment(tmp_path, [IndexedTrack(0, "silent", 3.0, 0, empty, b"")])
    index = Index.open(tmp_path)
    assert index.verify() == []
    one = np.ones(1, np.float32)
    assert len(search(index.segments, QueryLandmarks(np.array([5], np.uint32), one, one))) == 0
