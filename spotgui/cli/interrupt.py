"""Ctrl+C and a polite kill stop a job at its next safe point."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from spotgui.progress import CancelToken


@contextmanager
def cancel_on_signals() -> Iterator[CancelToken]:
    """A token that SIGINT and SIGTERM cancel; a second signal stops at once.

    Yields
    ------
    CancelToken
        To hand to the job.
    """
    token = CancelToken()

    def handle(signum: int, frame: FrameType | None) -> None:
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, handle) for number in signals]
    try:
        yield token
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
