"""Text as it is searched: without case and accents, in words, any script."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
# scripts written without spaces: a word is a character there
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
)
# letters that compatibility decomposition leaves alone
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"})
_VOICING = "\u3099\u309a"  # they tell kana apart, as accents on Latin letters do not
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")


def fold(text: str) -> str:
    """Words to search by, separated by single spaces.

    Accents and case go (NFKD, casefold), apostrophes vanish inside words ("don't" is "dont"), other punctuation
    separates, and each character of a script without spaces is a word of its own, so that any piece of a Chinese or
    Japanese name is found.
    """
    if text.isascii():
        plain = text.lower().translate(_APOSTROPHES)
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c) or c in _VOICING)
        plain = _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", bare).casefold().translate(_LETTERS))
    return " ".join(_WORD.findall(plain.replace("_", " ")))
