from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from spotgui.audio.levels import SoundState
from spotgui.errors import DeviceError
from spotgui.recognizer.results import Confidence, Match, Query, Reason, Recognition
from spotgui.tasks.engine import EngineState, Readiness
from spotgui.ui.formats import count
from spotgui.ui.listen import state_words


def test_ready_says_how_much_can_be_recognised(qapp: QApplication) -> None:
    assert f"{count(33_500_000)} songs can" in state_words.idle(EngineState(Readiness.READY, 33_500_000)).sentence
    assert "1 song can" in state_words.idle(EngineState(Readiness.READY, 1)).sentence


def test_a_library_that_cannot_be_opened_is_said(qapp: QApplication) -> None:
    problem = DeviceError("The index is damaged.", "Verify it.")
    words = state_words.idle(EngineState(Readiness.FAILED, problem=problem))
    assert (words.heading, words.sentence) == ("The index is damaged.", "Verify it.")


def test_every_level_has_its_own_words(qapp: QApplication) -> None:
    seen = {state_words.listening(7.9, state, "Mic") for state in (None, *SoundState)}
    assert len(seen) == len(SoundState) + 1
    assert "7 s" in state_words.listening(7.9, SoundState.GOOD, "Mic").heading
    assert "“Mic”" in state_words.listening(7.9, SoundState.NO_SOUND, "Mic").sentence


def test_silence_is_explained_as_the_system_needs_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    words = state_words.not_found(Recognition((), (), Query(25.0, 0), 0.1, Reason.NO_SOUND))
    assert "Privacy & Security" in words.sentence


def test_following_says_what_it_was_one_of(qapp: QApplication) -> None:
    match = Match("t", 44, 40, 4, 13, 1, 9, 1, False, Confidence.UNSURE, "Wren Song", ("A",))
    last = Recognition((), (match, replace(match, title="Wren Song (Live)")), Query(25, 90), 0.1, Reason.SHARED, 2)
    assert "Wren Song, Wren Song (Live)" in state_words.resting(last).sentence
    assert "Nothing was found" in state_words.resting(replace(last, shared=0)).sentence


@pytest.mark.parametrize("reason", [None, *Reason])
def test_every_reason_says_what_helps(qapp: QApplication, reason: Reason | None) -> None:
    words = state_words.not_found(Recognition((), (), Query(25.0, 10), 0.1, reason))
    assert words.heading
    assert words.sentence.endswith(".")
    assert str(reason) not in words.sentence.split(".")[0] or reason is Reason.NOT_IN_CATALOGUE
