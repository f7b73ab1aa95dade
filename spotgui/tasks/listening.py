"""Listening as the window sees it: phases, what is heard, what it could be, the answer.

Lives in the GUI thread. The microphone is read by `Ear` in one thread, the session computes in the engine's, so the
level goes on moving while the search runs.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from spotgui.errors import SpotguiError
from spotgui.progress import CancelToken, ProgressCallback
from spotgui.recognizer.results import Match, Recognition
from spotgui.tasks.answer import Answer
from spotgui.tasks.back_off import BackOff
from spotgui.tasks.ear import Ear
from spotgui.tasks.engine import Engine
from spotgui.tasks.worker import Task, Tasks

if TYPE_CHECKING:
    from spotgui.recognizer.opening import OpenRecognizer
    from spotgui.tasks.ear import Blocks


class Phase(StrEnum):
    """What is going on."""

    IDLE = "idle"
    OPENING = "opening"
    LISTENING = "listening"
    RESTING = "resting"  # continuous: a known song runs, or nothing was found; will listen again


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where the session is.

    Attributes
    ----------
    seconds : float
        Sound taken in.
    candidates : tuple of Match
        What it could be so far, best first.
    """

    seconds: float
    candidates: tuple[Match, ...]


class Listening(QObject):
    """Start, cancel, and the answer; once or continuously."""

    phase_changed = Signal(object)
    progressed = Signal(object)
    answered = Signal(object)
    failed = Signal(object)
    _reported = Signal(object)

    def __init__(self, engine: Engine, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ear = Ear(tasks, self)
        self.phase = Phase.IDLE
        self._engine = engine
        self._continuous = False
        self._keep_open = False
        self._session: Task | None = None
        self._blocks: Blocks | None = None
        self._back_off = BackOff()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._listen_again)
        self._reported.connect(self._pass_report)
        self.ear.failed.connect(self._fail)

    @property
    def active(self) -> bool:
        """Is there something to cancel?"""
        return self.phase is not Phase.IDLE

    @property
    def continuous(self) -> bool:
        """Does it go on after an answer?"""
        return self._continuous

    def keep_open(self, keep: bool, device_id: str) -> None:
        """Pre-roll: keep the microphone open while idle, so that the click also uses the seconds before it."""
        self._keep_open = keep
        if keep:
            self.ear.open(device_id)
        elif not self.active:
            self.ear.close()

    def use_device(self, device_id: str) -> None:
        """Hear another device from now on, also in the middle of listening."""
        was_active, was_open = self.active, self.ear.is_open
        if was_active:
            self.cancel()
        self.ear.close()
        if was_active:
            self.start(device_id, continuous=self._continuous)
        elif was_open and self._keep_open:
            self.ear.open(device_id)

    def start(self, device_id: str, *, continuous: bool) -> None:
        """Listen; with `continuous` until cancelled, else until there is an answer."""
        if self.active:
            return
        self._continuous = continuous
        self._back_off = BackOff()
        with_past = self._keep_open and self.ear.is_open
        self.ear.open(device_id)
        self._begin(with_past=with_past)

    def cancel(self) -> None:
        """Stop at once; no answer follows."""
        if self._session:
            self._session.cancel()
        self._end()

    def _begin(self, *, with_past: bool) -> None:
        self._blocks = blocks = self.ear.tap(with_past=with_past)
        self._set_phase(Phase.LISTENING)

        def job(opened: OpenRecognizer, progress: ProgressCallback, cancel: CancelToken) -> Answer:
            return self._follow(opened, blocks, cancel)

        self._session = self._engine.start("listen", job)
        self._session.done.connect(self._take_answer)
        self._session.failed.connect(self._take_failure)

    def _follow(self, opened: OpenRecognizer, blocks: Blocks, cancel: CancelToken) -> Answer:
        """Feed a session from the microphone; runs in the engine's lane."""
        session = opened.session()
        while True:
            cancel.raise_if_cancelled()
            try:
                block = blocks.get(timeout=0.1)
            except queue.Empty:
                continue
            recognition = session.feed(block)
            self._reported.emit(Hearing(session.seconds, session.candidates))
            if recognition is not None:
                return Answer(recognition, session.snippet(), _remaining(opened, recognition, session.seconds))

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit(phase)

    def _leave_session(self) -> None:
        if self._blocks is not None:
            self.ear.untap(self._blocks)
        self._blocks = self._session = None

    def _end(self) -> None:
        self._rest.stop()
        self._leave_session()
        if not self._keep_open:
            self.ear.close()
        self._set_phase(Phase.IDLE)

    @Slot(object)
    def _pass_report(self, hearing: Hearing) -> None:
        if self.phase is Phase.LISTENING:
            self.progressed.emit(hearing)

    @Slot(object)
    def _take_answer(self, answer: Answer) -> None:
        if self.sender() is not self._session:
            return  # of a session that was cancelled meanwhile
        self._leave_session()
        if self._continuous:
            self._rest.start(round(1000 * self._back_off.after(answer.recognition, answer.remaining_s)))
            self._set_phase(Phase.RESTING)
        else:
            self._end()
        self.answered.emit(answer)

    @Slot()
    def _listen_again(self) -> None:
        self._begin(with_past=True)

    @Slot(object)
    def _take_failure(self, problem: BaseException) -> None:
        if self.sender() is self._session:
            self._fail(problem)

    @Slot(object)
    def _fail(self, problem: BaseException) -> None:
        if not self.active:
            return
        if self._session:
            self._session.cancel()
        self._end()
        if isinstance(problem, SpotguiError):
            self.failed.emit(problem)


def _remaining(opened: OpenRecognizer, recognition: Recognition, heard_s: float) -> float | None:
    """Seconds until the song that was found ends, if it is played to its end."""
    if not recognition.found:
        return None
    match = recognition.matches[0]
    index = opened.recognizer.index
    track_no = index.find(match.track_id)
    if track_no is None:
        return None
    return (index.duration_s(track_no) - match.position_s) / match.speed - heard_s
