#!/usr/bin/env python3
"""Train the network that tells which clusters of onsets are onsets of the music.

    train_evidence.py clips MUSIC DATA [--clips 2500] [--seed 1]   degraded clips of MUSIC to features and labels
    train_evidence.py fit DATA [--out resources/evidence.npz]      network, printed calibration

MUSIC is a folder of music that no bench query is drawn from. The last fifth of its tracks (by a hash of the name)
only tests. Needs ffmpeg and espeak-ng. The recipe and the numbers it gave are in spotgui/recognizer/README.md.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import itertools
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "build_scripts")]

import degradations as d  # noqa: E402

from spotgui.fingerprint.constants import BANDS, FRAMES_PER_SECOND, SAMPLE_RATE  # noqa: E402
from spotgui.fingerprint.echoprint import fingerprint  # noqa: E402
from spotgui.recognizer.clusters import cluster  # noqa: E402
from spotgui.recognizer.network import Network  # noqa: E402
from spotgui.recognizer.onset_runs import OnsetRuns  # noqa: E402

REACH_FRAMES = 8.0
"""A cluster farther than this from every onset of the reference is none."""
SUFFIXES = {".ogg", ".oga", ".mp3", ".opus", ".flac", ".wav"}


@dataclass(frozen=True)
class Labelled:
    features: NDArray[np.float32]
    label: NDArray[np.float32]
    residual: NDArray[np.float32]


def labelled(clip: NDArray[np.float32], reference: list[NDArray[np.float64]]) -> Labelled:
    """Clusters of a clip, and which of them is nearest to an onset of the reference (frames of the clip)."""
    runs = OnsetRuns()
    runs.feed(clip)
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
    return Labelled(found.features, label, residual)


def clips_of(job: tuple[Path, int, Path, int]) -> list[Labelled]:
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
        seconds = rng.uniform(4, 22)
        n = int(seconds * d.RATE)
        start = int(rng.uniform(0, len(whole) - 1.03 * n))
        source = whole[start : start + int(1.03 * n)]
        if source[:n].std() < 0.003:
            continue
        y, speed = d.degrade(source, n, voices, rng)
        y = resample_poly(y, 1, 2)
        y = y / (np.abs(y).max() + 1e-9) * 10 ** (rng.uniform(-25, -1) / 20)
        clip = (np.round(y * 32767) / 32768).astype(np.float32)
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
    parts: dict[str, list[Labelled]] = {"train": [], "test": []}
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        made = pool.map(clips_of, [(p, each, data, seed) for p in tracks])
        for path, found in zip(tracks, made, strict=True):
            part = "test" if zlib.crc32(path.name.encode()) % 5 == 0 else "train"
            parts[part] += found
            print(f"{path.name}: {len(found)} clips", flush=True)
    for part, found in parts.items():
        np.savez(
            data / f"{part}.npz",
            features=np.concatenate([f.features for f in found]),
            label=np.concatenate([f.label for f in found]),
            residual=np.concatenate([f.residual for f in found]),
        )


def load(path: Path) -> Labelled:
    z = np.load(path)
    return Labelled(z["features"], z["label"], z["residual"])


def loss_and_slope(
    out: NDArray[np.float32], label: NDArray[np.float32], residual: NDArray[np.float32]
) -> tuple[float, NDArray[np.float32]]:
    """Cross entropy of the probability plus, for true onsets, -log of a Student t (3 degrees) of the residual."""
    logit, mean, log_scale = out[:, 0], out[:, 1], np.clip(out[:, 2], -1.5, 2.5)
    p = 1 / (1 + np.exp(-logit))
    off = residual - mean
    ratio = off**2 / (3 * np.exp(2 * log_scale))
    loss = -np.mean(label * np.log(p + 1e-9) + (1 - label) * np.log(1 - p + 1e-9))
    loss += np.mean(label * (log_scale + 2 * np.log1p(ratio))) * 0.3
    slope = np.empty_like(out)
    slope[:, 0] = p - label
    slope[:, 1] = -0.3 * label * 4 * off / (3 * np.exp(2 * log_scale)) / (1 + ratio)
    slope[:, 2] = 0.3 * label * (1 - 4 * ratio / (1 + ratio))
    return float(loss), slope / len(out)


def fit(train: Labelled, test: Labelled, epochs: int, hidden: int, seed: int) -> Network:
    """Adam on batches of 1 024, the step falling to zero."""
    rng = np.random.default_rng(seed)
    mean, scale = train.features.mean(0), train.features.std(0) + 1e-6
    sizes = [train.features.shape[1], hidden, hidden, 3]
    weights = [rng.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in itertools.pairwise(sizes)]
    biases = [np.zeros(b, np.float32) for b in sizes[1:]]
    moments = [[np.zeros_like(v), np.zeros_like(v)] for v in weights + biases]
    x = np.clip((train.features - mean) / scale, -5, 5)
    batch, step, total = 1024, 0, epochs * (len(x) // 1024)
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for k in range(len(x) // batch):
            pick = order[k * batch : (k + 1) * batch]
            layers = [x[pick]]
            for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
                z = layers[-1] @ w + b
                layers.append(np.maximum(z, 0) if i < 2 else z)
            loss, slope = loss_and_slope(layers[-1], train.label[pick], train.residual[pick])
            losses.append(loss)
            grads_w, grads_b = [], []
            for i in (2, 1, 0):
                grads_w.insert(0, layers[i].T @ slope)
                grads_b.insert(0, slope.sum(0))
                if i:
                    slope = (slope @ weights[i].T) * (layers[i] > 0)
            step += 1
            rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / total))
            for v, g, m in zip(weights + biases, grads_w + grads_b, moments, strict=True):
                m[0] += 0.1 * (g - m[0])
                m[1] += 0.001 * (g**2 - m[1])
                v[...] -= rate * (m[0] / (1 - 0.9**step)) / (np.sqrt(m[1] / (1 - 0.999**step)) + 1e-8)
        network = Network(tuple(weights), tuple(biases), mean.astype(np.float32), scale.astype(np.float32))
        held = network.outputs(test.features)
        held_loss = loss_and_slope(held, test.label, test.residual)[0]
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, test {held_loss:.4f}", flush=True)
    return network


def report(network: Network, test: Labelled) -> None:
    """Print the calibration on the test tracks."""
    p, mean, scale = network.judge(test.features)
    print("  p of      to    share   said   true  scale  residual (median of |r|)")
    edges = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0]
    for low, high in itertools.pairwise(edges):
        k = (p >= low) & (p < high)
        hit = k & (test.label > 0)
        off = np.abs(test.residual[hit] - mean[hit])
        said, true = p[k].mean(), test.label[k].mean()
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
    fitting.add_argument("data", type=Path)
    fitting.add_argument("--out", type=Path, default=ROOT / "resources" / "evidence.npz")
    fitting.add_argument("--epochs", type=int, default=12)
    fitting.add_argument("--hidden", type=int, default=64)
    fitting.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    if a.command == "clips":
        make_clips(a.music, a.data, a.clips, a.seed, a.jobs)
        return
    train, test = load(a.data / "train.npz"), load(a.data / "test.npz")
    network = fit(train, test, a.epochs, a.hidden, a.seed)
    report(network, test)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    network.save(a.out)


if __name__ == "__main__":
    main()
