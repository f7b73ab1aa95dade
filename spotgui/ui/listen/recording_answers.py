"""Keeps every answer in the history, found or not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from spotgui.history.entries import Entry, Found, NewEntry, SoundSource
from spotgui.recognizer.results import Match, Recognition
from spotgui.tasks.answer import Answer
from spotgui.tasks.history_service import HistoryService
from spotgui.tasks.worker import Task
from spotgui.ui.result.shown import Shown
from spotgui.ui.result.words import line_of


def entry_of(answer: Answer, source: SoundSource, source_name: str) -> NewEntry:
    """What the history keeps of an answer; the snippet only when it is not known what was playing."""
    recognition = answer.recognition
    found = found_of(recognition)
    snippet = None if found else answer.snippet
    return NewEntry(source, recognition.query.seconds, source_name, found, snippet, one_of=one_of(recognition))


def one_of(recognition: Recognition) -> tuple[str, ...]:
    """What it is one of, as the history keeps it; empty when it is known, or not known at all."""
    return tuple(map(line_of, recognition.one_of))


def found_of(recognition: Recognition) -> Found | None:
    """The best match as the history keeps it; None when there is none."""
    return found_in(recognition.matches[0]) if recognition.found else None


def found_in(match: Match) -> Found:
    """A match as the history keeps it."""
    return Found(
        track_id=match.track_id,
        title=match.title,
        artists=match.artists,
        album=match.album,
        score=match.score,
        margin=match.margin,
        position_s=match.position_s,
        confidence=match.confidence,
        isrc=match.isrc,
        year=next((r.year for r in match.releases if r.track_id == match.track_id), None),
    )


class Recorder(QObject):
    """Writes an answer and then tells `recorded`; an answer that cannot be written is told as well, with `problem`."""

    recorded = Signal(object)
    problem = Signal(object)

    def __init__(self, history: HistoryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._waiting: dict[Task, Answer] = {}

    def record(self, answer: Answer, source: SoundSource, source_name: str) -> None:
        """Write an answer to the history."""
        new = entry_of(answer, source, source_name)
        task = self._history.write("note an answer", lambda store: store.add(new))
        self._waiting[task] = answer
        task.done.connect(self._written)
        task.failed.connect(self._refused)

    @Slot(object)
    def _written(self, entry: Entry) -> None:
        answer = self._waiting.pop(self.sender())
        self.recorded.emit(Shown(answer.recognition, entry.id, entry.favourite, answer.recording))

    @Slot(object)
    def _refused(self, problem: BaseException) -> None:
        self.problem.emit(problem)
        answer = self._waiting.pop(self.sender())
        self.recorded.emit(Shown(answer.recognition, recording=answer.recording))
