import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from spotgui.index.elias_fano import decode, encode, words_of


@settings(deadline=None)  # the first example compiles
@given(st.integers(1, 2**32 - 1), st.data())
def test_what_was_encoded_is_decoded(universe, data):
    values = sorted(data.draw(st.lists(st.integers(0, universe - 1), min_size=1, max_size=200)))
    before = data.draw(st.integers(0, 3))
    words = np.zeros(before + words_of(len(values), universe)[1] + 1, np.uint64)
    end = encode(np.array(values, np.uint32), 0, len(values), universe, words, before)
    assert end == len(words) - 1
    assert not words[:before].any() and not words[end:].any()
    out = np.empty(len(values), np.uint32)
    decode(words, before, len(values), universe, out)
    assert out.tolist() == values


def test_length_is_near_the_information():
    n, universe = 100_000, 1 << 32
    bits = 64 * words_of(n, universe)[1] / n
    assert bits < np.log2(universe / n) + 2.1


def test_an_empty_list_takes_no_room():
    assert words_of(0, 12345) == (0, 0)
