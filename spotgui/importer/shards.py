"""A shard as blocks of whole lines, read once from start to end in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spotgui.importer.line_scanner import SLACK
from spotgui.importer.newlines import lines_of
from spotgui.importer.pieces import NONE_YET, Compressed, Pieces, Plain
from spotgui.importer.read_ahead import open_ahead

LINE_LIMIT = 64 << 20
"""Longer lines (real ones have 0.2 to 0.6 MB) are rejected: 64 MB."""
BLOCK = 16 << 20
"""Decompressed bytes handed over at a time."""
_JSON_START = (b"{", b"[", b'"', b" ", b"\n", b"\r", b"\xef")


class Buffers:
    """Blocks' memory, used again: fresh memory costs as much as a fifth of the decompression."""

    def __init__(self, size: int = BLOCK) -> None:
        self.size = size
        self._free: list[bytearray] = []

    def take(self) -> bytearray:
        """A buffer, with whatever was in it."""
        try:
            return self._free.pop()
        except IndexError:
            return bytearray(self.size + SLACK)

    def give(self, buffer: bytearray) -> None:
        """Return a buffer that nobody reads any more."""
        if len(buffer) == self.size + SLACK:
            self._free.append(buffer)


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines.

    Attributes
    ----------
    data : bytearray
        The lines' bytes, with `SLACK` spare ones after the last.
    spans : tuple of (int, int)
        Start and end of every line in `data`, without newline; none while earlier lines are passed over.
    first_line : int
        Number of the first (0 is the shard's first).
    position : int
        Bytes of the file used when the block was complete.
    too_long : bool
        A single line above the limit, whose bytes were dropped.
    """

    data: bytearray
    spans: tuple[tuple[int, int], ...]
    first_line: int
    position: int
    too_long: bool = False


class ShardReader:
    """Read a shard, compressed or not, whatever its name says.

    After iterating, `problem` says why the end was not a clean one; an unfinished last line is then not delivered.

    Parameters
    ----------
    path : Path
        The file.
    skip : int
        Lines to leave out at the start: those of an earlier import.
    buffers : Buffers, optional
        Where blocks' memory comes from; whoever is done with a block gives it back.
    line_limit : int
        Longer lines are dropped as they are read.
    """

    def __init__(
        self, path: Path, *, skip: int = 0, buffers: Buffers | None = None, line_limit: int = LINE_LIMIT
    ) -> None:
        self._path = path
        self._skip = skip
        self._buffers = buffers or Buffers()
        self._limit = line_limit
        self._line = 0
        self.problem: str | None = None
        self.position = 0

    def __iter__(self) -> Iterator[Block]:
        try:
            with open_ahead(self._path) as file:
                head = file.read(1)
                file.seek(0)
                yield from self._blocks(Plain(file) if head in _JSON_START else Compressed(file))
        except OSError as error:
            self.problem = f"cannot be read: {error.strerror or error}"

    def _blocks(self, pieces: Pieces) -> Iterator[Block]:
        data = self._buffers.take()
        held = 0  # bytes of lines, or of the start of one, in `data`
        dropping = False
        while True:
            with memoryview(data) as whole, whole[held : len(data) - SLACK] as room:
                got = pieces.readinto(room)
            self.position, self.problem = pieces.position, pieces.problem
            if got == 0:
                break
            if got == NONE_YET:  # the caller may want to stop
                yield Block(bytearray(SLACK), (), self._line, self.position)
                continue
            if dropping:
                got = self._after_newline(data, got)
                if not got:
                    continue
                dropping = False
                yield self._dropped()
            held += got
            if held < len(data) - SLACK:
                continue
            cut = data.rfind(b"\n", 0, held) + 1
            if cut:
                fresh = self._buffers.take()
                held -= cut
                if held + SLACK >= len(fresh):
                    fresh = bytearray(2 * held + SLACK)
                with memoryview(data) as whole, memoryview(fresh) as other:
                    other[:held] = whole[cut : cut + held]
                yield from self._emit(data, cut)
                data = fresh
            elif held > self._limit:
                dropping, held = True, 0
                data = self._buffers.take()
            else:
                data.extend(bytes(min(len(data), self._limit + 1 + SLACK - len(data))))
        if dropping and self.problem is None:
            yield self._dropped()
        end = bytes(data[max(0, held - 64) : held])
        if self.problem is None and end and not end.endswith(b"\n") and not end.rstrip().endswith(b"}"):
            self.problem = "the last line is not finished"
        if self.problem is not None:
            held = data.rfind(b"\n", 0, held) + 1
        yield from self._emit(data, held)

    @staticmethod
    def _after_newline(data: bytearray, size: int) -> int:
        """Move what follows the first newline to the start; how many bytes that is, 0 when there is no newline."""
        end = data.find(b"\n", 0, size) + 1
        if not end:
            return 0
        data[: size - end] = data[end:size]
        return size - end

    def _dropped(self) -> Block:
        self._line += 1
        return Block(bytearray(SLACK), ((0, 0),), self._line - 1, self.position, too_long=True)

    def _emit(self, data: bytearray, end: int) -> Iterator[Block]:
        data[end : end + SLACK] = bytes(SLACK)
        spans = lines_of(data, end)
        first = self._line
        self._line += len(spans)
        spans = spans[max(0, self._skip - first) :]
        # a block without lines lets the caller look up while earlier lines are passed over
        yield Block(data, tuple(spans), self._line - len(spans), self.position)
