"""Blocks of a shard's lines taken apart, by several threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from spotgui.importer.extract import Extractor, KeptTrack, Reason, RejectedLine, RejectedLineError, Taken
from spotgui.importer.shards import Block, Buffers, ShardReader


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a block gave.

    Attributes
    ----------
    lines_done, position : int
        Lines of the shard that are finished with this block, and bytes of the file.
    """

    tracks: tuple[KeptTrack, ...]
    rejected: tuple[RejectedLine, ...]
    lines_done: int
    position: int


class BlockExtractor:
    """What threads that take blocks apart have in common: memory used again; and of their own: an extractor each.

    Parameters
    ----------
    with_sketch : bool
        False leaves the sketch out, for measurements.
    """

    def __init__(self, *, with_sketch: bool = True) -> None:
        self._with_sketch = with_sketch
        self._local = threading.local()
        self.buffers = Buffers()

    def steps(self, reader: ShardReader) -> Iterator[Callable[[], Extracted]]:
        """Read a shard, whose memory must come from `buffers`; each step takes its block apart when it is called."""
        for block in reader:
            yield partial(self._extract, block)

    def _extract(self, block: Block) -> Extracted:
        extractor = getattr(self._local, "extractor", None)
        if extractor is None:
            extractor = self._local.extractor = Extractor(with_sketch=self._with_sketch)
        taken = Taken() if block.too_long else extractor.extract(block.data, block.spans, block.first_line)
        if block.too_long:
            taken.rejected.append(RejectedLineError(Reason.TOO_LONG).of_line(block.first_line))
        self.buffers.give(block.data)
        return Extracted(
            tuple(taken.tracks), tuple(taken.rejected), block.first_line + len(block.spans), block.position
        )
