"""One call at a time in a thread of its own, beside what its caller goes on with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Background(Generic[P, T]):
    """Runs a function now and then in the background; leaving it waits for the last call.

    Parameters
    ----------
    function : callable
    own_thread : bool
        False calls it at once, in the caller's thread.
    """

    def __init__(self, function: Callable[P, T], *, own_thread: bool = True) -> None:
        self._function = function
        self._pool = ThreadPoolExecutor(1, "writer") if own_thread else None
        self._running: Future[T] | None = None
        self._result: T | None = None

    def __enter__(self) -> Background[P, T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def start(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Wait for the call before, then begin the next.

        Raises
        ------
        Exception
            Whatever the call before raised.
        """
        self.wait()
        if self._pool is None:
            self._result = self._function(*args, **kwargs)
        else:
            self._running = self._pool.submit(self._function, *args, **kwargs)

    def wait(self) -> T | None:
        """The last call's result, once it is there; None when there was none.

        Raises
        ------
        Exception
            Whatever the call raised.
        """
        if self._running is not None:
            running, self._running = self._running, None
            self._result = running.result()
        return self._result
