"""Sixteen onset detections of one clip: what of its onsets is chance, the runs tell by disagreeing.

The reference's onsets come from a whole track, whose thresholds and whitening had minutes to settle and whose
block and frame grid lies anywhere. So the clip is analysed four times, each time preceded by some of its own first
seconds (which warms the state and shifts the grids), and in each with four target spacings: the stock one, and three
that listen for weaker onsets. Every end of contact is kept, also those that the dead time would replace.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, FRAME_SAMPLES, SAMPLE_RATE
from spotgui.fingerprint.envelopes import EnvelopeStream
from spotgui.fingerprint.onsets import Contacts, Detector

TARGETS = (345, 200, 120, 60)
"""Target spacings in frames; the first is Echoprint's."""
LEADS = (33_075, 35_591, 38_107, 40_623)
"""Samples put before the clip: 3.0 to 3.7 s, apart by a quarter of a block and of a frame."""
LEAD_SOURCE = 3 * SAMPLE_RATE
"""The lead is made of the clip's first 3 s, so that a growing clip keeps it."""
START_TAU = 200
"""Decay constant at the start of the lead, nearer to a settled one than the stock 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Ends of contact of all runs, band by band and by time within a band.

    Attributes
    ----------
    at : float32 (n,)
        Frames since the clip's start, whole numbers plus the lead's fraction.
    run : uint8 (n,)
        ``4 * lead + target``.
    kept : bool (n,)
        An onset of its run; False where a later one within the dead time replaces it.
    strength : float32 (n,)
        ln(level at the end of contact / threshold at its start).
    bounds : int32 (9,)
        Of the bands.
    envelope : float32 (8, m)
        Subband envelopes of the clip, from the first lead's analysis.
    """

    at: NDArray[np.float32]
    run: NDArray[np.uint8]
    kept: NDArray[np.bool_]
    strength: NDArray[np.float32]
    bounds: NDArray[np.int32]
    envelope: NDArray[np.float32]


class _LeadRuns:
    """The four runs that share one lead."""

    def __init__(self, lead: int, source: NDArray[np.float32]) -> None:
        self.frames = lead / FRAME_SAMPLES
        self.stream = EnvelopeStream()
        self.detectors = [Detector(target, START_TAU) for target in TARGETS]
        self.envelopes: list[NDArray[np.float32]] = []
        self.contacts: list[list[Contacts]] = [[] for _ in TARGETS]
        self.feed(np.resize(source, lead))

    def feed(self, pcm: NDArray[np.float32], *, last: bool = False) -> None:
        columns = self.stream.feed(pcm, last=last)
        self.envelopes.append(columns)
        for detector, found in zip(self.detectors, self.contacts, strict=True):
            found.append(detector.feed(columns))

    def finished(self) -> _LeadRuns:
        """A copy that has worked through everything fed; this one can be fed on."""
        self.envelopes = [np.concatenate(self.envelopes, axis=1)]
        self.contacts = [[_joined(found)] for found in self.contacts]
        other = copy.copy(self)
        other.stream = copy.deepcopy(self.stream)
        other.detectors = copy.deepcopy(self.detectors)
        other.envelopes = list(self.envelopes)
        other.contacts = [list(found) for found in self.contacts]
        other.feed(np.empty(0, np.float32), last=True)
        return other


def _joined(parts: list[Contacts]) -> Contacts:
    frames = [p.frames[p.bounds[b] : p.bounds[b + 1]] for b in range(BANDS) for p in parts]
    strengths = [p.strengths[p.bounds[b] : p.bounds[b + 1]] for b in range(BANDS) for p in parts]
    return Contacts(np.concatenate(frames), np.concatenate(strengths), np.sum([p.bounds for p in parts], axis=0))


class OnsetRuns:
    """The runs of a clip that grows.

    Feed it any blocks; `events` gives at any time what the runs over all that was fed would give.
    """

    def __init__(self) -> None:
        self._head: list[NDArray[np.float32]] = []
        self._waiting = 0
        self._leads: list[_LeadRuns] = []

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        if self._leads:
            for lead in self._leads:
                lead.feed(pcm)
            return
        self._head.append(np.asarray(pcm, np.float32))
        self._waiting += len(pcm)
        if self._waiting >= LEAD_SOURCE:
            self._leads = self._started()

    def _started(self) -> list[_LeadRuns]:
        head = np.concatenate(self._head)
        leads = [_LeadRuns(lead, head[:LEAD_SOURCE]) for lead in LEADS]
        for lead in leads:
            lead.feed(head)
        return leads

    def events(self) -> Events:
        """The events of everything fed until now. Fewer than 3 s of sound give a poorer lead."""
        leads = self._leads or self._started()
        finished = [lead.finished() for lead in leads]
        at, band, run, kept, strength = [], [], [], [], []
        for i, lead in enumerate(finished):
            for k, parts in enumerate(lead.contacts):
                found = _joined(parts)
                at.append(found.frames.astype(np.float32) - np.float32(lead.frames))
                band.append(np.repeat(np.arange(BANDS), np.diff(found.bounds)))
                run.append(np.full(len(found.frames), len(TARGETS) * i + k, np.uint8))
                kept.append(found.kept())
                strength.append(found.strengths)
        times, bands = np.concatenate(at), np.concatenate(band)
        order = np.lexsort((times, bands))
        order = order[times[order] >= 0]
        envelope = np.concatenate(finished[0].envelopes, axis=1)[:, LEADS[0] // FRAME_SAMPLES :]
        return Events(
            times[order],
            np.concatenate(run)[order],
            np.concatenate(kept)[order],
            np.concatenate(strength)[order],
            np.searchsorted(bands[order], np.arange(BANDS + 1)).astype(np.int32),
            np.ascontiguousarray(envelope),
        )
