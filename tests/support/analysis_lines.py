"""Lines and shards in the dump's format, made in a moment, with true fingerprints."""

from __future__ import annotations

import string
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import zstandard

from spotgui.fingerprint.codestring import encode
from spotgui.fingerprint.hashing import codes_of
from spotgui.fingerprint.onset_list import OnsetList

ALPHABET = string.digits + string.ascii_letters


def track_id(prefix: str, number: int) -> str:
    """An id of 22 characters that begins with `prefix`."""
    return f"{prefix}{number:0{22 - len(prefix)}d}"


@cache
def code_string(seed: int, seconds: int = 20) -> str:
    """The code string of random onsets."""
    rng = np.random.default_rng(seed)
    bands = [np.cumsum(rng.integers(130, 900, seconds)) for _ in range(8)]
    return encode(codes_of(OnsetList.from_bands(bands)))


def analysis(identity: str, seed: int = 1, **track: Any) -> dict[str, Any]:
    """One analysis as an object."""
    rng = np.random.default_rng(seed)
    segments = [
        {
            "start": round(0.25 * i, 5),
            "duration": 0.25,
            "confidence": 0.5,
            "loudness_start": -20.1,
            "pitches": [round(float(p), 3) for p in rng.random(12)],
            "timbre": [round(float(t), 3) for t in rng.normal(size=12)],
        }
        for i in range(20)
    ]
    section = {"start": 0.0, "duration": 20.0, "confidence": 1.0, "loudness": -9.5, "tempo": 120.0, "key": 3, "mode": 1}
    return {
        "meta": {"analyzer_version": "4.0.0", "platform": "Linux", "track_id": identity},
        "track": {
            "num_samples": 441_000,
            "duration": 20.0,
            "end_of_fade_in": 0.1,
            "start_of_fade_out": 19.5,
            "loudness": -9.5,
            "tempo": 120.5,
            "tempo_confidence": 0.75,
            "time_signature": 4,
            "time_signature_confidence": 1.0,
            "key": 3,
            "key_confidence": 0.5,
            "mode": 1,
            "mode_confidence": 0.25,
            "codestring": "eJx",
            "echoprintstring": code_string(seed % 50),
            "echoprint_version": 4.12,
            **track,
        },
        "bars": [{"start": 0.1, "duration": 2.0, "confidence": 0.5}],
        "beats": [{"start": 0.1, "duration": 0.5, "confidence": 0.5}],
        "sections": [section],
        "segments": segments,
        "tatums": [],
    }


def line(identity: str, seed: int = 1, **track: Any) -> bytes:
    """One line, without its newline."""
    return orjson.dumps(analysis(identity, seed, **track))


def lines(prefix: str, count: int, first: int = 0) -> list[bytes]:
    """Lines of different tracks whose ids begin alike."""
    return [line(track_id(prefix, i), seed=i) for i in range(first, first + count)]


def compress(data: bytes, *, checksum: bool = True, frame: int | None = None) -> bytes:
    """A zstd file: one frame, or frames of `frame` decompressed bytes."""
    compressor = zstandard.ZstdCompressor(level=3, write_checksum=checksum)
    size = frame or max(1, len(data))
    return b"".join(compressor.compress(data[i : i + size]) for i in range(0, max(1, len(data)), size))


def write_shard(path: Path, content: Iterable[bytes], **options: Any) -> Path:
    """Write lines as a shard; compressed when the name ends in .zst."""
    data = b"".join(one + b"\n" for one in content)
    path.write_bytes(compress(data, **options) if path.suffix == ".zst" else data)
    return path
