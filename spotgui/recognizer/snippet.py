"""What is kept of a clip: evidence and pitch classes, no sound. It can be tried again when the library has grown."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotgui.errors import BadInputError
from spotgui.recognizer.chroma import QueryChroma, frame_times
from spotgui.recognizer.evidence import Evidence

_MAGIC = b"SPS1"
_HEADER = struct.Struct("<4sIIIff")
_AT_UNIT, _SCALE_UNIT = 0.25, 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Snippet:
    """A clip as the recognizer sees it.

    Attributes
    ----------
    evidence : Evidence
    chroma : QueryChroma
    loudness : float
        Root mean square of the samples, full scale 1.
    """

    evidence: Evidence
    chroma: QueryChroma
    loudness: float

    @property
    def seconds(self) -> float:
        """Length of the clip."""
        return self.evidence.seconds


def _steps(values: NDArray[np.float32], unit: float, limit: int) -> NDArray[np.int64]:
    steps: NDArray[np.int64] = np.clip(np.rint(values / unit), 0, limit).astype(np.int64)
    return steps


def pack(snippet: Snippet) -> bytes:
    """A few kilobytes that `unpack` understands: times to a quarter of a frame, probabilities to 1/255."""
    e, c = snippet.evidence, snippet.chroma
    peak = float(np.abs(c.classes).max()) if c.classes.size else 1.0
    body = b"".join(
        (
            _steps(e.at, _AT_UNIT, 2**32 - 1).astype("<u4").tobytes(),
            e.band.tobytes(),
            _steps(e.p, 1 / 255, 255).astype(np.uint8).tobytes(),
            _steps(e.scale, _SCALE_UNIT, 255).astype(np.uint8).tobytes(),
            np.rint(c.classes / max(peak, 1e-9) * 127).astype(np.int8).tobytes(),
        )
    )
    header = _HEADER.pack(_MAGIC, e.frames, len(e.at), len(c.times), c.norm / max(peak, 1e-9), snippet.loudness)
    return header + zlib.compress(body, 6)


def unpack(packed: bytes) -> Snippet:
    """Read what `pack` wrote.

    Raises
    ------
    BadInputError
        It is damaged, or another version wrote it.
    """
    try:
        magic, frames, n, m, norm, loudness = _HEADER.unpack_from(packed)
        if magic != _MAGIC:
            raise ValueError("another format")
        body = zlib.decompress(packed[_HEADER.size :])
        if len(body) != 7 * n + 12 * m:
            raise ValueError("wrong length")
    except (struct.error, zlib.error, ValueError) as problem:
        raise BadInputError("A kept snippet cannot be read.", "Delete it from the history.") from problem
    at = np.frombuffer(body, "<u4", n).astype(np.float32) * np.float32(_AT_UNIT)
    band = np.frombuffer(body, np.uint8, n, 4 * n)
    p = np.frombuffer(body, np.uint8, n, 5 * n).astype(np.float32) / np.float32(255)
    scale = np.frombuffer(body, np.uint8, n, 6 * n).astype(np.float32) * np.float32(_SCALE_UNIT)
    classes = np.frombuffer(body, np.int8, 12 * m, 7 * n).reshape(m, 12).astype(np.float32) / np.float32(127)
    if band.size and band.max() > 7:
        raise BadInputError("A kept snippet cannot be read.", "Delete it from the history.")
    evidence = Evidence(frames, at, band.copy(), p, np.maximum(scale, np.float32(_SCALE_UNIT)))
    return Snippet(evidence, QueryChroma(classes, norm, frame_times(m)), loudness)
