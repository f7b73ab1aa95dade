"""The compressed strings of a line: Echoprint, and the three older ones in their own layouts.

The older strings (code, synch and rhythm) are not read by the program. They are written so that a line is as long
and as shaped as a real one; their numbers come from the piece's own segments and onsets.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable

import numpy as np

from spotgui.demo.analyse.segments import Segments
from spotgui.demo.sound.instruments import RENDER_RATE
from spotgui.fingerprint.constants import BANDS, FRAME_SAMPLES, SAMPLE_RATE
from spotgui.fingerprint.onset_list import OnsetList

CODE_UNIT_S = 0.0232
SYNCH_HOP = 256
SYNCH_CHANNELS = 3


def packed(numbers: Iterable[int]) -> str:
    """Decimal numbers, zlib, URL-safe base64: the layout of the older strings."""
    text = " ".join(map(str, numbers))
    return base64.urlsafe_b64encode(zlib.compress(text.encode("ascii"))).decode("ascii")


def code_string(segments: Segments) -> str:
    """Pairs of a 30-bit code and a time."""
    classes = np.round(segments.pitches * 3).astype(np.int64)
    codes = (classes * 4 ** np.arange(12)).sum(axis=1) * 2654435761 % (1 << 30)
    times = (segments.starts / CODE_UNIT_S).astype(np.int64) * 32
    return packed(np.column_stack((codes, times)).ravel().tolist())


def synch_string(segments: Segments) -> str:
    """Sample rate, channels, then the attacks of each channel as differences."""
    steps = np.rint(segments.starts * RENDER_RATE / SYNCH_HOP).astype(np.int64)
    numbers = [RENDER_RATE, SYNCH_CHANNELS]
    for channel in range(SYNCH_CHANNELS):
        mine = steps[channel::SYNCH_CHANNELS] if channel else steps
        numbers += [len(mine), *np.diff(mine, prepend=0).tolist()]
    return packed(numbers)


def rhythm_string(onsets: OnsetList) -> str:
    """Sample rate, hop, bands, then the onsets of each band as differences."""
    numbers = [SAMPLE_RATE, FRAME_SAMPLES, BANDS]
    for b in range(BANDS):
        frames = onsets.band(b).astype(np.int64)
        numbers += [len(frames), *np.diff(frames, prepend=0).tolist()]
    return packed(numbers)
