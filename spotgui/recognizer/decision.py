"""When to say a title.

A score is a log likelihood ratio against chance, so the chance that any of the catalogue's wrong alignments reaches
s is at most their number times exp(-s). The best wrong one lies at that number's logarithm; how far beyond it one may
lie for the wanted error rate follows from the tail. So the threshold grows with the catalogue. Nothing here is fitted
to a bench but what a track's alignments count for and the tail, which were measured on wrong tracks; ALPHA is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from spotgui.recognizer.results import Confidence

ALPHA = 5e-3
"""Accepted chance of a wrong title for one clip."""
ALIGNMENTS = 3
"""What a track's offsets and speeds count for: the median best wrong one of 5 089 tracks lies where so many independent
ones would have theirs. They are 47 500 (220 s in steps of 8 frames, 5 speeds), but a verdict hears all nulls."""
TAIL = 0.8
"""Nats in which the best wrong score of a clip falls off by e, measured; a log odds falls off so in about 1."""
FEWEST_TRACKS = 8_000
"""A small catalogue is not a licence: what is played is mostly not in it. A tier of fewer tracks counts as so many."""
LEAST_GAP = 3.0
"""Nats ahead of the best different recording. Wrong ones come in a crowd: the best is ahead of the next by
about a nat."""
CERTAIN_SURPLUS, CERTAIN_GAP = 6.0, 9.0


def threshold(tracks: int, looks: int = 1) -> float:
    """The score needed in a catalogue of this size, nats.

    Parameters
    ----------
    looks : int
        How often the same listening may be decided; each time is another chance to be wrong.
    """
    usual = math.log(max(tracks, FEWEST_TRACKS)) + math.log(ALIGNMENTS)
    return usual - TAIL * math.log(ALPHA) + math.log(max(looks, 1))


def priors(tiers: Sequence[int], tracks: Sequence[int]) -> list[float]:
    """What popularity says for a track before anything is heard, nats against a track like all others.

    Each tier that is there is as likely as another to hold what is played, so a popular track, of which there are few,
    needs less and a rare one never more than ln(tiers) beyond what it did. The sum over all tracks of what chance may
    reach stays what it was, so wrong titles stay as rare.

    Parameters
    ----------
    tiers, tracks : sequence of int
        Of the index's segments.

    Returns
    -------
    list of float
        A segment's tracks have one prior.
    """
    size = dict.fromkeys(tiers, 0)
    for tier, count in zip(tiers, tracks, strict=True):
        size[tier] += count
    weights = {tier: 1 / max(count, FEWEST_TRACKS) for tier, count in size.items()}
    mean = sum(weights[tier] * count for tier, count in size.items()) / max(sum(tracks), 1)
    return [math.log(weights[tier] / mean) if mean else 0.0 for tier in tiers]


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
