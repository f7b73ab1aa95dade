"""The log: its last lines, newest below, by level."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QWidget

from spotgui.ui.dialogs.dialog import Dialog
from spotgui.ui.dialogs.report import CopyButton, ReportView
from spotgui.ui.widgets.buttons import Button, IconButton
from spotgui.ui.widgets.layout import row
from spotgui.ui.widgets.text import label

_TAIL_BYTES = 200_000
_SERIOUS = (" WARNING ", " ERROR ", " CRITICAL ")


def last_lines(file: Path, *, only_problems: bool) -> str:
    """The end of a log file; a file that is not there is an empty log.

    Parameters
    ----------
    only_problems : bool
        Warnings and errors, with the lines of their tracebacks.
    """
    try:
        with file.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _TAIL_BYTES))
            text = stream.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    lines = text.splitlines()
    if size > _TAIL_BYTES:
        lines = lines[1:]  # the first is cut
    if only_problems:
        lines = _problems(lines)
    return "\n".join(lines)


def _problems(lines: list[str]) -> list[str]:
    kept, keeping = [], False
    for line in lines:
        starts_entry = line[:2] == "20"  # the year; lines of a traceback do not begin with one
        keeping = any(level in line for level in _SERIOUS) if starts_entry else keeping
        if keeping:
            kept.append(line)
    return kept


class LogDialog(Dialog):
    """Reads the file when opened and when asked again."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Log"), parent)
        self._file = file
        self._problems = QCheckBox(self.tr("Only warnings and errors"))
        self._problems.toggled.connect(self.read)
        refresh = IconButton("refresh", self.tr("Read the log again"))
        refresh.clicked.connect(self.read)
        self.body.addLayout(row(self._problems, 1, refresh))
        self._view = ReportView("", self.tr("Log"))
        self.body.addWidget(self._view, 1)
        self.body.addWidget(label(str(file), "caption", selectable=True))
        folder = self.add_button(Button(self.tr("Open folder"), "", "folder"))
        folder.clicked.connect(self._open_folder)
        self.add_button(CopyButton(self.tr("Copy"), self._view))
        close = self.add_button(Button(self.tr("Close"), "primary"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        close.setFocus()
        self.resize(760, 520)
        self.read()

    @Slot()
    def read(self) -> None:
        """Show the end of the file."""
        text = last_lines(self._file, only_problems=self._problems.isChecked())
        self._view.setPlainText(text or self.tr("Nothing was logged."))
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum())

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
