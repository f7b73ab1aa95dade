"""When to say a title.

A score is a log likelihood ratio against chance, so the chance that any of the catalogue's wrong alignments reaches
s is at most their number times exp(-s). The threshold is that number's logarithm plus what the wanted error rate
costs. Nothing here is fitted to a bench; only ALPHA is chosen.
"""

from __future__ import annotations

import math

from spotgui.recognizer.results import Confidence

ALPHA = 2.5e-5
"""Accepted chance of a wrong title for one query: a thousandth for what the null models know, and a factor forty
for what they do not."""
OFFSETS = 9_500
"""Alignments of a track that are different: 220 s in steps of 8 frames."""
SPEEDS = 5
FEWEST_TRACKS = 1_000
"""A small catalogue is not a licence: what is played is mostly not in it."""
LEAST_GAP = 8.0
"""Nats ahead of the best different recording."""
CERTAIN_SURPLUS, CERTAIN_GAP = 12.0, 20.0


def threshold(tracks: int) -> float:
    """The score needed in a catalogue of this size, nats."""
    return math.log(max(tracks, FEWEST_TRACKS)) + math.log(OFFSETS * SPEEDS) - math.log(ALPHA)


def accepts(score: float, gap: float, needed: float) -> bool:
    """Whether to say the title."""
    return score >= needed and gap >= LEAST_GAP


def confidence(score: float, gap: float, needed: float) -> Confidence:
    """The margin in words."""
    if not accepts(score, gap, needed):
        return Confidence.UNSURE
    if score >= needed + CERTAIN_SURPLUS and gap >= CERTAIN_GAP:
        return Confidence.CERTAIN
    return Confidence.LIKELY
