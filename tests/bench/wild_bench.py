#!/usr/bin/env python3
"""Recognition outside the laboratory: real codecs, a microphone's path through the system, a long mix.

    wild_bench.py QDIR [--library DIR] [--clips N] [--microphone N] [--mix SONGS]

QDIR is made by ../shared/bench/build_queries.py, and its library (QDIR/work/library) by recognition_bench.py.

chains      10 s of N indexed and N/2 held-out tracks through ffmpeg's codecs and resamplers
microphone  the same through PulseAudio, PortAudio and the program's own capture, in real time
mix         SONGS tracks of up to 3 minutes with crossfades of 6 s, as a timeline: found, invented, times real time
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e"), str(ROOT.parent / "shared" / "bench")]

from evaluate import track_id  # noqa: E402
from virtual_microphone import VirtualMicrophone  # noqa: E402

from spotgui.audio import files  # noqa: E402
from spotgui.audio.capture import Microphone  # noqa: E402
from spotgui.errors import AudioError  # noqa: E402
from spotgui.fingerprint.constants import SAMPLE_RATE  # noqa: E402
from spotgui.index.reader import Index  # noqa: E402
from spotgui.recognizer.recognizer import Recognizer  # noqa: E402
from spotgui.recognizer.timeline import timeline  # noqa: E402

CLIP_S = 10.0
RATE = 44_100
SONG_S, CROSSFADE_S = 180.0, 6.0
Samples = NDArray[np.float32]

Step = tuple[str, ...]
"""Arguments of ffmpeg's encoder, the last one the file's ending."""
CHAINS: dict[str, tuple[Step, ...]] = {
    "mp3 96k": (("-c:a", "libmp3lame", "-b:a", "96k", ".mp3"),),
    "opus 16k": (("-c:a", "libopus", "-b:a", "16k", ".ogg"),),
    "telephone": (("-ar", "8000", "-c:a", "pcm_mulaw", ".wav"),),
    "48 > 44.1 > 16 kHz": (("-ar", "48000", ".wav"), ("-ar", "44100", ".wav"), ("-ar", "16000", ".wav")),
    "all of them": (
        ("-c:a", "libmp3lame", "-b:a", "64k", ".mp3"),
        ("-ar", "48000", ".wav"),
        ("-c:a", "libopus", "-b:a", "16k", ".ogg"),
        ("-ar", "16000", ".wav"),
        ("-ar", "8000", "-c:a", "pcm_mulaw", ".wav"),
    ),
}


@dataclass(frozen=True)
class Track:
    """A track of the bench and where the clip begins."""

    id: str
    path: Path
    seconds: float
    start: float
    held: bool


def tracks_of(qdir: Path) -> list[Track]:
    """One clip a track, in the manifest's order of queries."""
    manifest = json.loads((qdir / "manifest.json").read_text())
    known = {t["id"]: t for t in manifest["tracks"]}
    out = {}
    for q in manifest["queries"]:
        t = known[q["track"]]
        out.setdefault(
            q["track"], Track(track_id(f"track{t['id']}"), Path(t["path"]), t["dur"], q["start"], bool(q["held"]))
        )
    return list(out.values())


def ffmpeg(*arguments: str) -> None:
    """Run it quietly."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)


def chained(source: Path, steps: Sequence[Step], directory: Path) -> Path:
    """A sound file after a chain of encoders."""
    for k, step in enumerate(steps):
        target = directory / f"step{k}{step[-1]}"
        ffmpeg("-i", str(source), *step[:-1], str(target))
        source = target
    return source


def clip(track: Track, directory: Path, seconds: float = CLIP_S) -> Path:
    """Part of a track as a wav file of one channel."""
    target = directory / "clip.wav"
    cut = ("-ss", f"{track.start:.3f}", "-t", f"{seconds:.3f}", "-i", str(track.path))
    ffmpeg(*cut, "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), str(target))
    return target


def through_microphone(microphone: VirtualMicrophone, path: Path) -> Samples:
    """What the program's capture hears while a file is played."""
    blocks: list[Samples] = []
    with Microphone() as listening:
        microphone.play(path)
        ends = time.monotonic() + CLIP_S + 1.0
        while time.monotonic() < ends:
            block = listening.read(0.5)
            if block is not None:
                blocks.append(block)
        microphone.stop_playing()
    heard = np.concatenate(blocks)
    first = int(np.argmax(np.abs(heard) > 1e-4))  # the player takes a moment to start
    return heard[first : first + int(CLIP_S * SAMPLE_RATE)]


