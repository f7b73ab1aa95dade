"""Several shards read and taken apart by the same threads."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")
Steps = Iterator[Callable[[], T]]
"""What reading gives: a step is a block that was read; calling it takes the block apart."""

MOST_AT_ONCE = 3
"""Sources that are read at once: enough for six threads, as reading is half of the work; each may need 128 MB."""
MOST_THREADS = 2 * MOST_AT_ONCE + 2
"""Those that so many sources keep at work, two each, and two that wait; more would cost memory for nothing."""
_AHEAD = 12
"""Results a thread that may wait, while the caller writes a batch."""


def run(sources: Iterable[tuple[K, Steps[T]]], threads: int) -> Generator[tuple[K, T | None], None, None]:
    """Read sources side by side and take their blocks apart.

    A thread reads a block of the first source that no other reads, leaves the source to the others and takes the
    block apart, which is in its core's cache by then. So one source keeps two threads at work, as far as reading
    lets it; of several the first is read as if it were alone, and the others fill the gaps.

    Close it (`contextlib.closing`) to let the threads go when it is not taken to its end.

    Parameters
    ----------
    sources : iterable of (key, steps)
        Asked for another one, in the caller's thread, when fewer are being read than may be.
    threads : int
        1 does everything in the caller's thread; no more than `MOST_THREADS` are begun.

    Yields
    ------
    (key, result)
        Those of one source in the order of its blocks; None after its last.
    """
    if threads == 1:
        for key, steps in sources:
            for step in steps:
                yield key, step()
            yield key, None
        return
    waiting = iter(sources)
    threads = min(threads, MOST_THREADS)
    crew = _Crew[K, T](_AHEAD * threads)
    under_way = 0
    with ThreadPoolExecutor(threads, "import") as pool:
        try:
            workers = [pool.submit(crew.work) for _ in range(threads)]
            while True:
                while under_way < min(threads, MOST_AT_ONCE) and (source := next(waiting, None)) is not None:
                    crew.read(*source)
                    under_way += 1
                result = crew.next_result() if under_way else None
                if result is None:
                    break
                under_way -= result.value is None
                yield result.key, result.value
        finally:
            crew.stop()
        for worker in workers:
            worker.result()  # raises what made it end


@dataclass(eq=False, slots=True)
class _Source(Generic[K, T]):
    number: int
    key: K
    steps: Steps[T]


@dataclass(eq=False, slots=True)
class _Result(Generic[K, T]):
    key: K
    ready: bool
    value: T | None = None


class _Crew(Generic[K, T]):
    """What the threads share: sources that nobody reads just now, and results in the order of reading."""

    def __init__(self, room: int) -> None:
        lock = threading.Lock()
        self._to_do = threading.Condition(lock)
        self._done = threading.Condition(lock)
        self._room = room
        self._free: list[_Source[K, T]] = []
        self._results: deque[_Result[K, T]] = deque()
        self._begun = 0
        self._stopped = False

    def read(self, key: K, steps: Steps[T]) -> None:
        """Another source is to be read."""
        self._begun += 1
        self._leave(_Source(self._begun, key, steps))

    def next_result(self) -> _Result[K, T] | None:
        """Wait for what comes next; None when a thread has failed."""
        with self._done:
            self._done.wait_for(lambda: self._stopped or (self._results and self._results[0].ready))
            if self._stopped:
                return None
            self._to_do.notify()
            return self._results.popleft()

    def stop(self) -> None:
        """Let the threads go, after the block that each has."""
        with self._to_do:
            self._stopped = True
            self._to_do.notify_all()
            self._done.notify_all()

    def work(self) -> None:
        """What every thread does until all are stopped; one that fails stops the others."""
        try:
            while (source := self._take()) is not None:
                step = next(source.steps, None)
                result = self._note(source.key, at_end=step is None)  # before another thread reads the next
                if step is not None:
                    self._leave(source)
                    self._deliver(result, step())
        finally:
            self.stop()

    def _take(self) -> _Source[K, T] | None:
        with self._to_do:
            self._to_do.wait_for(lambda: self._stopped or (self._free and len(self._results) < self._room))
            if self._stopped:
                return None
            first = min(self._free, key=lambda source: source.number)
            self._free.remove(first)
            return first

    def _leave(self, source: _Source[K, T]) -> None:
        with self._to_do:
            self._free.append(source)
            self._to_do.notify()

    def _note(self, key: K, *, at_end: bool) -> _Result[K, T]:
        result = _Result[K, T](key, at_end)
        with self._done:
            self._results.append(result)
            self._done.notify()
        return result

    def _deliver(self, result: _Result[K, T], value: T) -> None:
        with self._done:
            result.value, result.ready = value, True
            self._done.notify()
