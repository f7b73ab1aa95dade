"""How fast an import is now, and how long it will take."""

from __future__ import annotations

from collections import deque

_WINDOW_S = 30.0
_SETTLED_S = 3.0


class Rate:
    """Rates over the last half minute of work; a pause does not count as work."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int, int]] = deque()
        self._paused_at: float | None = None
        self._paused_s = 0.0

    def add(self, now: float, done: int, tracks: int) -> None:
        """Note what is done at a time.

        Parameters
        ----------
        now : float
            Seconds of any steady clock.
        done, tracks : int
            Bytes and tracks so far; smaller ones than before begin anew.
        """
        at = now - self._paused_s
        if self._points and done < self._points[-1][1]:
            self._points.clear()
        self._points.append((at, done, tracks))
        while at - self._points[0][0] > _WINDOW_S and len(self._points) > 2:
            self._points.popleft()

    def pause(self, now: float) -> None:
        """The clock stands."""
        if self._paused_at is None:
            self._paused_at = now

    def resume(self, now: float) -> None:
        """The clock goes on."""
        if self._paused_at is not None:
            self._paused_s += now - self._paused_at
            self._paused_at = None

    @property
    def bytes_s(self) -> float:
        """Bytes a second; 0 until it is known."""
        return self._over(1)

    @property
    def tracks_s(self) -> float:
        """Tracks a second; 0 until it is known."""
        return self._over(2)

    def seconds_left(self, total: int) -> float | None:
        """How long the rest will take; None until it can be said."""
        if self.bytes_s <= 0 or not self._points or total <= 0:
            return None
        return max(total - self._points[-1][1], 0) / self.bytes_s

    def _over(self, field: int) -> float:
        if len(self._points) < 2:
            return 0.0
        first, last = self._points[0], self._points[-1]
        seconds = last[0] - first[0]
        return (last[field] - first[field]) / seconds if seconds >= _SETTLED_S else 0.0
