"""Says that something waits to be recognised, and tries it again."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from spotgui.history.entries import EntryKind, HistoryQuery
from spotgui.ui import formats
from spotgui.ui.announce import announce
from spotgui.ui.context import AppContext
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.icon_label import IconLabel
from spotgui.ui.widgets.layout import Card, row
from spotgui.ui.widgets.text import label


class UnknownBar(Card):
    """Hidden while nothing waits."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ctx = ctx
        self._count = 0
        self.words = label("")
        self.again = Button(self.tr("Try again"), icon_name="refresh")
        line = row(IconLabel("help", tokens.ICON, "accent"), self.words, self.again, gap=tokens.GAP)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.setContentsMargins(tokens.GAP, tokens.GRID, tokens.GRID, tokens.GRID)
        self.again.clicked.connect(ctx.retry.start)
        ctx.retry.changed.connect(self._show)
        ctx.retry.ended.connect(self._ended)
        self.hide()

    def look(self) -> None:
        """Count what waits."""
        query = HistoryQuery(kind=EntryKind.UNKNOWN)
        self._ctx.history.read("count", lambda store: store.count(query)).done.connect(self._take)

    @Slot(object)
    def _take(self, count: int) -> None:
        self._count = count
        self._show()

    @Slot()
    def _show(self) -> None:
        running = self._ctx.retry.running
        self.setVisible(self._count > 0)
        self.again.setEnabled(not running)
        waiting = formats.plural(
            self._count,
            "{n} sound was not recognised. It is tried again after every import.",
            "{n} sounds were not recognised. They are tried again after every import.",
        )
        self.words.setText(self.tr("Looking again…") if running else waiting)

    @Slot(int, int)
    def _ended(self, tried: int, recognised: int) -> None:
        if not self.isVisible():
            return
        if tried == 0:
            text = self.tr("The library has not changed since they were last looked for.")
        elif recognised:
            text = formats.plural(recognised, "{n} was recognised now.", "{n} were recognised now.")
        else:
            text = self.tr("Still not recognised.")
        self._ctx.messages.say(text)
        announce(self, text)
