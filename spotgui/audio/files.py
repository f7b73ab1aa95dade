"""Sound files: what libsndfile reads (wav, flac, ogg, opus, mp3, aiff ...), the rest by ffmpeg if it is there."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from spotgui.audio import ffmpeg
from spotgui.audio.recording import MIN_SECONDS, Recording, RecordingBuilder
from spotgui.errors import AudioError
from spotgui.fingerprint.constants import SAMPLE_RATE

if TYPE_CHECKING:
    import soundfile

_Blocks = Generator[NDArray[np.float32], None, None]

_BLOCK_SECONDS = 1  # what is lost before a damaged place
_UNKNOWN_LENGTH = 2**62
_PROBABLY_SOUND = "wav, flac, ogg, opus, mp3 and aiff files can be read"


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a file's header says.

    Attributes
    ----------
    seconds : float or None
        Length; None when the header does not tell.
    rate : int
        Samples a second.
    format : str
        Such as "FLAC, Signed 16 bit PCM".
    """

    seconds: float | None
    rate: int
    channels: int
    format: str


def probe(path: Path) -> FileInfo:
    """Read a file's header.

    Raises
    ------
    AudioError
        If the file is missing, empty, a directory, not readable or not audio.
    """
    opened = _open(path)
    if opened is None:
        seconds, rate, channels, codec = ffmpeg.probe(path)
        return FileInfo(seconds, rate, channels, codec)
    with opened as file:
        known = 0 < file.frames < _UNKNOWN_LENGTH
        seconds = file.frames / file.samplerate if known else None
        return FileInfo(seconds, file.samplerate, file.channels, f"{file.format}, {file.subtype_info}")


def read(path: Path, *, start: float = 0.0, seconds: float | None = None) -> NDArray[np.float32]:
    """The samples of `load`, float32 (n,), mono at 11 025 Hz."""
    return load(path, start=start, seconds=seconds).samples


def load(path: Path, *, start: float = 0.0, seconds: float | None = None) -> Recording:
    """Read a file, or a stretch of it, and convert it for the fingerprint.

    Parameters
    ----------
    path : Path
    start : float
        Seconds to leave out at the beginning.
    seconds : float, optional
        Length to read; to the end when not given.

    Raises
    ------
    AudioError
        If the file is missing, empty, a directory, not readable, not audio, silent, too short, or damaged before
        there is enough; of one that is damaged later the beginning is used.
    """
    rate, pieces = _sound(path, start, seconds)
    return _collect(pieces, rate, f"'{path.name}'")


def load_stream(stream: BinaryIO, name: str, *, start: float = 0.0, seconds: float | None = None) -> Recording:
    """`load` from an open file that can seek.

    Raises
    ------
    AudioError
        As `load` does.
    """
    import soundfile

    try:
        file = soundfile.SoundFile(stream)
    except soundfile.LibsndfileError as error:
        raise _not_audio(name) from error
    return _collect(_native_blocks(file, name, start, seconds), file.samplerate, name)


def blocks(path: Path, seconds: float) -> Iterator[NDArray[np.float32]]:
    """A long file piece by piece, in constant memory.

    Parameters
    ----------
    path : Path
    seconds : float
        Length of a piece.

    Yields
    ------
    float32 (n,)
        Mono at 11 025 Hz; one after the other they are exactly what `read` gives. The last may be shorter.

    Raises
    ------
    AudioError
        At the first piece when the file cannot be opened; after the last when the file is damaged there, or all of it
        was silent or too short. What was yielded before is good.
    """
    size = max(round(seconds * SAMPLE_RATE), 1)
    rate, pieces = _sound(path, 0.0, None)
    builder = RecordingBuilder(rate)
    held = np.zeros(0, np.float32)
    with closing(pieces):
        for piece in pieces:
            held = np.concatenate((held, builder.feed(piece)))
            while len(held) >= size:
                yield held[:size].copy()
                held = held[size:]
    held = np.concatenate((held, builder.drain()))
    for at in range(0, len(held), size):
        yield held[at : at + size].copy()
    builder.check(f"'{path.name}'")


def _sound(path: Path, start: float, seconds: float | None) -> tuple[int, _Blocks]:
    """The rate of a file and its sound piece by piece."""
    file = _open(path)
    if file is None:
        return ffmpeg.RATE, ffmpeg.blocks(path, start, seconds)
    return file.samplerate, _native_blocks(file, f"'{path.name}'", start, seconds)


def _collect(pieces: _Blocks, rate: int, name: str) -> Recording:
    builder = RecordingBuilder(rate)
    try:
        with closing(pieces):
            for piece in pieces:
                builder.add(piece)
    except AudioError:
        if builder.seconds < MIN_SECONDS:
            raise
        builder.damaged = True
    return builder.build(name)


def _native_blocks(file: soundfile.SoundFile, name: str, start: float, seconds: float | None) -> _Blocks:
    """Blocks of the file as they are, float32 (n, channels); closes it."""
    import soundfile

    step = file.samplerate * _BLOCK_SECONDS
    left = None if seconds is None else round(seconds * file.samplerate)
    with file:
        if start > 0:
            _skip(file, round(start * file.samplerate), name)
        while left is None or left > 0:
            try:
                # the header's length is not asked: that of an mp3 is an estimate
                block = file.read(step if left is None else min(step, left), dtype="float32", always_2d=True)
            except soundfile.LibsndfileError as error:
                raise AudioError(
                    "{name} is damaged ({why}).", "Try another copy of the file.", name=name, why=error.error_string
                ) from error
            if not len(block):
                return
            if left is not None:
                left -= len(block)
            yield block


def _skip(file: soundfile.SoundFile, frames: int, name: str) -> None:
    if frames >= file.frames:
        length = file.frames / file.samplerate
        raise AudioError("{name} is only {length:.1f} s long.", "Begin earlier.", name=name, length=length)
    file.seek(frames)


def _open(path: Path) -> soundfile.SoundFile | None:
    """The open file; None when it is one for ffmpeg."""
    import soundfile

    try:
        if path.is_dir():
            raise AudioError("'{path}' is a directory.", "Name a sound file in it.", path=path)
        if path.is_file() and path.stat().st_size == 0:
            raise AudioError("'{name}' is empty.", "Copy or download it again.", name=path.name)
        with path.open("rb") as file:  # libsndfile says "System error." for everything that can be wrong here
            start = file.read(12)
        return soundfile.SoundFile(path)
    except FileNotFoundError as error:
        raise AudioError("There is no file '{path}'.", "Check the name.", path=path) from error
    except OSError as error:
        raise AudioError(
            "'{path}' cannot be read ({why}).", "Check its permissions.", path=path, why=error.strerror
        ) from error
    except (soundfile.LibsndfileError, TypeError) as error:
        if ffmpeg.is_for_ffmpeg(start):
            return None
        # TypeError: a name that ends with .raw, which has no header
        raise _not_audio(f"'{path.name}'") from error


def _not_audio(name: str) -> AudioError:
    return AudioError(
        "{name} is not a sound file that can be read.",
        "Convert it, for example with 'ffmpeg -i FILE out.flac' ({probably_sound}).",
        name=name,
        probably_sound=_PROBABLY_SOUND,
    )
