"""What follows an import: what is new is taken in, what was not recognised is tried again, and the user is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from spotgui.ui import formats
from spotgui.ui.context import AppContext
from spotgui.ui.imports.status import ImportStatus, Phase
from spotgui.ui.messages import Tone
from spotgui.ui.navigation import Route
from spotgui.ui.translated import translated


class Aftermath(QObject):
    """Made once for the window."""

    def __init__(self, ctx: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        ctx.imports.ended.connect(self._follow)
        ctx.imports.changed.connect(self._watch)
        self._tracks_seen = 0
        self._demo = False
        ctx.retry.ended.connect(self._tell_recognised)

    @Slot(object)
    def _watch(self, status: ImportStatus) -> None:
        """Segments come while the import runs: take them in whenever the index has grown."""
        if status.phase is Phase.STARTING:
            self._tracks_seen = 0
            self._demo = False
        self._demo = self._demo or status.phase is Phase.DEMO
        indexed = status.phase is Phase.INDEXING and status.file_total > 0 and status.file_done >= status.file_total
        if indexed and status.tracks != self._tracks_seen:
            self._tracks_seen = status.tracks
            self._ctx.engine.open()
            self._ctx.catalog.refresh()

    @Slot(object)
    def _follow(self, status: ImportStatus) -> None:
        ctx = self._ctx
        ctx.engine.open()
        ctx.catalog.refresh()
        if status.phase is Phase.DONE:
            if self._demo:
                ctx.messages.say(self.tr("The demo library is ready."), Tone.GOOD)
                return
            text = self.tr("Import finished.")
            if status.tracks:
                text = formats.plural(status.tracks, "Import finished: {n} track.", "Import finished: {n} tracks.")
            if status.notice:  # a button would leave too little room for it
                ctx.messages.say(f"{text} {translated(status.notice)}", Tone.WARN, lasting=True)
            else:
                ctx.messages.say(text, Tone.GOOD, action=self.tr("Show the library"), route=Route.LIBRARY)
            ctx.retry.start()
        elif status.problem:
            ctx.messages.problem(status.problem)

    @Slot(int, int)
    def _tell_recognised(self, tried: int, recognised: int) -> None:
        if recognised:
            text = formats.plural(
                recognised,
                "{n} sound that was not recognised before is known now.",
                "{n} sounds that were not recognised before are known now.",
            )
            self._ctx.messages.say(text, Tone.GOOD, action=self.tr("Show the history"), route=Route.HISTORY)
