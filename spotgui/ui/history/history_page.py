"""What was heard: searched, sorted, mended, exported; what was not recognised is tried again."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QWidget

from spotgui.errors import SpotguiError
from spotgui.history.entries import Edit, Entry, EntryKind, HistoryQuery, Sort
from spotgui.history.store import Deleted
from spotgui.ui import formats, keys
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.history.edit_dialog import EditDialog
from spotgui.ui.history.history_files import HistoryFiles
from spotgui.ui.history.history_table import HistoryTable
from spotgui.ui.history.unknown_bar import UnknownBar
from spotgui.ui.messages import Tone
from spotgui.ui.models.history_model import HistoryModel
from spotgui.ui.models.paged_model import Wanted
from spotgui.ui.navigation import Route
from spotgui.ui.page import Page
from spotgui.ui.theme import tokens
from spotgui.ui.translated import told
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.empty_state import EmptyState
from spotgui.ui.widgets.layout import Card, Flow, holder, row
from spotgui.ui.widgets.search_edit import SearchEdit
from spotgui.ui.widgets.text import label

_TYPING_MS = 150


class HistoryPage(Page):
    """A table with search and three views of it: all, favourites, not recognised."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, self.tr("History"), scrolls=False, width=1280)
        self._query = HistoryQuery()
        self._deleted: Deleted | None = None
        self._stale = True
        self._reselect: set[int] = set()
        self.model = HistoryModel(self)
        self.table = HistoryTable(self.model)
        self.search = SearchEdit(self.tr("Search the history"))
        self.views = QTabBar()
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setAccessibleName(self.tr("Which entries"))
        for name in (self.tr("All"), self.tr("Favourites"), self.tr("Not recognised")):
            self.views.addTab(name)
        self.unknown = UnknownBar(ctx)
        self.files = HistoryFiles(ctx, self)
        self.empty = EmptyState("history", "", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._make_actions()
        self._make_selection_bar()
        self._make_undo_bar()
        self.body.setSpacing(tokens.GAP)
        self.body.addLayout(row(self.views, self.search))
        self.body.itemAt(0).layout().setStretch(1, 1)
        for part in (self.unknown, self.stack, self.selection_bar, self.undo_bar):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.stack, 1)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()
        order = (self.export_menu_button, self.more, self.views, self.search, self.unknown.again, self.table)
        for before, after in pairwise((*order, self.favourite, self.edit, self.wrong, self.delete, self.undo_button)):
            self.setTabOrder(before, after)

    def open(self, argument: object) -> None:
        """Show what is there now."""
        if self._stale:
            self._reload()

    def first_focus(self) -> QWidget:
        """Type to search, or walk the table."""
        return self.table if self.model.rows else self.search

    def showEvent(self, event: QShowEvent) -> None:
        """Times like "today" may have changed."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _connect(self) -> None:
        ctx = self.ctx
        ctx.history.changed.connect(self._history_changed)
        ctx.theme.changed.connect(self.model.repaint_icons)
        self.model.wanted.connect(self._fetch)
        self.model.settled.connect(self._show_state)
        self.search.textChanged.connect(self._type)
        self.search.returnPressed.connect(self.table.setFocus)
        self._typing.timeout.connect(self._search)
        self.views.currentChanged.connect(self._search)
        self.table.opened.connect(self._open_entry)
        self.table.favourite_asked.connect(self._toggle_favourite)
        self.table.menu_asked.connect(self._show_menu)
        self.table.sort_asked.connect(self._sort)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.empty.action.clicked.connect(self._empty_action)
        for key, slot in (
            (keys.EXPORT, self.export_menu_button.click),
            (keys.DELETE, self.delete_selected),
            (keys.COPY, self.copy_selected),
            ("F2", self.edit_selected),
            (QKeySequence(QKeySequence.StandardKey.Undo).toString(), self.undo),
        ):
            QShortcut(QKeySequence(key), self, slot)

    def _make_actions(self) -> None:
        self.export_menu_button = Button(self.tr("Export"), icon_name="export")
        self.export_menu_button.setToolTip(self.tr("Export what is shown ({key})").format(key=keys.EXPORT))
        self.export_menu_button.setMenu(self.files.export_menu(self))
        self.more = IconButton("more", self.tr("More actions"))
        self._more_menu = QMenu(self)
        self._more_menu.addAction(self.tr("Merge repeats"), self.merge_repeats)
        self._more_menu.addAction(self.tr("Save a backup…"), self.files.backup)
        self._more_menu.addAction(self.tr("Restore a backup…"), self.files.restore)
        self.more.clicked.connect(self._open_more)
        self.actions.addWidget(self.export_menu_button)
        self.actions.addWidget(self.more)

    def _make_selection_bar(self) -> None:
        self.selected = label("", "strong", wrap=False)
        self.favourite = Button(self.tr("Favourite"), icon_name="heart")
        self.edit = Button(self.tr("Edit"), icon_name="edit")
        self.wrong = Button(self.tr("Wrong match"), icon_name="flag")
        self.delete = Button(self.tr("Delete"), "danger", "trash")
        self.favourite.clicked.connect(self._favourite_selected)
        self.edit.clicked.connect(self.edit_selected)
        self.wrong.clicked.connect(self._wrong_selected)
        self.delete.clicked.connect(self.delete_selected)
        self.selection_bar = holder(Flow(self.selected, self.favourite, self.edit, self.wrong, self.delete))
        self.selected.setMinimumHeight(tokens.CONTROL_HEIGHT)
        self.selection_bar.hide()

    def _make_undo_bar(self) -> None:
        self.undo_text = label("")
        self.undo_button = Button(self.tr("Undo"), "quiet")
        self.undo_button.clicked.connect(self.undo)
        close = IconButton("close", self.tr("Close this message"))
        line = row(self.undo_text, self.undo_button, close)
        line.setStretch(0, 1)
        self.undo_bar = Card(line)
        self.undo_bar.body.setContentsMargins(tokens.GAP, tokens.HALF, tokens.HALF, tokens.HALF)
        close.clicked.connect(self.undo_bar.hide)
        self.undo_bar.hide()

    @Slot()
    def _history_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        self._reselect = {entry.id for entry in self.table.chosen()}
        self.model.refresh(keep_length=True)
        self.unknown.look()

    @Slot(object)
    def _fetch(self, wanted: Wanted) -> None:
        query = self._query
        task = self.ctx.history.read(
            "read the history", lambda store: (wanted, store.entries(query, limit=wanted.limit, offset=wanted.offset))
        )
        task.done.connect(self._take)
        task.failed.connect(self._failed)

    @Slot(object)
    def _take(self, answer: tuple[Wanted, list[Entry]]) -> None:
        place = self.table.verticalScrollBar().value()
        first = answer[0].offset == 0
        self.model.take(*answer)
        if first and self._reselect:
            self.table.choose(self._reselect)
            self.table.verticalScrollBar().setValue(place)

    @Slot(object)
    def _failed(self, problem: BaseException) -> None:
        self.ctx.messages.problem(problem)
        if isinstance(problem, SpotguiError) and not self.model.rows:
            self.empty.say(self.tr("The history cannot be read"), told(problem))
            self.stack.setCurrentWidget(self.empty)

    @Slot()
    def _type(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        view = self.views.currentIndex()
        self._query = HistoryQuery(
            text=self.search.text(),
            kind=EntryKind.UNKNOWN if view == 2 else None,
            favourites_only=view == 1,
            sort=self._query.sort,
            descending=self._query.descending,
        )
        self._reselect = set()
        self.files.query = self._query
        self.model.refresh()

    @Slot(object, bool)
    def _sort(self, sort: Sort, descending: bool) -> None:
        self._query = HistoryQuery(self._query.text, self._query.kind, self._query.favourites_only, sort, descending)
        self.files.query = self._query
        self.model.refresh()

    @Slot()
    def _show_state(self) -> None:
        if self.model.rows:
            self.stack.setCurrentWidget(self.table)
        elif self._query.text:
            self.empty.say(
                self.tr("Nothing found"), self.tr("No entry has all of these words."), self.tr("Show everything")
            )
            self.stack.setCurrentWidget(self.empty)
        else:
            self.empty.say(*self._nothing_words())
            self.stack.setCurrentWidget(self.empty)
        self.export_menu_button.setEnabled(bool(self.model.rows))
        self._selection_changed()

    def _nothing_words(self) -> tuple[str, str, str]:
        everything = self.tr("Show everything")
        return (
            (
                self.tr("Your songs will be here"),
                self.tr("Everything that is recognised is kept in this list."),
                self.tr("Listen"),
            ),
            (self.tr("No favourites yet"), self.tr("The heart beside a song puts it here."), everything),
            (
                self.tr("Nothing is waiting"),
                self.tr("What is not recognised is kept here without its sound, and tried again after every import."),
                everything,
            ),
        )[self.views.currentIndex()]

    @Slot()
    def _empty_action(self) -> None:
        if self._query.text or self.views.currentIndex():
            self.search.clear()
            self.views.setCurrentIndex(0)
            self._search()
        else:
            self.ctx.navigator.go(Route.LISTEN)

    def focus_search(self) -> None:
        """Type a new search."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _selection_changed(self) -> None:
        chosen = self.table.chosen()
        self.selection_bar.setVisible(bool(chosen))
        self.selected.setText(formats.plural(len(chosen), "{n} selected", "{n} selected"))
        self.edit.setEnabled(len(chosen) == 1)
        self.wrong.setEnabled(any(entry.track_id for entry in chosen))
        all_wrong = bool(chosen) and all(entry.wrong for entry in chosen)
        self.wrong.setText(self.tr("Right match") if all_wrong else self.tr("Wrong match"))

    @Slot(object)
    def _open_entry(self, entry: Entry) -> None:
        if entry.track_id:
            self.ctx.navigator.go(Route.TRACK, entry.track_id)
        else:
            self.edit_selected()

    @Slot(object)
    def _toggle_favourite(self, entry: Entry) -> None:
        self._write("favourite", lambda store: store.set_favourite([entry.id], not entry.favourite))

    @Slot()
    def _favourite_selected(self) -> None:
        chosen = self.table.chosen()
        ids, on = [entry.id for entry in chosen], not all(entry.favourite for entry in chosen)
        self._write("favourite", lambda store: store.set_favourite(ids, on))

    @Slot()
    def _wrong_selected(self) -> None:
        chosen = [entry for entry in self.table.chosen() if entry.track_id]
        ids, on = [entry.id for entry in chosen], not all(entry.wrong for entry in chosen)
        self._write("wrong match", lambda store: store.report_wrong(ids, on))

    @Slot()
    def edit_selected(self) -> None:
        """Open the editor for the one that is selected."""
        chosen = self.table.chosen()
        if len(chosen) == 1:
            dialog = EditDialog(chosen[0], self)
            dialog.edited.connect(self._edited)
            dialog.open()

    @Slot(int, object)
    def _edited(self, entry_id: int, edit: Edit) -> None:
        self._write("edit", lambda store: store.edit(entry_id, edit))

    @Slot()
    def delete_selected(self) -> None:
        """Delete at once; it can be undone."""
        ids = [entry.id for entry in self.table.chosen()]
        if ids and self.stack.currentWidget() is self.table and not self.search.hasFocus():
            self._write("delete", lambda store: store.delete(ids)).done.connect(self._offer_undo)

    @Slot(object)
    def _offer_undo(self, deleted: Deleted) -> None:
        self._deleted = deleted
        self.undo_text.setText(formats.plural(len(deleted), "{n} entry deleted", "{n} entries deleted"))
        self.undo_bar.show()
        announce(self, self.undo_text.text())

    @Slot()
    def undo(self) -> None:
        """Put back what was deleted last."""
        deleted, self._deleted = self._deleted, None
        self.undo_bar.hide()
        if deleted:
            self._write("undo", lambda store: store.put_back(deleted))

    @Slot()
    def copy_selected(self) -> None:
        """Copy "Artist - Title", a line each."""
        lines = [f"{', '.join(entry.artists)} - {self.model.title_of(entry)}" for entry in self.table.chosen()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.ctx.messages.say(self.tr("Copied"), Tone.GOOD)

    @Slot()
    def merge_repeats(self) -> None:
        """The same song several times in a row becomes one entry."""
        self._write("merge repeats", lambda store: store.merge_repeats()).done.connect(self._merged)

    @Slot(object)
    def _merged(self, gone: int) -> None:
        self.ctx.messages.say(
            formats.plural(gone, "{n} repeat was merged", "{n} repeats were merged")
            if gone
            else self.tr("There were no repeats"),
            Tone.GOOD,
        )

    @Slot()
    def _open_more(self) -> None:
        self._more_menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    @Slot(object)
    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for button, slot in (
            (self.favourite, self._favourite_selected),
            (self.edit, self.edit_selected),
            (self.wrong, self._wrong_selected),
            (self.delete, self.delete_selected),
        ):
            menu.addAction(button.icon(), button.text(), slot).setEnabled(button.isEnabled())
        menu.addSeparator()
        menu.addAction(self.tr("Copy"), self.copy_selected)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _write(self, name: str, job):
        task = self.ctx.history.write(name, job)
        task.failed.connect(self.ctx.messages.problem)
        return task
