"""A shard's blocks taken apart on all cores, in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from spotgui.importer.extract import Extractor, KeptTrack, Reason, RejectedLineError
from spotgui.importer.shards import Block, Buffers, ShardReader
from spotgui.importer.writer import RejectedLine

T = TypeVar("T")

_AHEAD = 5
"""Blocks in flight a thread: enough to go on while a batch is written."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a block gave."""

    tracks: tuple[KeptTrack, ...]
    rejected: tuple[RejectedLine, ...]
    lines_done: int
    position: int


class Pipeline:
    """Decompression in the caller's thread, the rest in a pool: the kernels and the inflater release the GIL.

    Parameters
    ----------
    threads : int, optional
        Of the pool; the machine's cores when not given. 1 does everything in the caller's thread.
    with_sketch : bool
        False leaves the chroma sketch out, for measurements.

    Attributes
    ----------
    threads : int
    buffers : Buffers
        Whoever reads takes blocks' memory from here.
    """

    def __init__(self, *, threads: int | None = None, with_sketch: bool = True) -> None:
        self.threads = threads or os.cpu_count() or 1
        self._with_sketch = with_sketch
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(self.threads, "extract") if self.threads > 1 else None
        self.buffers = Buffers()

    def __enter__(self) -> Pipeline:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def run(self, reader: ShardReader) -> Iterator[Extracted]:
        """The shard's blocks, in order; at most a few are in memory."""
        return self.over(self._extract, reader)

    def over(self, extract: Callable[[T], Extracted], blocks: Iterable[T]) -> Iterator[Extracted]:
        """What `extract` makes of blocks of any source, in order; at most a few are in memory."""
        if self._pool is None:
            yield from map(extract, blocks)
            return
        waiting: deque[Future[Extracted]] = deque()
        for block in blocks:
            waiting.append(self._pool.submit(extract, block))
            while waiting and (len(waiting) > _AHEAD * self.threads or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _extract(self, block: Block) -> Extracted:
        extractor = getattr(self._local, "extractor", None)
        if extractor is None:
            extractor = self._local.extractor = Extractor(with_sketch=self._with_sketch)
        tracks, rejected = [], []
        for line, (start, end) in enumerate(block.spans, block.first_line):
            try:
                if block.too_long:
                    raise RejectedLineError(Reason.TOO_LONG)
                if block.data[start:end].strip() if end - start < 8 else True:
                    tracks.append(extractor.extract(block.data, start, end, line))
            except RejectedLineError as error:
                rejected.append(RejectedLine(line, str(error.reason), error.excerpt))
        self.buffers.give(block.data)
        return Extracted(tuple(tracks), tuple(rejected), block.first_line + len(block.spans), block.position)
