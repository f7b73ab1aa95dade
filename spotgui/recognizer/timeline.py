"""Songs of a long recording: where each begins and ends.

The recording is heard in overlapping windows. While a song runs, every next window is only checked against where the
song should be by now, which costs little; when that fails, the whole library is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.progress import CancelToken, Progress, ProgressCallback, Unit, ignore_progress
from spotgui.recognizer.reasons import refusal
from spotgui.recognizer.recognizer import Recognizer
from spotgui.recognizer.results import Match, MatchEvidence, Recognition
from spotgui.sentences import Sentence

WINDOW_S = 15.0
HOP_S = 10.0
_STILL_NATS = 10.0
"""Score at the one expected place that says the song goes on: no search, so no price for places."""
_BRIDGED_S = 45.0
"""Unrecognised time inside a song that is taken for part of it."""
_SHORTEST_UNKNOWN_S = 5.0
_DRIFT_S = 3.0
LOOKS = 100
"""A long recording is decided hundreds of times, and nothing may be invented in it."""
_IN_A_ROW, _ROW_S = 5, 2.5
_HEARD_FROM_THE_START_S = 3.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the recording.

    Attributes
    ----------
    start_s, end_s : float
        Seconds since the recording's beginning.
    match : Match or None
        The song, its `position_s` where the stretch begins; None where nothing was recognised.
    """

    start_s: float
    end_s: float
    match: Match | None

    def position_at(self, second: float) -> float:
        """Where in the track it is at a second of the recording."""
        assert self.match is not None
        return self.match.position_s + (second - self.start_s) * self.match.speed


class TimelineMaker:
    """Takes a recording in blocks and gives its songs.

    Parameters
    ----------
    recognizer : Recognizer
    describe : callable
        Fills in titles.
    """

    def __init__(self, recognizer: Recognizer, describe: Callable[[Recognition], Recognition] = lambda r: r) -> None:
        self._recognizer = recognizer
        self._describe = describe
        self._buffer = np.empty(0, np.float32)
        self._start_s = 0.0
        self._stretches: list[Stretch] = []

    @property
    def seconds(self) -> float:
        """Sound taken in."""
        return self._start_s + len(self._buffer) / SAMPLE_RATE

    def feed(self, pcm: NDArray[np.float32]) -> None:
        """Take the next samples, float32 mono at 11 025 Hz."""
        self._buffer = np.concatenate([self._buffer, np.asarray(pcm, np.float32)])
        window, hop = int(WINDOW_S * SAMPLE_RATE), int(HOP_S * SAMPLE_RATE)
        while len(self._buffer) >= window:
            self._hear(self._buffer[:window])
            self._buffer = self._buffer[hop:]
            self._start_s += hop / SAMPLE_RATE

    def finish(self) -> tuple[Stretch, ...]:
        """The songs and the unknown parts between them, in order, without gaps longer than 5 s."""
        self._hear(self._buffer)
        self._start_s, self._buffer = self.seconds, np.empty(0, np.float32)
        return self.stretches()

    def stretches(self) -> tuple[Stretch, ...]:
        """The songs so far; the last one may still grow."""
        out: list[Stretch] = []
        for one in self._stretches:
            begins = out[-1].end_s if out else 0.0
            start = max(one.start_s, begins)
            if start - begins > _SHORTEST_UNKNOWN_S:
                out.append(Stretch(begins, start, None))
            else:
                start = begins
            match = replace(one.match, position_s=max(one.position_at(start), 0.0)) if one.match else None
            out.append(Stretch(start, one.end_s, match))
        end = out[-1].end_s if out else 0.0
        if self.seconds - end > _SHORTEST_UNKNOWN_S:
            out.append(Stretch(end, self.seconds, None))
        return tuple(out)

    def _hear(self, pcm: NDArray[np.float32]) -> None:
        if refusal(pcm, self._recognizer.index.track_count):
            return
        start, end = self._start_s, self._start_s + len(pcm) / SAMPLE_RATE
        snippet = self._recognizer.snippet(pcm)
        last = self._stretches[-1] if self._stretches else None
        if last and last.match and start - last.end_s <= _BRIDGED_S:
            expected = last.position_at(start)
            checked = self._recognizer.confirm(snippet, last.match.track_id, expected)
            if checked.score >= _STILL_NATS and checked.evidence:
                _, until = _agreement(checked.evidence, expected, last.match.speed, end - start)
                self._stretches[-1] = replace(last, end_s=max(last.end_s, start + until))
                if until > (end - start) / 2:
                    return
        found = self._recognizer.search(snippet, looks=LOOKS)
        if not found.found:
            return
        match = self._describe(found).matches[0]
        last = self._stretches[-1] if self._stretches else None
        since, until = 0.0, end - start
        if match.evidence:
            since, until = _agreement(match.evidence, match.position_s, match.speed, end - start)
        if last and last.match and _goes_on(last, match, start):
            self._stretches[-1] = replace(last, end_s=max(last.end_s, start + until))
            return
        began = start + since
        if since < _HEARD_FROM_THE_START_S and (last is None or last.end_s < start):
            began = max(start - HOP_S, start - match.position_s / match.speed, last.end_s if last else 0.0)
        position = max(match.position_s + (began - start) * match.speed, 0.0)
        if last and last.end_s > began:
            self._stretches[-1] = replace(last, end_s=max(began, last.start_s))
        self._stretches.append(Stretch(began, start + until, replace(match, position_s=position)))


def _agreement(evidence: MatchEvidence, position_s: float, speed: float, length_s: float) -> tuple[float, float]:
    """Seconds of the clip between which clip and track agree: where several onsets in a row are confirmed."""
    times = np.sort((evidence.track_s[evidence.matched] - position_s) / speed)
    if len(times) < _IN_A_ROW:
        return 0.0, length_s
    close = np.flatnonzero(times[_IN_A_ROW - 1 :] - times[: -_IN_A_ROW + 1] <= _ROW_S)
    if not len(close):
        return 0.0, length_s
    return max(float(times[close[0]]), 0.0), min(float(times[close[-1] + _IN_A_ROW - 1]) + 1.0, length_s)


def _goes_on(last: Stretch, match: Match, start: float) -> bool:
    """Whether a match is the song that ran before, at the place where it should be."""
    assert last.match is not None
    same = {match.track_id, *(r.track_id for r in match.releases)} & {
        last.match.track_id,
        *(r.track_id for r in last.match.releases),
    }
    return bool(same) and abs(last.position_at(start) - match.position_s) <= _DRIFT_S


def timeline(
    recognizer: Recognizer,
    blocks: Iterable[NDArray[np.float32]],
    *,
    seconds: float = 0.0,
    describe: Callable[[Recognition], Recognition] = lambda r: r,
    progress: ProgressCallback = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[Stretch, ...]:
    """The songs of a long recording.

    Parameters
    ----------
    blocks : iterable of float32
        The recording, mono at 11 025 Hz, in pieces of any length.
    seconds : float
        Its length, for the progress; 0 when not known.

    Raises
    ------
    Cancelled
    """
    maker = TimelineMaker(recognizer, describe)
    for block in blocks:
        if cancel:
            cancel.raise_if_cancelled()
        maker.feed(block)
        share = min(round(1000 * maker.seconds / seconds), 1000) if seconds else 0
        progress(Progress(Sentence("listening"), share, 1000 if seconds else 0, unit=Unit.SHARE))
    return maker.finish()
