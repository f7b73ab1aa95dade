"""What sounds together is one event of the music.

Where one of its onsets agrees with the clip by chance, those of the other bands do too. So the strongest counts in
full, all others together hardly.
"""

from __future__ import annotations

import numpy as np
from numba import njit

TOGETHER_FRAMES = 12
"""Onsets of several bands within 35 ms are one event."""
OTHERS_SHARE = np.float32(0.3)
"""What those beside the strongest count at most, all together, of the strongest."""


@njit(cache=True, nogil=True)
def counted_once(at, nats):  # type: ignore[no-untyped-def]
    """The sum of `nats`, none of them negative, at times `at` in order, frames."""
    total, most, others = np.float32(0), np.float32(0), np.float32(0)
    begun = np.float32(-1e9)
    for i in range(len(at)):
        if at[i] - begun > TOGETHER_FRAMES:
            total += most + min(others, OTHERS_SHARE * most)
            most, others, begun = np.float32(0), np.float32(0), at[i]
        others += min(most, nats[i])
        most = max(most, nats[i])
    return total + most + min(others, OTHERS_SHARE * most)
