"""The stored form of sketches: lossless, small, and harmless whatever the bytes are."""

import zlib
from itertools import pairwise
from pathlib import Path

import numpy as np
import orjson
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.errors import CorruptLibraryError
from spotgui.fingerprint.chroma_sketch import CODES, EMPTY, MAX_CELLS, sketch
from spotgui.fingerprint.sketch_code import (
    _LENGTHS,
    _WORDS,
    DAMAGED,
    FIRST_TABLE,
    TABLES,
    decode,
    decode_into,
    encode,
    encoded,
)
from spotgui.fingerprint.sketch_table import LENGTHS

CELL = st.integers(0, CODES - 1) | st.just(EMPTY)
CELLS = st.lists(CELL | st.sampled_from([5, 16, 5, 5]), max_size=400).map(lambda cells: np.array(cells, np.uint8))


def chords(seed: int, cells: int = 880) -> np.ndarray:
    """Chords that last some cells, as music has them."""
    rng = np.random.default_rng(seed)
    return np.repeat(rng.choice([4, 47, 81, 93, 15], cells), rng.integers(1, 9, cells))[:cells].astype(np.uint8)


def test_the_tables_are_those_that_libraries_were_stored_with() -> None:
    assert zlib.crc32("".join(LENGTHS).encode()) == 3076713538


def test_codes_are_complete_and_no_word_begins_another() -> None:
    assert (np.sum(2.0 ** -_LENGTHS.astype(float), axis=2) == 1).all()
    for lengths, words in zip(_LENGTHS.reshape(-1, CODES + 1), _WORDS.reshape(-1, CODES + 1), strict=True):
        texts = sorted(f"{word:016b}"[::-1][:size] for word, size in zip(words.tolist(), lengths.tolist(), strict=True))
        assert not any(b.startswith(a) for a, b in pairwise(texts))


@given(CELLS)
@settings(max_examples=300, deadline=None)
def test_what_is_encoded_is_decoded(cells: np.ndarray) -> None:
    stored = encode(cells)
    assert len(stored) <= len(cells)
    assert np.array_equal(decode(stored), cells)
    assert encoded(stored) == stored and encoded(cells.tobytes()) == stored  # of either form


@given(CELLS, st.integers(0, 500))
@settings(max_examples=100, deadline=None)
def test_the_beginning_alone(cells: np.ndarray, wanted: int) -> None:
    room = np.full(wanted + 8, 77, np.uint8)
    count = decode_into(np.frombuffer(encode(cells), np.uint8), room[:wanted])
    assert count == min(wanted, len(cells))
    assert np.array_equal(room[:count], cells[:count]) and (room[wanted:] == 77).all()


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_bytes_that_are_no_cells_become_empty_ones(data: bytes) -> None:
    cells = np.frombuffer(data, np.uint8)
    assert np.array_equal(decode(encode(cells)), np.where(cells < CODES, cells, EMPTY))


@given(st.binary(max_size=300), st.integers(CODES, EMPTY - 1) | st.integers(FIRST_TABLE, FIRST_TABLE + TABLES - 1))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_cells_or_refused(data: bytes, first: int) -> None:
    """With a guarded output: nothing is written behind it."""
    room = np.full(2_000, 77, np.uint8)
    stored = np.frombuffer(b"before" + bytes([first]) + data + b"behind", np.uint8)[6:-6]
    count = decode_into(stored, room[:1_000])
    assert count == DAMAGED or 0 <= count <= 1_000
    assert (room[1_000:] == 77).all()
    assert all(cell < CODES or cell == EMPTY for cell in room[: max(count, 0)])


def test_cut_and_lengthened_ones_are_refused() -> None:
    stored = encode(chords(3))
    for size in range(1, len(stored)):
        with pytest.raises(CorruptLibraryError):
            decode(stored[:size])
    with pytest.raises(CorruptLibraryError):
        decode(stored + b"\0")
    with pytest.raises(CorruptLibraryError):
        decode(bytes([FIRST_TABLE + TABLES]) + stored[1:])
    with pytest.raises(CorruptLibraryError):
        decode(bytes([FIRST_TABLE, 255, 255, 255, 255, 255]) + bytes(1000))  # a count without end


def test_the_longest() -> None:
    whole = chords(1, MAX_CELLS)
    assert np.array_equal(decode(encode(whole)), whole)
    with pytest.raises(ValueError, match="at most"):
        encode(np.zeros(MAX_CELLS + 1, np.uint8))


def test_nothing_is_nothing() -> None:
    assert encode(np.empty(0, np.uint8)) == b"" == encoded(b"")
    assert len(decode(b"")) == 0


def test_what_would_grow_stays_plain() -> None:
    noise = np.random.default_rng(0).integers(0, CODES, 880).astype(np.uint8)
    assert encode(noise) == noise.tobytes()


def test_real_analyses_take_less_than_five_bits_a_cell(shared: Path) -> None:
    plain, stored = 0, 0
    with zstandard.open(shared / "samples/real-analyses.jsonl.zst", "rb") as file:
        lines = file.read().splitlines()
    assert len(lines) == 13
    for line in lines:
        segments = orjson.loads(line)["segments"]
        cells = sketch(*([s[name] for s in segments] for name in ("start", "duration", "pitches")))
        plain += len(cells)
        stored += len(encode(cells))
        assert np.array_equal(decode(encode(cells)), cells)
    assert 8 * stored / plain < 4.8
