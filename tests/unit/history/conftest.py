from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spotgui.history.store import HistoryStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HistoryStore]:
    with HistoryStore(tmp_path / "history.sqlite") as opened:
        yield opened
