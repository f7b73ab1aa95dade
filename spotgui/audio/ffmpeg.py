"""Files that libsndfile does not read, such as a phone's m4a, by the `ffmpeg` program where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import AudioError

RATE = 44_100
_BLOCK_BYTES = RATE * 4
# of a film only the sound is read, and a playlist may not lead anywhere else
_SAFE = ("-v", "error", "-protocol_whitelist", "file,pipe")


def is_for_ffmpeg(start: bytes) -> bool:
    """Whether a file that begins so is one of those.

    Known beginnings only: ffmpeg by itself takes almost any bytes for an mp3.

    Parameters
    ----------
    start : bytes
        The first 12 bytes.
    """
    return (
        start[4:8] == b"ftyp"  # mp4, m4a, mov, 3gp
        or start[:4] in (b"\x1aE\xdf\xa3", b"0&\xb2u", b"wvpk", b"MAC ", b"FLV\x01", b"OggS")
        or start[:5] == b"#!AMR"
        or start[:2] in (b"\xff\xf1", b"\xff\xf9")  # aac
        or (start[:4] == b"RIFF" and start[8:12] == b"AVI ")
    )


def probe(path: Path) -> tuple[float | None, int, int, str]:
    """Seconds, rate, channels and the codec's name.

    Raises
    ------
    AudioError
        If ffmpeg is not installed or finds no sound in the file.
    """
    wanted = ("-select_streams", "a:0", "-show_entries", "format=duration:stream=codec_name,sample_rate,channels")
    command = [_program("ffprobe", path), *_SAFE, *wanted, "-of", "json", f"file:{path}"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    found = json.loads(done.stdout) if done.returncode == 0 else {}
    if not found.get("streams"):
        raise _no_sound(path, done.stderr)
    stream = found["streams"][0]
    duration = found.get("format", {}).get("duration")
    seconds = float(duration) if duration else None
    return seconds, int(stream["sample_rate"]), int(stream["channels"]), str(stream["codec_name"])


def blocks(path: Path, start: float, seconds: float | None) -> Generator[NDArray[np.float32], None, None]:
    """The sound of a file, float32 (n,), mono at `RATE`, piece by piece.

    Raises
    ------
    AudioError
        If ffmpeg is not installed, or finds no sound, or stops at a damaged place.
    """
    stretch = [*(("-ss", f"{start:.3f}") if start else ()), *(("-t", f"{seconds:.3f}") if seconds is not None else ())]
    command = [_program("ffmpeg", path), "-nostdin", *_SAFE, *stretch, "-i", f"file:{path}", "-map", "a:0"]
    command += ["-ac", "1", "-ar", str(RATE), "-f", "f32le", "pipe:1"]
    # a file and not a pipe: nobody empties it while the sound is read
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints) as process,
    ):
        assert process.stdout is not None
        try:
            while data := process.stdout.read(_BLOCK_BYTES):
                yield np.frombuffer(data[: len(data) // 4 * 4], "<f4").astype(np.float32)
            if process.wait():
                complaints.seek(0)
                raise _no_sound(path, complaints.read())
        finally:
            process.kill()


def _program(name: str, path: Path) -> str:
    program = shutil.which(name)
    if program is None:
        raise AudioError(
            "To read '{name}' the program ffmpeg is needed.",
            "Install it ('sudo apt install ffmpeg'), or convert the file to wav, flac, ogg or mp3.",
            name=path.name,
        )
    return program


def _no_sound(path: Path, complaints: bytes) -> AudioError:
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    why = f" ({lines[-1].strip()[:120]})" if lines else ""
    return AudioError(
        "'{name}' holds no sound that can be read{why}.", "Try another copy of the file.", name=path.name, why=why
    )
