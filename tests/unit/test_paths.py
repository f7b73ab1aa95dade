from __future__ import annotations

from pathlib import Path

import pytest

from spotgui.errors import MachineError
from spotgui.paths import Library, check_library, seen


def test_a_library_that_is_there_or_was_never_chosen_is_fine(tmp_path: Path) -> None:
    check_library(Library(tmp_path), str(tmp_path))
    check_library(Library(tmp_path / "first start"), "")
    check_library(Library(tmp_path / "trial"), str(tmp_path / "away"))  # $SPOTGUI_DATA names another


def test_a_chosen_library_that_is_away_is_said(tmp_path: Path) -> None:
    away = tmp_path / "away"
    with pytest.raises(MachineError, match="is not there"):
        check_library(Library(away), str(away))


def test_a_library_that_may_not_be_looked_into_is_said(tmp_path: Path) -> None:
    refused = tmp_path / ("long" * 100)  # refused to root too
    with pytest.raises(MachineError, match="cannot be used: File name too long"):
        check_library(Library(refused), "")
    assert not seen(refused)
    assert seen(tmp_path)
