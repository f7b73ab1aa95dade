"""The onsets that a match rests on, for "Why this match"."""

from __future__ import annotations

import numpy as np

from spotgui.fingerprint.constants import FRAMES_PER_SECOND
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.recognizer.results import MatchEvidence
from spotgui.recognizer.snippet import Snippet

_SHOWN_P = 0.1
_NEAR_FRAMES = 6.0


def evidence_for(
    snippet: Snippet, onsets: OnsetList, offset: float, speed: float, begins_s: float = 0.0
) -> MatchEvidence:
    """The clip's likelier onsets and the track's, those in common marked.

    Parameters
    ----------
    offset, speed : float
        Frame of the track at the clip's start; frames of the track a frame of the clip.
    begins_s : float
        Where in the recording the clip begins.
    """
    e = snippet.evidence
    shown = e.p >= _SHOWN_P
    at, band = e.at[shown], e.band[shown]
    inside = (onsets.frames >= offset) & (onsets.frames < offset + e.frames * speed)
    frames, bands = onsets.frames[inside], onsets.bands[inside]
    expected = (frames - offset) / speed
    near = np.abs(at[None, :] - expected[:, None]) <= _NEAR_FRAMES
    matched = (near & (band[None, :] == bands[:, None])).any(1) if len(at) else np.zeros(len(frames), np.bool_)
    return MatchEvidence(
        (at / FRAMES_PER_SECOND).astype(np.float32),
        band,
        (frames / FRAMES_PER_SECOND).astype(np.float32),
        bands,
        matched,
        offset / FRAMES_PER_SECOND,
        begins_s,
    )
