"""Instruments, drums, rooms and the mix."""

from __future__ import annotations

import numpy as np
import pytest

from spotgui.demo.compose.composer import compose
from spotgui.demo.compose.grooves import Drum
from spotgui.demo.compose.performance import Performance, perform
from spotgui.demo.compose.styles import STYLES
from spotgui.demo.sound.effects import reverberation, room_response
from spotgui.demo.sound.instruments import INSTRUMENTS, RENDER_RATE, dying_harmonics, harmonics
from spotgui.demo.sound.mix import PEAK, render
from spotgui.demo.sound.percussion import drum_kit


def _strongest_hz(wave: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 17))
    return float(np.argmax(spectrum) * RENDER_RATE / (1 << 17))


def _harmonicity(wave: np.ndarray, frequency: float) -> float:
    """Share of the energy that lies at multiples of a frequency."""
    power = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 16)) ** 2
    hertz = np.fft.rfftfreq(1 << 16, 1 / RENDER_RATE)
    distance = np.abs(hertz / frequency - np.rint(hertz / frequency)) * frequency
    return float(power[(distance < 12) & (hertz > frequency / 2)].sum() / power.sum())


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instruments_are_in_tune_and_end_in_silence(name: str) -> None:
    wave = INSTRUMENTS[name](220.0, 0.6)
    assert wave.dtype == np.float32 and np.isfinite(wave).all()
    assert 0.05 < np.abs(wave).max() < 6
    assert np.abs(wave[-20:]).max() < 0.02 * np.abs(wave).max()
    # a bell's overtones are not harmonic, its pitch is the strike
    assert _harmonicity(wave, 220.0) > (0.5 if name == "bell" else 0.85)


def test_high_notes_do_not_fold_back() -> None:
    for name in ("saw", "square", "pluck", "drive", "organ"):
        assert _harmonicity(INSTRUMENTS[name](1760.0, 0.5), 1760.0) > 0.9


def test_the_table_and_horners_scheme_agree_with_sines() -> None:
    phase = np.linspace(0, 300, 5000)
    amplitudes = np.array([1.0, 0.5, 0.0, 0.25])
    exact = sum(a * np.sin((h + 1) * phase) for h, a in enumerate(amplitudes))
    assert np.abs(harmonics(phase, amplitudes) - exact).max() < 3e-3
    decay = np.linspace(0, 2, 5000)
    dying = sum(a * np.exp(-(h + 1) * decay) * np.sin((h + 1) * phase) for h, a in enumerate(amplitudes))
    assert np.abs(dying_harmonics(phase, amplitudes, decay) - dying).max() < 1e-4


def test_drums_sound_as_they_should() -> None:
    kit = drum_kit(5)
    assert set(kit) == set(Drum)
    centroid = {}
    for drum, strokes in kit.items():
        assert len({stroke.tobytes() for stroke in strokes}) == len(strokes)
        spectrum = np.abs(np.fft.rfft(strokes[0])) ** 2
        centroid[drum] = float((spectrum * np.fft.rfftfreq(len(strokes[0]), 1 / RENDER_RATE)).sum() / spectrum.sum())
    assert centroid[Drum.KICK] < 200 < centroid[Drum.SNARE] < centroid[Drum.HAT]


def test_a_room_decays_in_its_time() -> None:
    response = room_response(0.8, 1)
    assert np.isclose(np.sum(response**2), 1, rtol=1e-3)
    energy = np.cumsum(response[::-1] ** 2)[::-1]
    half = int(0.4 * RENDER_RATE)
    assert energy[half] / energy[0] < 10 ** (-2.4)
    wave = np.zeros(RENDER_RATE, np.float32)
    wave[100] = 1
    tail = reverberation(wave, 0.8, 1)
    assert len(tail) == len(wave) and np.abs(tail[:100]).max() < 1e-6 < 0.01 < np.abs(tail[100:]).max()


def _first_seconds(performance: Performance, seconds: float) -> np.ndarray:
    return render(performance, 0.6)[: int(seconds * RENDER_RATE)]


def test_a_mix_is_loud_not_clipped_and_always_the_same() -> None:
    performance = perform(compose("lofi", 2))
    wave = render(performance, 0.6)
    assert np.isclose(np.abs(wave).max(), PEAK, atol=1e-4)
    assert (np.abs(wave) > 0.98 * PEAK).mean() < 1e-3
    level = 20 * np.log10(np.sqrt(np.mean(wave**2)))
    assert -22 < level < -10
    assert abs(float(wave.mean())) < 0.01
    assert np.array_equal(wave[: 5 * RENDER_RATE], _first_seconds(perform(compose("lofi", 2)), 5))
    assert performance.end_s < len(wave) / RENDER_RATE < performance.end_s + 3


def test_all_instruments_of_the_styles_exist() -> None:
    for style in STYLES.values():
        named = {*style.lead, *style.chords, *style.bass, *style.arpeggio, *style.pad}
        assert named <= set(INSTRUMENTS)
