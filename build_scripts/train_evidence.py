#!/usr/bin/env python3
"""Train the network that tells which clusters of onsets are onsets of the music.

    train_evidence.py clips MUSIC DATA [--clips 2500] [--seed 1]   degraded clips of MUSIC to sound and labels
    train_evidence.py fit DATA.. [--out resources/evidence.npz]    network of one or more sets, printed calibration

MUSIC is a folder of music that no bench query is drawn from. The last fifth of its tracks (by a hash of the name)
only tests. Needs ffmpeg, espeak-ng and, to fit, torch. The recipe and the numbers it gave are in
spotgui/recognizer/README.md.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import itertools
import math
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build_scripts")]

import degradations as d  # noqa: E402

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND, SAMPLE_RATE  # noqa: E402
from spotgui.fingerprint.echoprint import fingerprint  # noqa: E402
from spotgui.recognizer.clusters import Clusters, cluster  # noqa: E402
from spotgui.recognizer.context import ContextStream  # noqa: E402
from spotgui.recognizer.network import Network  # noqa: E402
from spotgui.recognizer.onset_runs import OnsetRuns  # noqa: E402
from spotgui.recognizer.spectrum import BINS, COARSE_BINS, SpectrumStream  # noqa: E402

REACH_FRAMES = 8.0
"""A cluster farther than this from every onset of the reference is none."""
BATCH, LEARNING_RATE = 8, 4e-3
_SORTED = 512
"""Clips of which batches of one length are made."""
UNIT = 1 / 31
"""Steps in which spectra wait in memory."""
SUFFIXES = {".ogg", ".oga", ".mp3", ".opus", ".flac", ".wav"}


@dataclass(frozen=True, eq=False)
class Clip:
    """A degraded clip, its clusters, and which of them are onsets of the music, by how many frames off.

    Attributes
    ----------
    pcm : int16 (samples,)
    at, band, features : see `Clusters`
    label, residual : float32 (n,)
    """

    pcm: NDArray[np.int16]
    at: NDArray[np.float32]
    band: NDArray[np.uint8]
    features: NDArray[np.float32]
    label: NDArray[np.float32]
    residual: NDArray[np.float32]

    @property
    def clusters(self) -> Clusters:
        """As the network is given them."""
        return Clusters(self.at, self.band, self.features)

    @property
    def sound(self) -> NDArray[np.float32]:
        """As it was heard."""
        return self.pcm.astype(np.float32) / np.float32(32768)


def labelled(pcm: NDArray[np.int16], reference: list[NDArray[np.float64]]) -> Clip:
    """Clusters of a clip, and which of them is nearest to an onset of the reference (frames of the clip)."""
    runs = OnsetRuns()
    runs.feed(pcm.astype(np.float32) / np.float32(32768))
    found = cluster(runs.events())
    label = np.zeros(len(found.at), np.float32)
    residual = np.zeros(len(found.at), np.float32)
    for band in range(BANDS):
        mine = np.flatnonzero(found.band == band)
        if not len(mine):
            continue
        for onset in reference[band]:
            nearest = mine[np.argmin(np.abs(found.at[mine] - onset))]
            off = onset - found.at[nearest]
            if abs(off) <= REACH_FRAMES and (not label[nearest] or abs(off) < abs(residual[nearest])):
                label[nearest], residual[nearest] = 1, off
    return Clip(pcm, found.at, found.band, found.features, label, residual)


def clips_of(job: tuple[Path, int, Path, int]) -> list[Clip]:
    """Degraded clips of one track."""
    path, count, directory, seed = job
    voices = d.speech(directory)
    rng = np.random.default_rng([seed, zlib.crc32(path.name.encode())])
    whole = d.decode(path)
    if len(whole) < 30 * d.RATE:
        return []
    onsets = fingerprint(resample_poly(whole, 1, 2).astype(np.float32))
    out = []
    for _ in range(count):
        seconds = rng.uniform(8, 20)
        n = int(seconds * d.RATE)
        start = int(rng.uniform(0, len(whole) - 1.03 * n))
        source = whole[start : start + int(1.03 * n)]
        if source[:n].std() < 0.003:
            continue
        y, speed = d.degrade(source, n, voices, rng)
        y = resample_poly(y, 1, 2)
        y = y / (np.abs(y).max() + 1e-9) * 10 ** (rng.uniform(-25, -1) / 20)
        clip = np.round(y * 32767).astype(np.int16)
        limit = len(clip) / SAMPLE_RATE * FRAMES_PER_SECOND
        reference = [(onsets.band(b) - start / d.RATE * FRAMES_PER_SECOND) / speed for b in range(BANDS)]
        out.append(labelled(clip, [r[(r > 0) & (r < limit)] for r in reference]))
    return out


def make_clips(music: Path, data: Path, clips: int, seed: int, jobs: int) -> None:
    """Write DATA/train.npz and DATA/test.npz."""
    data.mkdir(parents=True, exist_ok=True)
    d.speech(data)
    tracks = sorted(p for p in music.rglob("*") if p.suffix.lower() in SUFFIXES)
    each = -(-clips // len(tracks))
    parts: dict[str, list[Clip]] = {"train": [], "test": []}
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        made = pool.map(clips_of, [(p, each, data, seed) for p in tracks])
        for path, found in zip(tracks, made, strict=True):
            part = "test" if zlib.crc32(path.name.encode()) % 5 == 0 else "train"
            parts[part] += found
            print(f"{path.name}: {len(found)} clips", flush=True)
    for part, found in parts.items():
        save(data / f"{part}.npz", found)


def save(path: Path, clips: list[Clip]) -> None:
    """Write clips one after the other, with their lengths."""
    joined = {f.name: np.concatenate([getattr(c, f.name) for c in clips]) for f in fields(Clip)}
    lengths = [(len(c.pcm), len(c.at)) for c in clips]
    np.savez(path, lengths=np.array(lengths), **joined)  # type: ignore[arg-type]


def load(path: Path) -> list[Clip]:
    """Read what `save` wrote."""
    with np.load(path) as z:
        lengths = z["lengths"]
        parts = {f.name: np.split(z[f.name], lengths[:, int(f.name != "pcm")].cumsum()[:-1]) for f in fields(Clip)}
    return [Clip(*(parts[f.name][i] for f in fields(Clip))) for i in range(len(lengths))]


class Batches:
    """Clips as the model wants them: spectra in eight bits instead of sound."""

    def __init__(self, clips: Iterable[Clip]) -> None:
        self.clips = []
        self.spectra = []
        for clip in clips:
            self.spectra.append(_spectrum(clip))
            self.clips.append(replace(clip, pcm=clip.pcm[:0]))

    def __len__(self) -> int:
        return len(self.clips)

    def standardised(self, mean: NDArray[np.float32], scale: NDArray[np.float32]) -> None:
        """Have the features so, from now on."""
        self.clips = [
            replace(c, features=np.clip((c.features - mean) / scale, -5, 5).astype(np.float32)) for c in self.clips
        ]

    def drawn(self, rng: np.random.Generator) -> list[NDArray[np.int64]]:
        """All clips in batches of about one length, in random order."""
        order = rng.permutation(len(self))
        order = order[: len(order) // BATCH * BATCH]
        groups = np.array_split(order, max(1, len(order) // _SORTED))
        order = np.concatenate([g[np.argsort([len(self.spectra[i][0]) for i in g])] for g in groups])
        batches = np.split(order, len(order) // BATCH)
        return [batches[i] for i in rng.permutation(len(batches))]

    def of(self, picked: NDArray[np.int64], rng: np.random.Generator | None) -> list[NDArray[np.generic]]:
        """Inputs of `EvidenceModel`, label and residual; with `rng` bins are hidden and colours changed at random."""
        rows = -(-max(len(self.spectra[i][0]) for i in picked) // 64) * 64
        fine = np.zeros((len(picked), rows, BINS), np.float32)
        coarse = np.zeros((len(picked), rows, COARSE_BINS), np.float32)
        inside = np.zeros((len(picked), rows, 1), np.float32)
        for k, i in enumerate(picked):
            here = slice(len(self.spectra[i][0]))
            fine[k, here], coarse[k, here] = (part * np.float32(UNIT) for part in self.spectra[i])
            inside[k, here] = 1
            if rng is None:
                continue
            if rng.random() < 0.3:
                width = rng.integers(8, 40)
                first = rng.integers(0, BINS - width)
                fine[k, here, first : first + width] = 0
            colour = np.interp(np.arange(COARSE_BINS), np.linspace(0, COARSE_BINS - 1, 6), rng.normal(0, 0.3, 6))
            coarse[k, here] += colour.astype(np.float32)
        clips = [self.clips[i] for i in picked]
        return [
            fine,
            coarse,
            inside,
            np.repeat(np.arange(len(clips)), [len(c.at) for c in clips]),
            np.concatenate([c.band for c in clips]).astype(np.int64),
            np.concatenate([c.at for c in clips]),
            np.concatenate([c.features for c in clips]),
            np.concatenate([c.label for c in clips]),
            np.concatenate([c.residual for c in clips]),
        ]


def _spectrum(clip: Clip) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    stream = SpectrumStream()
    stream.feed(clip.sound)
    fine, coarse = (np.rint(part / UNIT).astype(np.int8) for part in stream.inputs())
    return fine, coarse


def fit(train: Batches, test: Batches, width: int, hidden: int, minutes: float, seed: int) -> Network:
    """AdamW on batches of eight clips, for so long; the step falls to zero."""
    if len(train) < BATCH or not test:
        raise SystemExit(f"Too few clips: {len(train)} to learn from, {len(test)} to test. Make more of more tracks.")
    import torch
    from evidence_model import EvidenceModel, as_network, loss_of

    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    every = np.concatenate([c.features for c in train.clips])
    mean, scale = every.mean(0), every.std(0) + np.float32(1e-6)
    del every
    train.standardised(mean, scale)
    test.standardised(mean, scale)
    model = EvidenceModel(width, hidden)
    model.context = torch.compile(model.context, dynamic=True)
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": 0.02}, {"params": vectors, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=LEARNING_RATE)

    def loss_on(of: Batches, picked: NDArray[np.int64], draw: np.random.Generator | None) -> torch.Tensor:
        *inputs, label, residual = (torch.from_numpy(a) for a in of.of(picked, draw))
        return loss_of(model(*inputs), label, residual)

    loss_on(train, np.arange(BATCH), rng).backward()  # compiles, which is no part of the time
    optimiser.zero_grad()
    started, step, share = time.monotonic(), 0, 0.0
    while share < 1:
        losses = []
        model.train()
        for picked in train.drawn(rng):
            share = (time.monotonic() - started) / 60 / minutes
            if share >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * share))
            loss = loss_on(train, picked, rng)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            parts = np.array_split(np.arange(len(test)), -(-len(test) // BATCH))
            tested = [loss_on(test, part, None).item() for part in parts]
        of_all = np.average(tested, weights=[sum(len(test.clips[i].at) for i in part) for part in parts])
        print(f"{step} steps: loss {np.mean(losses or [np.nan]):.4f}, test {of_all:.4f}", flush=True)
    return as_network(model, mean, scale)


def report(network: Network, test: Iterable[Clip]) -> None:
    """Print the calibration on the test tracks."""
    judged, told = [], []
    for clip in test:
        context = ContextStream(network.context)
        context.feed(clip.sound)
        judged.append(network.judge(clip.clusters, context.rows()))
        told.append((clip.label, clip.residual))
    p, mean, scale = (np.concatenate(part) for part in zip(*judged, strict=True))
    label, residual = (np.concatenate(part) for part in zip(*told, strict=True))
    print("  p of      to    share   said   true  scale  residual (median of |r|)")
    edges = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.01]
    for low, high in itertools.pairwise(edges):
        k = (p >= low) & (p < high)
        hit = k & (label > 0)
        if not hit.any():
            continue
        off = np.abs(residual[hit] - mean[hit])
        said, true = p[k].mean(), label[k].mean()
        print(
            f"{low:7.2f} {high:7.2f} {k.mean():8.3f} {said:6.3f} {true:6.3f} "
            f"{scale[hit].mean():6.2f} {np.median(off):6.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    clips = commands.add_parser("clips")
    clips.add_argument("music", type=Path)
    clips.add_argument("data", type=Path)
    clips.add_argument("--clips", type=int, default=2500)
    clips.add_argument("--seed", type=int, default=1)
    clips.add_argument("--jobs", type=int, default=1)
    fitting = commands.add_parser("fit")
    fitting.add_argument("data", type=Path, nargs="+")
    fitting.add_argument("--out", type=Path, default=ROOT / "resources" / "evidence.npz")
    fitting.add_argument("--width", type=int, default=20, help="numbers that the context gives a band")
    fitting.add_argument("--hidden", type=int, default=64)
    fitting.add_argument("--minutes", type=float, default=46)
    fitting.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    if a.command == "clips":
        make_clips(a.music, a.data, a.clips, a.seed, a.jobs)
        return

    def read(part: str) -> Iterator[Clip]:
        return (clip for data in a.data for clip in load(data / f"{part}.npz"))

    network = fit(Batches(read("train")), Batches(read("test")), a.width, a.hidden, a.minutes, a.seed)
    report(network, read("test"))
    a.out.parent.mkdir(parents=True, exist_ok=True)
    network.save(a.out)


if __name__ == "__main__":
    main()
