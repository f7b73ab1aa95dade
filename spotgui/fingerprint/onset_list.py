"""Onsets of the eight bands: the whole information of a fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spotgui.fingerprint.constants import BANDS


@dataclass(frozen=True, slots=True, eq=False)
class OnsetList:
    """Onset times, band by band.

    Attributes
    ----------
    frames : float32 (n,)
        Times in frames of 32 samples; whole numbers when computed from sound, posterior means when recovered
        from a code string. Rising within a band.
    bounds : int32 (9,)
        ``frames[bounds[b]:bounds[b + 1]]`` are the onsets of band ``b``.
    """

    frames: NDArray[np.float32]
    bounds: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.frames)

    def band(self, b: int) -> NDArray[np.float32]:
        """The onsets of one band, in frames."""
        return self.frames[self.bounds[b] : self.bounds[b + 1]]

    @property
    def bands(self) -> NDArray[np.uint8]:
        """The band of every onset, uint8 (n,)."""
        return np.repeat(np.arange(BANDS, dtype=np.uint8), np.diff(self.bounds))

    @classmethod
    def from_bands(cls, bands: Sequence[ArrayLike]) -> OnsetList:
        """Make one from eight arrays of frames."""
        parts = [np.asarray(b, np.float32).reshape(-1) for b in bands]
        bounds = np.zeros(BANDS + 1, np.int32)
        bounds[1:] = np.cumsum([len(p) for p in parts])
        return cls(np.concatenate(parts), bounds)
