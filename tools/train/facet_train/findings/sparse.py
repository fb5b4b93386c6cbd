"""Finding 3, sparse combination: how many neurons explain an attribute, and what that costs.

    python -m facet_train.findings.sparse --data <data> --features runs/features

L1 SVMs on 10,000 training faces' features from the shipped nets, along a path of falling penalties; each support is
then fitted again without the penalty, which shrinks weights. Accuracy is validation's, at margin 0.
"""

import numpy as np

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.findings.common import arguments, write_json
from facet_train.data.attributes import ATTRIBUTES
from facet_train.stages.calibrate import weighted_accuracy
from facet_train.findings.svm import COST, Standard, fit_masked, margins_of, mean_precision, read_all, sample_of, sparse_path

FRACTIONS = (0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03, 0.015)
CLOSE = 0.005  # "nearly as accurate": within half a point of all neurons


def along_the_path(z, y, validation) -> list[dict]:
    """For each penalty, per attribute: neurons used, accuracy and average precision on validation."""
    held, labels, weights = validation
    steps = []
    for fraction, weight, bias in sparse_path(z, y, FRACTIONS):
        used = (weight != 0).numpy()
        weight, bias = fit_masked(z, y, used, COST)
        scores = margins_of(held, weight, bias)
        accuracy = weighted_accuracy(scores > 0, labels, weights)
        steps.append({"fraction": fraction, "neurons": used.sum(1), "accuracy": accuracy, "precision": mean_precision(scores, labels, weights)})
        print(f"penalty {fraction}: {used.sum(1).mean():.1f} neurons, accuracy {accuracy.mean():.4f}", flush=True)
    return steps


def summary(steps: list[dict], full: np.ndarray) -> dict[str, dict]:
    """Per attribute the fewest neurons on the path that come within CLOSE of all neurons, and their accuracy."""
    result = {}
    for i, name in enumerate(ATTRIBUTES):
        near = [s for s in steps if s["accuracy"][i] >= full[i] - CLOSE]
        best = near[0] if near else max(steps, key=lambda s: s["accuracy"][i])
        entry = {"neurons": best["neurons"][i], "accuracy": best["accuracy"][i], "full": full[i], "reached": bool(near)}
        result[name] = entry
    return result


def plot(result: dict, folder) -> None:
    from facet_train.findings.plots import BLUE, FAINT, ORANGE, plain, plt, save_svg

    figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 6.6), width_ratios=(1, 1.15))
    counts = [max(0.5, s["neurons"]) for s in result["path"]]
    left.plot(counts, [100 * s["accuracy"] for s in result["path"]], "o-", color=BLUE, label="sparse")
    left.axhline(100 * result["full"]["accuracy"], color=ORANGE, ls="--", label="all 2,048 neurons")
    left.axhline(100 * result["majority"], color=FAINT, ls=":", label="always the majority answer")
    left.set(xscale="log", xlabel="neurons an attribute (mean of 40)", ylabel="mean accuracy on validation, %")
    left.legend(loc="center right")
    left.set_title("Accuracy bought by neurons")
    rows = sorted(result["attributes"].items(), key=lambda r: r[1]["neurons"])
    colours = [BLUE if r["reached"] else FAINT for _, r in rows]
    right.barh([plain(n) for n, _ in rows], [r["neurons"] for _, r in rows], color=colours)
    right.set(xlabel="fewest neurons within half a point of all (grey: never that close)", xscale="symlog")
    right.tick_params(axis="y", labelsize=7)
    right.margins(y=0.01)
    right.set_title("Neurons that an attribute takes")
    figure.tight_layout()
    save_svg(figure, folder, "sparse")


def main() -> None:
    args = arguments(__doc__, "data", "features", samples=10_000)
    sets = read_all(args.features, args.data)
    x, y, (held, labels, weights) = sample_of(sets, args.samples)
    standard = Standard(x)
    z, validation = standard(x), (standard(held), labels, weights)
    full = margins_of(validation[0], *fit_masked(z, y, np.ones((ATTRIBUTE_COUNT, z.shape[1])), COST))
    accuracy = weighted_accuracy(full > 0, labels, weights)
    steps = along_the_path(z, y, validation)
    present = (weights * labels).sum(0)
    result = {
        "modelsVersion": next(iter(sets.values())).version,
        "samples": len(x),
        "validationFaces": len(labels),
        "majority": np.maximum(present, 1 - present).mean(),
        "full": {"accuracy": accuracy.mean(), "precision": mean_precision(full, labels, weights).mean()},
        "path": [{"fraction": s["fraction"], **{k: float(np.mean(s[k])) for k in ("neurons", "accuracy", "precision")}} for s in steps],
        "attributes": summary(steps, accuracy),
    }
    plot(write_json(args.docs, "sparse", result), args.docs)


if __name__ == "__main__":
    main()
