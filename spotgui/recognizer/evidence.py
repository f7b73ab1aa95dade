"""What the clip says about the music's onsets: where they probably are, band by band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import FRAME_SAMPLES, SAMPLE_RATE
from spotgui.recognizer.clusters import cluster
from spotgui.recognizer.context import ContextStream
from spotgui.recognizer.network import Network
from spotgui.recognizer.onset_runs import OnsetRuns

LEAST_P = 0.01
"""Clusters less probable than this are left out."""
_REFERENCE_JITTER = 0.7
"""Frames by which an onset recovered from a code string is off, as a scale of the Student t."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Probable onsets of the music heard, band by band and by time within a band.

    Attributes
    ----------
    frames : int
        Length of the clip in envelope frames.
    at : float32 (n,)
        Expected time of the onset, frames since the clip's start.
    band : uint8 (n,)
    p : float32 (n,)
        Probability that the music's own analysis has this onset.
    scale : float32 (n,)
        Of the Student t (3 degrees of freedom) of its time, frames.
    """

    frames: int
    at: NDArray[np.float32]
    band: NDArray[np.uint8]
    p: NDArray[np.float32]
    scale: NDArray[np.float32]

    @property
    def seconds(self) -> float:
        """Length of the clip."""
        return self.frames * FRAME_SAMPLES / SAMPLE_RATE

    @property
    def expected(self) -> float:
        """Expected number of the music's onsets among these."""
        return float(self.p.sum())

    @property
    def sureness(self) -> float:
        """Mean probability of those that are the music's, 0 to 1: up to .75 of a piano alone, about .25 in noise."""
        return float(self.p @ self.p) / max(self.expected, 1e-9)


class Hearing:
    """The evidence of a clip that grows: feed it any blocks, ask at any time."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._runs = OnsetRuns()
        self._context = ContextStream(network.context)

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        self._runs.feed(pcm)
        self._context.feed(pcm)

    def evidence(self) -> Evidence:
        """Judge everything that was heard until now."""
        events = self._runs.events()
        found = cluster(events)
        frames = events.envelope.shape[1]
        if not len(found.at):
            empty = np.empty(0, np.float32)
            return Evidence(frames, empty, found.band, empty, empty)
        p, mean, scale = self._network.judge(found, self._context.rows())
        keep = p >= LEAST_P
        at = (found.at + mean)[keep].astype(np.float32)
        band = found.band[keep]
        order = np.lexsort((at, band))
        wide = np.hypot(scale[keep], np.float32(_REFERENCE_JITTER)).astype(np.float32)
        return Evidence(frames, at[order], band[order], p[keep][order], wide[order])


def listen(pcm: NDArray[np.float32], network: Network) -> Evidence:
    """The evidence of a whole clip, float32 mono at 11 025 Hz."""
    hearing = Hearing(network)
    hearing.feed(pcm)
    return hearing.evidence()
