"""Speed of the fingerprint and of its stored forms, one thread.

Run: ``python tests/bench/fingerprint_speed.py [seconds of sound]``. Bit-exactness is checked on the golden clips before
anything is timed. Times are the best of several runs; run it on a quiet machine.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numba import njit

from spotgui.fingerprint.codestring import decode, encode
from spotgui.fingerprint.constants import BANDS, SAMPLE_RATE
from spotgui.fingerprint.echoprint import Fingerprinter, fingerprint
from spotgui.fingerprint.envelopes import envelopes
from spotgui.fingerprint.hashing import codes_of
from spotgui.fingerprint.onset_list import OnsetList
from spotgui.fingerprint.onsets import contacts
from spotgui.fingerprint.packing import pack, unpack_into
from spotgui.fingerprint.recovery import recover
from spotgui.fingerprint.whitening import whiten

GOLDEN = Path(__file__).parents[1] / "golden"


def best(job: Callable[[], object], runs: int = 9) -> float:
    """Seconds of the fastest run; the first, which compiles, does not count."""
    job()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def check_exactness() -> int:
    """Compare every onset of the golden clips; returns how many there are."""
    count = 0
    for path in sorted(GOLDEN.glob("*.wav")):
        pcm, _ = soundfile.read(path, dtype="float32")
        onsets = fingerprint(pcm)
        expected = json.loads(path.with_suffix(".json").read_text())["onset_frames"]
        if [onsets.band(band).tolist() for band in range(BANDS)] != expected:
            raise SystemExit(f"{path.name}: the onsets are not those of the reference")
        count += len(onsets)
    return count


def sound(seconds: int) -> np.ndarray:
    """The golden clips, over and over."""
    clips = np.concatenate([soundfile.read(path, dtype="float32")[0] for path in sorted(GOLDEN.glob("synth*.wav"))])
    return np.resize(clips, seconds * SAMPLE_RATE)


def stream(pcm: np.ndarray) -> OnsetList:
    fingerprinter = Fingerprinter()
    for start in range(0, len(pcm), 4_096):
        fingerprinter.feed(pcm[start : start + 4_096])
    return fingerprinter.finish()


@njit
def unpack_often(packed, frames, bounds, times):  # type: ignore[no-untyped-def]
    count = 0
    for _ in range(times):
        count += unpack_into(packed, frames, bounds)
    return count


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print(f"bit-exact: all {check_exactness()} onsets of the golden clips\n")
    pcm = sound(seconds)
    levels = envelopes(pcm)
    onsets = fingerprint(pcm)
    codes = codes_of(onsets)
    string, packed = encode(codes), np.frombuffer(pack(onsets), np.uint8)
    frames, bounds = np.empty(len(onsets), np.float32), np.empty(BANDS + 1, np.int32)
    print(f"{seconds} s of sound, {len(onsets)} onsets, {len(codes)} codes, {len(string)} B of code string")
    print(f"{'step':<34}{'ms':>9}{'x real time':>13}")
    for name, job in {
        "whitening": lambda: whiten(pcm),
        "whitening, subbands, envelopes": lambda: envelopes(pcm),
        "onsets of envelopes": lambda: contacts(levels).onsets(),
        "fingerprint": lambda: fingerprint(pcm),
        "fingerprint, blocks of 4 096": lambda: stream(pcm),
    }.items():
        taken = best(job)
        print(f"{name:<34}{taken * 1e3:>9.2f}{seconds / taken:>13.0f}")
    print(f"\n{'a track of that length':<34}{'us':>9}{'bytes':>13}")
    for name, job, size in [
        ("codes of onsets", lambda: codes_of(onsets), None),
        ("encode to a code string", lambda: encode(codes), len(string)),
        ("decode a code string", lambda: decode(string), None),
        ("recover onsets", lambda: recover(codes), None),
        ("pack", lambda: pack(onsets), len(packed)),
    ]:
        print(f"{name:<34}{best(job, 30) * 1e6:>9.1f}{size or '':>13}")
    taken = best(lambda: unpack_often(packed, frames, bounds, 1_000)) / 1_000
    print(f"{'unpack':<34}{taken * 1e6:>9.1f}")


if __name__ == "__main__":
    main()
