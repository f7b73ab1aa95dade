"""The decompressed bytes of a shard, piece by piece, and why they end."""

from __future__ import annotations

from typing import BinaryIO, Final, Protocol, cast

import zstandard

from spotgui.importer.zstd_frames import READ, WINDOW_LIMIT, WalkedFile

NONE_YET: Final = -1
_MUCH = 8 << 20
_LITTLE = 1 << 17
_HOLE = 4096  # so many zeros are no damage: a page that was never written


class Pieces(Protocol):
    """A source of decompressed bytes.

    Attributes
    ----------
    position : int
        Bytes of the file used.
    problem : str or None
        Once there are no more bytes: why the end is not a clean one.
    """

    position: int
    problem: str | None

    def readinto(self, view: memoryview) -> int:
        """Fill `view`, or some of it; how many bytes, 0 at the end, `NONE_YET` when it is to be called again."""


class Compressed:
    """What zstd frames hold.

    Every call of the decoder lets go of the interpreter and may wait for it after, so it gets much room. What a call
    that meets damage has written is lost: then the file is read once more, as far as it was good, and on in little
    steps.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._raw = file
        self._room = _MUCH
        self._given = 0
        self._known = 0  # bytes to come that were given before
        self.position = 0
        self.problem: str | None = None
        self._begin()

    def readinto(self, view: memoryview) -> int:
        """As `Pieces` says."""
        try:
            if self._known:
                return self._pass_over()
            with view[: self._room] as room:
                size = self._stream.readinto(room)
            problem = self._file.problem if size == 0 else None
        except (zstandard.ZstdError, OSError) as error:
            if self._room > _LITTLE:
                self._room, self._known = _LITTLE, self._given
                self._begin()
                return NONE_YET
            size = 0
            problem = self._file.problem or self._name(error)
        self._given += size
        self.position = self._file.position
        self.problem = problem
        return size

    def _name(self, error: zstandard.ZstdError | OSError) -> str:
        if isinstance(error, OSError):
            return _unreadable(error)
        return f"damaged before byte {self._file.position:,} ({_cause(error)})"

    def _begin(self) -> None:
        self._raw.seek(0)
        self._file = WalkedFile(self._raw)
        decoder = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT)
        self._stream = decoder.stream_reader(cast("BinaryIO", self._file), read_size=READ, read_across_frames=True)

    def _pass_over(self) -> int:
        size = self._stream.readinto(bytearray(min(_MUCH, self._known)))
        self._known = self._known - size if size else 0
        return NONE_YET


class Plain:
    """What a file holds that is not compressed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0
        self.problem: str | None = None

    def readinto(self, view: memoryview) -> int:
        """As `Pieces` says."""
        if self.problem is not None:
            return 0
        try:
            data = self._file.read(min(len(view), READ))
        except OSError as error:
            self.problem = _unreadable(error)
            return 0
        zero = data.find(b"\0")
        if zero >= 0:
            self.problem = self._name_zeros(self.position + zero, data[zero : zero + _HOLE])
            data = data[:zero]
        view[: len(data)] = data
        self.position += len(data)
        return len(data)

    def _name_zeros(self, at: int, first: bytes) -> str:
        """No text has zeros: a download that fills its file in any order leaves pages of them, damage leaves few."""
        run = first + self._file.read(_HOLE - len(first))
        if run.count(0) == _HOLE:
            return f"a hole of zeros at byte {at:,}: still downloading?"
        return f"damaged at byte {at:,}"


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


def _cause(error: zstandard.ZstdError) -> str:
    return str(error).rpartition(": ")[2].lower()
