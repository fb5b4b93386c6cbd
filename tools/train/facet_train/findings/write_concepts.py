"""Writes tools/train/onnx/concepts.json: what ANet's neurons stand for, for the page. src/domain/concepts.ts is its schema.

    python -m facet_train.findings.write_concepts --data <data> --features runs/features

Run it after fit_svm.py, on the features of the nets that ship.
"""

import json
from pathlib import Path

import numpy as np

from facet_train.findings.common import arguments
from facet_train.data.attributes import ATTRIBUTES
from facet_train.stages.calibrate import weighted_accuracy
from facet_train.places import ONNX
from facet_train.findings.groups import alikeness, attribute_groups, shipped_svm
from facet_train.findings.regions import mean_regions
from facet_train.findings.statistics_of import average_precision, gain, rarer
from facet_train.findings.svm import COST, Standard, fit_masked, margins_of, read_all, sample_of, sparse_path

MOST_TERMS, MOST_BYTES = 10, 60_000
FRACTIONS = tuple(0.92 * 0.88**i for i in range(14))


def few_neurons(z, labels: np.ndarray) -> np.ndarray:
    """A x D: the largest support of at most MOST_TERMS neurons that each attribute has on the path of penalties."""
    chosen = np.zeros((labels.shape[1], z.shape[1]), bool)
    for _, weight, _ in sparse_path(z, labels, FRACTIONS, iterations=50):
        used = (weight != 0).numpy()
        small = (used.sum(1) > 0) & (used.sum(1) <= MOST_TERMS)
        chosen[small] = used[small]
        if (used.sum(1) > MOST_TERMS).all():
            break
    if not chosen.any(1).all():
        raise SystemExit(f"no combination of at most {MOST_TERMS} for {[n for n, c in zip(ATTRIBUTES, chosen) if not c.any()]}")
    return chosen


def name_neurons(x, y, held, labels, features: np.ndarray) -> list[dict]:
    """The attribute each neuron finds best on training faces, and its average precision on validation."""
    truth, turned = rarer(np.nan_to_num(y))
    high, low = average_precision(x[:, features], truth)
    gains = np.stack([gain(high, truth), gain(low, truth)])
    held_high, held_low = average_precision(held[:, features], labels)
    neurons = []
    for i, feature in enumerate(features):
        falling, attribute = np.unravel_index(int(gains[:, i].argmax()), gains[:, i].shape)
        inverse = falling != turned[attribute]
        precision = (held_low if inverse else held_high)[i, attribute]
        neurons.append(
            {
                "feature": int(feature),
                "mean": round(float(x[:, feature].mean()), 4),
                "attribute": ATTRIBUTES[attribute],
                "inverse": bool(inverse),
                "averagePrecision": round(float(precision), 3),
            }
        )
    return neurons


def concepts(x, y, validation, version: str, weight: np.ndarray, bias: np.ndarray) -> dict:
    """The whole file; x and y are training faces, weight and bias the shipped SVMs."""
    held, labels, weights = validation
    standard = Standard(x)
    z = standard(x)
    chosen = few_neurons(z, y)
    sparse, offset = fit_masked(z, y, chosen, COST)
    few = weighted_accuracy(margins_of(standard(held), sparse, offset) > 0, labels, weights)
    full = weighted_accuracy(held @ weight.T + bias > 0, labels, weights)
    features = np.flatnonzero(chosen.any(0))
    place = {int(f): i for i, f in enumerate(features)}
    raw = sparse.numpy() / standard.deviation
    combinations = {}
    for a, name in enumerate(ATTRIBUTES):
        order = sorted(np.flatnonzero(chosen[a]), key=lambda f: -abs(sparse[a, f]))
        terms = [{"neuron": place[int(f)], "weight": float(f"{raw[a, f]:.4g}")} for f in order]
        combinations[name] = {"terms": terms, "accuracy": round(float(few[a]), 4), "fullAccuracy": round(float(full[a]), 4)}
    _, groups = attribute_groups(alikeness(weight, standard.deviation))
    regions = mean_regions(held, labels, weights, weight)
    return {
        "schema": 1,
        "modelsVersion": version,
        "neurons": name_neurons(x[:4000], y[:4000], held, labels, features),
        "combinations": combinations,
        "groups": [{"attributes": group} for group in groups],
        "regions": {n: [float(f"{v:.3g}") for v in regions[a].ravel()] for a, n in enumerate(ATTRIBUTES)},
    }


def main() -> None:
    args = arguments(__doc__, "data", "features", out=str(ONNX / "concepts.json"), samples=10_000)
    sets = read_all(args.features, args.data)
    x, y, validation = sample_of(sets, args.samples)
    result = concepts(x, y, validation, next(iter(sets.values())).version, *shipped_svm())
    text = json.dumps(result, separators=(",", ":"))
    if len(text) > MOST_BYTES:
        raise SystemExit(f"concepts.json would have {len(text)} bytes; it may have {MOST_BYTES}")
    Path(args.out).write_text(text + "\n")
    used = [len(c["terms"]) for c in result["combinations"].values()]
    accuracy, full = (np.mean([c[k] for c in result["combinations"].values()]) for k in ("accuracy", "fullAccuracy"))
    print(f"{args.out}: {len(text)} bytes, {len(result['neurons'])} neurons, {np.mean(used):.1f} terms an attribute")
    print(f"accuracy of the few {accuracy:.4f}, of all features {full:.4f}")


if __name__ == "__main__":
    main()
