"""One call at a time in a thread of its own, beside what its caller goes on with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Background(Generic[T]):
    """Runs a function now and then in the background; leaving it waits for the last call.

    Parameters
    ----------
    function : callable
    own_thread : bool
        False calls it at once, in the caller's thread.
    """

    def __init__(self, function: Callable[[], T], *, own_thread: bool = True) -> None:
        self._function = function
        self._pool = ThreadPoolExecutor(1, "beside") if own_thread else None
        self._running: Future[T] | None = None

    def __enter__(self) -> Background[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    @property
    def idle(self) -> bool:
        """Whether no call is running, nor one's result waiting to be told."""
        return self._running is None

    def start(self) -> None:
        """Begin a call; only when `idle`."""
        if self._pool is not None:
            self._running = self._pool.submit(self._function)
        else:
            self._running = Future()
            self._running.set_result(self._function())

    def ended(self) -> T | None:
        """The result of a call that has ended, told once; None while it runs, and when there was none.

        Raises
        ------
        Exception
            Whatever the call raised.
        """
        return self.wait() if self._running is not None and self._running.done() else None

    def wait(self) -> T | None:
        """As `ended`, but waits for a call that is running."""
        running, self._running = self._running, None
        return None if running is None else running.result()
