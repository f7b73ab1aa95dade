"""The evidence network while it is trained, with torch; it becomes spotgui/recognizer/network.py's."""

from __future__ import annotations

import itertools

import numpy as np
import torch
import torch.nn.functional as f
from numpy.typing import NDArray
from torch import Tensor, nn

from spotgui.fingerprint.constants import BANDS
from spotgui.recognizer.clusters import FEATURES
from spotgui.recognizer.context import BESIDE, COARSE_BESIDE, ROWS, ContextLayers
from spotgui.recognizer.network import Network
from spotgui.recognizer.spectrum import BINS, COARSE_BINS, FRAMES_A_ROW

OWN, OWN_COARSE = BINS // BANDS, COARSE_BINS // BANDS
SEEN = OWN + 2 * BESIDE + OWN_COARSE + 2 * COARSE_BESIDE


class Norm(nn.Module):
    """Batch normalisation of the channels by the rows that are sound: padding of shorter clips does not count."""

    def __init__(self, channels: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor, inside: Tensor) -> Tensor:
        mean, var = self.running_mean, self.running_var
        if self.training:
            rows = inside.sum()
            mean = (x * inside).sum((0, 1)) / rows
            var = ((x - mean) ** 2 * inside).sum((0, 1)) / rows
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var, self.momentum)
        return (x - mean) * torch.rsqrt(var + self.eps) * self.weight + self.bias


class OverTime(nn.Module):
    """A layer: each channel over time, then all channels, then what that adds."""

    def __init__(self, channels: int, apart: int, taps: int = 5) -> None:
        super().__init__()
        self.apart, self.taps = apart, nn.Parameter(torch.randn(taps, channels) / taps**0.5)
        self.across = nn.Linear(channels, channels, bias=False)
        self.norm = Norm(channels)

    def forward(self, x: Tensor, inside: Tensor, kept: Tensor) -> Tensor:
        rows = x.shape[1]
        reach = self.apart * (len(self.taps) // 2)
        padded = f.pad(x, (0, 0, reach, reach))
        moved = sum(padded[:, i * self.apart : i * self.apart + rows] * w for i, w in enumerate(self.taps))
        return (x + f.relu(self.norm(self.across(moved), inside)) * kept) * inside


class EvidenceModel(nn.Module):
    """Probability, mean and log scale of a cluster's onset from its numbers and the spectrum around."""

    def __init__(self, width: int, hidden: int, layers: int = 6, dropped: float = 0.1) -> None:
        super().__init__()
        channels = BANDS * width
        self.width, self.dropped = width, dropped
        self.front = nn.Linear(ROWS * SEEN, width, bias=False)
        self.front_norm = Norm(channels)
        self.over_time = nn.ModuleList([OverTime(channels, 1 << k) for k in range(layers)])
        sizes = [FEATURES + width + 2, hidden, hidden, 3]
        self.head = nn.ModuleList([nn.Linear(a, b) for a, b in itertools.pairwise(sizes)])

    def context(self, fine: Tensor, coarse: Tensor, inside: Tensor, kept: Tensor) -> Tensor:
        clips, rows, _ = fine.shape
        bins = f.pad(fine, (BESIDE, BESIDE)).unfold(2, OWN + 2 * BESIDE, OWN)
        colour = f.pad(coarse, (COARSE_BESIDE, COARSE_BESIDE)).unfold(2, OWN_COARSE + 2 * COARSE_BESIDE, OWN_COARSE)
        seen = f.pad(torch.cat([bins, colour], 3), (0, 0, 0, 0, 1, 1))
        x = self.front(torch.cat([seen[:, i : i + rows] for i in range(ROWS)], 3))
        x = f.relu(self.front_norm(x.reshape(clips, rows, -1), inside)) * inside
        for k, layer in enumerate(self.over_time):
            x = layer(x, inside, kept[k])
        return x.reshape(clips, rows, BANDS, self.width)

    def forward(
        self, fine: Tensor, coarse: Tensor, inside: Tensor, clip: Tensor, band: Tensor, at: Tensor, features: Tensor
    ) -> Tensor:
        kept = torch.ones(len(self.over_time), 1, 1, 1)
        if self.training:
            chance = torch.full((len(self.over_time), len(fine), 1, BANDS * self.width), 1 - self.dropped)
            kept = torch.bernoulli(chance) / (1 - self.dropped)
        context = self.context(fine, coarse, inside, kept)
        rows = at / FRAMES_A_ROW
        last = inside.sum((1, 2)).long() - 1
        row = torch.minimum(rows.round().long(), last[clip]).clamp(min=0)
        here = f.dropout(context[clip, row, band], self.dropped, self.training)
        beside = (rows - row)[:, None]
        x = torch.cat([features, here, beside, beside.abs()], 1)
        for layer in self.head[:-1]:
            x = f.relu(layer(x))
        out: Tensor = self.head[-1](x)
        return out


def loss_of(out: Tensor, label: Tensor, residual: Tensor) -> Tensor:
    """Cross entropy of the probability plus, for true onsets, -log of a Student t (3 degrees) of the residual."""
    log_scale = out[:, 2].clamp(-1.5, 2.5)
    off = (residual - out[:, 1]) ** 2 / (3 * torch.exp(2 * log_scale))
    time = label * (log_scale + 2 * torch.log1p(off))
    return f.binary_cross_entropy_with_logits(out[:, 0], label) + 0.3 * time.mean()


def _array(values: Tensor) -> NDArray[np.float32]:
    return np.ascontiguousarray(values.detach().numpy(), np.float32)


def _folded(norm: Norm) -> tuple[Tensor, Tensor]:
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return scale, norm.bias - norm.running_mean * scale


def as_network(model: EvidenceModel, mean: NDArray[np.float32], scale: NDArray[np.float32]) -> Network:
    """The trained weights as the program uses them."""
    n = model.width
    front = model.front.weight.reshape(n, ROWS, SEEN).permute(2, 1, 0).reshape(SEEN, ROWS * n)
    by, shift = _folded(model.front_norm)
    folded = [_folded(layer.norm) for layer in model.over_time]
    context = ContextLayers(
        _array(front),
        _array(by),
        _array(shift),
        tuple(_array(layer.taps) for layer in model.over_time),
        tuple(_array(layer.across.weight.T * g) for layer, (g, _) in zip(model.over_time, folded, strict=True)),
        tuple(_array(b) for _, b in folded),
    )
    weights = tuple(_array(layer.weight.T) for layer in model.head)
    return Network(weights, tuple(_array(layer.bias) for layer in model.head), mean, scale, context)
