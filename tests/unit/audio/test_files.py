from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from spotgui.audio import files
from spotgui.audio.resampling import to_mono_11025
from spotgui.errors import AudioError


def music(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    """Chords with a beat, float32 (n, channels)."""
    t = np.arange(int(seconds * rate)) / rate
    chord = sum(np.sin(2 * np.pi * f * t) for f in (220.0, 277.2, 329.6)) * np.exp(-4 * (t % 0.5)) * 0.2
    return np.stack([chord * (1 - 0.3 * c / max(channels, 1)) for c in range(channels)], axis=1).astype(np.float32)


@pytest.mark.parametrize("rate", [8000, 11_025, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_channels(tmp_path: Path, rate: int, channels: int) -> None:
    x = music(2.5, rate, channels)
    soundfile.write(tmp_path / "a.wav", x, rate, subtype="FLOAT")
    got = files.read(tmp_path / "a.wav")
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, to_mono_11025(x, rate), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "subtype", "rate"),
    [
        ("a.wav", "PCM_U8", 44_100),
        ("a.wav", "PCM_16", 44_100),
        ("a.wav", "PCM_24", 44_100),
        ("a.wav", "DOUBLE", 44_100),
        ("a.wav", "ULAW", 8000),
        ("a.flac", "PCM_24", 48_000),
        ("a.ogg", "VORBIS", 44_100),
        ("a.opus", "OPUS", 48_000),
        ("a.mp3", "MPEG_LAYER_III", 44_100),
        ("a.aiff", "PCM_16", 22_050),
    ],
)
def test_formats_and_depths(tmp_path: Path, name: str, subtype: str, rate: int) -> None:
    x = music(4, rate, 2)
    form = "OGG" if name.endswith("opus") else None
    soundfile.write(tmp_path / name, x, rate, subtype=subtype, format=form)
    got = files.read(tmp_path / name)
    expected = to_mono_11025(x, rate)
    # encoders may delay; the best lag within 60 ms is looked for
    n = len(expected) - 1400
    lag = int(np.argmax([np.dot(got[k : k + n], expected[:n]) for k in range(700)]))
    assert np.corrcoef(got[lag : lag + n], expected[:n])[0, 1] > 0.97
    info = files.probe(tmp_path / name)
    assert (info.rate, info.channels) == (rate, 2)
    assert info.seconds == pytest.approx(4, abs=0.1)


def test_a_stretch(tmp_path: Path) -> None:
    x = music(10, 44_100)
    soundfile.write(tmp_path / "a.flac", x, 44_100)
    got = files.read(tmp_path / "a.flac", start=4, seconds=3)
    assert len(got) == 3 * 11_025
    np.testing.assert_allclose(got, to_mono_11025(x[4 * 44_100 : 7 * 44_100], 44_100), atol=1e-4)
    assert len(files.read(tmp_path / "a.flac", start=6.5, seconds=60)) == 3.5 * 11_025 + 0.5
    with pytest.raises(AudioError, match=r"only 10\.0 s long"):
        files.read(tmp_path / "a.flac", start=10)


@pytest.mark.parametrize("seconds", [0.001, 0.7, 3.0, 100.0])
def test_blocks_are_the_whole(tmp_path: Path, seconds: float) -> None:
    soundfile.write(tmp_path / "a.wav", music(5.3, 48_000, 2), 48_000)
    pieces = list(files.blocks(tmp_path / "a.wav", seconds))
    assert {len(p) for p in pieces[:-1]} <= {round(seconds * 11_025)}
    np.testing.assert_array_equal(np.concatenate(pieces), files.read(tmp_path / "a.wav"))


def test_blocks_of_a_long_file_need_constant_memory(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "long.wav", "w", 44_100, 2) as out:
        for _ in range(180):
            out.write(music(1, 44_100, 2))
    tracemalloc.start()
    try:
        count = sum(len(b) for b in files.blocks(tmp_path / "long.wav", 5))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 180 * 11_025
    assert peak < 8 * 2**20


def test_clipping_is_allowed_and_said(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "loud.wav", np.clip(music(4, 44_100) * 6, -1, 1), 44_100)
    recording = files.load(tmp_path / "loud.wav")
    assert recording.clipped
    assert recording.peak == pytest.approx(1, abs=0.001)
    assert "clipped" in recording.notices[0]
    soundfile.write(tmp_path / "fine.wav", music(4, 44_100), 44_100)
    assert files.load(tmp_path / "fine.wav").notices == ()


def test_a_few_broken_samples_are_replaced_and_said(tmp_path: Path) -> None:
    x = music(4, 44_100)
    x[1000:1010] = np.nan
    soundfile.write(tmp_path / "a.wav", x, 44_100, subtype="FLOAT")
    recording = files.load(tmp_path / "a.wav")
    assert np.isfinite(recording.samples).all()
    assert "10 samples were not numbers" in recording.notices[0]


def test_of_a_damaged_file_the_good_part_is_used(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", np.random.default_rng(0).normal(0, 0.1, 44_100 * 10), 44_100)
    content = (tmp_path / "a.flac").read_bytes()
    (tmp_path / "half.flac").write_bytes(content[: len(content) // 2])
    recording = files.load(tmp_path / "half.flac")
    assert recording.damaged
    assert 3.9 < recording.seconds <= 5
    assert "damaged" in recording.notices[0]
    got = []
    with pytest.raises(AudioError, match="damaged"):
        for block in files.blocks(tmp_path / "half.flac", 1):
            got.append(block)
    assert len(got) >= 3
    (tmp_path / "start.flac").write_bytes(content[: len(content) // 10])
    with pytest.raises(AudioError, match="damaged"):
        files.load(tmp_path / "start.flac")


def bad_files(directory: Path) -> dict[str, Path]:
    made = {name: directory / name for name in ("missing.wav", "empty.wav", "folder", "text.mp3", "noise.wav", "a.raw")}
    made["empty.wav"].touch()
    made["folder"].mkdir()
    made["text.mp3"].write_text("this is not music\n" * 1000)
    made["noise.wav"].write_bytes(np.random.default_rng(5).integers(0, 256, 50_000, np.uint8).tobytes())
    made["a.raw"].write_bytes(bytes(1000))
    for name, x in {
        "nothing.wav": np.zeros(0),
        "silent.wav": np.zeros(44_100 * 5),
        "short.wav": music(1.5, 44_100),
        "nan.wav": np.full(44_100 * 5, np.nan),
        "infinite.wav": np.full(44_100 * 5, np.inf),
    }.items():
        made[name] = directory / name
        soundfile.write(made[name], x, 44_100, subtype="FLOAT")
    return made


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.wav", "There is no file"),
        ("empty.wav", "'empty.wav' is empty"),
        ("folder", "is a directory"),
        ("text.mp3", "'text.mp3' is not a sound file"),
        ("noise.wav", "is not a sound file"),
        ("a.raw", "is not a sound file"),
        ("nothing.wav", "holds no sound"),
        ("silent.wav", "is silent"),
        ("short.wav", r"is too short: 1\.5 s"),
        ("nan.wav", "not numbers"),
        ("infinite.wav", "not numbers"),
    ],
)
def test_bad_files_are_said_with_what_to_do(tmp_path: Path, name: str, sentence: str) -> None:
    path = bad_files(tmp_path)[name]
    with pytest.raises(AudioError, match=sentence) as caught:
        files.read(path)
    assert caught.value.action
    with pytest.raises(AudioError, match=sentence):
        for _ in files.blocks(path, 1):
            pass


def test_two_seconds_are_enough(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "two.wav", music(2, 44_100), 44_100)
    assert files.load(tmp_path / "two.wav").seconds == 2


def test_the_real_mp3(shared: Path) -> None:
    path = shared / "samples" / "pair-gymno" / "gymno.mp3"
    recording = files.load(path)
    info = files.probe(path)
    assert info.format.startswith("MP3")
    assert recording.seconds == pytest.approx(info.seconds, abs=0.5)
    assert recording.notices == ()
