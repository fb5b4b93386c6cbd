"""Finding 3, groups: which attributes share their neurons, by clustering the 40 coefficient vectors of the SVMs.

    python -m facet_train.findings.groups --data <data> --features runs/features

A coefficient counts with its feature's deviation, so that it says how much of the score hangs on the feature; two
attributes are as far apart as 1 minus the cosine of their vectors. Average linkage.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from facet_train.findings.common import arguments, write_json
from facet_train.data.attributes import ATTRIBUTES
from facet_train.places import ONNX
from facet_train.findings.statistics_of import cut, linkage, members
from facet_train.findings.svm import read_all, sample_of

GROUPS = 12


def shipped_svm(path: Path = ONNX / "svm.onnx") -> tuple[np.ndarray, np.ndarray]:
    """Weights (40 x 2048, features in row, column, channel order) and biases of the SVMs that ship."""
    values = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    return values["weight"].astype(np.float32), values["bias"].astype(np.float32)


def alikeness(weight: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    """Cosine of every two attributes' coefficient vectors, A x A."""
    vectors = weight * deviation
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors @ vectors.T


def attribute_groups(cosine: np.ndarray, count: int = GROUPS) -> tuple[list, list[list[str]]]:
    """The merges of the tree, and the names in each group."""
    merges = linkage(1 - cosine)
    return merges, [[ATTRIBUTES[i] for i in group] for group in cut(merges, len(cosine), count)]


def draw_tree(axes, merges, order: list[int], colour: str) -> None:
    """A dendrogram whose leaves stand at the rows of the matrix."""
    place = {leaf: (float(row), 0.0) for row, leaf in enumerate(order)}
    for step, (a, b, height) in enumerate(merges):
        (ya, xa), (yb, xb) = place[a], place[b]
        axes.plot([xa, height, height, xb], [ya, ya, yb, yb], color=colour, lw=1.1)
        place[len(order) + step] = ((ya + yb) / 2, height)
    axes.set(xlim=(merges[-1][2] * 1.02, 0), ylim=(len(order) - 0.5, -0.5), yticks=[], xlabel="1 − cosine")
    axes.spines["left"].set_visible(False)


def plot(result: dict, folder) -> None:
    from facet_train.findings.plots import INK, plain, plt, save_svg

    order = [ATTRIBUTES.index(n) for n in result["order"]]
    figure, (tree, matrix) = plt.subplots(1, 2, figsize=(9.5, 7.4), width_ratios=(1, 3.3))
    draw_tree(tree, [tuple(m) for m in result["merges"]], order, INK)
    values = np.array(result["cosine"])[np.ix_(order, order)]
    image = matrix.imshow(values, cmap="RdBu_r", vmin=-0.8, vmax=0.8, aspect="auto", interpolation="nearest")
    matrix.set_yticks(range(len(order)), [plain(n) for n in result["order"]], fontsize=7)
    matrix.yaxis.tick_right()
    matrix.set_xticks(range(len(order)), [plain(n) for n in result["order"]], fontsize=6, rotation=90)
    for edge in np.cumsum([len(g) for g in result["groups"]])[:-1] - 0.5:
        matrix.axhline(edge, color=INK, lw=0.5)
        matrix.axvline(edge, color=INK, lw=0.5)
    figure.colorbar(image, ax=matrix, shrink=0.5, pad=0.2, label="cosine of the coefficients")
    figure.tight_layout()
    save_svg(figure, folder, "groups")


def main() -> None:
    args = arguments(__doc__, "data", "features", samples=10_000)
    sets = read_all(args.features, args.data)
    x, _, _ = sample_of(sets, args.samples)
    weight, _ = shipped_svm()
    cosine = alikeness(weight, x.std(0))
    merges, groups = attribute_groups(cosine)
    order = [ATTRIBUTES[i] for i in members(merges, len(cosine))[-1]]
    pairs = sorted(((cosine[i, j], ATTRIBUTES[i], ATTRIBUTES[j]) for i in range(len(ATTRIBUTES)) for j in range(i)), key=lambda p: p[0])
    result = {
        "modelsVersion": next(iter(sets.values())).version,
        "order": order,
        "groups": groups,
        "closest": [[a, b, c] for c, a, b in reversed(pairs[-8:])],
        "opposed": [[a, b, c] for c, a, b in pairs[:8]],
        "merges": merges,
        "cosine": cosine,
    }
    plot(write_json(args.docs, "groups", result), args.docs)


if __name__ == "__main__":
    main()
