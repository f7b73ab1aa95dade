"""`demo`: a small library and recordings of it, so that nobody needs 4 TB to see it work."""

from __future__ import annotations

import argparse

from spotgui.audio import files
from spotgui.cli import as_json
from spotgui.cli.interrupt import cancel_on_signals
from spotgui.cli.print_match import recognition_text
from spotgui.cli.progress_line import ProgressLine
from spotgui.cli.text import clock
from spotgui.demo.setup import demo_library, install_demo
from spotgui.demo.tapes import Tape
from spotgui.paths import Library
from spotgui.recognizer.opening import OpenRecognizer, open_recognizer
from spotgui.recognizer.results import Recognition

RIGHT, WRONG = 0, 1


def demo(arguments: argparse.Namespace) -> int:
    """Make the demo library, recognise a noisy tape of it and one of a piece it does not hold."""
    library = Library(arguments.data) if arguments.data else demo_library()
    line = ProgressLine()
    with cancel_on_signals() as cancel:
        try:
            made = install_demo(library, progress=line, cancel=cancel)
        finally:
            line.close()
    with open_recognizer(library) as opened:
        heard = [(tape, _listen(opened, tape)) for tape in (made.paths.noisy, made.paths.outside)]
    right = all(_is_right(tape, answer) for tape, answer in heard)
    if arguments.json:
        as_json.write(
            {
                "data": str(library.root),
                "right": right,
                "tapes": [
                    {"file": str(tape.path), "truth": _truth(tape), "answer": as_json.recognition(answer)}
                    for tape, answer in heard
                ],
            }
        )
        return RIGHT if right else WRONG
    for tape, answer in heard:
        print(f"\n{tape.path.name}: {_story(tape)}\n")
        print(recognition_text(answer))
        print("→ right" if _is_right(tape, answer) else "→ WRONG")
    print(f"\nThe library is in {library.root}\nThe tapes are in {made.paths.noisy.path.parent}")
    return RIGHT if right else WRONG


def _listen(opened: OpenRecognizer, tape: Tape) -> Recognition:
    return opened.recognise(files.load(tape.path).samples)


def _is_right(tape: Tape, answer: Recognition) -> bool:
    if tape.is_outside:
        return not answer.found
    return answer.found and answer.matches[0].track_id in tape.track_ids


def _story(tape: Tape) -> str:
    if tape.is_outside:
        return "a piece that the library does not hold"
    return f"“{tape.title}” from {clock(tape.start_s)}, in a noisy room through a small speaker"


def _truth(tape: Tape) -> as_json.Json:
    return {"title": tape.title, "track_ids": list(tape.track_ids), "start_s": tape.start_s, "speed": tape.speed}
