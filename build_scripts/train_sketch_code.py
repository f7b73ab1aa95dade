#!/usr/bin/env python3
"""Make the code tables of stored chroma sketches: spotgui/fingerprint/sketch_table.py.

    train_sketch_code.py ANALYSES[:WEIGHT] ... [--out FILE] [--tables 2]

ANALYSES are files of audio analyses, a JSON object a line, plain or .zst; each track counts WEIGHT times. Libraries
are stored with these tables, so a table that was ever released must stay: new ones would be added behind it, as another
version of the stored form.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import orjson
import zstandard
from numpy.typing import NDArray

from spotgui.fingerprint.chroma_sketch import sketch
from spotgui.fingerprint.sketch_code import CONTEXTS, LONGEST, SYMBOLS, symbols_of

ROUNDS = 40
PER_LINE = 100
Counts = NDArray[np.float64]

HEAD = '''"""Lengths of the code words of stored chroma sketches; see `spotgui.fingerprint.sketch_code`.

Made by build_scripts/train_sketch_code.py. Never to be changed: what is stored was written with it.
"""

LENGTHS = (
'''


def sketches(path: Path) -> Iterator[NDArray[np.uint8]]:
    """The sketches of a file's analyses."""
    opener = zstandard.open if path.suffix == ".zst" else open
    with opener(path, "rb") as file:
        for line in file.read().splitlines():
            segments = orjson.loads(line)["segments"]
            yield sketch(*([s[name] for s in segments] for name in ("start", "duration", "pitches")))


def counts(cells: NDArray[np.uint8]) -> Counts:
    """How often each symbol comes in each context."""
    found = np.zeros((CONTEXTS, SYMBOLS))
    np.add.at(found, symbols_of(cells), 1)
    return found


def probabilities(found: Counts) -> Counts:
    """Of every symbol in every context; what is rare is taken from all contexts together."""
    usual = found.sum(0) + 0.05
    return (found + 6 * usual / usual.sum()) / (found.sum(1, keepdims=True) + 6)


def clusters(tracks: Counts, weights: NDArray[np.float64], number: int) -> list[Counts]:
    """Probabilities for kinds of tracks, steady and restless ones: each track is of the kind that codes it best."""

    def bits(chances: Counts) -> NDArray[np.float64]:
        return -(tracks * np.log2(chances)).sum((1, 2))

    weighted = tracks * weights[:, None, None]
    usual = probabilities(weighted.sum(0))
    kind = np.argsort(np.argsort(bits(usual) / tracks.sum((1, 2)))) * number // len(tracks)
    for _ in range(ROUNDS):
        kinds = [probabilities(weighted[kind == k].sum(0) + 20 * usual) for k in range(number)]
        best = np.stack([bits(chances) for chances in kinds]).argmin(0)
        if (best == kind).all():
            break
        kind = best
    return kinds


def word_lengths(chances: NDArray[np.float64]) -> list[int]:
    """Lengths of an optimal prefix code of at most `LONGEST` bits (package-merge, Larmore and Hirschberg 1990)."""
    coins = sorted((chance, (symbol,)) for symbol, chance in enumerate(chances))
    packages: list[tuple[float, tuple[int, ...]]] = []
    for _ in range(LONGEST):
        merged = sorted(coins + packages, key=lambda coin: coin[0])
        packages = [(a[0] + b[0], a[1] + b[1]) for a, b in zip(merged[::2], merged[1::2], strict=False)]
    lengths = [0] * len(chances)
    for _, members in packages[: len(chances) - 1]:
        for symbol in members:
            lengths[symbol] += 1
    return lengths


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("analyses", nargs="+")
    parser.add_argument("--out", type=Path, default=Path("spotgui/fingerprint/sketch_table.py"))
    parser.add_argument("--tables", type=int, default=2)
    arguments = parser.parse_args()
    tracks, weights = [], []
    for name in arguments.analyses:
        path, _, weight = name.partition(":")
        for cells in sketches(Path(path)):
            tracks.append(counts(cells))
            weights.append(float(weight or 1))
    found, each = np.array(tracks), np.array(weights)
    kinds = clusters(found, each, arguments.tables)
    lengths = np.array([[word_lengths(row) for row in kind] for kind in kinds])
    cells = found.sum((1, 2))
    ideal = np.min([-(found * np.log2(kind)).sum((1, 2)) for kind in kinds], axis=0) / cells
    real = np.min([(found * kind).sum((1, 2)) for kind in lengths], axis=0) / cells
    for weight in sorted(set(weights)):
        mine = each == weight
        print(
            f"weight {weight:g}: {mine.sum()} tracks, {real[mine].mean():.3f} bits a cell,"
            f" ideal {ideal[mine].mean():.3f}"
        )
    text = "".join(f"{length:x}" for length in lengths.ravel())
    rows = [f'    "{text[i : i + PER_LINE]}"\n' for i in range(0, len(text), PER_LINE)]
    arguments.out.write_text(
        HEAD + "".join(rows) + ')\n"""A hexadecimal digit a symbol, table by table, context by context."""\n'
    )


if __name__ == "__main__":
    main()
