"""What the index names, tier by tier: each track once, within the budget, and of a disk a part first."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.index import lookup
from spotgui.index.manifest import POPULAR, REST
from spotgui.index.reader import Index
from spotgui.recognizer import proposals, verification
from spotgui.recognizer.keys import landmarks_of
from spotgui.recognizer.proposals import by_tiers
from spotgui.recognizer.recognizer import THOROUGH, Recognizer
from tests.support.reads import Reads

Songs = list[NDArray[np.float32]]
BY_INDEX = replace(THOROUGH, whole_library=0)


def heard(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    return sound[20 * SAMPLE_RATE : 30 * SAMPLE_RATE]


def test_every_candidate_is_named_once_and_the_budget_is_kept(
    tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposals, "FIRST", 1)
    asked = landmarks_of(Recognizer(tiered).snippet(heard(songs[2])).evidence)
    named = [
        (int(s), int(t))
        for step in by_tiers(tiered.segments, asked, 100, None)
        for s, t in zip(step.tracks.segment, step.tracks.local, strict=True)
    ]
    assert 1 < len(named) == len(set(named))  # some have no landmark in common with the clip
    reads = Reads(monkeypatch)
    list(by_tiers(tiered.segments, asked, 100, 400))
    assert 0 < sum(reads.by_tier.values()) <= 400
    assert reads.by_tier[POPULAR] <= 100


def test_from_the_disk_a_part_is_read_first_and_the_rest_only_when_that_does_not_settle_it(
    tiered: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognizer = Recognizer(tiered)
    snippet = recognizer.snippet(heard(songs[4]))
    asked = landmarks_of(snippet.evidence)
    reads = Reads(monkeypatch)
    steps = list(by_tiers(tiered.segments, asked, 100, None))
    warm = reads.by_tier[REST]
    monkeypatch.setattr(lookup, "are_on_disk", lambda segment, starts: True)
    assert len(list(by_tiers(tiered.segments, asked, 100, None))) == len(steps)  # so small an index is one request
    monkeypatch.setattr(lookup, "WORTH_READING_FIRST", 1.0)
    reads.by_tier.clear()
    more = list(by_tiers(tiered.segments, asked, 100, 4 * warm))
    assert len(more) == len(steps) + 1 and not more[1].all_read
    assert np.array_equal(more[-1].tracks.local, steps[-1].tracks.local)
    assert warm < reads.by_tier[REST] <= 2 * warm
    reads.by_tier.clear()
    monkeypatch.setattr(verification, "EXPLAINED", 0.1)
    found = recognizer.search(snippet, effort=replace(BY_INDEX, budget=warm))
    assert found.matches[0].track_id == f"song{4:018d}"
    assert 0 < reads.by_tier[REST] <= warm // 4 + 1
