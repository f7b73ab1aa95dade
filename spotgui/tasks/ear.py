"""An open microphone whose sound can be shown and used: a task that reads it, and a buffer of the last seconds."""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.audio.levels import Level, SoundState
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.tasks.worker import Task, Tasks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Blocks = queue.SimpleQueue[NDArray[np.float32]]

KEPT_S = 8.0
"""Sound kept in memory for the pre-roll, seconds."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How loud one block was, and what that means over the last two seconds."""

    level: Level
    state: SoundState


@dataclass(frozen=True, slots=True)
class Opened:
    """The device that is heard; `notice` when it is not the one that was asked for."""

    label: str
    notice: str


class Ear(QObject):
    """Open or closed; ends with `closed` (also when asked to) or `failed` with a `DeviceError`."""

    opened = Signal(object)
    heard = Signal(object)
    failed = Signal(object)
    closed = Signal()
    _opened = Signal(object)
    _heard = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from spotgui.audio.ring_buffer import RingBuffer
        from spotgui.fingerprint.constants import SAMPLE_RATE

        self._tasks = tasks
        self._task: Task | None = None
        self._ring = RingBuffer(round(KEPT_S * SAMPLE_RATE))
        self._listeners: tuple[Blocks, ...] = ()
        self._opened.connect(self._pass_opened)
        self._heard.connect(self._pass_heard)

    @property
    def is_open(self) -> bool:
        """Is there a microphone, or will there be in a moment?"""
        return self._task is not None and not self._task.cancelling

    def open(self, device_id: str) -> None:
        """Open a device by its stored id; empty for the default. Does nothing when already open."""
        if self.is_open:
            return
        self._ring.clear()

        def work(progress: ProgressCallback, cancel: CancelToken) -> None:
            self._read(device_id, cancel)

        self._task = self._tasks.start("microphone", work)
        self._task.failed.connect(self.failed)
        self._task.settled.connect(self._settled)

    def close(self) -> None:
        """Close the microphone and forget what it heard."""
        if self._task:
            self._task.cancel()
        self._ring.clear()

    def tap(self, *, with_past: bool) -> Blocks:
        """A queue that gets every block from now on.

        Parameters
        ----------
        with_past : bool
            Begin with the last seconds before this call.
        """
        blocks: Blocks = queue.SimpleQueue()
        if with_past and len(self._ring):
            blocks.put(self._ring.last())
        self._listeners = (*self._listeners, blocks)
        return blocks

    def untap(self, blocks: Blocks) -> None:
        """Give a queue of `tap` back."""
        self._listeners = tuple(other for other in self._listeners if other is not blocks)

    def _read(self, device_id: str, cancel: CancelToken) -> None:
        """The work: runs in its own thread until it is cancelled or the device goes away."""
        from spotgui.audio import devices
        from spotgui.audio.capture import Microphone

        choice = devices.choose(device_id, devices.list_devices(refresh=True))
        with Microphone(choice.device) as microphone:
            self._opened.emit(Opened(choice.device.label, choice.notice))
            while not cancel.cancelled:
                block = microphone.read(0.2)
                if block is None:
                    continue
                self._ring.append(block)
                for blocks in self._listeners:
                    blocks.put(block)
                self._heard.emit(Sound(microphone.level, microphone.state))

    @Slot(object)
    def _pass_opened(self, opened: Opened) -> None:
        if self.is_open:
            self.opened.emit(opened)

    @Slot(object)
    def _pass_heard(self, sound: Sound) -> None:
        if self.is_open:
            self.heard.emit(sound)

    @Slot(object)
    def _settled(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.closed.emit()
