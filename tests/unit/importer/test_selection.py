"""Only selected tracks are indexed, all are kept, and the selection can change."""

from __future__ import annotations

import numpy as np
import pytest

from spotgui.catalog.database import connect
from spotgui.importer.rebuild import rebuild_index
from spotgui.importer.selection import Selection, is_applied, mark_applied, read_selection, write_selection
from spotgui.importer.verify import verify
from spotgui.index.reader import Index
from spotgui.paths import Library


def popularities(library):
    with connect(library.meta_db, read_only=True) as con:
        return np.array([p for (p,) in con.execute("SELECT popularity FROM tracks").fetchall()])


def test_everything_when_nothing_was_chosen(tmp_path):
    library = Library(tmp_path)
    assert read_selection(library) == Selection()
    library.selection.write_text("nonsense")
    assert read_selection(library) == Selection()


def test_a_selection_is_kept(tmp_path):
    library = Library(tmp_path / "new")
    write_selection(library, Selection(30))
    assert read_selection(library) == Selection(30)


def test_a_selection_made_while_another_is_applied_waits(tmp_path):
    library = Library(tmp_path / "new")
    write_selection(library, Selection(40))
    mark_applied(library, Selection(30))
    assert read_selection(library) == Selection(40) and not is_applied(library)
    mark_applied(library, Selection(40))
    assert is_applied(library)


@pytest.mark.parametrize("least", [0, 40, 101])
def test_the_index_holds_what_is_selected_and_can_be_made_larger_again(demo_copy, least):
    known = popularities(demo_copy)
    write_selection(demo_copy, Selection(min(least, 100)))
    rebuild_index(demo_copy)
    index = Index.open(demo_copy.index_dir)
    assert index.track_count == int((known >= min(least, 100)).sum())
    assert verify(demo_copy).ok
    write_selection(demo_copy, Selection(0))
    rebuild_index(demo_copy)
    assert Index.open(demo_copy.index_dir).track_count == len(known)
