"""Sound on standard input: raw PCM, a wav stream of any length, or a whole sound file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from spotgui.audio import files
from spotgui.audio.recording import Recording, RecordingBuilder
from spotgui.errors import AudioError

_NAME = "Standard input"
_BLOCK_BYTES = 1 << 18
_SNIFF_BYTES = 12
_FILE_MAGICS = (b"fLaC", b"OggS", b"ID3", b"FORM", b"RF64", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
_ENDLESS = 0x7FFF_0000
_WAVE_FORMAT_PCM, _WAVE_FORMAT_FLOAT, _WAVE_FORMAT_EXTENSIBLE = 1, 3, 0xFFFE


class Encoding(StrEnum):
    """Sample formats, with the names that ffmpeg and sox use."""

    U8 = "u8"
    S16LE = "s16le"
    S24LE = "s24le"
    S32LE = "s32le"
    F32LE = "f32le"
    F64LE = "f64le"

    @property
    def width(self) -> int:
        """Bytes a sample."""
        return int(self.value[1:].removesuffix("le")) // 8


@dataclass(frozen=True, slots=True)
class RawFormat:
    """What raw PCM cannot say about itself.

    Attributes
    ----------
    rate : int
        Samples a second.
    channels : int
        Interleaved.
    encoding : Encoding
    """

    rate: int = 44_100
    channels: int = 1
    encoding: Encoding = Encoding.S16LE

    def __post_init__(self) -> None:
        if not 1000 <= self.rate <= 1_000_000:
            raise AudioError(
                "A sample rate of {rate} cannot be used.", "Name one between 1000 and 1000000.", rate=self.rate
            )
        if not 1 <= self.channels <= 256:
            raise AudioError(
                "Sound of {channels} channels cannot be used.", "Name between 1 and 256.", channels=self.channels
            )

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of all channels."""
        return self.encoding.width * self.channels


def read_stdin(
    stream: BinaryIO, raw: RawFormat | None = None, *, seconds: float | None = None, name: str = _NAME
) -> Recording:
    """Read a recording from a pipe.

    Parameters
    ----------
    stream : BinaryIO
        Such as ``sys.stdin.buffer``. A wav header, of endless streams too, or a flac, ogg, mp3 or aiff file is found by
        its first bytes; anything else is raw PCM.
    raw : RawFormat, optional
        Format of raw PCM; given, a header is not looked for.
    seconds : float, optional
        Stop after this length.

    Raises
    ------
    AudioError
        If nothing comes, or it is silent, too short or broken.
    """
    source: BinaryIO | _Rejoined = stream
    length: int | None = None
    if raw is None:
        start = stream.read(_SNIFF_BYTES)
        if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
            raw, length = _wav_header(stream)
        elif start[4:8] == b"ftyp":
            raise AudioError(
                "{name} is an m4a or mp4 file, which must be able to seek.", "Name the file instead.", name=name
            )
        elif start.startswith(_FILE_MAGICS):
            # libsndfile must seek
            return files.load_stream(io.BytesIO(start + stream.read()), name, seconds=seconds)
        else:
            raw = RawFormat()
            source = _Rejoined(start, stream)
    if seconds is not None:
        wanted = round(seconds * raw.rate) * raw.frame_bytes
        length = wanted if length is None else min(length, wanted)
    builder = RecordingBuilder(raw.rate)
    for block in pcm_blocks(source, raw, length=length):
        builder.add(block)
    return builder.build(name)


def pcm_blocks(
    stream: BinaryIO | _Rejoined, raw: RawFormat, *, length: int | None = None
) -> Iterator[NDArray[np.float32]]:
    """Raw PCM piece by piece.

    Parameters
    ----------
    length : int, optional
        Bytes to read; to the end when not given.

    Yields
    ------
    float32 (n, channels)
        Full scale 1.0; half a sample at the end is left out.
    """
    left = length
    held = b""
    while left is None or left > 0:
        data = stream.read(_BLOCK_BYTES if left is None else min(_BLOCK_BYTES, left))
        if not data:
            return
        if left is not None:
            left -= len(data)
        held += data
        whole = len(held) // raw.frame_bytes * raw.frame_bytes
        yield _decode(held[:whole], raw.encoding).reshape(-1, raw.channels)
        held = held[whole:]


class _Rejoined:
    """A stream whose first bytes were looked at."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = start
        self._rest = rest

    def read(self, size: int) -> bytes:
        if self._start:
            start, self._start = self._start[:size], self._start[size:]
            return start
        return self._rest.read(size)


def _decode(data: bytes, encoding: Encoding) -> NDArray[np.float32]:
    match encoding:
        case Encoding.U8:
            return _scaled(np.frombuffer(data, np.uint8).astype(np.int16) - 128, 7)
        case Encoding.S16LE:
            return _scaled(np.frombuffer(data, "<i2"), 15)
        case Encoding.S24LE:
            wide = np.zeros((len(data) // 3, 4), np.uint8)
            wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
            return _scaled(wide.view("<i4")[:, 0], 31)
        case Encoding.S32LE:
            return _scaled(np.frombuffer(data, "<i4"), 31)
        case Encoding.F32LE:
            return np.frombuffer(data, "<f4").astype(np.float32)
        case Encoding.F64LE:
            return np.frombuffer(data, "<f8").astype(np.float32)


def _scaled(values: NDArray[np.integer], bits: int) -> NDArray[np.float32]:
    return np.ldexp(values.astype(np.float32), -bits)


def _wav_header(stream: BinaryIO) -> tuple[RawFormat, int | None]:
    """Read chunks up to the sound; the stream is left at its first sample.

    Returns the format and the bytes of sound. Programs that write to a pipe do not know these and put 0 or something
    near 2 or 4 GiB: then None.
    """
    found: RawFormat | None = None
    while True:
        head = stream.read(8)
        if len(head) < 8:
            raise AudioError("{name} ends inside its wav header.", "Run the program that writes it again.", name=_NAME)
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            if found is None:
                raise AudioError("{name} is a wav stream without a format.", "Send it as raw PCM.", name=_NAME)
            return found, size if 0 < size < _ENDLESS else None
        if size > 1 << 24:
            raise AudioError("{name} has a damaged wav header.", "Run the program that writes it again.", name=_NAME)
        chunk = stream.read(size + size % 2)
        if head[:4] == b"fmt ":
            found = _parse_fmt(chunk)


def _parse_fmt(chunk: bytes) -> RawFormat:
    tag, channels = int.from_bytes(chunk[:2], "little"), int.from_bytes(chunk[2:4], "little")
    rate, bits = int.from_bytes(chunk[4:8], "little"), int.from_bytes(chunk[14:16], "little")
    if tag == _WAVE_FORMAT_EXTENSIBLE:
        tag = int.from_bytes(chunk[24:26], "little")
    if tag == _WAVE_FORMAT_PCM:
        name = "u8" if bits == 8 else f"s{bits}le"
    else:
        name = f"f{bits}le" if tag == _WAVE_FORMAT_FLOAT else ""
    if name not in tuple(Encoding):
        raise AudioError("{name} is a wav stream of a kind that cannot be read.", "Send 16-bit PCM.", name=_NAME)
    return RawFormat(rate, channels, Encoding(name))
