"""What is on the disk only is announced before it is read; the answers are the same."""

import os

import numpy as np
import pytest

from spotgui.errors import CorruptLibraryError
from spotgui.index import reading, segment
from spotgui.index.build import build_segment
from spotgui.index.landmarks import landmarks_of
from spotgui.index.lookup import QueryLandmarks, fetch, prepare, search
from spotgui.index.reader import Index


@pytest.fixture
def announced(monkeypatch):
    """Everything seems to be on the disk only; the parts that were announced, with their sections' addresses."""
    parts = []
    real = reading._announce

    def noted(mapped, starts, ends, page, advice):
        assert (np.diff(starts) >= 0).all()
        parts.append((mapped.ctypes.data, starts, ends))
        real(mapped, starts, ends, page, advice)

    monkeypatch.setattr(segment.Segment, "is_cold", lambda *_: True)
    monkeypatch.setattr(reading, "_announce", noted)
    return parts


def query_of(track):
    keys, cells = landmarks_of(track.onsets)
    frames = (cells * 64).astype(np.float32)
    return QueryLandmarks(keys, frames, np.full(len(keys), 0.9, np.float32))


def test_a_cold_index_answers_as_a_warm_one(tmp_path, tracks, announced, monkeypatch):
    made = tracks(0, 60)
    build_segment(tmp_path, made[:30])
    build_segment(tmp_path, made[30:])
    asked = query_of(made[41])
    cold_index = Index.open(tmp_path)
    prepare(cold_index.segments)
    cold = search(cold_index.segments, asked)
    places = [(s, p) for s in range(2) for p in range(30)]
    fetch(cold_index.segments, np.array([s for s, _ in places], np.int32), np.array([p for _, p in places], np.uint32))
    assert len(announced) >= 6  # directories, lists and payloads of two segments
    bounds = [(s.payload.ctypes.data, s.payload.ctypes.data + len(s.payload)) for s in cold_index.segments]
    whole = [(a, ends.max() + a) for a, _, ends in announced if a in dict(bounds)]
    assert sorted(whole) == sorted(bounds)
    monkeypatch.setattr(segment.Segment, "is_cold", lambda *_: False)
    announced.clear()
    warm = search(Index.open(tmp_path).segments, asked)
    assert not announced
    assert cold.track_no[0] == warm.track_no[0] == 41
    assert np.array_equal(cold.track_no, warm.track_no) and np.array_equal(cold.votes, warm.votes)


def dropped(home):
    """Have the system forget a file; whether it can, and says so."""
    with home.path.open("rb+") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    try:
        os.preadv(home.file.fileno(), [bytearray(1)], 0, os.RWF_NOWAIT)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


@pytest.mark.skipif(not hasattr(os, "RWF_NOWAIT"), reason="only Linux says what is at hand")
def test_what_is_on_the_disk_only_is_known(tmp_path, tracks):
    build_segment(tmp_path, tracks(0, 30))
    (home,) = Index.open(tmp_path).segments
    if not dropped(home):
        pytest.skip("this file system has no cache to drop, as one in memory")
    lists = np.arange(0, len(home.postings), 64)
    assert home.is_cold("postings", lists)
    home.path.read_bytes()
    assert not home.is_cold("postings", lists)


@pytest.mark.parametrize(("slow", "cold"), [(-1.0, True), (1e9, False)])
def test_where_the_system_cannot_be_asked_the_clock_is(tmp_path, tracks, monkeypatch, slow, cold):
    build_segment(tmp_path, tracks(0, 30))
    (home,) = Index.open(tmp_path).segments
    monkeypatch.setattr(segment, "_NOWAIT", None)
    monkeypatch.setattr(segment, "COLD_S", slow)
    assert home.is_cold("postings", np.arange(0, len(home.postings), 64)) is cold
    assert home.is_cold("payload", np.arange(1)) is cold


@pytest.mark.skipif(os.name == "nt", reason="reads through the map")
def test_tracks_that_cannot_be_read_are_an_error_and_not_the_end(tmp_path, tracks):
    build_segment(tmp_path, tracks(0, 30))
    (home,) = Index.open(tmp_path).segments
    broken = tmp_path / "broken"
    broken.write_bytes(home.path.read_bytes()[: home.header.sections["payload"][0] + int(home.payload_at[12])])
    with broken.open("rb", buffering=0) as file:
        home.file = file
        with pytest.raises(CorruptLibraryError, match="cannot be read at byte"):
            reading.read_tracks(home, np.arange(30, dtype=np.uint32))
        reading.read_tracks(home, np.arange(12, dtype=np.uint32))


def test_near_parts_are_announced_as_one(monkeypatch):
    asked = []
    monkeypatch.setattr(reading, "_madvise", lambda address, length, advice: asked.append((int(address), int(length))))
    mapped = np.zeros(1 << 20, np.uint8)
    base = mapped.ctypes.data
    starts = np.array([0, 5_000, 9_000, 400_000, 400_100, 900_000])
    ends = starts + 1_000
    reading._announce.py_func(mapped, starts, ends, 4096, 3)
    assert [(a % 4096, a <= base + s, a + n) for (a, n), s in zip(asked, (0, 400_000, 900_000), strict=True)] == [
        (0, True, base + e) for e in (10_000, 401_100, 901_000)
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "requests"),
    [
        ([], [], 0),
        ([7], [9], 1),
        ([5000, 0], [5001, 2952], 1),  # 16 kB apart, in any order
        ([5001, 0], [5002, 2952], 2),
        ([0, 10, 100_000], [60_000, 20, 100_001], 2),  # one inside another
    ],
)
def test_requests_are_counted_as_they_are_announced(starts, ends, requests):
    assert reading.requests_of(np.array(starts, np.int64), np.array(ends, np.int64)) == requests
