"""Sound and tracks made for the recognizer's tests: small, seeded, no files from elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import sketch
from spotgui.fingerprint.constants import SAMPLE_RATE
from spotgui.fingerprint.echoprint import fingerprint
from spotgui.index.build import IndexedTrack, build_segment
from spotgui.index.manifest import POPULAR, REST
from spotgui.index.reader import Index

TRACK_S = 60
TRACKS = 6
NOTE_S = 0.29


def melody(seed: int, seconds: int = TRACK_S) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Plucked notes with noisy attacks at uneven times; returns sound and the pitch class of every note."""
    rng = np.random.default_rng(seed)
    n = seconds * SAMPLE_RATE
    out = np.zeros(n + SAMPLE_RATE)
    pitch = np.cumsum(rng.integers(-5, 6, int(seconds / NOTE_S))) % 24
    for i, p in enumerate(pitch):
        length = SAMPLE_RATE // 2
        t = np.arange(length) / SAMPLE_RATE
        hertz = 220 * 2 ** (p / 12)
        note = sum(np.sin(2 * np.pi * hertz * h * t) / h for h in range(1, 9)) * np.exp(-t * rng.uniform(4, 12))
        note += rng.standard_normal(length) * np.exp(-t * 90) * rng.uniform(0.2, 2)
        at = int((i * NOTE_S + rng.uniform(0, 0.12)) * SAMPLE_RATE)
        out[at : at + length] += note * rng.uniform(0.3, 1)
    return (out[:n] / np.abs(out).max() * 0.7).astype(np.float32), (pitch + 9) % 12


@pytest.fixture(scope="session")
def songs() -> list[NDArray[np.float32]]:
    """Six melodies of a minute, and a seventh that is in no index."""
    return [melody(seed)[0] for seed in range(TRACKS + 1)]


def indexed(number: int, track_id: str, seed: int) -> IndexedTrack:
    sound, classes = melody(seed)
    strengths = np.full((len(classes), 12), 0.1)
    strengths[np.arange(len(classes)), classes] = 1
    strengths[np.arange(len(classes)), (classes + 7) % 12] = 0.6
    starts = np.arange(len(classes)) * NOTE_S
    chroma = sketch(starts, np.full(len(classes), NOTE_S), strengths)
    return IndexedTrack(number, track_id, float(TRACK_S), 50, fingerprint(sound), chroma)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Tracks 0 to 5 under their seeds' ids, and a second release of the first in another segment."""
    directory = tmp_path_factory.mktemp("recognizer") / "index"
    build_segment(directory, [indexed(i, f"song{i:018d}", i) for i in range(TRACKS)])
    build_segment(directory, [indexed(TRACKS, "again00000000000000000", 0)])
    return Index.open(directory)


@pytest.fixture(scope="session")
def tiered(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Songs 0 and 1 in the popular tier, the other four not."""
    directory = tmp_path_factory.mktemp("tiers") / "index"
    build_segment(directory, [indexed(i, f"song{i:018d}", i) for i in range(2)], tier=POPULAR)
    build_segment(directory, [indexed(i, f"song{i:018d}", i) for i in range(2, TRACKS)], tier=REST)
    return Index.open(directory)


@pytest.fixture(scope="session")
def empty_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.open(Path(tmp_path_factory.mktemp("nothing")) / "index")
