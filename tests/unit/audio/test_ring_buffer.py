from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotgui.audio.ring_buffer import RingBuffer


@given(capacity=st.integers(1, 50), sizes=st.lists(st.integers(0, 120), max_size=20), count=st.integers(0, 80))
def test_keeps_the_newest_in_order(capacity: int, sizes: list[int], count: int) -> None:
    ring = RingBuffer(capacity)
    everything = np.arange(sum(sizes), dtype=np.float32)
    at = 0
    for size in sizes:
        ring.append(everything[at : at + size])
        at += size
    kept = everything[-capacity:]
    assert len(ring) == len(kept)
    assert ring.total == len(everything)
    np.testing.assert_array_equal(ring.last(), kept)
    np.testing.assert_array_equal(ring.last(count), kept[max(len(kept) - count, 0) :])


def test_clear_forgets() -> None:
    ring = RingBuffer(4)
    ring.append(np.ones(6, np.float32))
    ring.clear()
    assert len(ring.last()) == 0
    assert not ring._samples.any()


def test_what_is_read_is_a_copy() -> None:
    ring = RingBuffer(4)
    ring.append(np.ones(4, np.float32))
    ring.last()[:] = 5
    assert ring.last().max() == 1


def test_a_reader_never_sees_a_torn_stretch() -> None:
    ring = RingBuffer(1000)
    torn: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            if (np.diff(ring.last()) != 1).any():
                torn.append(ring.total)

    reader = threading.Thread(target=read)
    reader.start()
    for start in range(0, 300_000, 300):
        ring.append(np.arange(start, start + 300, dtype=np.float32))
    done.set()
    reader.join()
    assert not torn


def test_no_room_is_a_bug() -> None:
    with pytest.raises(ValueError, match="capacity"):
        RingBuffer(0)
