"""The small network that judges clusters; trained by build_scripts/train_evidence.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.paths import resource
from spotgui.recognizer.threads import product

Array = NDArray[np.float32]
_FARTHEST = np.float32(5)  # standard deviations: beyond lies nothing that was trained


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Two hidden layers with rectifiers; three outputs a row.

    Attributes
    ----------
    weights, biases : tuple of float32
    mean, scale : float32 (features,)
        The inputs are standardised by these.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    mean: Array
    scale: Array

    def outputs(self, features: Array) -> Array:
        """Raw outputs, float32 (n, 3)."""
        x: Array = np.clip((features - self.mean) / self.scale, -_FARTHEST, _FARTHEST).astype(np.float32)
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = product(x, w) + b
            if i < last:
                x = np.maximum(x, np.float32(0))
        return x

    def judge(self, features: Array) -> tuple[Array, Array, Array]:
        """Probability of being an onset of the music, and the onset's mean and scale about the cluster's time.

        Returns
        -------
        p, mean, scale : float32 (n,)
            Mean and scale in frames, of a Student t with 3 degrees of freedom.
        """
        out = self.outputs(features)
        p: Array = (1 / (1 + np.exp(-np.clip(out[:, 0], -20, 20)))).astype(np.float32)
        return p, out[:, 1], np.exp(np.clip(out[:, 2], -1.5, 2.5))

    def save(self, path: Path) -> None:
        """Write an .npz file."""
        arrays = {f"w{i}": w for i, w in enumerate(self.weights)} | {f"b{i}": b for i, b in enumerate(self.biases)}
        np.savez_compressed(path, mean=self.mean, scale=self.scale, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path | None = None) -> Network:
        """Read one; without a path the one that belongs to the program."""
        with np.load(path or resource("evidence.npz")) as z:
            layers = sum(1 for name in z.files if name.startswith("w"))
            weights = tuple(z[f"w{i}"] for i in range(layers))
            biases = tuple(z[f"b{i}"] for i in range(layers))
            return cls(weights, biases, z["mean"], z["scale"])
