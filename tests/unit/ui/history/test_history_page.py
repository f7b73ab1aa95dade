"""The History page over a real database."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from spotgui.history.entries import Found, NewEntry, Sort, SoundSource, now
from spotgui.history.store import HistoryStore
from spotgui.ui.history.edit_dialog import EditDialog
from spotgui.ui.history.history_page import HistoryPage
from spotgui.ui.models.history_model import Column
from spotgui.ui.navigation import Route


def found(number, title="Wren Song"):
    return Found(f"{number:022d}", title, ("Marlow",), "Salt", 50.0, 20.0, 12.0, "certain")


@pytest.fixture
def store(ctx):
    with HistoryStore(ctx.library.history_db) as opened:
        yield opened


@pytest.fixture
def page(ctx, store, qtbot):
    for number, title in enumerate(["Wren Song", "Paper Boats", "Élan", None]):
        heard = now() - timedelta(hours=5 - number)
        new = NewEntry(SoundSource.MICROPHONE, 8.0, "", found(number, title) if title else None, b"snippet", heard)
        store.add(new)
    made = HistoryPage(ctx)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.open(None)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 4)
    return made


def titles(page):
    return [page.model.title_of(entry) for entry in page.model.rows]


def settle(page, qtbot, count):
    qtbot.waitUntil(lambda: page.model.rowCount() == count and page.model.complete)


def test_newest_first(page):
    assert titles(page) == ["Not recognised", "Élan", "Paper Boats", "Wren Song"]


def test_an_empty_history_leads_to_listening(ctx, qtbot):
    page = HistoryPage(ctx)
    qtbot.addWidget(page)
    page.open(None)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    page.empty.action.click()
    assert ctx.navigator.place.route is Route.LISTEN


def test_search_folds_accents_and_says_when_nothing_is_found(page, qtbot):
    page.search.setText("elan")
    settle(page, qtbot, 1)
    assert titles(page) == ["Élan"]
    page.search.setText("nothing like it")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    page.empty.action.click()
    settle(page, qtbot, 4)


def test_the_views(page, store, qtbot):
    page.views.setCurrentIndex(2)
    settle(page, qtbot, 1)
    assert titles(page) == ["Not recognised"]
    page.views.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)


def test_sorting_by_a_heading(page, qtbot):
    page.table.horizontalHeader().setSortIndicator(Column.TITLE, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: titles(page)[0] == "Élan")
    assert page._query.sort is Sort.TITLE
    assert titles(page) == ["Élan", "Paper Boats", "Wren Song", "Not recognised"]


def test_a_click_on_the_heart(page, store, qtbot):
    entry = page.model.rows[1]
    page.table._click(page.model.index(1, Column.FAVOURITE))
    qtbot.waitUntil(lambda: page.model.rows[1].favourite)
    assert store.get(entry.id).favourite


def test_delete_and_undo(page, store, qtbot):
    page.table.selectRow(1)
    assert page.selection_bar.isVisible()
    page.delete_selected()
    settle(page, qtbot, 3)
    qtbot.waitUntil(page.undo_bar.isVisible)
    assert "1 entry deleted" in page.undo_text.text()
    page.undo()
    settle(page, qtbot, 4)
    assert store.count() == 4


def test_the_delete_key_in_the_search_field_deletes_no_entry(page, store, qtbot):
    page.activateWindow()
    page.table.selectRow(1)
    page.search.setFocus()
    page.search.setText("ab")
    page.search.setCursorPosition(0)
    qtbot.keyClick(page.search, Qt.Key.Key_Delete)
    assert page.search.text() == "b"
    assert store.count() == 4


def test_editing(page, store, qtbot):
    page.table.selectRow(3)
    page.edit_selected()
    dialog = page.findChild(EditDialog)
    dialog.title_field.setText("Wren Song (live)")
    dialog.artists.setText("Marlow; The Tidewater")
    dialog.note.setPlainText("at the fair")
    dialog._save()
    qtbot.waitUntil(lambda: "Wren Song (live)" in titles(page))
    edited = store.get(page.model.rows[3].id)
    assert edited.artists == ("Marlow", "The Tidewater")
    assert edited.note == "at the fair"


def test_wrong_match_is_kept(page, store, qtbot):
    page.table.selectRow(1)
    page._wrong_selected()
    qtbot.waitUntil(lambda: page.model.rows[1].wrong)
    assert page.table.chosen()[0].id == page.model.rows[1].id  # the selection stays
    assert page.wrong.text() == "Right match"


def test_copy(page):
    page.table.selectAll()
    page.copy_selected()
    assert "Marlow - Wren Song" in QGuiApplication.clipboard().text().splitlines()


def test_merge_repeats(page, store, qtbot):
    for minutes in (1, 2):
        store.add(
            NewEntry(SoundSource.FILE, 5.0, "", found(9, "Twice"), heard_at=now() - timedelta(minutes=minutes)),
            repeat=timedelta(0),
        )
    page.merge_repeats()
    qtbot.waitUntil(lambda: titles(page).count("Twice") == 1)
    assert page.model.rows[titles(page).index("Twice")].count == 2


@pytest.mark.parametrize("ending", ["csv", "json", "m3u8"])
def test_export_writes_what_is_shown(page, ctx, qtbot, tmp_path, ending):
    page.search.setText("marlow")
    settle(page, qtbot, 3)
    path = tmp_path / f"history.{ending}"
    with qtbot.waitSignal(ctx.messages.posted) as said:
        page.files.export(path)
    assert said.args[0].text == f"3 entries written to history.{ending}"
    text = path.read_text("utf-8-sig")
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert (rows[0]["artist"], rows[0]["title"]) == ("Marlow", "Élan")
    elif ending == "json":
        assert len(json.loads(text)) == 3
    else:
        assert text.startswith("#EXTM3U")


def test_an_export_that_cannot_be_written_is_said(page, ctx, qtbot, tmp_path):
    with qtbot.waitSignal(ctx.messages.posted) as said:
        page.files.export(tmp_path / "nowhere" / "history.csv")
    assert "cannot be written" in said.args[0].text


def test_what_others_write_appears(page, ctx, qtbot):
    ctx.history.write("note", lambda store: store.add(NewEntry(SoundSource.FILE, 9.0, "x.wav", found(77, "New"))))
    settle(page, qtbot, 5)
    assert titles(page)[0] == "New"


def test_enter_opens_the_track(page, ctx, qtbot):
    page.table.selectRow(1)
    page.table.setCurrentIndex(page.model.index(1, Column.TITLE))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert ctx.navigator.place.route is Route.TRACK
    assert ctx.navigator.place.argument == page.model.rows[1].track_id


def test_the_unknown_are_counted(page, qtbot):
    qtbot.waitUntil(page.unknown.isVisible)
    assert page.unknown.words.text().startswith("1 sound was not recognised")


def test_columns_go_when_the_window_is_narrow(page):
    page.resize(480, 640)
    assert page.table.isColumnHidden(Column.ALBUM)
    assert not page.table.isColumnHidden(Column.ARTIST)
    assert page.minimumSizeHint().width() <= 480


def test_the_export_key_works_in_the_search_field_too(page, qtbot):
    page.search.setFocus()
    with qtbot.waitSignal(page.export_menu_button.menu().aboutToShow):
        QTest.keyClick(page.search, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page.export_menu_button.menu().close()
