"""Notices that an input of the sound server is removed.

PulseAudio and PipeWire then move the stream to another input without a word: the program would go on listening, to
something that the user did not choose.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable

from spotgui.audio import pulse


class SourceWatch:
    """Listens to the sound server's events while an input is open.

    Parameters
    ----------
    source : str
        Name of the input.
    gone : callable
        Called once, in a thread of this watch, when the input was removed.
    """

    def __init__(self, source: str, gone: Callable[[], None]) -> None:
        self._source = source
        self._gone = gone
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        program = shutil.which("pactl")
        if program is None:
            return
        self._process = subprocess.Popen(
            [program, "subscribe"],
            env=os.environ | {"LC_ALL": "C"},  # the events are words of the user's language
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = threading.Thread(target=self._follow, name="watch sound input", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        if self._process is None or self._thread is None:
            return
        self._process.kill()
        if self._thread is not threading.current_thread():
            self._thread.join()
        self._process.wait()

    def _follow(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as events:
            for event in events:
                # "Event 'remove' on source #1"; "source-output" is a program that listens
                if b"'remove' on source #" in event and self._source not in pulse.source_names(default=self._source):
                    self._gone()
                    return
