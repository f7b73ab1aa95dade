"""A recording that is ready to be fingerprinted, and what is worth telling about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.audio.levels import CLIPPING_SHARE
from spotgui.audio.resampling import Resampler, to_mono
from spotgui.errors import AudioError
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.sentences import Sentence

MIN_SECONDS = 2.0
"""Shorter recordings hold too few onsets to be told from chance."""
SILENT_PEAK = 1 / 32_768
"""Less than one step of 16 bits."""
MAX_REPLACED_SHARE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Sound at the fingerprint's rate.

    Attributes
    ----------
    samples : float32 (n,)
        Mono, 11 025 Hz, full scale 1.0.
    peak : float
        Largest magnitude before mixing and resampling.
    clipped : bool
        More samples at full scale than a loud master has.
    replaced : int
        Samples that were not numbers and became silence.
    damaged : bool
        The source could be read only so far.
    """

    samples: NDArray[np.float32]
    peak: float
    clipped: bool
    replaced: int
    damaged: bool = False

    @property
    def seconds(self) -> float:
        """Length."""
        return len(self.samples) / SAMPLE_RATE

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user; empty when all is well."""
        found = []
        if self.damaged:
            found.append(
                Sentence("The file is damaged; only its first {seconds:.1f} s could be used.", seconds=self.seconds)
            )
        if self.clipped:
            found.append(Sentence("The recording is clipped: it was made too loud, which costs accuracy."))
        if self.replaced:
            found.append(
                Sentence("{replaced} samples were not numbers and were replaced by silence.", replaced=self.replaced)
            )
        return tuple(found)


class RecordingBuilder:
    """Collects blocks of any rate into a `Recording`.

    Parameters
    ----------
    rate : int
        Samples a second of the blocks.

    Attributes
    ----------
    damaged : bool
        Set it when the source breaks off; becomes `Recording.damaged`.
    """

    def __init__(self, rate: int) -> None:
        self._resampler = Resampler(rate)
        self._parts: list[NDArray[np.float32]] = []
        self._values = 0
        self._full_scale = 0
        self._frames = 0
        self._peak = 0.0
        self.damaged = False

    @property
    def seconds(self) -> float:
        """Length of what was taken so far."""
        return self._frames / self._resampler.rate

    def add(self, block: NDArray[np.float32]) -> None:
        """Take a block, float32 (n,) or (n, channels)."""
        self._parts.append(self.feed(block))

    def feed(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take a block and hand its samples on instead of collecting them."""
        if block.size:
            magnitude = np.nan_to_num(np.abs(block), nan=0.0, posinf=0.0)
            self._peak = max(self._peak, float(magnitude.max()))
            self._full_scale += int(np.count_nonzero(magnitude >= 0.999))
            self._values += block.size
            self._frames += len(block)
        return self._resampler.feed(to_mono(block))

    def drain(self) -> NDArray[np.float32]:
        """The last samples when `feed` was used."""
        return self._resampler.finish()

    def check(self, name: str, *, min_seconds: float = MIN_SECONDS) -> None:
        """Say no to sound that cannot be recognised.

        Parameters
        ----------
        name : str
            What to call it in the sentence.

        Raises
        ------
        AudioError
            If there is no sound, too little, or it is mostly not numbers.
        """
        if not self._frames:
            raise AudioError("{name} holds no sound.", "Choose another recording.", name=name)
        if self._resampler.replaced > MAX_REPLACED_SHARE * self._frames:
            raise AudioError(
                "{name} is damaged: {share:.0%} of its samples are not numbers.",
                "Export it again from the program that made it.",
                name=name,
                share=self._resampler.replaced / self._frames,
            )
        if self._peak < SILENT_PEAK:
            raise AudioError("{name} is silent.", "Check the recording, or the input it was made from.", name=name)
        if self.seconds < min_seconds:
            raise AudioError(
                "{name} is too short: {seconds:.1f} s.",
                "At least {least:g} s are needed, 10 s are better.",
                name=name,
                seconds=self.seconds,
                least=min_seconds,
            )

    def build(self, name: str) -> Recording:
        """What was added.

        Raises
        ------
        AudioError
            As `check` does.
        """
        self.check(name)
        samples = np.concatenate([*self._parts, self._resampler.finish()])
        clipped = self._full_scale > CLIPPING_SHARE * self._values
        return Recording(samples, self._peak, clipped, self._resampler.replaced, self.damaged)
