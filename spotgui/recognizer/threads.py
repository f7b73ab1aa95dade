"""What several threads do: work on candidates of several segments, shared by all processors. And what they must not."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

_ONE_THREADS = 200_000
"""Multiplications up to which the linear algebra library does not wake its threads."""


def product(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """``a @ b`` for small matrices, piece by piece on this thread.

    The library would share even these with threads of its own, which then wait for more work at full speed: ten times
    the processor time for nothing.
    """
    rows = max(1, _ONE_THREADS // (a.shape[1] * b.shape[1]))
    out = np.empty((len(a), b.shape[1]), np.float32)
    for i in range(0, len(a), rows):
        np.matmul(a[i : i + rows], b, out=out[i : i + rows])
    return out


def in_parts(work: Callable[[NDArray[np.int64]], None], segment: NDArray[np.int32], segments: int, size: int) -> None:
    """Call `work` with the indices of the candidates, in parts of at most `size` that are of one segment."""
    processors = os.cpu_count() or 1
    size = min(size, max(1, -(-len(segment) // processors)))
    parts = [
        mine[k : k + size]
        for s in range(segments)
        if len(mine := np.flatnonzero(segment == s))
        for k in range(0, len(mine), size)
    ]
    if len(parts) < 2:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(processors) as pool:
        list(pool.map(work, parts))
