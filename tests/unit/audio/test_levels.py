from __future__ import annotations

import numpy as np
import pytest

from spotgui.audio.levels import FLOOR_DB, SILENCE, Level, LevelMeter, SoundState, measure, state_of


def sine(amplitude: float) -> np.ndarray:
    return (amplitude * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.float32)


def test_a_full_sine() -> None:
    level = measure(sine(0.99))
    assert level.rms_db == pytest.approx(-3.1, abs=0.05)
    assert level.peak_db == pytest.approx(-0.087, abs=0.01)
    assert level.clipped == 0


def test_nothing_is_the_floor() -> None:
    assert measure(np.zeros(100, np.float32)) == Level(FLOOR_DB, FLOOR_DB, 0.0)
    assert measure(np.zeros(0, np.float32)) == SILENCE
    assert measure(np.array([np.nan], np.float32)) == SILENCE


@pytest.mark.parametrize(
    ("samples", "state"),
    [
        (np.zeros(1000, np.float32), SoundState.NO_SOUND),
        (np.full((1000, 2), (0.3, -0.1), np.float32), SoundState.NO_SOUND),
        (sine(0.0002), SoundState.NO_SOUND),
        (sine(0.001), SoundState.TOO_QUIET),
        (sine(0.3), SoundState.GOOD),
        (np.clip(sine(1.3), -1, 1), SoundState.CLIPPING),
    ],
)
def test_the_hint(samples: np.ndarray, state: SoundState) -> None:
    assert state_of(measure(samples)) is state


def test_the_meter_looks_at_two_seconds() -> None:
    meter = LevelMeter()
    assert meter.state is SoundState.NO_SOUND
    for _ in range(20):
        meter.add(measure(sine(0.3)), 0.1)
    assert meter.state is SoundState.GOOD
    assert meter.level.rms_db == pytest.approx(-13.5, abs=0.1)
    for _ in range(19):
        meter.add(SILENCE, 0.1)
    assert meter.state is SoundState.GOOD
    for _ in range(2):
        meter.add(SILENCE, 0.1)
    assert meter.state is SoundState.NO_SOUND
