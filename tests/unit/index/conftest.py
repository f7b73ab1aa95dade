"""Tracks made of random onsets, for tests of the index."""

from collections.abc import Callable

import numpy as np
import pytest

from spotgui.fingerprint.onset_list import OnsetList
from spotgui.index.build import IndexedTrack


def random_onsets(rng: np.random.Generator, seconds: float) -> OnsetList:
    """Onsets of eight bands, 128 frames or more apart within a band, about one each 1.5 seconds."""
    frames = seconds * 344.5
    bands = []
    for _ in range(8):
        at = np.cumsum(128 + rng.exponential(400, int(frames / 250)))
        bands.append(np.round(at[at < frames]))
    return OnsetList.from_bands(bands)


def make_tracks(first: int, count: int, seconds: float = 60.0) -> list[IndexedTrack]:
    """Tracks whose content depends on their number only."""
    tracks = []
    for number in range(first, first + count):
        rng = np.random.default_rng(number)
        tracks.append(
            IndexedTrack(
                track_no=number,
                track_id=f"{number * 7919 % 1_000_003:022d}",
                duration_s=seconds,
                popularity=number % 101,
                onsets=random_onsets(rng, seconds),
                chroma=rng.integers(0, 132, int(seconds * 4)).astype(np.uint8),
            )
        )
    return tracks


@pytest.fixture(scope="session")
def tracks() -> Callable[..., list[IndexedTrack]]:
    return make_tracks
