"""A packed snippet gives the same answer later; a damaged one is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotgui.errors import BadInputError
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.index.reader import Index
from spotgui.recognizer.recognizer import Recognizer
from spotgui.recognizer.snippet import pack, unpack


def test_same_answer_after_packing(index: Index, songs: list[NDArray[np.float32]]) -> None:
    recognizer = Recognizer(index)
    heard = recognizer.snippet(songs[2][20 * SAMPLE_RATE : 30 * SAMPLE_RATE])
    packed = pack(heard)
    assert len(packed) < 20_000
    first, again = recognizer.search(heard), recognizer.search(unpack(packed))
    assert first.matches[0].track_id == again.matches[0].track_id
    assert again.matches[0].score == pytest.approx(first.matches[0].score, rel=0.1)
    assert unpack(packed).loudness == pytest.approx(heard.loudness, rel=1e-5)


@given(st.binary(max_size=80))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError):
        unpack(data)


def test_cut_short_is_refused(index: Index, songs: list[NDArray[np.float32]]) -> None:
    packed = pack(Recognizer(index).snippet(songs[0][: 5 * SAMPLE_RATE]))
    for size in (3, 10, len(packed) // 2, len(packed) - 1):
        with pytest.raises(BadInputError):
            unpack(packed[:size])
