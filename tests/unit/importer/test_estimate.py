"""Estimates follow from what is measured, and never from hope."""

from __future__ import annotations

import pytest

from spotgui.importer.estimate import (
    Job,
    Sample,
    job_of,
    outlook,
    popularity_counts,
    sample_import,
)
from spotgui.importer.status import library_status
from spotgui.importer.usual import TrackSizes, sizes_of
from spotgui.paths import Library


def test_everything_is_indexed_without_a_selection():
    found = outlook(Job(1, 11_600_000), Sample(1e6, 116_000))
    assert found.tracks == found.indexed == 100
    assert found.library_bytes == 100 * (TrackSizes().kept + TrackSizes().full)
    assert found.seconds == pytest.approx(11.6)
    assert found.peak_bytes > found.library_bytes


def test_a_selection_shrinks_the_index_only():
    counts = {0: 900, 50: 60, 80: 40}
    job = Job(484, 11_600_000)
    every = outlook(job, Sample(1e6, 11_600), counts, 0)
    popular = outlook(job, Sample(1e6, 11_600), counts, 50)
    assert (every.tracks, every.indexed) == (1000, 1000)
    assert (popular.tracks, popular.indexed) == (1000, 100)
    assert popular.seconds == every.seconds
    assert popular.library_bytes < every.library_bytes


def test_one_shard_holds_its_share_of_the_popular_tracks():
    counts = {0: 484_000, 50: 4_840}
    found = outlook(Job(1, 100_000), Sample(1e6, 100), counts, 50)
    assert found.indexed == pytest.approx(10, abs=1)


def test_packed_metadata_is_written_out_first():
    plain = outlook(Job(0, 0, 100_000_000), Sample())
    packed = outlook(Job(0, 0, 100_000_000, metadata_is_packed=True), Sample())
    assert packed.peak_bytes == plain.library_bytes + 100_000_000
    assert packed.library_bytes == plain.library_bytes


def test_the_demo_is_measured_and_nothing_is_left(demo, tmp_path):
    shards = sorted(demo.paths.shards.glob("*.zst"))
    sample = sample_import(shards[0], tmp_path, seconds=0.5)
    assert sample.bytes_s > 1e5
    assert list(tmp_path.iterdir()) == []
    job = job_of(shards, demo.paths.metadata)
    assert job.shards == len(shards)
    assert job.metadata_is_packed
    counts = popularity_counts(demo.library.meta_db)
    found = outlook(job, sample, counts)
    assert 0 < found.tracks < 10_000
    assert outlook(job, sample, counts, 100).indexed < found.indexed


def test_a_large_index_is_compact():
    sizes = TrackSizes(kept=1000, full=10_000, compact=4_000)
    small, large = (outlook(Job(1, tracks, sizes=sizes), Sample(1e6, 1)) for tracks in (2_000_000, 4_000_000))
    assert (small.index_bytes, large.index_bytes) == (20_000_000_000, 16_000_000_000)
    assert large.library_bytes == 20_000_000_000


def test_what_is_imported_says_what_a_track_takes(demo, tmp_path, monkeypatch):
    assert sizes_of(Library(tmp_path / "none")) == TrackSizes()
    assert sizes_of(demo.library) == TrackSizes()  # too few tracks to tell
    monkeypatch.setattr("spotgui.importer.usual._TELLING", 10)
    found = sizes_of(demo.library)
    assert found.compact == TrackSizes().compact
    files = sum(p.stat().st_size for p in demo.library.index_dir.glob("*.segment"))
    tracks = library_status(demo.library).tracks_indexed
    assert found.full * tracks == pytest.approx(files)
    assert 1_000 < found.kept < 100_000
