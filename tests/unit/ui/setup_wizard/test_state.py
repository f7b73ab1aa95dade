"""Where the setup was left survives, and nothing unreadable stops it."""

from __future__ import annotations

import pytest

from spotgui.errors import MachineError
from spotgui.paths import Library
from spotgui.ui.setup_wizard import state as states
from spotgui.ui.setup_wizard.state import SetupState, StepName


def test_nothing_yet(tmp_path):
    library = Library(tmp_path / "new")
    assert states.load(library) == SetupState()
    assert states.wanted_at_start(library)


def test_it_survives(tmp_path):
    library = Library(tmp_path / "new")
    state = SetupState(StepName.BUILD, ("/dump", "/x y"), 30, True, True)
    states.save(library, state)
    assert states.load(library) == state
    assert [path.name for path in library.root.iterdir()] == [states.FILE_NAME]


def test_a_former_version_is_read(tmp_path):
    (tmp_path / states.FILE_NAME).write_text(
        '{"step": "place", "sources": ["/dump"], "popularity": 30, "building": false}'
    )
    assert states.load(Library(tmp_path)) == SetupState(StepName.PLACE, ("/dump",), 30)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"step": "nowhere", "sources": [], "popularity": 0}', "\0"])
def test_a_damaged_file_begins_anew(tmp_path, text):
    (tmp_path / states.FILE_NAME).write_text(text)
    assert states.load(Library(tmp_path)) == SetupState()


def test_the_window_begins_with_the_setup_until_it_is_done(tmp_path):
    library = Library(tmp_path)
    library.index_dir.mkdir()
    assert not states.wanted_at_start(library)
    states.save(library, SetupState(StepName.FILES))
    assert states.wanted_at_start(library)
    states.save(library, SetupState(StepName.DONE, building=True))
    assert states.wanted_at_start(library)
    states.save(library, SetupState(StepName.DONE))
    assert not states.wanted_at_start(library)


def test_a_library_that_may_not_be_looked_into_begins_with_the_setup(tmp_path):
    assert states.wanted_at_start(Library(tmp_path / ("long" * 100)))  # refused to root too


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(MachineError):
        states.save(Library(tmp_path / "file" / "library"), SetupState())
