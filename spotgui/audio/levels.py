"""How loud it is, and the hint that follows from it.

The limits are set by what is left to fingerprint. The whitening of Echoprint takes any level out, so quiet sound works
as long as it is more than the converter's noise: 16-bit dither is near -98 dBFS, the self-noise of cheap microphone
inputs near -70 dBFS.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FLOOR_DB = -120.0
"""What digital silence is said to be, dBFS."""
NO_SOUND_PEAK_DB = -70.0
TOO_QUIET_RMS_DB = -55.0
CLIPPED_SAMPLE = 0.999
CLIPPING_SHARE = 0.002
"""More samples at full scale than this is clipping: masters that touch 0 dBFS stay below it."""
_WINDOW_SECONDS = 2.0


class SoundState(StrEnum):
    """What to tell the user about the input."""

    NO_SOUND = "no sound is coming in"
    TOO_QUIET = "too quiet"
    GOOD = "good"
    CLIPPING = "clipping"


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of a block.

    Attributes
    ----------
    rms_db, peak_db : float
        dBFS; `FLOOR_DB` at the least. A sine of full scale has rms -3.
    clipped : float
        Share of samples at full scale, 0 to 1.
    """

    rms_db: float
    peak_db: float
    clipped: float


SILENCE = Level(FLOOR_DB, FLOOR_DB, 0.0)


def measure(samples: NDArray[np.float32]) -> Level:
    """The level of a block.

    Parameters
    ----------
    samples : float32 (n,) or (n, channels)
        As they came from the converter: resampling hides clipping. NaN counts as silence. A constant offset, which
        some sound cards have, is not sound and is taken out.
    """
    if samples.size == 0:
        return SILENCE
    finite = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
    clipped = int(np.count_nonzero(np.abs(finite) >= CLIPPED_SAMPLE)) / finite.size
    magnitude = np.abs(finite - finite.mean(axis=0, dtype=np.float64).astype(np.float32))
    mean_square = float(np.mean(np.square(magnitude, dtype=np.float64)))
    return Level(_db(mean_square**0.5), _db(float(magnitude.max())), clipped)


class LevelMeter:
    """The state of the input over the last two seconds."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Level]] = deque()
        self._seconds = 0.0

    def add(self, level: Level, seconds: float) -> None:
        """Note the level of a block of this length."""
        self._recent.append((seconds, level))
        self._seconds += seconds
        while self._seconds - self._recent[0][0] >= _WINDOW_SECONDS:
            self._seconds -= self._recent.popleft()[0]

    @property
    def level(self) -> Level:
        """Of the whole window; silence when nothing was noted yet."""
        if self._seconds <= 0:
            return SILENCE
        power = sum(s * 10 ** (level.rms_db / 10) for s, level in self._recent) / self._seconds
        clipped = sum(s * level.clipped for s, level in self._recent) / self._seconds
        return Level(_db(power**0.5), max(level.peak_db for _, level in self._recent), clipped)

    @property
    def state(self) -> SoundState:
        """The hint; `NO_SOUND` before anything was noted."""
        return state_of(self.level)


def state_of(level: Level) -> SoundState:
    """The hint that belongs to a level."""
    if level.peak_db < NO_SOUND_PEAK_DB:
        return SoundState.NO_SOUND
    if level.clipped > CLIPPING_SHARE:
        return SoundState.CLIPPING
    if level.rms_db < TOO_QUIET_RMS_DB:
        return SoundState.TOO_QUIET
    return SoundState.GOOD


def _db(amplitude: float) -> float:
    return max(20 * float(np.log10(amplitude)), FLOOR_DB) if amplitude > 0 else FLOOR_DB
