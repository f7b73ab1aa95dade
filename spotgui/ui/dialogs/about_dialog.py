"""About: what this is, which version, and what a bug report needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from spotgui import __version__
from spotgui.paths import Library, resource
from spotgui.ui.dialogs.dialog import Dialog
from spotgui.ui.dialogs.report import CopyButton, ReportView
from spotgui.ui.system_info import system_info
from spotgui.ui.theme import tokens
from spotgui.ui.widgets.buttons import Button
from spotgui.ui.widgets.layout import column, row
from spotgui.ui.widgets.svg_picture import SvgPicture
from spotgui.ui.widgets.text import label


class AboutDialog(Dialog):
    """Version, licence, system information."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About spotgui"), parent)
        words = column(
            label(self.tr("Version {version}").format(version=__version__), "strong"),
            label(
                self.tr(
                    "Recognises songs on your own machine, from the open Echoprint fingerprints of the Spotify audio "
                    "analyses. Nothing that you play leaves this computer."
                )
            ),
            label(self.tr("Free software under the MIT licence. Uses Qt and PySide6 under the LGPL."), "caption"),
            gap=tokens.GRID,
        )
        self.body.addLayout(
            row(SvgPicture(resource("io.github.spotgui.spotgui.svg"), QSize(72, 72)), words, gap=tokens.GAP)
        )
        view = ReportView(system_info(library), self.tr("System information"))
        self.body.addWidget(label(self.tr("System information"), "strong"))
        self.body.addWidget(view, 1)
        self.add_button(CopyButton(self.tr("Copy system information"), view))
        close = self.add_button(Button(self.tr("Close"), "primary"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        close.setFocus()
        self.resize(560, 560)
