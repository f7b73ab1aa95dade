"""A sound file with several songs in it, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from spotgui.demo.setup import Demo

RATE = 22_050


def write_mix(path: Path, demo: Demo, names: Sequence[str]) -> Path:
    """Write tapes of the demo, named as it names them, as one file."""
    tapes = {tape.path.stem: tape.path for tape in demo.paths.tapes}
    parts = []
    for name in names:
        samples, rate = soundfile.read(tapes[name], dtype="float32", always_2d=True)
        parts.append(resample_poly(samples.mean(axis=1), RATE, rate))
    soundfile.write(path, np.concatenate(parts), RATE)
    return path
