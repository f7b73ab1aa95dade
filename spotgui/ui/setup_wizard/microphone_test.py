"""Listens to an input for as long as the step is seen, and says how loud it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.progress import CancelToken
from spotgui.tasks.worker import Task, Tasks


class MicrophoneTest(QObject):
    """Emits `heard` with level and state about ten times a second while it runs.

    Nothing is kept of what is heard.
    """

    listed = Signal(object)
    opened = Signal(object)
    heard = Signal(object, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None
        self._next: str | None = None

    def start(self, wanted: str, *, refresh: bool = False) -> None:
        """Listen to the input with this id; to the default one when empty or gone."""
        if self._running:
            self._next = wanted
            self._running.cancel()
            return
        self._running = self._tasks.start(
            "microphone test", lambda progress, cancel: self._listen(wanted, cancel, refresh)
        )
        self._running.failed.connect(self.failed)
        self._running.settled.connect(self._settle)

    def stop(self) -> None:
        """Close the input."""
        self._next = None
        if self._running:
            self._running.cancel()

    def _listen(self, wanted: str, cancel: CancelToken, refresh: bool) -> None:
        from spotgui.audio import capture, devices

        found = devices.list_devices(refresh=refresh)
        self.listed.emit(found)
        choice = devices.choose(wanted, found)
        with capture.Microphone(choice.device) as microphone:
            self.opened.emit(choice)
            while not cancel.cancelled:
                if microphone.read(0.2) is not None:
                    self.heard.emit(microphone.level, microphone.state)

    @Slot(object)
    def _settle(self, task: Task) -> None:
        self._running = None
        if self._next is not None:
            wanted, self._next = self._next, None
            self.start(wanted, refresh=True)
