"""The analysis of rendered sound, and the line it becomes."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zstandard

from spotgui.audio.resampling import to_mono_11025
from spotgui.demo.analyse.line import analyse
from spotgui.demo.analyse.segments import segments_of
from spotgui.demo.compose.composer import compose
from spotgui.demo.compose.performance import perform
from spotgui.demo.sound.instruments import RENDER_RATE, epiano
from spotgui.demo.sound.mix import frequency_of, render
from spotgui.fingerprint.codestring import decode
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.fingerprint.hashing import codes_of

TRACK_ID = "0a00000000000000000001"


@pytest.fixture(scope="module")
def wave() -> np.ndarray:
    return render(perform(compose("bossa", 11)), 0.6)


@pytest.fixture(scope="module")
def line(wave: np.ndarray) -> bytes:
    return analyse(wave, perform(compose("bossa", 11))).of(TRACK_ID)


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, Any]:
    """A line of the dump's commonest shape: sample 8, with all four strings and the usual key order."""
    raw = (shared / "samples" / "real-analyses.jsonl.zst").read_bytes()
    text = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True).read()
    parsed: dict[str, Any] = json.loads(text.splitlines()[8])
    return parsed


def _shape(value: Any) -> Any:
    """Keys in order and types, of the first element of lists."""
    if isinstance(value, dict):
        return [(key, _shape(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [_shape(value[0])]
    return type(value).__name__


def test_a_line_is_shaped_as_a_real_one(line: bytes, real: dict[str, Any]) -> None:
    made = json.loads(line)
    assert _shape(made) == _shape(real)
    for key in ("bars", "beats", "sections", "segments", "tatums"):
        assert all(list(item) == list(real[key][0]) for item in made[key])
    assert line.endswith(b"}\n") and b'": ' not in line and line.count(b"\n") == 1
    assert made["meta"]["track_id"] == TRACK_ID


def test_the_string_is_the_fingerprint_of_the_sound(line: bytes, wave: np.ndarray) -> None:
    expected = codes_of(fingerprint(to_mono_11025(wave, RENDER_RATE)))
    found = decode(json.loads(line)["track"]["echoprintstring"])
    assert np.array_equal(found.times, expected.times) and np.array_equal(found.codes, expected.codes)
    assert len(expected) > 500


def test_the_older_strings_unpack(line: bytes, real: dict[str, Any]) -> None:
    made = json.loads(line)["track"]
    for key in ("codestring", "synchstring", "rhythmstring"):
        numbers, as_real = (
            zlib.decompress(base64.urlsafe_b64decode(track[key])).split() for track in (made, real["track"])
        )
        assert all(number.isdigit() for number in numbers)
        header = {"codestring": 0, "synchstring": 2, "rhythmstring": 3}[key]
        assert numbers[:header] == as_real[:header]


def test_stretches_follow_each_other(line: bytes) -> None:
    made = json.loads(line)
    duration = made["track"]["duration"]
    for key in ("segments", "sections"):
        starts = np.array([item["start"] for item in made[key]])
        ends = starts + [item["duration"] for item in made[key]]
        assert starts[0] == 0
        assert np.allclose(ends[:-1], starts[1:], atol=1e-4)
        assert abs(ends[-1] - duration) < 0.05
    assert len(made["tatums"]) == 2 * len(made["beats"]) == 8 * len(made["bars"])
    assert 2 < len(made["segments"]) / duration < 5
    pitches = np.array([s["pitches"] for s in made["segments"]])
    assert pitches.shape[1] == 12 and (pitches.max(axis=1) == 1).all() and (pitches >= 0).all()
    assert all(len(s["timbre"]) == 12 and -60 <= s["loudness_max"] <= 0 for s in made["segments"])


def test_segments_hear_the_notes_that_are_played() -> None:
    pitches = [60, 64, 67, 69, 62, 66]
    wave = np.concatenate([epiano(frequency_of(p), 0.3) for p in pitches]).astype(np.float32)
    found = segments_of(wave, to_mono_11025(wave, RENDER_RATE))
    assert abs(len(found) - len(pitches)) <= 1
    length = len(wave) / RENDER_RATE / len(pitches)
    for i, pitch in enumerate(pitches):
        middle = (i + 0.4) * length
        segment = np.searchsorted(found.starts, middle) - 1
        assert int(np.argmax(found.pitches[segment])) == pitch % 12
