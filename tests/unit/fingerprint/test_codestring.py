from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.errors import BadInputError
from spotgui.fingerprint.codestring import MAX_CODES, CodeStringError, decode, encode
from spotgui.fingerprint.hashing import Codes

TWENTY_BITS = st.integers(0, 0xFFFFF)


def string_of(digits: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(digits)).decode()


@given(st.lists(st.tuples(TWENTY_BITS, TWENTY_BITS), min_size=1, max_size=300))
@settings(deadline=None)
def test_what_is_encoded_is_decoded(pairs: list[tuple[int, int]]) -> None:
    codes = Codes(*(np.array(column, np.int32) for column in zip(*pairs, strict=True)))
    string = encode(codes)
    for form in (
        string,
        string.encode(),
        string.rstrip("="),
        string.replace("-", "+").replace("_", "/"),
        f" {string}\n",
    ):
        again = decode(form)
        assert again.times.tolist() == codes.times.tolist()
        assert again.codes.tolist() == codes.codes.tolist()


def test_the_format() -> None:
    string = encode(Codes(np.array([25, 0xFFFFF], np.int32), np.array([0xABCDE, 1], np.int32)))
    assert zlib.decompress(base64.urlsafe_b64decode(string)) == b"00019fffffabcde00001"


def test_capital_digits_are_read() -> None:
    assert decode(string_of(b"0000AABCDE")).codes.tolist() == [0xABCDE]


@pytest.mark.parametrize(
    ("string", "sentence"),
    [
        ("", "empty"),
        ("====", "empty"),
        (b"  \n", "empty"),
        ("héllo", "no code string has"),
        ("ab cd", "no code string has"),
        ("ab=cd", "no code string has"),
        ("abcde", "cut off"),
        ("aGVsbG8gd29ybGQ=", "does not decompress"),
        (string_of(b""), "no codes"),
        (string_of(b"00001"), "whole pairs"),
        (string_of(b"0000100002000030000"), "whole pairs"),
        (string_of(b"0000x00002"), "no hex digits"),
        (string_of(b"0000\x0000002"), "no hex digits"),
        (string_of(b"0000\xff00002"), "no hex digits"),
    ],
)
def test_bad_strings(string: str | bytes, sentence: str) -> None:
    with pytest.raises(CodeStringError, match=sentence) as caught:
        decode(string)
    assert isinstance(caught.value, BadInputError)


def test_a_string_cut_off_anywhere() -> None:
    random = np.random.default_rng(0)
    whole = encode(Codes(*random.integers(0, 1 << 20, (2, 500), dtype=np.int32)))
    for length in range(len(whole.rstrip("=")) - 1):
        with pytest.raises(CodeStringError):
            decode(whole[:length])


def test_a_bit_changed_anywhere() -> None:
    """Damage that zlib notices is noticed; its checksum misses one or two."""
    random = np.random.default_rng(1)
    whole = base64.urlsafe_b64decode(encode(Codes(*random.integers(0, 1 << 20, (2, 300), dtype=np.int32))))
    missed = 0
    for position in range(2, len(whole)):
        changed = bytearray(whole)
        changed[position] ^= 1 << position % 8
        try:
            zlib.decompress(changed)
            missed += 1
        except zlib.error:
            with pytest.raises(CodeStringError):
                decode(base64.urlsafe_b64encode(changed))
    assert missed < 5


def test_a_bomb_is_not_unpacked() -> None:
    bomb = string_of(b"0" * (10 * MAX_CODES + 10))
    assert len(bomb) < 20_000
    with pytest.raises(CodeStringError, match="more than"):
        decode(bomb)


def test_the_largest_string_is_read() -> None:
    assert len(decode(string_of(b"0" * (10 * MAX_CODES)))) == MAX_CODES


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_codes_or_a_sentence(junk: bytes) -> None:
    for string in (junk, base64.b64encode(junk), string_of(junk)):
        try:
            assert len(decode(string)) > 0
        except CodeStringError as error:
            assert error.message.endswith(".")


@pytest.mark.parametrize(("times", "codes"), [([-1], [0]), ([1 << 20], [0]), ([0], [1 << 20]), ([0, 1], [0])])
def test_codes_that_do_not_fit(times: list[int], codes: list[int]) -> None:
    with pytest.raises(ValueError, match=r"20 bits|do not make"):
        encode(Codes(np.array(times, np.int32), np.array(codes, np.int32)))
