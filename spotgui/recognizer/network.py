"""The network that judges clusters by their own numbers and by the spectrum around; build_scripts/train_evidence.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotgui.paths import resource
from spotgui.recognizer.clusters import Clusters
from spotgui.recognizer.context import ContextLayers
from spotgui.recognizer.spectrum import FRAMES_A_ROW
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
        The clusters' numbers are standardised by these.
    context : ContextLayers
        What gives the other inputs.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    mean: Array
    scale: Array
    context: ContextLayers

    def outputs(self, clusters: Clusters, context: Array) -> Array:
        """Raw outputs, float32 (n, 3); `context` is a `ContextStream`'s rows."""
        own = np.clip((clusters.features - self.mean) / self.scale, -_FARTHEST, _FARTHEST)
        at = clusters.at / FRAMES_A_ROW
        row = np.clip(np.rint(at).astype(np.int64), 0, len(context) - 1)
        beside = (at - row)[:, None]
        x = np.concatenate([own, context[row, clusters.band], beside, np.abs(beside)], axis=1, dtype=np.float32)
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = product(x, w) + b
            if i < last:
                x = np.maximum(x, np.float32(0))
        return x

    def judge(self, clusters: Clusters, context: Array) -> tuple[Array, Array, Array]:
        """Probability of being an onset of the music, and the onset's mean and scale about the cluster's time.

        Returns
        -------
        p, mean, scale : float32 (n,)
            Mean and scale in frames, of a Student t with 3 degrees of freedom.
        """
        out = self.outputs(clusters, context)
        p: Array = (1 / (1 + np.exp(-np.clip(out[:, 0], -20, 20)))).astype(np.float32)
        return p, out[:, 1], np.exp(np.clip(out[:, 2], -1.5, 2.5))

    def save(self, path: Path) -> None:
        """Write an .npz file."""
        c = self.context
        arrays = {"mean": self.mean, "scale": self.scale}
        arrays |= {"front": c.front, "front_scale": c.scale, "front_shift": c.shift}
        for name, layers in (
            ("w", self.weights),
            ("b", self.biases),
            ("taps", c.taps),
            ("across", c.across),
            ("shift", c.shifts),
        ):
            arrays |= {f"{name}{i}": layer for i, layer in enumerate(layers)}
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path | None = None) -> Network:
        """Read one; without a path the one that belongs to the program."""
        with np.load(path or resource("evidence.npz")) as z:

            def layers(name: str) -> tuple[Array, ...]:
                count = sum(1 for key in z.files if key.startswith(name) and key[len(name) :].isdigit())
                return tuple(z[f"{name}{i}"] for i in range(count))

            context = ContextLayers(
                z["front"], z["front_scale"], z["front_shift"], layers("taps"), layers("across"), layers("shift")
            )
            return cls(layers("w"), layers("b"), z["mean"], z["scale"], context)
