"""Rows come page by page, once each, and late answers are dropped."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QTableView

from spotgui.ui.models.paged_model import PAGE, PagedModel, Role, Wanted


class Names(PagedModel):
    def __init__(self):
        super().__init__(["Name"])

    def cell(self, row, column, role):
        return row if role == Qt.ItemDataRole.DisplayRole else None


class Database(QObject):
    """Answers from sqlite, at once or when the event loop runs next."""

    def __init__(self, model, count, later):
        super().__init__()
        self.model, self.later, self.questions = model, later, []
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE TABLE names (rank INTEGER PRIMARY KEY, name TEXT)")
        self.connection.executemany("INSERT INTO names VALUES (?, ?)", ((i, f"name {i}") for i in range(count)))
        model.wanted.connect(self.answer)

    @Slot(object)
    def answer(self, wanted):
        self.questions.append(wanted)
        rows = self.connection.execute(
            "SELECT name FROM names WHERE rank >= ? ORDER BY rank LIMIT ?", (wanted.offset, wanted.limit)
        ).fetchall()
        names = [name for (name,) in rows]
        if self.later:
            QTimer.singleShot(0, self, lambda: self.model.take(wanted, names))
        else:
            self.model.take(wanted, names)


@pytest.mark.parametrize("later", [False, True])
def test_a_model_that_qt_accepts(qtmodeltester, qtbot, later):
    model = Names()
    database = Database(model, 250, later)
    model.restart()
    qtmodeltester.check(model)
    while not model.complete:
        qtbot.waitUntil(lambda: model.complete or model.canFetchMore())
        model.fetchMore()
    assert [model.index(i, 0).data() for i in range(model.rowCount())] == [f"name {i}" for i in range(250)]
    assert len(database.questions) == len({q.offset for q in database.questions}) == 3
    assert model.complete


def test_a_view_loads_only_what_is_looked_at(qtbot):
    model = Names()
    database = Database(model, 1_000_000, later=True)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(300, 400)
    model.restart()
    view.show()
    qtbot.waitUntil(lambda: model.rowCount() == PAGE)
    qtbot.wait(50)
    assert len(database.questions) == 1
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE)


def test_an_answer_to_an_earlier_question_is_dropped():
    model = Names()
    asked = []
    model.wanted.connect(asked.append)
    model.restart()
    model.restart()
    first, second = asked
    model.take(second, ["new"])
    model.take(first, ["old"])
    assert list(model.rows) == ["new"]
    assert model.index(0, 0).data(Role.ROW) == "new"


def test_no_second_question_while_one_is_open():
    model = Names()
    asked = []
    model.wanted.connect(asked.append)
    model.restart()
    assert not model.canFetchMore()
    model.fetchMore()
    assert asked == [Wanted(1, 0, PAGE)]
    model.give_up(asked[0])
    assert model.complete


def test_rows_leave_and_change(qtmodeltester):
    model = Names()
    model.restart(["a", "b", "c", "d"])
    model.remove([0, 2])
    model.replace(1, "D")
    assert list(model.rows) == ["b", "D"]
    qtmodeltester.check(model)


def test_a_refresh_keeps_the_old_rows_until_the_new_ones_are_there(qtmodeltester):
    model = Names()
    asked = []
    model.wanted.connect(asked.append)
    model.restart([f"old {i}" for i in range(150)])
    model.refresh(keep_length=True)
    assert model.rowCount() == 150
    assert asked == [Wanted(2, 0, 150)]
    assert not model.canFetchMore()
    model.take(asked[0], [f"new {i}" for i in range(150)])
    assert model.rows[0] == "new 0"
    assert model.canFetchMore()
    qtmodeltester.check(model)
