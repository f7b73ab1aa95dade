"""Every state of the Listen page in words: a heading and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from spotgui.audio.levels import SoundState
from spotgui.audio.platform_hints import no_sound_hint
from spotgui.errors import SpotguiError
from spotgui.recognizer.results import Reason, Recognition
from spotgui.tasks.engine import EngineState, Readiness
from spotgui.ui.formats import plural
from spotgui.ui.result.words import title_of
from spotgui.ui.translated import translated


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown under the button."""

    heading: str
    sentence: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("listen", text)


def idle(engine: EngineState) -> Words:
    """Nothing is going on."""
    if engine.readiness is Readiness.FAILED and engine.problem:
        return failed(engine.problem)
    if engine.readiness is not Readiness.READY:
        return Words(_tr("Getting ready…"), _tr("You can click already; the first answer takes a moment longer."))
    return Words(
        _tr("What is playing?"),
        plural(engine.tracks, "{n} song can be recognised.", "{n} songs can be recognised."),
    )


def listening(seconds: float, sound: SoundState | None, device: str) -> Words:
    """The microphone is open."""
    if sound is None:
        return Words(_tr("Opening the microphone…"))
    heading = _tr("Listening… {n} s").format(n=int(seconds))
    return {
        SoundState.NO_SOUND: Words(
            _tr("Waiting for sound…"),
            _tr("No sound is coming in from “{device}”. Is it muted, or is another input the right one?").format(
                device=device
            ),
        ),
        SoundState.TOO_QUIET: Words(heading, _tr("It is very quiet. Move closer or turn the music up.")),
        SoundState.CLIPPING: Words(heading, _tr("It is too loud and distorts. Turn it down a little.")),
        SoundState.GOOD: Words(heading, ""),
    }[sound]


def resting(last: Recognition | None) -> Words:
    """Continuous listening between two looks."""
    if last is not None and last.found:
        return Words(_tr("Following the music"), _tr("The song is known; spotgui listens again in a while."))
    if last is not None and last.one_of:
        titles = ", ".join(map(title_of, last.one_of))
        return Words(_tr("Following the music"), _tr("It was one of these: {titles}.").format(titles=titles))
    return Words(_tr("Following the music"), _tr("Nothing was found just now; spotgui listens again in a moment."))


def not_found(recognition: Recognition) -> Words:
    """Why there is no answer and what helps."""
    reason = recognition.reason or Reason.NOT_IN_CATALOGUE
    return {
        Reason.NO_SOUND: Words(_tr("No sound came in"), translated(no_sound_hint())),
        Reason.TOO_QUIET: Words(_tr("It was too quiet"), _tr("Move closer or turn the music up, then try again.")),
        Reason.TOO_SHORT: Words(_tr("That was too short"), _tr("Some five seconds of music are needed.")),
        Reason.NOT_IN_CATALOGUE: Words(
            _tr("Not in your catalogue"),
            _tr("This recording is not among the songs that you have imported, or there is too much noise over it."),
        ),
        Reason.NOT_SURE: Words(
            _tr("Not sure enough"),
            _tr("Something came close, but not close enough to name it. Try a louder or clearer part of the song."),
        ),
        Reason.SHARED: Words(
            _tr("It is one of these"),
            _tr("The same music is in several of your songs. Listen longer, or to another part, to tell them apart."),
        ),
        Reason.EMPTY_INDEX: Words(
            _tr("Nothing is imported yet"), _tr("Import some songs first; the demo library takes a minute.")
        ),
    }[reason]


def failed(problem: SpotguiError) -> Words:
    """A known error: what happened, what to do."""
    return Words(translated(problem.message), translated(problem.action))
