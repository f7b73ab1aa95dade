from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy import signal

from spotgui.audio import ffmpeg, files
from spotgui.errors import AudioError

CLIP = Path(__file__).parents[2] / "golden" / "synth-128bpm-20s.wav"


@pytest.fixture
def convert(tmp_path: Path) -> object:
    """Makes a file of the clip, by the ending of its name."""
    if shutil.which("ffmpeg") is None:
        if os.environ.get("CI"):
            pytest.fail("ffmpeg is not installed (apt-get install ffmpeg)")
        pytest.skip("ffmpeg is not installed")

    def make(name: str, *options: str) -> Path:
        command = ["ffmpeg", "-v", "error", "-i", str(CLIP), *options, str(tmp_path / name)]
        subprocess.run(command, check=True)
        return tmp_path / name

    return make


@pytest.mark.parametrize("name", ["phone memo.m4a", "a.mka", "a.wma", "a.aac", "a.wv"])
def test_what_libsndfile_does_not_read(convert, name: str) -> None:  # type: ignore[no-untyped-def]
    path = convert(name)
    clip = files.read(CLIP)
    got = files.read(path)
    assert len(got) == pytest.approx(len(clip), abs=2500)
    # encoders delay, some players make up for it; the best lag within 0.2 s either way is looked for
    middle, wider = clip[100_000:120_000], got[97_800:122_200]
    lag = int(np.argmax(signal.correlate(wider, middle, "valid")))
    assert np.corrcoef(wider[lag : lag + len(middle)], middle)[0, 1] > 0.95
    info = files.probe(path)
    assert (info.rate, info.channels) == (11_025, 1)


def test_a_stretch_and_blocks(convert) -> None:  # type: ignore[no-untyped-def]
    path = convert("a.wv")
    assert len(files.read(path, start=5, seconds=3)) == 3 * 11_025
    pieces = list(files.blocks(path, 4))
    np.testing.assert_array_equal(np.concatenate(pieces), files.read(path))
    first = files.blocks(path, 4)
    assert len(next(first)) == 4 * 11_025
    first.close()  # type: ignore[attr-defined]


def test_a_film_without_sound(convert) -> None:  # type: ignore[no-untyped-def]
    path = convert("film.mkv", "-an", "-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-map", "1:v", "-t", "1")
    for look in (files.read, files.probe):
        with pytest.raises(AudioError, match=r"film\.mkv' holds no sound"):
            look(path)


def test_a_damaged_one(convert, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    content = convert("a.m4a").read_bytes()
    (tmp_path / "half.m4a").write_bytes(content[: len(content) // 2])
    with pytest.raises(AudioError, match="holds no sound that can be read"):
        files.read(tmp_path / "half.m4a")


def test_without_ffmpeg_it_is_asked_for(convert, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    path = convert("a.m4a")
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: None)
    with pytest.raises(AudioError, match="ffmpeg is needed") as caught:
        files.read(path)
    assert "apt install ffmpeg" in caught.value.action
