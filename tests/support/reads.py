"""What searches read of the index."""

from __future__ import annotations

import pytest

from spotgui.index.lookup import Candidates
from spotgui.recognizer import proposals


class Reads:
    """Postings read from now on, by the tiers of the segments asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.by_tier: dict[int, int] = {}
        real = proposals.search

        def counted(segments, *arguments, **options):  # type: ignore[no-untyped-def]
            found: Candidates = real(segments, *arguments, **options)
            (tier,) = {s.info.tier for s in segments}
            self.by_tier[tier] = self.by_tier.get(tier, 0) + found.read
            return found

        monkeypatch.setattr(proposals, "search", counted)
