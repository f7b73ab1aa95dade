"""`identify` and `listen`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from spotgui.audio import devices as audio_devices
from spotgui.audio import files
from spotgui.audio.capture import Microphone
from spotgui.audio.raw import Encoding, RawFormat, read_stdin
from spotgui.audio.recording import Recording
from spotgui.cli import as_json
from spotgui.cli.print_match import recognition_text
from spotgui.cli.text import clip, wrap
from spotgui.errors import BadInputError
from spotgui.paths import Library
from spotgui.recognizer.results import Recognition

FOUND, NOT_FOUND = 0, 1


def identify(arguments: argparse.Namespace) -> int:
    """Name the song in a file or in raw PCM on standard input."""
    from spotgui.recognizer.opening import open_recognizer

    with open_recognizer(Library(arguments.data)) as opened:
        recording = _recording(arguments)
        for notice in (opened.notice, *recording.notices):
            if notice:
                print(wrap(f"spotgui: {notice}"), file=sys.stderr)
        return _answer(opened.recognise(recording.samples), arguments)


def _recording(arguments: argparse.Namespace) -> Recording:
    if arguments.file != "-":
        return files.load(Path(arguments.file), start=arguments.start, seconds=arguments.seconds)
    if arguments.start:
        raise BadInputError("Standard input cannot be entered in the middle.", "Name a file, or leave --start out.")
    raw = None
    if arguments.rate or arguments.channels or arguments.format:
        raw = RawFormat(arguments.rate or 44_100, arguments.channels or 1, Encoding(arguments.format or "s16le"))
    return read_stdin(sys.stdin.buffer, raw, seconds=arguments.seconds)


def listen(arguments: argparse.Namespace) -> int:
    """Name what a microphone hears; stops at the first safe answer."""
    from spotgui.recognizer.opening import open_recognizer

    choice = audio_devices.choose(arguments.device or "", audio_devices.list_devices())
    if choice.notice:
        print(wrap(f"spotgui: {choice.notice}"), file=sys.stderr)
    with open_recognizer(Library(arguments.data)) as opened, Microphone(choice.device) as microphone:
        session = opened.session(give_up_s=arguments.seconds)
        terminal = sys.stderr.isatty()
        if not terminal:
            print(f"listening to {choice.device.label}", file=sys.stderr)
        deadline = time.monotonic() + arguments.seconds + 1.0
        recognition: Recognition | None = None
        while recognition is None:
            block = microphone.read()
            if block is not None:
                recognition = session.feed(block)
            if terminal:
                level = f"{session.seconds:.0f} s · {microphone.level.rms_db:.0f} dB"
                sys.stderr.write("\r\x1b[K" + clip(f"listening to {choice.device.label} · {level}", 79))
            if recognition is None and time.monotonic() > deadline:
                recognition = session.finish()
        if terminal:
            sys.stderr.write("\r\x1b[K")
        return _answer(recognition, arguments)


def _answer(recognition: Recognition, arguments: argparse.Namespace) -> int:
    if arguments.json:
        as_json.write(as_json.recognition(recognition))
    else:
        print(recognition_text(recognition))
    return FOUND if recognition.found else NOT_FOUND
