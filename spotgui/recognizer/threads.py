"""Work on candidates of several segments, shared by all processors: the kernels let go of the interpreter's lock."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray


def in_parts(work: Callable[[NDArray[np.int64]], None], segment: NDArray[np.int32], segments: int, size: int) -> None:
    """Call `work` with the indices of the candidates, in parts of at most `size` that are of one segment."""
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
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(work, parts))
