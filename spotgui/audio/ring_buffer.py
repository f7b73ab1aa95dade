"""The last seconds of sound in fixed memory, for the pre-roll and the waveform."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray


class RingBuffer:
    """Keeps the newest samples; one thread may write while others read.

    Parameters
    ----------
    capacity : int
        Samples kept.
    """

    def __init__(self, capacity: int) -> None:
        if capacity <= 0:
            raise ValueError(f"capacity {capacity} is not positive")
        self._samples = np.zeros(capacity, np.float32)
        self._total = 0
        self._lock = threading.Lock()  # held for a copy of some kilobytes only

    @property
    def total(self) -> int:
        """Samples ever appended."""
        return self._total

    def __len__(self) -> int:
        return min(self._total, len(self._samples))

    def append(self, block: NDArray[np.float32]) -> None:
        """Add samples, float32 (n,); the oldest make room."""
        capacity = len(self._samples)
        with self._lock:
            kept = block[-capacity:]
            at = (self._total + len(block) - len(kept)) % capacity
            head = min(len(kept), capacity - at)
            self._samples[at : at + head] = kept[:head]
            self._samples[: len(kept) - head] = kept[head:]
            self._total += len(block)

    def last(self, count: int | None = None) -> NDArray[np.float32]:
        """A copy of the newest samples in order, float32; fewer than `count` when there are not as many."""
        capacity = len(self._samples)
        with self._lock:
            wanted = len(self) if count is None else min(max(count, 0), len(self))
            at = (self._total - wanted) % capacity
            head = min(wanted, capacity - at)
            return np.concatenate((self._samples[at : at + head], self._samples[: wanted - head]))

    def clear(self) -> None:
        """Forget the sound."""
        with self._lock:
            self._samples[:] = 0
            self._total = 0
