from __future__ import annotations

import io
import os
import threading

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from spotgui.audio.raw import Encoding, RawFormat, pcm_blocks, read_stdin
from spotgui.audio.resampling import to_mono_11025
from spotgui.errors import AudioError

RATE = 22_050
SOUND = (np.random.default_rng(3).standard_normal((RATE * 3, 2)) * 0.2).astype(np.float32)


def encoded(encoding: Encoding, x: np.ndarray = SOUND) -> bytes:
    match encoding:
        case Encoding.U8:
            return np.round(x * 128 + 128).clip(0, 255).astype(np.uint8).tobytes()
        case Encoding.S16LE:
            return np.round(x * 2**15).clip(-(2**15), 2**15 - 1).astype("<i2").tobytes()
        case Encoding.S24LE:
            wide = np.round(x.astype(np.float64) * 2**23).astype("<i4").reshape(-1, 1).view(np.uint8)
            return wide[:, :3].tobytes()
        case Encoding.S32LE:
            return np.round(x.astype(np.float64) * 2**31).astype("<i4").tobytes()
        case Encoding.F32LE:
            return x.astype("<f4").tobytes()
        case Encoding.F64LE:
            return x.astype("<f8").tobytes()


@pytest.mark.parametrize("encoding", list(Encoding))
def test_every_encoding(encoding: Encoding) -> None:
    recording = read_stdin(io.BytesIO(encoded(encoding)), RawFormat(RATE, 2, encoding))
    step = 1 / 128 if encoding is Encoding.U8 else 1 / 2**15
    np.testing.assert_allclose(recording.samples, to_mono_11025(SOUND, RATE), atol=2 * step)


def test_without_a_format_it_is_44100_mono_16_bit() -> None:
    recording = read_stdin(io.BytesIO(encoded(Encoding.S16LE, SOUND[:, 0]) * 2))
    assert recording.seconds == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
@pytest.mark.parametrize("form", ["WAV", "WAVEX"])
@pytest.mark.parametrize("data_size", [None, 0, 0xFFFFFFFF])
def test_a_wav_header_is_found_even_of_an_endless_stream(subtype: str, form: str, data_size: int | None) -> None:
    file = io.BytesIO()
    soundfile.write(file, SOUND, RATE, format=form, subtype=subtype)
    content = bytearray(file.getvalue())
    if data_size is not None:
        at = content.index(b"data") + 4
        content[at : at + 4] = data_size.to_bytes(4, "little")
    recording = read_stdin(io.BytesIO(bytes(content)))
    step = 1 / 128 if subtype == "PCM_U8" else 1 / 2**15
    assert recording.seconds == pytest.approx(3.0, abs=0.01)
    np.testing.assert_allclose(recording.samples[:30_000], to_mono_11025(SOUND, RATE)[:30_000], atol=2 * step)


def test_what_follows_the_sound_of_a_wav_is_not_sound() -> None:
    file = io.BytesIO()
    soundfile.write(file, SOUND, RATE, format="WAV")
    recording = read_stdin(io.BytesIO(file.getvalue() + b"LIST\xff\xff\x00\x00" + b"\x7f" * 65_535))
    assert recording.seconds == 3.0


@pytest.mark.parametrize(("form", "subtype"), [("FLAC", None), ("OGG", "VORBIS"), ("MP3", None), ("AIFF", None)])
def test_whole_sound_files_are_found(form: str, subtype: str | None) -> None:
    file = io.BytesIO()
    soundfile.write(file, SOUND, RATE, format=form, subtype=subtype)
    recording = read_stdin(io.BytesIO(file.getvalue()))
    assert recording.seconds == pytest.approx(3.0, abs=0.2)
    assert 0.02 < recording.samples.std() < 0.2


def test_seconds_stops_an_endless_pipe() -> None:
    out, into = os.pipe()

    def write() -> None:
        with os.fdopen(into, "wb") as pipe:
            try:
                while True:
                    pipe.write(encoded(Encoding.S16LE))
            except BrokenPipeError:
                return

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(out, "rb") as pipe:
        recording = read_stdin(pipe, RawFormat(RATE, 2), seconds=4)
    writer.join(5)
    assert recording.seconds == 4.0
    assert not writer.is_alive()


@given(sizes=st.lists(st.integers(1, 2000), max_size=30))
def test_pieces_of_any_size_lose_nothing(sizes: list[int]) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.data = data
            self.sizes = list(sizes)

        def read(self, size: int = -1) -> bytes:
            taken = self.sizes.pop() if self.sizes else 1 << 20
            piece, self.data = self.data[:taken], self.data[taken:]
            return piece

    data = encoded(Encoding.S24LE)[: 6 * 2000 + 5]
    got = np.concatenate(list(pcm_blocks(Pipe(data), RawFormat(RATE, 2, Encoding.S24LE))))
    np.testing.assert_allclose(got, SOUND[:2000], atol=1e-6)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no sound"),
        (b"ab", "too short"),
        (bytes(400_000), "silent"),
        (b"RIFF\0\0\0\0WAVE", "ends inside its wav header"),
        (b"RIFF\0\0\0\0WAVEdata\0\0\0\0", "without a format"),
        (b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff", "damaged wav header"),
        (b"RIFF\0\0\0\0WAVEfmt \x02\0\0\0\0\0", "of a kind that cannot be read"),
        (b"\0\0\0\x1cftypM4A ", "is an m4a or mp4 file"),
        (b"fLaC and then nothing", "not a sound file"),
    ],
)
def test_bad_input_is_said(content: bytes, sentence: str) -> None:
    with pytest.raises(AudioError, match=sentence):
        read_stdin(io.BytesIO(content))


@pytest.mark.parametrize("bad", [{"rate": 0}, {"rate": 10**7}, {"channels": 0}, {"channels": 1000}])
def test_a_format_that_cannot_be(bad: dict[str, int]) -> None:
    with pytest.raises(AudioError, match="cannot be used"):
        RawFormat(**bad)
