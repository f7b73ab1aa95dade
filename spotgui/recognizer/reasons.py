"""Why there is no answer, in the order in which a person would ask."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.recognizer.results import Reason
from spotgui.recognizer.snippet import Snippet

SHORTEST_S = 3.0
SILENT = 1e-5
"""Root mean square below which nothing comes in, full scale 1: -100 dB."""
QUIET = 1e-3
"""Below this, -60 dB, a no is blamed on the level."""
_NEARLY, _STANDS_OUT = 2.0, 1.5
"""Nats under the threshold, and ahead of the next, that deserve "not sure": unknown music has a crowd of equals."""


def refusal(pcm: NDArray[np.float32], tracks: int) -> Reason | None:
    """Why a clip need not be searched for, or None."""
    if tracks == 0:
        return Reason.EMPTY_INDEX
    if len(pcm) < SHORTEST_S * SAMPLE_RATE:
        return Reason.TOO_SHORT
    centred = pcm - pcm.mean(dtype=np.float64)  # a constant is silence
    if float(np.sqrt(np.mean(centred**2))) < SILENT:
        return Reason.NO_SOUND
    return None


def reason_for(snippet: Snippet, surplus: float, margin: float) -> Reason:
    """Why a search has no answer.

    Parameters
    ----------
    surplus : float
        Nats of the best track over the threshold. Without what it needs in reserve: to leave much of the clip
        unexplained is doubt, not a no.
    margin : float
        Nats that it is ahead of the best different recording.
    """
    if surplus >= -_NEARLY and margin >= _STANDS_OUT:
        return Reason.NOT_SURE
    if snippet.loudness < SILENT:
        return Reason.NO_SOUND
    if snippet.loudness < QUIET:
        return Reason.TOO_QUIET
    return Reason.NOT_IN_CATALOGUE
