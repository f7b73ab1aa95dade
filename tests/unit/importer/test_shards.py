"""Shards are read to their end, and where the end is not a clean one, the reason is known."""

import errno
import io

import numpy as np
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.importer import shards
from spotgui.importer.shards import BLOCK, Buffers, ShardReader
from spotgui.importer.zstd_frames import READ, WalkedFile
from tests.support.analysis_lines import compress

NOISE = np.random.default_rng(1).integers(97, 122, 300_000, np.uint8).tobytes()
LINES = [b'{"n":%d,"x":"%s"}' % (i, NOISE[300 * i : 300 * i + 250]) for i in range(900)]
TEXT = b"".join(one + b"\n" for one in LINES)


def read(path, **options):
    reader = ShardReader(path, buffers=Buffers(options.pop("block", 64_000)), **options)
    found, numbers = [], []
    for block in reader:
        for k, (a, b) in enumerate(block.spans):
            found.append(b"<too long>" if block.too_long else bytes(block.data[a:b]))
            numbers.append(block.first_line + k)
    return found, numbers, reader


def write(tmp_path, data, name="0a.jsonl.zst"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("frame", [None, 70_000, 1_000])
@pytest.mark.parametrize("checksum", [True, False])
def test_reads_every_line_across_frames(tmp_path, frame, checksum):
    found, numbers, reader = read(write(tmp_path, compress(TEXT, frame=frame, checksum=checksum)))
    assert found == LINES
    assert numbers == list(range(900))
    assert reader.problem is None


def test_reads_uncompressed_and_misnamed_shards(tmp_path):
    assert read(write(tmp_path, TEXT, "0a.jsonl"))[0] == LINES
    assert read(write(tmp_path, TEXT, "0a.jsonl.zst"))[0] == LINES
    assert read(write(tmp_path, compress(TEXT), "0a (1).jsonl"))[0] == LINES


def test_the_last_line_may_lack_its_newline(tmp_path):
    assert read(write(tmp_path, compress(TEXT[:-1])))[0] == LINES


def test_skippable_frames_are_passed_over(tmp_path):
    skippable = (0x184D2A50).to_bytes(4, "little") + (5).to_bytes(4, "little") + b"hello"
    found, _, reader = read(write(tmp_path, skippable + compress(TEXT) + skippable))
    assert found == LINES
    assert reader.problem is None


def test_skips_the_lines_of_an_earlier_import(tmp_path):
    found, numbers, _ = read(write(tmp_path, compress(TEXT)), skip=437)
    assert found == LINES[437:]
    assert numbers == list(range(437, 900))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_cut_anywhere_is_known_to_be_truncated(tmp_path_factory, data):
    whole = compress(TEXT, frame=100_000)
    bounds = {len(compress(TEXT[:100_000])), len(compress(TEXT[:100_000])) + len(compress(TEXT[100_000:200_000]))}
    cut = data.draw(st.integers(1, len(whole) - 1))
    found, _, reader = read(write(tmp_path_factory.mktemp("cut"), whole[:cut]))
    if cut in bounds:
        return  # whole frames: nothing can tell
    assert reader.problem is not None
    assert found == LINES[: len(found)]


def test_a_truncated_file_gives_its_finished_lines(tmp_path):
    found, _, reader = read(write(tmp_path, compress(TEXT)[:100_000]))
    assert 100 < len(found) < 900
    assert found == LINES[: len(found)]
    assert reader.problem == "the file ends in the middle, after 100,000 bytes"


@pytest.mark.parametrize("hole", [range(100_000, 120_000), range(90_000, 200_000)])
def test_a_hole_of_zeros_is_noticed(tmp_path, hole):
    data = bytearray(compress(TEXT))
    data[hole.start : min(hole.stop, len(data))] = bytes(min(hole.stop, len(data)) - hole.start)
    found, _, reader = read(write(tmp_path, bytes(data)))
    assert reader.problem is not None
    assert found == LINES[: len(found)]
    assert found


def test_a_hole_of_whole_blocks_is_named(tmp_path):
    frames = [compress(TEXT[:100_000]), bytes(50_000), compress(TEXT[100_000:])]
    _, _, reader = read(write(tmp_path, b"".join(frames)))
    assert reader.problem == f"a hole of zeros at byte {len(frames[0]):,}: still downloading?"
    _, _, reader = read(write(tmp_path, TEXT[:5_000] + bytes(5_000) + TEXT[10_000:], "0a.jsonl"))
    assert reader.problem == "a hole of zeros at byte 5,000: still downloading?"


@pytest.mark.parametrize(("zeros", "hole"), [(1, False), (4_000, False), (4_096, True), (2 << 20, True)])
def test_a_few_zeros_in_plain_text_are_damage(tmp_path, zeros, hole):
    at = READ - 2_000  # so that they begin in one piece that is read and end in the next
    text = TEXT * (3 * READ // len(TEXT))
    _, _, reader = read(write(tmp_path, text[:at] + bytes(zeros) + text[at + zeros :], "0a.jsonl"))
    assert reader.problem == (
        f"a hole of zeros at byte {at:,}: still downloading?" if hole else f"damaged at byte {at:,}"
    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_flipped_byte_never_goes_unnoticed_with_a_checksum(tmp_path_factory, data):
    broken = bytearray(compress(TEXT))
    at = data.draw(st.integers(0, len(broken) - 1))
    broken[at] ^= data.draw(st.integers(1, 255))
    found, _, reader = read(write(tmp_path_factory.mktemp("flip"), bytes(broken)))
    # the descriptor's reserved and single-segment bits may change without changing the content
    assert reader.problem is not None or found == LINES


@pytest.mark.parametrize("frame", [None, 1_500_000])
def test_damage_costs_little_however_much_is_decompressed_at_a_time(tmp_path, frame):
    text = b"".join([b'{"n":%d,"x":"%s"}\n' % (i, NOISE[i % 999 : i % 999 + 5_000]) for i in range(3_000)])
    data = bytearray(compress(text, frame=frame))
    place = len(compress(text[:9_000_000], frame=frame))
    data[place : place + 40] = b"\xff" * 40
    found, numbers, reader = read(write(tmp_path, bytes(data)), block=BLOCK)
    assert reader.problem is not None
    assert found == text.split(b"\n")[: len(found)]
    assert numbers == list(range(len(found)))
    assert len(b"\n".join(found)) > 9_000_000 - 2 * (1 << 17) - 5_100


def test_a_damaged_file_can_be_left_while_it_is_read_again(tmp_path):
    data = bytearray(compress(TEXT * 40, frame=len(TEXT)))
    data[-5_000:-4_000] = b"\xff" * 1_000
    blocks = list(ShardReader(write(tmp_path, bytes(data)), buffers=Buffers(1 << 20)))
    assert sum(not block.spans for block in blocks) > 1
    assert [block.position for block in blocks] == sorted(block.position for block in blocks)


class BadSector(io.BytesIO):
    """A file that cannot be read beyond a byte."""

    END = 0

    def read(self, size=-1):
        if self.tell() >= self.END:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(min(size, self.END - self.tell()))


@pytest.mark.parametrize("name", ["0a.jsonl.zst", "0a.jsonl"])
def test_what_lies_before_an_unreadable_place_is_delivered(tmp_path, monkeypatch, name):
    data = compress(TEXT * 8, frame=30_000) if name.endswith("zst") else TEXT * 8
    monkeypatch.setattr(BadSector, "END", len(data) // 2)
    monkeypatch.setattr(shards, "open_ahead", lambda path: BadSector(path.read_bytes()))
    found, _, reader = read(write(tmp_path, data, name), block=BLOCK)
    assert reader.problem == "cannot be read: Input/output error"
    assert found == (LINES * 8)[: len(found)]
    assert 3 * len(LINES) < len(found) <= 4 * len(LINES)  # half of it, less what one call decompresses


@pytest.mark.parametrize("left", [-1, 0, 1])
def test_a_rest_that_fills_a_block_is_not_the_end(tmp_path, left):
    room = 64_000
    long = b'"%b"' % (NOISE[: room + 10])
    second = b'"%b' % (NOISE[: room + left - 1])  # as much of the next line as a block holds
    text = long + b"\n" + second + NOISE[:room] + b'"\n' + TEXT
    found, _, reader = read(write(tmp_path, text, "0a.jsonl"), block=room)
    assert reader.problem is None
    assert found == text.split(b"\n")[:-1]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 something else entirely", "not a zstd file"),
        (b"\x28\xb5", "not a zstd file"),
        (bytes(4096), "a hole of zeros at byte 0: still downloading?"),
    ],
)
def test_what_is_no_shard_is_said_so(tmp_path, data, problem):
    found, _, reader = read(write(tmp_path, data))
    assert found == []
    assert reader.problem in (problem, f"the file ends in the middle, after {len(data)} bytes")


def test_long_lines_are_read_and_longer_ones_dropped(tmp_path):
    long = b'{"x":"%s"}' % (b"a" * 1_000_000)
    text = b"\n".join([LINES[0], long, LINES[1], b"b" * 9_000_000, LINES[2]]) + b"\n"
    found, numbers, reader = read(write(tmp_path, compress(text)), line_limit=4_000_000)
    assert found == [LINES[0], long, LINES[1], b"<too long>", LINES[2]]
    assert numbers == [0, 1, 2, 3, 4]
    assert reader.problem is None


def test_a_line_that_never_ends_does_not_fill_the_memory(tmp_path):
    found, _, _ = read(write(tmp_path, compress(b"x" * 40_000_000)), line_limit=4_000_000)
    assert found == [b"<too long>"]


def test_a_large_window_is_read(tmp_path):
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=27, enable_ldm=True)
    data = zstandard.ZstdCompressor(compression_params=parameters).compress(TEXT)
    assert read(write(tmp_path, data))[0] == LINES


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_the_walk_is_the_same_in_pieces_of_any_size(sizes):
    data = compress(TEXT[:3_000], frame=700)
    walked = WalkedFile(io.BytesIO(data))
    out = b""
    for k in range(100_000):
        piece = walked.read(sizes[k % len(sizes)])
        if not piece:
            break
        out += piece
    assert out == data
    assert walked.problem is None
