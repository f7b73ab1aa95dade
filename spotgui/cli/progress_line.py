"""Progress of a job on stderr: one line in place on a terminal, now and then a line in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from spotgui.cli.text import WIDTH, clip, clock, number, size
from spotgui.progress import Progress, Unit

_TERMINAL_INTERVAL_S = 0.1
_LOG_INTERVAL_S = 5.0
_STAGE_INTERVAL_S = 1.0


class ProgressLine:
    """Shows `Progress` values with bytes, rate and time left.

    Parameters
    ----------
    stream : TextIO, optional
        Where to write; stderr by default.
    now : callable, optional
        Seconds.
    """

    def __init__(self, stream: TextIO | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._interval = _TERMINAL_INTERVAL_S if self._terminal else _LOG_INTERVAL_S
        self._first: Progress | None = None
        self._started = 0.0
        self._shown = now()
        self._stage = ""
        self._open = False

    def __call__(self, progress: Progress) -> None:
        """Show one value, unless the last is too recent to be read."""
        now = self._now()
        if self._first is None or _is_other_work(self._first, progress):
            self._first, self._started = progress, now
        new_stage = progress.stage != self._stage
        if now - self._shown < (min(_STAGE_INTERVAL_S, self._interval) if new_stage else self._interval):
            return
        self._shown, self._stage = now, progress.stage
        line = clip(self._line(progress, now), WIDTH - 1)
        self._stream.write(f"\r\x1b[K{line}" if self._terminal else line + "\n")
        self._stream.flush()
        self._open = self._terminal

    def close(self) -> None:
        """End the line, so that what follows starts on its own."""
        if self._open:
            self._stream.write("\n")
            self._open = False

    def _line(self, progress: Progress, now: float) -> str:
        parts = [progress.stage]
        assert self._first is not None
        rate = (progress.done - self._first.done) / max(now - self._started, 1e-3)
        if progress.total > 0:
            share = f"{100 * progress.done / progress.total:.0f} %"
            parts.append(
                share if progress.unit is Unit.SHARE else f"{share} of {_amount(progress.total, progress.unit)}"
            )
        elif progress.done:
            parts.append(_amount(progress.done, progress.unit))
        if progress.tracks:
            parts.append(f"{number(progress.tracks)} tracks")
        if progress.rejected:
            parts.append(f"{number(progress.rejected)} rejected")
        if rate > 0 and now - self._started > 1:
            if progress.unit is not Unit.SHARE:
                parts.append(f"{_amount(rate, progress.unit)}/s")
            if progress.total > progress.done:
                parts.append(f"{clock((progress.total - progress.done) / rate)} left")
        return " · ".join(parts)


def _is_other_work(first: Progress, later: Progress) -> bool:
    return (first.unit, first.total) != (later.unit, later.total) or later.done < first.done


def _amount(count: float, unit: Unit) -> str:
    if unit is Unit.BYTES:
        return size(count)
    return f"{number(round(count)) if count >= 10 or count == round(count) else f'{count:.1f}'} {unit}"
