"""The code string of the dump: hex digits in zlib in base64.

All times as five hex digits each, then all codes, in the same order. A string comes from a file that may be damaged
or made up, so every length and every digit is checked.
"""

from __future__ import annotations

import binascii
import zlib

import numpy as np
import pybase64
from isal import igzip_lib
from numba import njit
from numpy.typing import NDArray

from spotgui.errors import BadInputError
from spotgui.fingerprint.hashing import CODE_MASK, Codes

MAX_CODES = 1 << 20
"""About twelve hours of music. A string that unpacks to more is not one."""
NOT_HEX = "The code string is damaged: it holds characters that are no hex digits."
_DIGITS = 5
_USUAL_DIGITS = 1 << 17
"""As many are inflated in one go, twice of what tracks have: growing lets go of the interpreter every time."""
_TO_URL_ALPHABET = bytes.maketrans(b"+/", b"-_")
_NOT_A_DIGIT = 255


class CodeStringError(BadInputError):
    """A code string is damaged, or not one of Echoprint 4.12."""


def _values_of_digits() -> NDArray[np.uint8]:
    values = np.full(256, _NOT_A_DIGIT, np.uint8)
    for value, digit in enumerate("0123456789abcdef"):
        values[ord(digit)] = values[ord(digit.upper())] = value
    return values


_VALUES = _values_of_digits()
_HEX = np.frombuffer(b"0123456789abcdef", np.uint8)


@njit(cache=True, nogil=True)
def parse_digits(text, out):  # type: ignore[no-untyped-def]
    """Five hex digits a number, int32; False when one is no digit."""
    worst = 0
    for i in range(len(out)):
        a, b, c = _VALUES[text[5 * i]], _VALUES[text[5 * i + 1]], _VALUES[text[5 * i + 2]]
        d, e = _VALUES[text[5 * i + 3]], _VALUES[text[5 * i + 4]]
        worst |= a | b | c | d | e
        out[i] = (np.int32(a) << 16) | (np.int32(b) << 12) | (np.int32(c) << 8) | (np.int32(d) << 4) | np.int32(e)
    return worst < 16


@njit(cache=True, nogil=True)
def _write(numbers, out):  # type: ignore[no-untyped-def]
    for i in range(len(numbers)):
        for digit in range(5):
            out[5 * i + digit] = _HEX[(numbers[i] >> (16 - 4 * digit)) & 15]


def encode(codes: Codes) -> str:
    """Write codes as a code string.

    Raises
    ------
    ValueError
        A time or code does not fit five hex digits (20 bits), or there are too many.
    """
    numbers = np.concatenate([codes.times, codes.codes])
    if len(codes) > MAX_CODES or len(codes.times) != len(codes.codes):
        raise ValueError(f"{len(codes.times)} times and {len(codes.codes)} codes do not make a code string")
    if len(numbers) and (numbers.min() < 0 or numbers.max() > CODE_MASK):
        raise ValueError("times and codes of a code string have 20 bits")
    digits = np.empty(_DIGITS * len(numbers), np.uint8)
    _write(numbers, digits)
    packed = zlib.compress(digits.tobytes())
    return binascii.b2a_base64(packed, newline=False).translate(_TO_URL_ALPHABET).decode("ascii")


def digits_of(string: str | bytes) -> bytes:
    """The hex digits of a code string, whole pairs of a time and a code: base64 and zlib taken off.

    Raises
    ------
    CodeStringError
        It is empty, cut off, damaged or too large.
    """
    if isinstance(string, str):
        try:
            string = string.encode("ascii")
        except UnicodeEncodeError as error:
            raise CodeStringError("The code string holds characters that no code string has.") from error
    text = string.strip().rstrip(b"=")
    if not text:
        raise CodeStringError("The code string is empty.")
    padded = text + b"=" * (-len(text) % 4)
    try:
        if b"+" in padded or b"/" in padded:  # a translation costs four times what decoding does
            padded = padded.translate(_TO_URL_ALPHABET)
        packed = pybase64.b64decode(padded, altchars=b"-_", validate=True)
    except binascii.Error as error:
        if text.translate(None, _BASE64_ALPHABET):
            raise CodeStringError("The code string holds characters that no code string has.") from error
        raise CodeStringError("The code string is cut off: its length fits no base64 text.") from error
    inflater = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_ZLIB)
    try:
        digits = inflater.decompress(packed, _USUAL_DIGITS)
        if len(digits) == _USUAL_DIGITS and not inflater.eof:
            digits += inflater.decompress(b"", 2 * _DIGITS * MAX_CODES - _USUAL_DIGITS)
    except igzip_lib.IsalError as error:  # type: ignore[misc]  # the stub takes the class for an instance
        raise CodeStringError("The code string is damaged: it does not decompress ({error}).", error=error) from error
    if not inflater.eof and len(digits) == 2 * _DIGITS * MAX_CODES:
        raise CodeStringError("The code string unpacks to more than {most} codes.", most=MAX_CODES)
    if not inflater.eof:
        raise CodeStringError("The code string is cut off: it ends in the middle of its data.")
    if not digits:
        raise CodeStringError("The code string holds no codes.")
    if len(digits) % (2 * _DIGITS):
        raise CodeStringError(
            "The code string is damaged: {digits} digits are not whole pairs of time and code.", digits=len(digits)
        )
    return digits


_BASE64_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/"


def decode(string: str | bytes) -> Codes:
    """Read a code string.

    Parameters
    ----------
    string : str or bytes
        As in ``track.echoprintstring``; padding may be missing, both base64 alphabets are read.

    Raises
    ------
    CodeStringError
        It is empty, cut off, damaged, too large, or does not hold as many times as codes.
    """
    digits = digits_of(string)
    numbers = np.empty(len(digits) // _DIGITS, np.int32)
    if not parse_digits(np.frombuffer(digits, np.uint8), numbers):
        raise CodeStringError(NOT_HEX)
    half = len(numbers) // 2
    return Codes(numbers[:half], numbers[half:])
