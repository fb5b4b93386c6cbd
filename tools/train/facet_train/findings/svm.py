"""Linear SVMs for the experiments: on chosen neurons only, and sparse ones; on standardised features, squared hinges."""

from pathlib import Path

import numpy as np
import torch

from facet_train.data.sets import TRAIN_SETS
from facet_train.stages.fit_svm import VALIDATION_SHARES, Features, read_features, validation_of

COST = 1e-4  # of the fits without L1 on 10,000 faces: fit_svm's own choice, scaled to the size of the sample
VALIDATION = tuple(VALIDATION_SHARES)


def read_all(features: Path, data: Path) -> dict[str, Features]:
    """Every set's features, refused where one is missing or the sets come from different nets."""
    sets = {}
    for name in (*TRAIN_SETS, *VALIDATION):
        if not (features / name / "features.json").exists():
            raise SystemExit(f"{features / name} has no features.json: write it with `npm run features` first")
        sets[name] = read_features(features / name, data / f"{name.removesuffix('_degraded')}.csv")
    if len(versions := {f.version for f in sets.values()}) > 1:
        raise SystemExit(f"features of different nets: {', '.join(sorted(versions))}")
    return sets


def sample_of(sets: dict[str, Features], count: int, seed: int = 1):
    """So many training faces, drawn from all sets together: features, labels (NaN: unknown); and validation's three."""
    x = [sets[n].values[~sets[n].held] for n in TRAIN_SETS]
    y = np.concatenate([sets[n].labels[~sets[n].held] for n in TRAIN_SETS])
    chosen = np.sort(np.random.default_rng(seed).permutation(len(y))[:count])
    starts = np.cumsum([0, *map(len, x)])
    taken = [part[chosen[(chosen >= a) & (chosen < b)] - a] for part, a, b in zip(x, starts, starts[1:])]
    return np.concatenate(taken), y[chosen], validation_of(sets)[:3]


class Standard:
    """Features minus their mean, over their deviation, as the sample has them."""

    def __init__(self, x: np.ndarray):
        self.mean, self.deviation = x.mean(0), x.std(0) + 1e-6

    def __call__(self, x: np.ndarray) -> torch.Tensor:
        return torch.from_numpy((x - self.mean) / self.deviation).float()


def signs(labels: np.ndarray) -> torch.Tensor:
    """1 with the attribute, -1 without, 0 where nobody knows: a hinge that no weight can move."""
    return torch.from_numpy(np.nan_to_num(labels * 2.0 - 1)).float()


def fit_masked(z: torch.Tensor, labels: np.ndarray, mask: np.ndarray, cost: float, iterations: int = 60):
    """Minimises |w|^2 / 2 + cost * sum of squared hinges over the neurons each attribute's row of the mask allows.

    Mask A x D; returns weights A x D and biases A, on standardised features.
    """
    sign, allowed = signs(labels), torch.from_numpy(mask).float()
    weight = torch.zeros(mask.shape, requires_grad=True)
    bias = torch.zeros(len(mask), requires_grad=True)
    solver = torch.optim.LBFGS([weight, bias], max_iter=iterations, history_size=20, line_search_fn="strong_wolfe")

    def closure():
        solver.zero_grad()
        hinge = (1 - sign * (z @ (weight * allowed).T + bias)).clamp(min=0)
        loss = (weight**2).sum() / 2 + cost * (hinge**2).sum()
        loss.backward()
        return loss

    solver.step(closure)
    return (weight * allowed).detach(), bias.detach()


def constant_alone(sign: torch.Tensor) -> torch.Tensor:
    """The best bias where no neuron is used."""
    return sign.sum(0) / (sign != 0).sum(0).clamp(min=1)


def largest_penalty(z: torch.Tensor, sign: torch.Tensor) -> torch.Tensor:
    """Per attribute the L1 penalty from which on no neuron is used at all."""
    return (2 / len(z) * (z.T @ (sign - constant_alone(sign) * (sign != 0)))).abs().amax(0)


def curvature(z: torch.Tensor) -> float:
    """Twice the largest eigenvalue of the features' second moments, with the constant: the steepest the hinges can bend."""
    vector = torch.ones(z.shape[1] + 1)
    for _ in range(30):
        vector = vector / vector.norm()
        image = z @ vector[:-1] + vector[-1]
        vector = torch.cat([z.T @ image, image.sum()[None]]) / len(z)
    return 2.05 * float(vector.norm())


def sparse_path(z: torch.Tensor, labels: np.ndarray, fractions, iterations: int = 100):
    """L1 SVMs by FISTA: mean squared hinge + fraction * largest_penalty * |w|_1; yields fraction, weights A x D, biases A.

    Fractions fall, and each fit starts from the one before.
    """
    sign = signs(labels)
    top, step = largest_penalty(z, sign), 1 / curvature(z)
    weight, bias = torch.zeros(sign.shape[1], z.shape[1]), constant_alone(sign)
    for fraction in fractions:
        shrink = (step * fraction * top)[:, None]
        ahead_w, ahead_b, pace = weight, bias, 1.0
        for _ in range(iterations):
            pull = sign * (1 - sign * (z @ ahead_w.T + ahead_b)).clamp(min=0) * (2 / len(z))
            moved = ahead_w + step * (pull.T @ z)
            new_w, new_b = moved.sign() * (moved.abs() - shrink).clamp(min=0), ahead_b + step * pull.sum(0)
            new_pace = (1 + (1 + 4 * pace**2) ** 0.5) / 2
            # Momentum that points uphill is dropped (O'Donoghue and Candes), or the path would swing.
            uphill = ((ahead_w - new_w) * (new_w - weight)).sum() > 0
            momentum = 0.0 if uphill else (pace - 1) / new_pace
            ahead_w, ahead_b = new_w + momentum * (new_w - weight), new_b + momentum * (new_b - bias)
            weight, bias, pace = new_w, new_b, 1.0 if uphill else new_pace
        yield fraction, weight.clone(), bias.clone()


def margins_of(z: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> np.ndarray:
    return (z @ weight.T + bias).numpy()


def mean_precision(margins: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Average precision of each attribute's own margin (A), every face counting by its weight; N x A each."""
    order = np.argsort(-margins, 0, kind="stable")
    weight = np.take_along_axis(weights, order, 0)
    found = weight * np.take_along_axis(labels, order, 0)
    precision = np.cumsum(found, 0) / np.cumsum(weight, 0).clip(1e-12)
    return (precision * found).sum(0) / found.sum(0).clip(1e-12)
