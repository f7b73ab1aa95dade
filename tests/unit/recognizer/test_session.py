"""A session gives the answer of the whole clip, at the first second that is enough."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.index.reader import Index
from spotgui.recognizer import snippet
from spotgui.recognizer.recognizer import FAR, GLANCE, QUICK, THOROUGH, Effort, Recognizer
from spotgui.recognizer.results import Reason
from spotgui.recognizer.session import ListeningSession

Songs = list[NDArray[np.float32]]


@pytest.fixture(scope="module")
def recognizer(index: Index) -> Recognizer:
    return Recognizer(index)


def test_stops_at_the_first_answer(recognizer: Recognizer, songs: Songs) -> None:
    sound = songs[1][12 * SAMPLE_RATE : 40 * SAMPLE_RATE]
    session = ListeningSession(recognizer)
    answers = []
    for block in np.array_split(sound, 113):
        answers.append(session.feed(block))
        if answers[-1]:
            break
    answer = answers[-1]
    assert answer and answer.found and answer.matches[0].track_id == f"song{1:018d}"
    assert 3 <= session.seconds < 12
    assert answer.matches[0].position_s == pytest.approx(12, abs=0.1)
    whole = recognizer.recognise(sound[: round(session.seconds * SAMPLE_RATE)])
    assert whole.matches[0].score == pytest.approx(answer.matches[0].score, abs=0.01)


def test_gives_up_with_a_reason_and_keeps_the_evidence(recognizer: Recognizer, songs: Songs) -> None:
    session = ListeningSession(recognizer, give_up_s=6)
    assert session.snippet() is None
    answer = None
    for block in np.array_split(songs[-1][: 8 * SAMPLE_RATE], 40):
        answer = session.feed(block)
        if answer:
            break
    assert answer and not answer.found and answer.reason is not None
    assert session.seconds == pytest.approx(6, abs=0.3)
    assert session.candidates == answer.candidates
    kept = session.snippet()
    assert kept and snippet.unpack(kept).seconds == pytest.approx(session.seconds, abs=0.1)


def test_silence(recognizer: Recognizer) -> None:
    session = ListeningSession(recognizer, give_up_s=4)
    answers = [session.feed(np.zeros(SAMPLE_RATE, np.float32)) for _ in range(4)]
    assert answers[:3] == [None] * 3
    assert answers[3] and answers[3].reason is Reason.NO_SOUND


def test_finish_before_anything(recognizer: Recognizer) -> None:
    assert ListeningSession(recognizer).finish().reason is Reason.TOO_SHORT


class Looks(Recognizer):
    """Notes how far each look goes."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self.efforts: list[Effort] = []

    def look(self, snippet, effort, **options):  # type: ignore[no-untyped-def]
        self.efforts.append(effort)
        return super().look(snippet, effort, **options)


def test_looks_far_only_now_and_then(index: Index, songs: Songs) -> None:
    looks = Looks(index)
    session = ListeningSession(looks, give_up_s=25)
    for block in np.array_split(songs[-1][: 26 * SAMPLE_RATE], 130):
        if session.feed(block):
            break
    assert looks.efforts.count(THOROUGH) == looks.efforts.count(FAR) == 1 and looks.efforts[-1] is THOROUGH
    assert looks.efforts.count(QUICK) == 10
    assert looks.efforts.count(GLANCE) <= 11


def test_looks_again_at_what_was_good_each_second(index: Index, songs: Songs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A song that is within reach is not left alone until the next search."""
    monkeypatch.setattr("spotgui.recognizer.decision.threshold", lambda tracks, looks=1, pitches=True: 1e3)
    monkeypatch.setattr("spotgui.recognizer.session._WITHIN_REACH", 1e3)
    looks = Looks(index)
    session = ListeningSession(looks, give_up_s=25)
    for block in np.array_split(songs[2][: 12 * SAMPLE_RATE], 60):
        assert session.feed(block) is None
    assert looks.efforts.count(GLANCE) == 2  # at 9 and 11 s
    assert session.candidates[0].track_id == f"song{2:018d}"
