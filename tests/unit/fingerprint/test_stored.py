"""In one call the same as step by step, and the same errors."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.fingerprint.chroma_sketch import sketch
from spotgui.fingerprint.codestring import CodeStringError, decode, digits_of, encode
from spotgui.fingerprint.hashing import Codes, codes_of
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import pack
from spotgui.fingerprint.recovery import recover
from spotgui.fingerprint.sketch_code import encode as coded
from spotgui.fingerprint.stored import onsets_of_digits, stored_onsets, stored_sketch


def string(seed: int = 0, onsets: int = 60) -> str:
    rng = np.random.default_rng(seed)
    return encode(codes_of(OnsetList.from_bands([np.cumsum(rng.integers(128, 900, onsets)) for _ in range(8)])))


def step_by_step(text: str) -> tuple[int, bytes]:
    onsets = recover(decode(text))
    return len(onsets), pack(onsets)


@given(st.integers(0, 1000), st.integers(5, 200))
@settings(max_examples=30, deadline=None)
def test_equals_the_single_steps(seed: int, onsets: int) -> None:
    text = string(seed, onsets)
    assert stored_onsets(text) == stored_onsets(text.encode()) == step_by_step(text)


def test_equals_them_on_real_strings(shared) -> None:
    import orjson
    import zstandard

    raw = (shared / "samples/real-analyses.jsonl.zst").read_bytes()
    found = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True).read().splitlines()
    for line in found:
        text = orjson.loads(line)["track"]["echoprintstring"]
        assert stored_onsets(text) == step_by_step(text)


@given(st.integers(0, 20), st.integers(0, 4000), st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_damaged_string_gives_the_same_or_the_same_error(seed: int, place: int, bit: int) -> None:
    data = bytearray(string(seed, 40).encode())
    data[place % len(data)] ^= 1 << bit
    text = data.decode("latin-1")
    try:
        expected: object = step_by_step(text)
    except (CodeStringError, ValueError) as error:
        expected = str(error)
    try:
        assert stored_onsets(text) == expected
    except CodeStringError as error:
        assert str(error) == expected


def packed(digits: bytes) -> str:
    return urlsafe_b64encode(zlib.compress(digits)).decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (packed(b""), "no codes"),
        (packed(b"0000g" * 12), "no hex digits"),
        (packed(b"00001" * 3), "not whole pairs"),
        (encode(Codes(np.arange(9, dtype=np.int32), np.arange(9, dtype=np.int32))), "order"),
        (string()[:50], "cut off"),
    ],
)
def test_what_is_no_code_string_is_said(text: str, words: str) -> None:
    with pytest.raises(CodeStringError, match=words):
        stored_onsets(text)


def test_codes_of_another_kind_are_not_explained() -> None:
    codes = decode(string())
    other = Codes(codes.times, (codes.codes * 7919 + 13) & 0xFFFFF)
    with pytest.raises(CodeStringError, match=r"explained|order"):
        stored_onsets(encode(other))


def test_several_in_one_call_are_as_one_by_one() -> None:
    texts = [digits_of(string(seed, 10 + seed)) for seed in range(12)]
    texts[3:3] = [b"0000g" * 12, b"".join(b"%05x" % n for n in [*range(9)] * 2)]
    found = onsets_of_digits(texts)
    assert [str(one) for one in found] == [str(onsets_of_digits([text])[0]) for text in texts]
    assert [isinstance(one, CodeStringError) for one in found] == [False] * 3 + [True] * 2 + [False] * 9
    assert onsets_of_digits([]) == []


@pytest.mark.parametrize("count", [0, 1, 40, 900])
def test_segments_in_one_call_are_as_step_by_step(count: int) -> None:
    rng = np.random.default_rng(count)
    times = rng.uniform(0.1, 1.5, (1000, 2)).astype(np.float32)
    times[:, 0] = np.cumsum(times[:, 1])
    pitches = rng.random((1000, 12)).astype(np.float32)
    expected = coded(sketch(times[:count, 0], times[:count, 1], pitches[:count]))
    assert stored_sketch(times, pitches, count) == expected
    assert bool(expected) == bool(count)
