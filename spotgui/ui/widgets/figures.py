"""A few numbers, each under its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel

from spotgui.ui.theme import tokens
from spotgui.ui.widgets.layout import Card, Flow, column, holder
from spotgui.ui.widgets.text import label

_CELL = 18 * tokens.GRID


class Figures(Card):
    """Side by side while there is room; the names are given once, the values change.

    Parameters
    ----------
    names : mapping
        From what the caller calls a number to what stands over it.
    framed : bool
        On a card of their own; False inside another one.
    """

    def __init__(self, names: Mapping[str, str], *, framed: bool = True) -> None:
        super().__init__()
        if not framed:
            self.setProperty("card", False)
            self.body.setContentsMargins(0, 0, 0, 0)
        self._values: dict[str, QLabel] = {}
        cells = []
        for key, name in names.items():
            value = self._values[key] = label("–", "strong", wrap=False)
            cell = holder(column(label(name, "caption", wrap=False), value, gap=tokens.HALF // 2))
            cell.setMinimumWidth(_CELL)  # wider where a language needs it
            cells.append(cell)
        self.body.addWidget(holder(Flow(*cells, gap=tokens.GAP)))

    def show_value(self, key: str, text: str) -> None:
        """Show another value; empty for one that is not known."""
        self._values[key].setText(text or "–")

    def value(self, key: str) -> str:
        """What is shown."""
        return self._values[key].text()
