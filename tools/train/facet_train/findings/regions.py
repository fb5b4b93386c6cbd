"""Finding 3, regions: where ANet's last map an attribute's score comes from, and what pooling by region is worth.

    python -m facet_train.findings.regions --data <data> --features runs/features

A face's map has one number for each of the 4 x 4 cells: the part of the SVM's margin that the cell's 128 features give.
The cells add up to the margin minus the bias. The mean map is that of the faces with the attribute minus that of the
others, so it adds up to what parts them.
"""

import numpy as np

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.findings.common import arguments, write_json
from facet_train.data.attributes import ATTRIBUTES
from facet_train.stages.calibrate import weighted_accuracy
from facet_train.findings.groups import shipped_svm
from facet_train.findings.svm import COST, Standard, fit_masked, margins_of, mean_precision, read_all, sample_of

SIDE, CHANNELS = 4, 128
COSTS = (COST / 4, COST, COST * 4, COST * 16)  # fewer features need a larger one; the best on validation counts


def contribution_map(features: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """N x 2048 features in row, column, channel order and A x 2048 weights to N x A x 4 x 4; sums to margin minus bias."""
    cells = features.reshape(len(features), SIDE * SIDE, CHANNELS)
    maps = np.einsum("nrc,arc->nar", cells, weight.reshape(len(weight), SIDE * SIDE, CHANNELS), optimize=True)
    return maps.reshape(len(features), len(weight), SIDE, SIDE)


def mean_regions(features: np.ndarray, labels: np.ndarray, weights: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """A x 4 x 4: the mean map of the faces with each attribute minus that of those without; weights (N x A) of the faces."""
    present, absent = weights * labels, weights * (1 - labels)
    with_it, without = (w.T.astype(np.float32) @ features / w.sum(0).clip(1e-12)[:, None] for w in (present, absent))
    parted = (with_it - without) * weight
    return parted.reshape(len(weight), SIDE, SIDE, CHANNELS).sum(3)


def pooled(features: np.ndarray, side: int) -> np.ndarray:
    """The last map averaged to side x side cells: 1 is one global mean, 4 is pooling by region as it ships."""
    grid = features.reshape(-1, side, SIDE // side, side, SIDE // side, CHANNELS)
    return grid.mean((2, 4)).reshape(len(features), -1)


def compare_pooling(x, y, held, labels, weights) -> list[dict]:
    rows = []
    for side in (1, 2, 4):
        standard = Standard(pooled(x, side))
        z, z_held, tried = standard(pooled(x, side)), standard(pooled(held, side)), []
        for cost in COSTS:
            scores = margins_of(z_held, *fit_masked(z, y, np.ones((ATTRIBUTE_COUNT, z.shape[1])), cost))
            accuracy = weighted_accuracy(scores > 0, labels, weights)
            tried.append({"accuracy": accuracy, "precision": mean_precision(scores, labels, weights), "cost": cost})
        rows.append({"cells": side * side, "features": z.shape[1], **max(tried, key=lambda t: t["accuracy"].mean())})
        print(f"{side} x {side}: accuracy {rows[-1]['accuracy'].mean():.4f}", flush=True)
    return rows


def plot(result: dict, folder) -> None:
    from facet_train.findings.plots import plain, plt, save_svg

    figure, axes = plt.subplots(5, 8, figsize=(9.5, 6.8))
    for name, panel in zip(ATTRIBUTES, axes.flat):
        values = np.array(result["maps"][name]).reshape(SIDE, SIDE)
        most = np.abs(values).max()
        panel.imshow(values, cmap="RdBu_r", vmin=-most, vmax=most, interpolation="nearest")
        panel.set(xticks=[], yticks=[])
        panel.set_title(plain(name), fontsize=6.5, loc="center", pad=2)
        for spine in panel.spines.values():
            spine.set_visible(False)
    figure.tight_layout(h_pad=0.6, w_pad=0.3)
    save_svg(figure, folder, "regions")


def main() -> None:
    args = arguments(__doc__, "data", "features", samples=10_000)
    sets = read_all(args.features, args.data)
    x, y, (held, labels, weights) = sample_of(sets, args.samples)
    weight, _ = shipped_svm()
    maps = mean_regions(held, labels, weights, weight)
    rows = compare_pooling(x, y, held, labels, weights)
    by_region, global_mean = rows[-1], rows[0]
    gains = sorted(zip(by_region["accuracy"] - global_mean["accuracy"], ATTRIBUTES))
    top = {n: int(maps[i].argmax()) for i, n in enumerate(ATTRIBUTES)}
    result = {
        "modelsVersion": next(iter(sets.values())).version,
        "samples": len(x),
        "validationFaces": len(labels),
        "pooling": [{**r, "accuracy": r["accuracy"].mean(), "precision": r["precision"].mean()} for r in rows],
        "gainMost": [[n, g] for g, n in reversed(gains[-5:])],
        "gainLeast": [[n, g] for g, n in gains[:5]],
        "strongestRow": {str(r): [n for n, cell in top.items() if cell // SIDE == r] for r in range(SIDE)},
        "maps": {n: maps[i].ravel() for i, n in enumerate(ATTRIBUTES)},
    }
    plot(write_json(args.docs, "regions", result), args.docs)


if __name__ == "__main__":
    main()
