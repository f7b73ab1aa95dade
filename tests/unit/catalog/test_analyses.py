from __future__ import annotations

import pytest

from spotgui.catalog.analyses import Analysis


@pytest.mark.parametrize(
    ("key", "mode", "name"),
    [(9, 0, "A minor"), (0, 1, "C major"), (3, None, "E♭"), (None, 1, None), (12, 1, None)],
)
def test_the_key_in_words(key: int | None, mode: int | None, name: str | None) -> None:
    analysis = Analysis("t", 200.0, 120.0, 0.9, key, 0.8, mode, 0.7, 4, 0.9, -7.0, 900, ())
    assert analysis.key_name == name
