"""Songs of a long recording: where each begins and ends.

The recording is heard in overlapping windows. While a song runs, every next window is only checked against where the
song should be by now, which costs little; when that fails, the whole library is asked. Where several tracks hold what
is heard, the stretch is one of them until a later window tells which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    songs : tuple of Match
        The song, its `position_s` where the stretch begins; several that hold the same music, where none of them leads;
        none where nothing was recognised.
    """

    start_s: float
    end_s: float
    songs: tuple[Match, ...] = ()

    @property
    def match(self) -> Match | None:
        """The song, where it is known which."""
        return self.songs[0] if len(self.songs) == 1 else None

    def moved_to(self, second: float) -> tuple[Match, ...]:
        """The songs, each at its place of that second of the recording; before the song's beginning it is negative."""
        return tuple(replace(one, position_s=self._place_of(one, second)) for one in self.songs)

    def going_on(self, heard: Sequence[Match], second: float) -> tuple[Match, ...]:
        """What the stretch is, if it is heard on, each song where it should be by a second of the recording; else none.

        Of several songs that hold the same music, the one that is named later is the right one.
        """
        fitting = [(old, new) for old in self.songs for new in heard if self._leads_to(old, new, second)]
        if fitting and len(self.songs) > 1 and fitting[0][1].accepted:
            old, new = fitting[0]
            return (replace(new, position_s=old.position_s),)
        return self.songs if fitting else ()

    def _leads_to(self, song: Match, heard: Match, second: float) -> bool:
        return _is_same(song, heard) and abs(self._place_of(song, second) - heard.position_s) <= _DRIFT_S

    def _place_of(self, song: Match, second: float) -> float:
        return song.position_s + (second - self.start_s) * song.speed


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
                out.append(Stretch(begins, start))
            else:
                start = begins
            songs = tuple(replace(song, position_s=max(song.position_s, 0.0)) for song in one.moved_to(start))
            out.append(Stretch(start, one.end_s, songs))
        end = out[-1].end_s if out else 0.0
        if self.seconds - end > _SHORTEST_UNKNOWN_S:
            out.append(Stretch(end, self.seconds))
        return tuple(out)

    def _hear(self, pcm: NDArray[np.float32]) -> None:
        if refusal(pcm, self._recognizer.index.track_count):
            return
        start, end = self._start_s, self._start_s + len(pcm) / SAMPLE_RATE
        snippet = self._recognizer.snippet(pcm)
        last = self._stretches[-1] if self._stretches else None
        if last and last.match and start - last.end_s <= _BRIDGED_S:
            expected = last.moved_to(start)[0].position_s
            checked = self._recognizer.confirm(snippet, last.match.track_id, expected)
            if checked.score >= _STILL_NATS and checked.evidence:
                _, until = _agreement(checked.evidence, expected, last.match.speed, end - start)
                self._stretches[-1] = replace(last, end_s=max(last.end_s, start + until))
                if until > (end - start) / 2:
                    return
        found = self._recognizer.search(snippet, looks=LOOKS)
        if found.found or found.shared:
            found = self._describe(found)
            self._take(found.matches[:1] or found.one_of, start, end)

    def _take(self, songs: tuple[Match, ...], start: float, end: float) -> None:
        """A window's song, or those it is one of."""
        first = _where_heard(songs[0])
        songs = (first, *songs[1:])
        last = self._stretches[-1] if self._stretches else None
        since, until = 0.0, end - start
        if first.evidence:
            since, until = _agreement(first.evidence, first.position_s, first.speed, end - start)
        if last and (ongoing := last.going_on(songs, start)):
            self._stretches[-1] = Stretch(last.start_s, max(last.end_s, start + until), ongoing)
            return
        began = start + since
        if since < _HEARD_FROM_THE_START_S and (last is None or last.end_s < start):
            began = max(start - HOP_S, start - first.position_s / first.speed, last.end_s if last else 0.0)
        if last and last.end_s > began:
            self._stretches[-1] = replace(last, end_s=max(began, last.start_s))
        self._stretches.append(Stretch(began, start + until, Stretch(start, end, songs).moved_to(began)))


def _agreement(evidence: MatchEvidence, position_s: float, speed: float, length_s: float) -> tuple[float, float]:
    """Seconds of the clip between which clip and track agree: where several onsets in a row are confirmed."""
    times = np.sort((evidence.track_s[evidence.matched] - position_s) / speed)
    if len(times) < _IN_A_ROW:
        return 0.0, length_s
    close = np.flatnonzero(times[_IN_A_ROW - 1 :] - times[: -_IN_A_ROW + 1] <= _ROW_S)
    if not len(close):
        return 0.0, length_s
    return max(float(times[close[0]]), 0.0), min(float(times[close[-1] + _IN_A_ROW - 1]) + 1.0, length_s)


def _where_heard(match: Match) -> Match:
    """A match at its place when the window begins: before the track's beginning, if the song begins later."""
    return replace(match, position_s=match.evidence.position_s) if match.evidence else match


def _is_same(one: Match, other: Match) -> bool:
    """Whether two matches are one recording, whatever the release."""
    releases = {one.track_id, *(r.track_id for r in one.releases)}
    return not releases.isdisjoint({other.track_id, *(r.track_id for r in other.releases)})


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
