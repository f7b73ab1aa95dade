"""The keys, in one table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from spotgui.ui import keys
from spotgui.ui.dialogs.dialog import Dialog
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.text import Badge, label


class ShortcutsDialog(Dialog):
    """What each key does, as the platform writes keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keyboard shortcuts"), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.MARGIN)
        grid.setVerticalSpacing(tokens.GRID)
        for line, (sequence, meaning) in enumerate(keys.table()):
            shown = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Badge(shown), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(meaning, wrap=False), line, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        close = self.add_button(Button(self.tr("Close"), "primary"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        close.setFocus()
        self.setMinimumWidth(420)
