"""Where a zstd file ends, exactly: the library's stream reader ends silently on a truncated one.

The block headers (RFC 8878, 3.1.1) are walked as the bytes pass by on their way to the decompressor, so that a
file that stops in the middle, or holds a hole of zeros, is told from one that is complete.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import BinaryIO

import zstandard

from spotgui.sentences import Sentence

MAGIC = b"\x28\xb5\x2f\xfd"
WINDOW_LIMIT = 1 << 27
"""128 MB: what `zstd -d` accepts without being asked."""
READ = 1 << 20
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_RLE, _RESERVED = 1, 3


class _Expect(Enum):
    MAGIC = auto()
    SKIPPABLE = auto()
    FRAME_HEADER = auto()
    BLOCK = auto()


class WalkedFile:
    """A binary file to decompress from, which knows whether its zstd frames are whole.

    Attributes
    ----------
    position : int
        Bytes read.
    problem : str or None
        After the end was reached: why it is not a clean one.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._expect = _Expect.MAGIC
        self._head = b""
        self._need = 5
        self._skip = 0
        self._checksum = 0
        self.position = 0
        self.problem: str | None = None

    def read(self, size: int = READ) -> bytes:
        """The next bytes of whole frames; empty at the end or where the damage is."""
        if self.problem is not None:
            return b""
        chunk = self._file.read(size)
        if not chunk:
            self._note_end()
            return b""
        start, at = self.position, 0
        while at < len(chunk) and not self._damaged():
            if self._skip:
                step = min(self._skip, len(chunk) - at)
                self._skip -= step
            else:
                step = min(self._need - len(self._head), len(chunk) - at)
                self._head += chunk[at : at + step]
                if len(self._head) == self._need:
                    self.position = start + at + step - self._need
                    self._header(self._head)
            at += step
        if self._damaged():
            return chunk[: max(0, self.position - start)]
        self.position = start + at
        return chunk

    def _damaged(self) -> bool:
        return self.problem is not None

    def _note_end(self) -> None:
        if self.position == 0:
            self.problem = Sentence("the file is empty")
        elif self._expect is not _Expect.MAGIC or self._skip or self._head:
            whole = self.position > 4 or not MAGIC.startswith(self._head)
            self.problem = (
                Sentence("the file ends in the middle, after {byte:,} bytes", byte=self.position)
                if whole
                else Sentence("not a zstd file")
            )

    def _next(self, expect: _Expect, need: int, skip: int = 0) -> None:
        self._expect, self._need, self._skip, self._head = expect, need, skip, b""

    def _header(self, head: bytes) -> None:
        if self._expect is _Expect.MAGIC:
            self._magic(head)
        elif self._expect is _Expect.SKIPPABLE:
            self._next(_Expect.MAGIC, 5, int.from_bytes(head[4:8], "little"))
        elif self._expect is _Expect.FRAME_HEADER:
            self._frame_header(head)
        else:
            self._block(head)

    def _magic(self, head: bytes) -> None:
        if head[:4] == MAGIC:
            self._expect, self._need = _Expect.FRAME_HEADER, zstandard.frame_header_size(head)
            if self._need == len(head):
                self._frame_header(head)
        elif int.from_bytes(head[:4], "little") in _SKIPPABLE:
            self._expect, self._need = _Expect.SKIPPABLE, 8
        elif not head.strip(b"\0"):
            self.problem = Sentence("a hole of zeros at byte {byte:,}: still downloading?", byte=self.position)
        elif self.position == 0:
            self.problem = Sentence("not a zstd file")
        else:
            self.problem = Sentence("something that is not zstd at byte {byte:,}", byte=self.position)

    def _frame_header(self, head: bytes) -> None:
        try:
            parameters = zstandard.get_frame_parameters(head)
        except zstandard.ZstdError:
            self.problem = Sentence("no readable zstd header at byte {byte:,}", byte=self.position)
            return
        self._checksum = 4 if parameters.has_checksum else 0
        self._next(_Expect.BLOCK, 3)

    def _block(self, head: bytes) -> None:
        word = int.from_bytes(head, "little")
        last, kind, size = word & 1, word >> 1 & 3, word >> 3
        if word == 0:  # an empty block that is not the last: no compressor writes one
            self.problem = Sentence("a hole of zeros at byte {byte:,}: still downloading?", byte=self.position)
        elif kind == _RESERVED:
            self.problem = Sentence("damaged at byte {byte:,}", byte=self.position)
        else:
            body = 1 if kind == _RLE else size
            if last:
                self._next(_Expect.MAGIC, 5, body + self._checksum)
            else:
                self._next(_Expect.BLOCK, 3, body)
