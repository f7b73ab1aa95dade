"""How long continuous listening rests after an answer: a song that runs need not be found again every few seconds."""

from __future__ import annotations

from spotgui.recognizer.results import Recognition

KNOWN_S = (15.0, 30.0, 60.0, 120.0)
"""Rests while the same song goes on."""
UNKNOWN_S = (2.0, 5.0, 10.0, 20.0)
"""Rests while nothing is found: music that begins is to be found soon."""


class BackOff:
    """Rests longer each time nothing has changed, at most until the known song must be over."""

    def __init__(self) -> None:
        self._track: str | None = ""  # before the first answer
        self._times = 0

    def after(self, recognition: Recognition, remaining_s: float | None = None) -> float:
        """Seconds to rest after this answer.

        Parameters
        ----------
        remaining_s : float, optional
            Of the song after the end of what was heard.
        """
        track = recognition.matches[0].track_id if recognition.found else None
        self._times = self._times + 1 if track == self._track else 0
        self._track = track
        rests = UNKNOWN_S if track is None else KNOWN_S
        rest = rests[min(self._times, len(rests) - 1)]
        return rest if remaining_s is None else min(rest, max(remaining_s + 1.0, 2.0))
