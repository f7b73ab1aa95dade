"""The adaptive onset detector, run on each band's envelope by itself.

A leaky, differentiated envelope is compared with a threshold that jumps above it in contact and decays without.
Where contact ends there is an onset; one less than 128 frames after another replaces it. So the onsets are those
ends of contact that no other follows within 128 frames, and the detector need only report all ends of contact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from spotgui.fingerprint.constants import BANDS, DEAD_FRAMES
from spotgui.fingerprint.onset_list import OnsetList

TARGET_SPACING = 345
"""Frames between onsets that the threshold's decay steers for: one second."""
_LOOK_BACK = 6  # the differentiator spans seven columns
_OVERSHOOT = 1.1
_LEAK = 0.98
_STRONGEST = 30.0  # of strengths, where a long silence has let the threshold fall to nothing
_DECAYS = np.exp(-1.0 / np.maximum(np.arange(4096), 1))  # by time constant; longer ones are rare


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """All ends of contact, band by band.

    Attributes
    ----------
    frames : int32 (n,)
        Frame at which contact ended. Rising within a band.
    strengths : float32 (n,)
        log(level at the last frame of contact / threshold at its first), 30 at most.
    bounds : int32 (9,)
        ``frames[bounds[b]:bounds[b + 1]]`` are those of band ``b``.
    """

    frames: NDArray[np.int32]
    strengths: NDArray[np.float32]
    bounds: NDArray[np.int32]

    def kept(self) -> NDArray[np.bool_]:
        """Which ends of contact are onsets: no other of the band follows within 128 frames."""
        kept = np.ones(len(self.frames), np.bool_)
        kept[:-1] = np.diff(self.frames) >= DEAD_FRAMES
        last = self.bounds[1:][np.diff(self.bounds) > 0] - 1
        kept[last] = True
        return kept

    def onsets(self) -> OnsetList:
        """The onsets, whole frames."""
        kept = self.kept()
        bounds = np.concatenate([[0], np.cumsum(kept)])[self.bounds].astype(np.int32)
        return OnsetList(self.frames[kept].astype(np.float32), bounds)


@njit(cache=True, nogil=True, error_model="numpy")
def _detect(envelope, context, levels, counters, target, frames, strengths):  # type: ignore[no-untyped-def]
    """Run one band on; returns the number of ends of contact written.

    ``envelope[:context]`` was seen before. ``levels``: leaky integral, threshold, threshold at the start of
    contact. ``counters``: time constant, frames since the last end of contact, in contact, next frame.
    """
    integral, threshold, attack = levels[0], levels[1], levels[2]
    tau, since, touching, frame = counters[0], counters[1], counters[2] != 0, counters[3]
    found = 0
    for m in range(context, len(envelope)):
        rise = 0.0
        if m >= _LOOK_BACK:
            rise += 0.1883 * (envelope[m] - envelope[m - 6])
            rise += 0.4230 * (envelope[m - 1] - envelope[m - 5])
            rise += 0.3392 * (envelope[m - 2] - envelope[m - 4])
        before = integral
        integral = rise + _LEAK * integral
        if integral > threshold:
            if not touching:
                attack = threshold
                touching = True
            threshold = integral * _OVERSHOOT
        else:
            threshold = threshold * (_DECAYS[tau] if tau < len(_DECAYS) else np.exp(-1.0 / tau))
            if touching:
                touching = False
                frames[found] = frame
                strengths[found] = min(np.log(before / attack), _STRONGEST)
                found += 1
                since = 0
        since += 1
        if since > target:
            tau = max(tau - 1, 1)
        else:
            tau += 1
        frame += 1
    levels[0], levels[1], levels[2] = integral, threshold, attack
    counters[0], counters[1], counters[2], counters[3] = tau, since, np.int64(touching), frame
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def _detect_all(envelopes, context, levels, counters, target, frames, strengths, bounds):  # type: ignore[no-untyped-def]
    """Run all bands on, in place; ``bounds`` receives where each band's ends of contact lie."""
    bounds[0] = 0
    for band in range(BANDS):
        first = bounds[band]
        found = _detect(
            envelopes[band], context, levels[band], counters[band], target, frames[first:], strengths[first:]
        )
        bounds[band + 1] = first + found


class Detector:
    """The onset detector of a stream of envelopes, and all its state.

    Parameters
    ----------
    target : int
        Spacing in frames that the threshold's decay steers for. The reference's is 345; smaller finds more.
    tau : int
        Time constant of the decay at the start, frames. The reference starts at 1.
    """

    def __init__(self, target: int = TARGET_SPACING, tau: int = 1) -> None:
        self._target = target
        self._levels = np.zeros((BANDS, 3))
        self._counters = np.zeros((BANDS, 4), np.int64)
        self._counters[:, 0] = tau
        self._context = np.empty((BANDS, 0), np.float32)

    def feed(self, envelopes: NDArray[np.float32]) -> Contacts:
        """Take the next columns (8, m) and return the contacts that ended in them."""
        if envelopes.shape[1] == 0:
            return Contacts(np.empty(0, np.int32), np.empty(0, np.float32), np.zeros(BANDS + 1, np.int32))
        seen = self._context.shape[1]
        if self._counters[0, 3] == 0:
            self._levels[:, 1] = envelopes[:, 0]
        columns = np.concatenate([self._context, envelopes], axis=1) if seen else envelopes
        room = BANDS * (envelopes.shape[1] // 2 + 1)
        frames, strengths = np.empty(room, np.int32), np.empty(room, np.float32)
        bounds = np.empty(BANDS + 1, np.int32)
        _detect_all(columns, seen, self._levels, self._counters, self._target, frames, strengths, bounds)
        self._context = columns[:, -_LOOK_BACK:].copy()
        return Contacts(frames[: bounds[-1]].copy(), strengths[: bounds[-1]].copy(), bounds)


def contacts(envelopes: NDArray[np.float32], target: int = TARGET_SPACING, tau: int = 1) -> Contacts:
    """All ends of contact in the envelopes of a whole recording.

    Parameters
    ----------
    envelopes : float32 (8, m)
        From `envelopes.envelopes`.
    target, tau : int
        As for `Detector`.
    """
    return Detector(target, tau).feed(envelopes)
