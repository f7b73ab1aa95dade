"""What makes a timeline of a file that was recognised as one song, or as none."""

from __future__ import annotations

from spotgui.ui.widgets.buttons import Button


class EverySongButton(Button):
    """Offers to find every song in the file."""

    def __init__(self) -> None:
        super().__init__(self.tr("Find every song in the file"), "", "timeline")
        self.setToolTip(self.tr("Hear it from beginning to end and list what is in it"))
