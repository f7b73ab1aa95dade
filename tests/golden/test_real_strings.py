"""Code strings of real analyses: the dump's own data."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import soundfile
import zstandard
from scipy.signal import resample_poly

from spotgui.fingerprint.codestring import decode, encode
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.fingerprint.hashing import codes_of
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.packing import pack, unpack
from spotgui.fingerprint.recovery import explained_share, recover
from spotgui.fingerprint.refinement import first_frame


@pytest.fixture(scope="module")
def strings(shared: Path) -> list[str]:
    with (shared / "samples" / "real-analyses.jsonl.zst").open("rb") as file:
        text = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8")
        return [json.loads(line)["track"]["echoprintstring"] for line in text]


def ticks_of(onsets: OnsetList) -> np.ndarray:
    return np.rint(onsets.frames).astype(np.int64) * 1_280 // 10_143


def test_every_code_is_explained(strings: list[str]) -> None:
    assert len(strings) == 13
    assert [explained_share(decode(string))[1] for string in strings] == [1.0] * 13


def test_ticks_survive_recovery_and_packing(strings: list[str]) -> None:
    for string in strings:
        codes = decode(string)
        recovered = recover(codes)
        stored = unpack(pack(recovered))
        assert Counter(codes.times.tolist()).keys() == Counter(codes_of(stored).times.tolist()).keys()
        assert ticks_of(stored).tolist() == ticks_of(recovered).tolist()


def test_packed_size(strings: list[str]) -> None:
    onsets = [recover(decode(string)) for string in strings]
    assert sum(len(pack(o)) for o in onsets) / sum(len(o) for o in onsets) < 1.4


def test_known_frames_are_recovered_to_one_frame(strings: list[str]) -> None:
    """Real strings' onsets at random frames of their ticks, encoded and recovered."""
    random = np.random.default_rng(4)
    errors = []
    for string in strings:
        real = recover(decode(string))
        ticks = ticks_of(real)
        frames = random.integers(first_frame(ticks), first_frame(ticks + 1))
        truth = OnsetList(frames.astype(np.float32), real.bounds)
        recovered = recover(decode(encode(codes_of(truth))))
        assert recovered.bounds.tolist() == truth.bounds.tolist()
        errors.append(recovered.frames - truth.frames)
    error = np.concatenate(errors)
    assert np.sqrt(np.mean(error**2)) < 1.0
    assert np.mean(np.abs(error) < 1.5) > 0.87
    assert abs(error.mean()) < 0.05


def test_a_recording_gives_the_codes_of_its_analysis(shared: Path) -> None:
    folder = shared / "samples" / "pair-gymno"
    sound, rate = soundfile.read(folder / "gymno.mp3", dtype="float32")
    assert rate == 44_100
    pcm = resample_poly(sound.mean(axis=1) if sound.ndim == 2 else sound, 1, 4).astype(np.float32)
    codes = codes_of(fingerprint(pcm))
    ours = set(zip(codes.times.tolist(), codes.codes.tolist(), strict=True))
    analysis = decode(json.loads((folder / "gymno.json").read_text())["track"]["echoprintstring"])
    theirs = list(zip(analysis.times.tolist(), analysis.codes.tolist(), strict=True))
    assert sum(pair in ours for pair in theirs) / len(theirs) >= 0.78
