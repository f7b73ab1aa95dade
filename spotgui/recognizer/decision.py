"""When to say a title.

A score is a log odds (`verdict`). The best wrong one of a library lies where chance puts it, and falls off by e every
TAIL nats beyond; so of k times as many tracks it lies TAIL ln k higher, and the threshold grows with the catalogue.
What agrees far beyond chance may still be other music, made of the same loops: that is what the reserve is for.
`BY_CHANCE` and TAIL were measured on wrong tracks; ALPHA is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from spotgui.recognizer.results import Confidence

ALPHA = 0.02
"""Accepted chance that a wrong one is over the threshold, for one clip. The lead and the reserve refuse most of these:
of clips of unknown pieces 1 to 5 in 1 000 get a title, by what is drawn."""
BY_CHANCE, OF_TRACKS, OF_SECONDS = 9.1, 5_000, 10.0
"""Nats below which the best wrong one stays in one clip of 2.7, in a library of how many tracks, of what length."""
LOWER_AN_OCTAVE = 1.0
"""So much lower the best wrong one of a clip of twice the length lies: chance agrees with less of it."""
SHORTEST_S, LONGEST_S = 5.0, 20.0
"""Lengths of which that was measured; what is shorter or longer counts as these."""
TAIL = 0.8
"""Nats in which the best wrong score of a clip falls off by e."""
FEWEST_TRACKS = 8_000
"""A small catalogue is not a licence: what is played is mostly not in it. A tier of fewer tracks counts as so many."""
LEAST_GAP, LEAST_GAP_OF_SURE = 1.5, 2.5
"""Nats ahead of the best different recording, where the evidence is up to .15 sure of its onsets, and from .4. Wrong
ones come in a crowd: the best is ahead of the next by half a nat in the median, by 1.8 in one of ten; but what agrees
with sure evidence is other music of the same loops, and that is ahead of all the others."""
LEAST_GAP_ALONE, LEAST_GAP_OF_SURE_ALONE = 2.0, 4.0
"""The same where pitches say nothing."""
_CROWD_TO, _LOOPS_FROM = 0.15, 0.40
BEYOND_CHANCE = 3.0
"""Nats over the threshold from which two recordings that are level are the same music: at the threshold itself chance
makes such pairs too; here it made none in 1 814 clips of unknown pieces."""
CERTAIN_SURPLUS, CERTAIN_GAP = 6.0, 9.0
_WANTED_SHARE, _NATS_A_SHARE = 0.2, 6.0
"""What is heard must be in the track: its share of the evidence should be as large as the evidence is sure of its
onsets, and .2 more; a nat over the threshold is asked for every sixth that is missing."""
_SHARE_A_SURENESS, _SHARE_FROM = 2.5, 0.35
"""Where it is far less, other music of the same loops is likelier: of evidence that is .35 sure of its onsets, noise
mostly, a track may have any share, of what is .5 sure it should have .37."""
_MOST_SHARE, _SHARE_BY_CHANCE = 0.55, 2.2
"""Of the surest evidence, and what its being of few onsets takes off, by the root of their number. Analyses of another
encoding have .2 and more of it in 5 s, .4 in 10 s, .65 in 20 s."""
OF_LOOPS = 12.0
"""Nats over the threshold that hardly any other music of the same loops has."""
AGAINST, _WHATEVER_PITCHES = 5.0, 0.75
"""Nats over the threshold that a title needs against its own pitches: of the right one they are seldom below zero, of
other music over the same drums mostly. What has that share of what is heard needs none."""
ALONE_AN_OCTAVE = 1.0
"""Nats over the threshold that a title needs where pitches say nothing, for every halving of the clip from LONGEST_S:
short bars on one tempo grid agree in their onsets, of whatever music."""


def threshold(tracks: int, looks: int = 1, seconds: float = OF_SECONDS) -> float:
    """The score needed in a catalogue of this size, nats.

    Parameters
    ----------
    looks : int
        How often the same listening may be decided; each time is another chance to be wrong.
    seconds : float
        Length of the clip.
    """
    chances = max(tracks, FEWEST_TRACKS) / OF_TRACKS * max(looks, 1)
    octaves = math.log2(_measured(seconds) / OF_SECONDS)
    return BY_CHANCE - LOWER_AN_OCTAVE * octaves + TAIL * math.log(chances / ALPHA)


def _measured(seconds: float) -> float:
    """The nearest length of which it is known what chance does."""
    return min(max(seconds, SHORTEST_S), LONGEST_S)


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


def lead(chroma: float, sureness: float) -> float:
    """The lead that a title needs over the best different recording, nats.

    Parameters
    ----------
    chroma : float
        What its pitches say, nats; 0 where nothing.
    sureness : float
        See `Evidence.sureness`.
    """
    low, high = (LEAST_GAP, LEAST_GAP_OF_SURE) if chroma else (LEAST_GAP_ALONE, LEAST_GAP_OF_SURE_ALONE)
    sure = (sureness - _CROWD_TO) / (_LOOPS_FROM - _CROWD_TO)
    return low + (high - low) * min(max(sure, 0.0), 1.0)


def accepts(score: float, gap: float, needed: float, needed_gap: float = LEAST_GAP_OF_SURE) -> bool:
    """Whether to say the title."""
    return score >= needed and gap >= needed_gap


def reserve(share: float, sureness: float, onsets: float, chroma: float, seconds: float) -> float:
    """Nats over the threshold that the best track needs: what has only a part of what is heard may be music made of the
    same loops, which agrees far beyond chance.

    Parameters
    ----------
    share : float
        Of the evidence's nats, see `verification.Scored.explained`.
    sureness : float
        See `Evidence.sureness`.
    onsets : float
        How many the evidence expects.
    chroma : float
        What its pitches say, nats; 0 where nothing.
    seconds : float
        Length of the clip.
    """
    nats = _NATS_A_SHARE * max(_WANTED_SHARE + sureness - share, 0.0)
    if not chroma:
        nats += ALONE_AN_OCTAVE * math.log2(LONGEST_S / _measured(seconds))
    if chroma < 0 and share < _WHATEVER_PITCHES:
        nats += AGAINST
    most = _MOST_SHARE - _SHARE_BY_CHANCE / math.sqrt(max(onsets, 1.0))
    least = min(_SHARE_A_SURENESS * (sureness - _SHARE_FROM), most)
    return max(nats, OF_LOOPS) if share < least and sureness > _SHARE_FROM else nats


def several(surpluses: Sequence[float], needed_gap: float = LEAST_GAP_OF_SURE) -> int:
    """How many of the best recordings hold what is heard, when none of them leads; 0 when it is not several.

    Parameters
    ----------
    surpluses : sequence of float
        Nats over the threshold, best first.
    needed_gap : float
        See `lead`.
    """
    level = [s for s in surpluses if s >= BEYOND_CHANCE and s > surpluses[0] - needed_gap]
    return len(level) if len(level) > 1 else 0


def confidence(score: float, gap: float, needed: float, needed_gap: float = LEAST_GAP_OF_SURE) -> Confidence:
    """The margin in words."""
    if not accepts(score, gap, needed, needed_gap):
        return Confidence.UNSURE
    if score >= needed + CERTAIN_SURPLUS and gap >= CERTAIN_GAP:
        return Confidence.CERTAIN
    return Confidence.LIKELY
