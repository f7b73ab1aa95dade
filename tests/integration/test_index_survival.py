"""The index after kills, power cuts, full disks and flipped bytes."""

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from spotgui.errors import DiskFullError, SpotguiError
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index import manifest, merge
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.durable import Disk
from spotgui.index.reader import Index, verify_index


def tracks(first: int, count: int) -> list[IndexedTrack]:
    made = []
    for number in range(first, first + count):
        rng = np.random.default_rng(number)
        onsets = OnsetList.from_bands([np.cumsum(rng.integers(128, 900, 20)) for _ in range(8)])
        chroma = rng.integers(0, 132, 80).astype(np.uint8)
        made.append(IndexedTrack(number, f"{number:022d}", 30.0, number % 100, onsets, chroma))
    return made


def numbers(index: Index) -> list[int]:
    """Every track number, and a look at every track."""
    found = []
    for segment in index.segments:
        for place, number in enumerate(segment.numbers.tolist()):
            assert np.array_equal(segment.onsets(place).frames, tracks(number, 1)[0].onsets.frames)
            found.append(number)
    return sorted(found)


def names(directory: Path) -> set[str]:
    return {p.name for p in directory.iterdir()}


def live_names(directory: Path) -> set[str]:
    return {manifest.NAME, *(s.name for s in manifest.read(directory).segments)}


def build_and_merge_for_ever(directory: Path, acknowledge: Callable[[int], None]) -> None:
    """Add three tracks at a time; merge whenever there are four segments."""
    while True:
        first = Index.open(directory).last_track + 1
        build_segment(directory, tracks(first, 3))
        acknowledge(first + 2)
        segments = manifest.read(directory).segments
        if len(segments) >= 4:
            merge.merge_segments(directory, [s.name for s in segments])


