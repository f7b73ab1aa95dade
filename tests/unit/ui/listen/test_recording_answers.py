from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from spotgui.history.entries import EntryKind, HistoryQuery, SoundSource
from spotgui.history.store import HistoryStore
from spotgui.recognizer.results import Confidence, Match, Query, Reason, Recognition
from spotgui.tasks.answer import Answer
from spotgui.ui.listen.recording_answers import entry_of
from spotgui.ui.models.history_model import Column, HistoryModel

MATCH = Match("t0", 44, 40, 4, 13, 1.2, 9, 1, False, Confidence.UNSURE, "Wren Song", ("A",), "Hedges")
SHARED = Recognition(
    (), (MATCH, replace(MATCH, track_id="t1", title="Wren Song (Live)")), Query(20.0, 90), 0.5, Reason.SHARED, 2
)


@pytest.mark.parametrize(
    ("recognition", "title", "names"),
    [
        (SHARED, "One of these", "A - Wren Song; A - Wren Song (Live)"),
        (replace(SHARED, reason=Reason.NOT_IN_CATALOGUE, shared=0), "Not recognised", ""),
    ],
)
def test_what_it_may_be_is_kept(
    qapp: QApplication, tmp_path: Path, recognition: Recognition, title: str, names: str
) -> None:
    with HistoryStore(tmp_path / "history.sqlite") as store:
        entry = store.add(entry_of(Answer(recognition, b"snippet"), SoundSource.MICROPHONE, "Desk"))
        assert (entry.kind, entry.has_snippet) == (EntryKind.UNKNOWN, True)
        model = HistoryModel()
        assert model.cell(entry, Column.TITLE, Qt.ItemDataRole.DisplayRole) == title
        assert model.cell(entry, Column.ARTIST, Qt.ItemDataRole.DisplayRole) == names
        assert model.title_of(entry) == "Not recognised"  # what is copied
        assert len(store.entries(HistoryQuery("wren live"))) == recognition.shared // 2
