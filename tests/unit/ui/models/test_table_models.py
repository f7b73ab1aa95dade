"""Every model is one that Qt accepts, and says what its rows are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from spotgui.history.entries import Entry as HistoryEntry
from spotgui.history.entries import EntryKind as HistoryKind
from spotgui.history.entries import SoundSource
from spotgui.importer.inspection import FileKind, FileState, FoundFile
from spotgui.importer.ledger import ShardRecord, ShardState
from spotgui.importer.status import Rejection
from spotgui.ui.catalog.entry import Entry, EntryKind
from spotgui.ui.models import found_files_model, history_model, shard_model
from spotgui.ui.models.entry_model import EntryModel
from spotgui.ui.models.found_files_model import FoundFilesModel
from spotgui.ui.models.history_model import HistoryModel
from spotgui.ui.models.paged_model import Role
from spotgui.ui.models.shard_model import ShardModel

Text = Qt.ItemDataRole.DisplayRole
Spoken = Qt.ItemDataRole.AccessibleTextRole

HEARD = HistoryEntry(
    1,
    datetime(2026, 3, 1, 12, tzinfo=UTC),
    datetime(2026, 3, 1, 12, tzinfo=UTC),
    3,
    HistoryKind.RECOGNISED,
    SoundSource.MICROPHONE,
    "",
    8.0,
    track_id="x" * 22,
    title="Paper Boats",
    artists=("Marlow", "The Tidewater"),
    album="Salt",
    confidence="likely",
    favourite=True,
)


def test_history(qtmodeltester, qapp):
    model = HistoryModel()
    unknown = replace(HEARD, id=2, kind=HistoryKind.UNKNOWN, title=None, artists=(), track_id=None, count=1)
    model.restart([HEARD, unknown, replace(HEARD, id=3, wrong=True)])
    qtmodeltester.check(model)
    column = history_model.Column
    said = [model.index(0, c).data(Text) for c in (column.TITLE, column.ARTIST, column.TIMES, column.CONFIDENCE)]
    assert said == ["Paper Boats", "Marlow, The Tidewater", "3", "Very likely"]
    assert model.index(1, column.TITLE).data(Text) == "Not recognised"
    assert model.index(2, column.CONFIDENCE).data(Text) == "Wrong match"
    assert model.index(0, column.FAVOURITE).data(Spoken) == "Favourite"
    assert model.index(0, 0).data(Role.ROW) is HEARD
    model.repaint_icons()


def test_entries_of_the_catalogue(qtmodeltester, qapp):
    model = EntryModel()
    model.restart(
        [
            Entry(EntryKind.HEADING, "", "Tracks"),
            Entry(EntryKind.TRACK, "id", "Wren Song", "Marlow", "1:31", number="5", recognisable=True),
        ]
    )
    qtmodeltester.check(model)
    assert model.index(1, 0).data(Spoken) == "5, Wren Song, Marlow, 1:31, can be recognised"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def found(name, state, kind=FileKind.SHARD, **more):
    return FoundFile(Path("/dump") / name, 1000, kind, state, **more)


@pytest.mark.parametrize(
    ("file", "words", "tone"),
    [
        (found("0a.jsonl.zst", FileState.GOOD, shard="0a"), "Shard 0a, 11 of 484", "good"),
        (found("0a.jsonl.zst", FileState.GOOD, shard="0a", lost_twin="0A"), "was overwritten", "warn"),
        (found("0A.jsonl.zst", FileState.NAME_LIES, shard="0a", detail="0A"), "its name says 0A", "good"),
        (found("x.jsonl.zst", FileState.GOOD), "Analyses", "good"),
        (found("m.sqlite3", FileState.GOOD, FileKind.METADATA), "Metadata", "good"),
        (found("0a.jsonl.zst", FileState.TRUNCATED), "download it again", "bad"),
        (found("0a.jsonl.zst", FileState.DOWNLOADING), "Still downloading", "warn"),
        (found("0a.jsonl.zst", FileState.EMPTY), "Empty", "bad"),
        (found("0a.jsonl.zst", FileState.UNREADABLE, detail="no permission"), "no permission", "bad"),
        (found("b.jsonl.zst", FileState.TWICE, detail="a.jsonl.zst"), "The same as a.jsonl.zst", "warn"),
        (found("f.sqlite3", FileState.NOT_NEEDED, FileKind.OTHER), "not needed", "warn"),
        (found("f.db", FileState.NOT_A_DUMP, FileKind.OTHER), "Not a file of the dump", "bad"),
    ],
)
def test_every_state_of_a_file_has_words_and_a_sign(qapp, file, words, tone):
    model = FoundFilesModel()
    model.show_files([file])
    column = found_files_model.Column
    assert words in model.index(0, column.WORDS).data(Text)
    assert model.tone(file) == tone
    spoken = model.index(0, column.NAME).data(Spoken)
    assert ("cannot be imported" in spoken) is not file.usable


def test_found_files(qtmodeltester, qapp):
    model = FoundFilesModel()
    model.show_files([found("0a.jsonl.zst", FileState.GOOD, shard="0a"), found("b", FileState.NOT_A_DUMP)])
    qtmodeltester.check(model)
    model.repaint_icons()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "File"


def test_shards_that_need_attention_come_first(qtmodeltester, qapp):
    model = ShardModel()

    def shard(number, name, state, reason=""):
        return ShardRecord(number, name, f"/dump/{name}", 10, 0, "", "", state, tracks=5, reason=reason)

    model.show_shards(
        [
            shard(0, "00", ShardState.IMPORTED),
            shard(1, "01", ShardState.INCOMPLETE, "the file ends in the middle"),
            shard(2, "02", ShardState.FAILED, "not a zstd file"),
        ],
        [Rejection("00", "no track id", 3, 1), Rejection("00", "not JSON", 1, 7)],
    )
    qtmodeltester.check(model)
    column = shard_model.Column
    assert [model.index(row, column.NAME).data(Text) for row in range(3)] == ["02", "01", "00"]
    assert model.index(0, column.STATE).data(Text) == "Failed: not a zstd file"
    assert model.index(2, column.STATE).data(Text) == "Imported; failed lines: no track id, not JSON"
    model.repaint_icons()