def row(name: str, recognizer: Recognizer, tracks: Sequence[Track], hear: Callable[[Track], Samples]) -> None:
    """Recognise every track's clip as `hear` gives it, and print the shares."""
    right = wrong = false = inside = outside = 0
    for track in tracks:
        named = _named(recognizer, hear, track)
        if track.held:
            outside, false = outside + 1, false + bool(named)
        else:
            inside, right, wrong = (
                inside + 1,
                right + (track.id in named),
                wrong + (bool(named) and track.id not in named),
            )
    print(f"{name:22s} {right:4d} of {inside:3d} {right / max(inside, 1):6.2f} {wrong:6d} {false:6d} of {outside}")


def _named(recognizer: Recognizer, hear: Callable[[Track], Samples], track: Track) -> set[str]:
    """The title and its releases; none of a clip that is silent."""
    try:
        answer = recognizer.recognise(hear(track))
    except AudioError as problem:
        print(f"{track.path.name}: {problem}")
        return set()
    return {i for m in answer.matches[:1] for i in (m.track_id, *(r.track_id for r in m.releases))}


def mixed(tracks: Sequence[Track]) -> tuple[Samples, list[float]]:
    """Songs one after the other, faded into each other; the seconds at which each begins."""
    fade = int(CROSSFADE_S * SAMPLE_RATE)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    out = np.zeros(0, np.float32)
    starts = []
    for track in tracks:
        song = files.read(track.path)[: int(SONG_S * SAMPLE_RATE)].copy()
        song /= max(float(np.abs(song).max()), 1e-6)
        if len(out):
            song[:fade] *= ramp
            out[-fade:] *= ramp[::-1]
            out[-fade:] += song[:fade]
            starts.append((len(out) - fade) / SAMPLE_RATE)
            out = np.concatenate([out, song[fade:]])
        else:
            starts.append(0.0)
            out = song
    return out * np.float32(0.7), starts


def mix(recognizer: Recognizer, tracks: Sequence[Track]) -> None:
    """Timeline of a long mix."""
    sound, starts = mixed(tracks)
    seconds = len(sound) / SAMPLE_RATE
    began, worked = time.perf_counter(), time.process_time()
    found = timeline(recognizer, blocks(sound), seconds=seconds)
    took, work = time.perf_counter() - began, time.process_time() - worked
    songs = [s for s in found if s.match]
    hits, invented, late = 0, 0, []
    ends = [*starts[1:], seconds]
    for track, start, end in zip(tracks, starts, ends, strict=True):
        mine = [s for s in songs if s.start_s < end and s.end_s > start and names(s.match, track)]
        hits += bool(mine)
        late += [abs(mine[0].start_s - start)] if mine else []
    everything = {t.id for t in tracks}
    for s in songs:
        assert s.match is not None
        invented += not ({s.match.track_id, *(r.track_id for r in s.match.releases)} & everything)
    several = [{m.track_id for m in s.songs} for s in found if len(s.songs) > 1]
    print(
        f"\nmix of {seconds / 60:.0f} minutes, {len(tracks)} songs: "
        f"found {hits}, invented {invented}, listed {len(songs)}, "
        f"one of several {len(several)}, a song of the mix among them {sum(bool(s & everything) for s in several)}; "
        f"starts off by {np.median(late):.1f} s (median), {np.max(late):.1f} s (most); "
        f"{seconds / took:.0f} x real time by the clock, {seconds / work:.0f} x by CPU time"
    )


def names(match: object, track: Track) -> bool:
    """Whether an answer names the track or a release of it."""
    return track.id in {match.track_id, *(r.track_id for r in match.releases)}  # type: ignore[attr-defined]


def blocks(sound: Samples) -> Iterator[Samples]:
    """Pieces of a second, as a file is read."""
    for start in range(0, len(sound), SAMPLE_RATE):
        yield sound[start : start + SAMPLE_RATE]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("qdir", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--microphone", type=int, default=12)
    parser.add_argument("--mix", type=int, default=20)
    a = parser.parse_args()
    recognizer = Recognizer(Index.open((a.library or a.qdir / "work" / "library") / "index"))
    every = tracks_of(a.qdir)
    known, unknown = [t for t in every if not t.held], [t for t in every if t.held]
    print(f"{'10 s':22s} {'right':>11s} {'share':>6s} {'wrong':>6s} {'false':>6s}")
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for chain, steps in CHAINS.items():

            def hear(track: Track, steps: Sequence[Step] = steps) -> Samples:
                return files.read(chained(clip(track, directory), steps, directory))

            row(chain, recognizer, known[: a.clips] + unknown[: a.clips // 2], hear)
        if a.microphone:
            microphone = VirtualMicrophone(directory / "m")
            os.environ.update(microphone.environment)
            some = known[: a.microphone] + unknown[: a.microphone // 2]
            row("virtual microphone", recognizer, some, lambda t: through_microphone(microphone, clip(t, directory)))
            microphone.stop()
    if a.mix:
        long = sorted(known, key=lambda t: -t.seconds)[: a.mix]
        mix(recognizer, [long[i] for i in np.random.default_rng(1).permutation(len(long))])


if __name__ == "__main__":
    main()
