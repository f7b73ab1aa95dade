"""Render a performance: every note by its instrument, every part at its level, in a room."""

from __future__ import annotations

import zlib

import numpy as np

from spotgui.demo.compose.grooves import Drum
from spotgui.demo.compose.performance import Performance, Voice
from spotgui.demo.compose.score import Role
from spotgui.demo.sound.effects import reverberation, rms, soft_limit
from spotgui.demo.sound.instruments import INSTRUMENTS, RENDER_RATE, Wave
from spotgui.demo.sound.percussion import STROKES, drum_kit

TAIL_S = 1.8
"""Sound that rings after the last bar."""
LEVEL_DB = {
    Role.LEAD: -15.0,
    Role.CHORDS: -20.0,
    Role.ARPEGGIO: -21.0,
    Role.PAD: -24.0,
    Role.BASS: -16.0,
    Role.DRUMS: -14.0,
}
SEND = {Role.LEAD: 0.5, Role.CHORDS: 0.4, Role.ARPEGGIO: 0.6, Role.PAD: 0.7, Role.BASS: 0.05, Role.DRUMS: 0.15}
"""How much of a part is heard through the room."""
ROOM_LEVEL = 0.5
LEVEL_SPREAD_DB = 2.0
PEAK = 0.89
LENGTH_GRID_S = 0.02
"""Notes are held a multiple of this, so that the same note is rendered once."""


def render(performance: Performance, room_s: float) -> Wave:
    """Sound of a performance, mono float32 at `RENDER_RATE`, peak 0.89.

    Parameters
    ----------
    room_s : float
        Reverberation time of the room, seconds.
    """
    seed = performance.score.seed
    rng = np.random.default_rng(seed + 1)
    samples = int((performance.end_s + TAIL_S) * RENDER_RATE)
    dry = np.zeros(samples, np.float32)
    wet = np.zeros(samples, np.float32)
    for voice in performance.voices:
        sound = _drums(voice, samples, seed) if voice.role is Role.DRUMS else _notes(voice, samples)
        level = LEVEL_DB[voice.role] + rng.uniform(-LEVEL_SPREAD_DB, LEVEL_SPREAD_DB)
        sound *= np.float32(10 ** (level / 20) / max(rms(sound), 1e-9))
        dry += sound
        wet += np.float32(SEND[voice.role]) * sound
    total = dry + np.float32(ROOM_LEVEL) * reverberation(wet, room_s, seed)
    fade = int(0.5 * RENDER_RATE)
    total[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return soft_limit(total, PEAK)


def frequency_of(pitch: int) -> float:
    """Hertz of a MIDI pitch, A = 440 Hz."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def _notes(voice: Voice, samples: int) -> Wave:
    """A pitched part; notes of one pitch and length are rendered once."""
    sound = np.zeros(samples, np.float32)
    instrument = INSTRUMENTS[voice.instrument]
    held = np.maximum(np.rint(voice.seconds / LENGTH_GRID_S).astype(int), 2)
    rendered: dict[tuple[int, int], Wave] = {}
    for start, length, pitch, velocity in zip(voice.starts, held, voice.pitches, voice.velocities, strict=True):
        key = (int(pitch), int(length))
        if key not in rendered:
            rendered[key] = instrument(frequency_of(key[0]), key[1] * LENGTH_GRID_S)
        _add_at(sound, rendered[key], start, velocity)
    return sound


def _drums(voice: Voice, samples: int, seed: int) -> Wave:
    sound = np.zeros(samples, np.float32)
    kit = drum_kit(seed ^ zlib.crc32(b"kit"))
    for i, (start, drum, velocity) in enumerate(zip(voice.starts, voice.pitches, voice.velocities, strict=True)):
        _add_at(sound, kit[Drum(int(drum))][i % STROKES], start, velocity)
    return sound


def _add_at(sound: Wave, note: Wave, start_s: float, velocity: np.float32) -> None:
    first = int(start_s * RENDER_RATE)
    last = min(first + len(note), len(sound))
    if last > first:
        sound[first:last] += velocity * note[: last - first]