def kill_at_a_random_moment(directory: Path, rng: random.Random) -> int:
    """Build in another process, kill it; returns the last track it said to be safe, or -1."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            build_and_merge_for_ever(directory, lambda last: os.write(write_end, last.to_bytes(4, "little")) and None)
        finally:
            os._exit(1)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as said:
        data = said.read(4 * rng.randrange(3))  # on a busy machine too, some get as far as a merge
        time.sleep(rng.uniform(0.0, 0.4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        data += said.read()
    return int.from_bytes(data[-4:], "little") if data else -1


@pytest.mark.skipif(os.name == "nt", reason="no fork")
@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_random_moments(tmp_path, kills):
    build_segment(tmp_path, tracks(0, 3))  # compiles, before the clock runs
    merge.merge_segments(tmp_path, ["000000.segment"])
    rng = random.Random(kills)
    safe = 2
    for _ in range(kills):
        safe = max(safe, kill_at_a_random_moment(tmp_path, rng))
        index = Index.open(tmp_path)
        assert numbers(index) == list(range(index.track_count)), "nothing missing, nothing twice"
        assert index.track_count > safe, "what was acknowledged is there"
    assert index.verify() == []
    assert safe > 3
    build_segment(tmp_path, tracks(index.track_count, 1))
    assert names(tmp_path) == live_names(tmp_path), "no leftovers"


class PowerCut(BaseException):
    """The machine is off."""


class VolatileDisk(Disk):
    """A disk that remembers what would be left if the power went: only what was synced, names and contents apart."""

    def __init__(self, cut_after: int) -> None:
        self.steps_left = cut_after
        self.safe_bytes: dict[int, bytes] = {}
        self.now: dict[str, int] = {}
        self.safe_names: dict[str, int] = {}
        self.log: list[tuple[str, str]] = []

    def _step(self, what: str, name: str) -> None:
        if self.steps_left == 0:
            raise PowerCut
        self.steps_left -= 1
        self.log.append((what, name))

    def create(self, path):
        self._step("create", path.name)
        file = super().create(path)
        self.now[path.name] = os.fstat(file.fileno()).st_ino
        self.safe_bytes.setdefault(self.now[path.name], b"")
        return file

    def write(self, file, data):
        self._step("write", Path(file.name).name)
        super().write(file, data)

    def sync(self, file):
        self._step("sync", Path(file.name).name)
        super().sync(file)
        self.safe_bytes[os.fstat(file.fileno()).st_ino] = Path(file.name).read_bytes()

    def rename(self, source, target):
        self._step("rename", target.name)
        super().rename(source, target)
        self.now[target.name] = self.now.pop(source.name)

    def sync_directory(self, directory):
        self._step("sync directory", directory.name)
        super().sync_directory(directory)
        self.safe_names = dict(self.now)

    def remove(self, path):
        self._step("remove", path.name)
        super().remove(path)
        self.now.pop(path.name, None)

    def after_the_cut(self, directory: Path, *, names_arrived: bool) -> None:
        """Write what is left: with the names of the last directory sync, or with those of the moment."""
        directory.mkdir()
        for name, inode in (self.now if names_arrived else self.safe_names).items():
            (directory / name).write_bytes(self.safe_bytes[inode])


def work(directory: Path, disk: Disk, acknowledge: Callable[[int], None]) -> None:
    for first in (0, 2, 4):
        build_segment(directory, tracks(first, 2), disk=disk)
        acknowledge(first + 2)
    merge.merge_segments(directory, [s.name for s in manifest.read(directory).segments], disk=disk)
    build_segment(directory, tracks(6, 2), disk=disk)
    acknowledge(8)


@pytest.mark.parametrize("share", [0.2, pytest.param(1.0, marks=pytest.mark.slow)])
def test_power_may_go_at_any_step(tmp_path, share):
    disk = VolatileDisk(10**9)
    work(tmp_path / "whole", disk, lambda count: None)
    steps = [i for i, (what, _) in enumerate(disk.log) if what != "write"]
    steps = sorted({*steps, *(s + 1 for s in steps)})
    for step in random.Random(1).sample(steps, int(share * len(steps))):
        disk = VolatileDisk(step)
        acknowledged = [0]
        with contextlib.suppress(PowerCut):
            work(tmp_path / f"run{step}", disk, acknowledged.append)
        for arrived in (False, True):
            left = tmp_path / f"left{step}{arrived}"
            disk.after_the_cut(left, names_arrived=arrived)
            index = Index.open(left)
            assert index.verify() == [], f"after {disk.log[-3:]}"
            found = numbers(index)
            assert found == list(range(len(found)))
            assert len(found) >= acknowledged[-1], f"lost after {disk.log[-3:]}"
            build_segment(left, tracks(index.last_track + 1, 1))
            assert names(left) == live_names(left)


def test_files_are_safe_before_the_manifest_names_them(tmp_path):
    disk = VolatileDisk(10**9)
    work(tmp_path / "index", disk, lambda count: None)
    log = disk.log
    for i, (what, name) in enumerate(log):
        if what == "rename":
            temporary = name + ".tmp"
            last_write = max(j for j in range(i) if log[j] == ("write", temporary))
            assert ("sync", temporary) in log[last_write:i]
            assert "sync directory" in [w for w, _ in log[i : i + 2]]
        if what == "remove" and name.endswith(".segment"):
            assert ("rename", manifest.NAME) in log[:i]


class FullDisk(Disk):
    """A disk that is full after so many writes."""

    def __init__(self, writes: int) -> None:
        self.writes = writes

    def write(self, file, data):
        if self.writes == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.writes -= 1
        super().write(file, data)


def test_a_full_disk_is_a_sentence_and_changes_nothing(tmp_path):
    build_segment(tmp_path, tracks(0, 3))
    build_segment(tmp_path, tracks(3, 3))
    before = names(tmp_path)
    refused = 0
    for writes in range(60):
        try:
            build_segment(tmp_path, tracks(6, 2), disk=FullDisk(writes))
            break
        except DiskFullError as problem:
            refused += 1
            assert "full" in str(problem) and "again" in str(problem)
            assert numbers(Index.open(tmp_path)) == list(range(6))
        with pytest.raises(DiskFullError):
            merge.merge_segments(tmp_path, ["000000.segment", "000001.segment"], disk=FullDisk(writes))
        assert numbers(Index.open(tmp_path)) == list(range(6))
        assert names(tmp_path) - {"manifest.json.tmp", "000002.segment"} == before
    assert refused >= 3
    assert numbers(Index.open(tmp_path)) == list(range(8))
    assert names(tmp_path) == live_names(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_on_a_disk_that_really_fills_up(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", small], check=False).returncode:
        pytest.skip("mounting is not possible here")
    try:
        count = 0
        with pytest.raises(DiskFullError, match="is full"):
            while True:
                build_segment(small / "index", tracks(count, 20))
                count += 20
        assert count > 0
        assert numbers(Index.open(small / "index")) == list(range(count))
        subprocess.run(["mount", "-o", "remount,size=64m", small], check=True)
        build_segment(small / "index", tracks(count, 20))
        assert numbers(Index.open(small / "index")) == list(range(count + 20))
        assert names(small / "index") == live_names(small / "index")
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def flipped(path: Path, offset: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ (1 << bit)]))


def test_any_flipped_byte_is_found(tmp_path):
    info = build_segment(tmp_path, tracks(0, 3))
    assert list(verify_index(tmp_path)) == []
    path = tmp_path / info.name
    size = path.stat().st_size
    rng = random.Random(5)
    sections = Index.open(tmp_path).segments[0].header.sections
    offsets = {0, 13, 14, 4095, 4096, size - 1, size - 9, *(at for at, _ in sections.values())}
    offsets |= {at + length - 1 for at, length in sections.values()} | {rng.randrange(size) for _ in range(60)}
    for offset in offsets:
        bit = rng.randrange(8)
        flipped(path, offset, bit)
        assert list(verify_index(tmp_path)), f"byte {offset}, bit {bit}"
        flipped(path, offset, bit)
    assert list(verify_index(tmp_path)) == []


def test_any_flipped_byte_of_the_manifest_is_found(tmp_path):
    build_segment(tmp_path, tracks(0, 1))
    path = tmp_path / manifest.NAME
    for offset in range(path.stat().st_size):
        flipped(path, offset, offset % 8)
        assert list(verify_index(tmp_path)), f"byte {offset}"
        with pytest.raises(SpotguiError):
            Index.open(tmp_path)
        flipped(path, offset, offset % 8)


def test_a_segment_cut_short_is_found(tmp_path):
    info = build_segment(tmp_path, tracks(0, 2))
    data = (tmp_path / info.name).read_bytes()
    for size in (0, 100, 4096, len(data) // 2, len(data) - 1):
        (tmp_path / info.name).write_bytes(data[:size])
        assert list(verify_index(tmp_path)), f"{size} bytes left"


BUILDER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from test_index_survival import build_and_merge_for_ever
build_and_merge_for_ever(Path(sys.argv[1]), lambda last: print(last, flush=True))
"""


def test_one_process_builds_while_another_reads(tmp_path):
    script = BUILDER.format(tests=str(Path(__file__).parent))
    build_segment(tmp_path, tracks(0, 1))
    builder = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        index = Index.open(tmp_path)
        seen = set()
        assert builder.stdout is not None
        for line in builder.stdout:
            index.refresh()
            assert index.track_count > int(line)
            assert numbers(index) == list(range(index.track_count))
            seen.add(index.track_count)
            if index.track_count >= 40:
                break
        assert len(seen) > 5
    finally:
        builder.kill()
        builder.wait()
        assert builder.stdout is not None
        builder.stdout.close()
