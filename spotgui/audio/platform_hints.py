"""What differs between systems, said to the user."""

from __future__ import annotations

import platform

from spotgui.sentences import Sentence


def no_sound_hint(system: str = "") -> str:
    """What to check when a microphone gives only silence.

    Parameters
    ----------
    system : str, optional
        As `platform.system` names it; this machine's when not given.
    """
    match system or platform.system():
        case "Darwin":
            return Sentence(
                "Check that the microphone is not muted, and that System Settings > Privacy & Security > Microphone "
                "allows this program: without it macOS gives silence."
            )
        case "Windows":
            return Sentence(
                "Check that the microphone is not muted, and that Settings > Privacy > Microphone lets desktop apps "
                "listen: without it Windows gives silence."
            )
    return Sentence("Check that the input is the right one, is not muted and is turned up in the sound settings.")


def system_audio_hint(system: str = "") -> str:
    """How to listen to what the machine itself plays, for when no such input is listed."""
    match system or platform.system():
        case "Darwin":
            return Sentence(
                "macOS offers no input for what it plays. A loopback driver such as BlackHole adds one; then it is "
                "listed here."
            )
        case "Windows":
            return Sentence(
                "Windows lists what it plays only when the sound card has a 'Stereo Mix' input; turn it on under "
                "Sound > Recording. A loopback driver such as VB-Cable adds one."
            )
    return Sentence(
        "System audio is listed when PulseAudio or PipeWire runs and their tools are installed: "
        "'sudo apt install pulseaudio-utils'."
    )
