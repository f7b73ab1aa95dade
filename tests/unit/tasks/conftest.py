"""The functions that run in child processes are found by name in this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spotgui.tasks.garbage import no_collection

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def no_collection_inside_qt() -> Iterator[None]:
    """Cycles are collected between tests only: inside Qt that crashes or waits for ever, see `tasks/garbage.py`."""
    with no_collection():
        yield
