"""Shown for a bug: what happened in words, and a report that can be copied."""

from __future__ import annotations

import traceback

from PySide6.QtWidgets import QWidget

from spotgui.paths import Library
from spotgui.ui.dialogs.dialog import Dialog
from spotgui.ui.dialogs.report import CopyButton, ReportView
from spotgui.ui.system_info import system_info
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.text import label


def crash_report(problem: BaseException, library: Library) -> str:
    """The text of a report: traceback and machine."""
    trace = "".join(traceback.format_exception(problem))
    return f"{trace}\n{system_info(library)}\n"


class CrashDialog(Dialog):
    """The program goes on when this is closed."""

    def __init__(self, problem: BaseException, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Something went wrong inside spotgui"), parent)
        self.body.addWidget(
            label(
                self.tr(
                    "This is a mistake in the program, not yours. Your library and history are kept. You can go on; "
                    "if it happens again, please copy the report and send it to the project."
                )
            )
        )
        view = ReportView(crash_report(problem, library), self.tr("Report"))
        self.body.addWidget(view, 1)
        self.add_button(CopyButton(self.tr("Copy report"), view))
        close = self.add_button(Button(self.tr("Continue"), "primary"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        close.setFocus()
        self.resize(640, 480)
