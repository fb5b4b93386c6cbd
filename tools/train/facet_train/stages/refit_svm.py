"""Fits the 40 SVMs again on the features of one small set, nets frozen: the paper's protocol for LFWA.

    npm run features -- --images lfw_train.tar --labels lfw_train.csv --out runs/lfw/lfw_train
    python -m facet_train.stages.refit_svm --features runs/lfw/lfw_train --labels lfw_train.csv --out runs/lfw/svm.json
    npm run evaluate -- --images lfw_test.tar --labels lfw_test.csv --svm runs/lfw/svm.json

Everything is chosen inside that set, by cross-validation over identities: how strongly the weights are held back, the
sigmoid, and the thresholds. A photo in which the cascade found no face has no features, so it is left out here; when the
result is measured, such a photo counts as "absent" forty times over.
"""

import argparse
import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from facet_train.data.attributes import ATTRIBUTES
from facet_train.stages.calibrate import choose_thresholds, fit_sigmoid, probabilities
from facet_train.data.sets import check_columns, numbers, read_csv
from facet_train.stages.fit_svm import fit, margins

# Strengths of the squared hinge against the weights' norm, for a thousand faces.
COSTS = (3e-5, 1e-4, 3e-4)
FOLDS = 5


@dataclass
class LabelledFeatures:
    version: str  # of the manifest whose nets gave the features
    values: np.ndarray  # N x D
    labels: np.ndarray  # N x 40 in 0/1
    identity: list[str]


def read_set(folder: Path, labels: Path) -> LabelledFeatures:
    """What `npm run features` wrote for a set, joined with its labels by file name."""
    header = json.loads((folder / "features.json").read_text())
    values = np.fromfile(folder / "features.bin", "<f4").reshape(-1, header["dimensions"])
    rows = read_csv(labels)
    check_columns(labels.stem, list(rows[0]))
    by_file = {row["file"]: row for row in rows}
    if unknown := [f for f in header["files"] if f not in by_file]:
        raise SystemExit(f"{labels} lacks {len(unknown)} files that have features, {unknown[0]} first: another set?")
    if len(header["files"]) != len(values):
        raise SystemExit(f"{folder}: {len(header['files'])} names but {len(values)} rows of features")
    chosen = [by_file[f] for f in header["files"]]
    return LabelledFeatures(header["version"], values, numbers(chosen, ATTRIBUTES).astype(np.uint8), [r["identity"] for r in chosen])


def folds_of(identity: list[str], count: int, seed: int) -> np.ndarray:
    """The fold of each photo; all photos of a person share one."""
    people = sorted(set(identity))
    if len(people) < count:
        raise SystemExit(f"{len(people)} people are too few for {count} folds")
    fold = dict(zip(people, np.random.default_rng(seed).permutation(len(people)) % count))
    return np.array([fold[person] for person in identity])


def cross_validated(data: LabelledFeatures, fold: np.ndarray, cost: float) -> np.ndarray:
    """Margins (N x 40), each from SVMs that saw no photo of that person."""
    out = np.empty(data.labels.shape)
    for held in range(fold.max() + 1):
        keep = fold != held
        x, y = torch.from_numpy(data.values[keep]), torch.from_numpy(data.labels[keep]).float()
        out[~keep] = margins(data.values[~keep], *fit(x, y, cost, 60))
    return out


def calibrated(scores: np.ndarray, labels: np.ndarray) -> tuple:
    """Sigmoid (slope, intercept) and thresholds (accurate, balanced) for these margins."""
    weights = np.full((len(labels), 1), 1 / len(labels))
    return *fit_sigmoid(scores, labels, weights), *choose_thresholds(labels, weights)


def judge(scores: np.ndarray, labels: np.ndarray, fold: np.ndarray) -> float:
    """Mean accuracy at the accurate thresholds; the sigmoid of a fold always from the other folds."""
    right = 0
    for held in range(fold.max() + 1):
        keep = fold != held
        slope, intercept, accurate, _ = calibrated(scores[keep], labels[keep])
        right += ((probabilities(scores[~keep], (slope, intercept)) >= accurate) == labels[~keep].astype(bool)).sum()
    return round(float(right / labels.size), 5)


def search(data: LabelledFeatures, fold: np.ndarray) -> tuple[float, np.ndarray, list[dict]]:
    """The cost that is most accurate in cross-validation, and the margins there."""
    tried, scores = [], {}
    for cost in COSTS:
        scores[cost] = cross_validated(data, fold, cost)
        tried.append({"cost": cost, "accuracy": judge(scores[cost], data.labels, fold)})
        print(tried[-1], flush=True)
    best = max(tried, key=lambda t: t["accuracy"])
    return best["cost"], scores[best["cost"]], tried


def encode(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def refit(data: LabelledFeatures, seed: int) -> dict:
    """What the file holds: `weights` D x 40 and `bias` 40 as base64 of little-endian float32, and the attributes."""
    fold = folds_of(data.identity, FOLDS, seed)
    cost, scores, tried = search(data, fold)
    weight, bias = fit(torch.from_numpy(data.values), torch.from_numpy(data.labels).float(), cost)
    # Margins of people the SVMs hadn't seen: those of the final fit on its own photos would be too sure of themselves.
    slope, intercept, accurate, balanced = calibrated(scores, data.labels)
    keys = ("slope", "intercept", "accurate", "balanced")
    rows = zip(slope, intercept, accurate, balanced)
    return {
        "version": data.version,
        "dimensions": data.values.shape[1],
        "log": {"cost": cost, "faces": len(data.values), "people": len(set(data.identity)), "tried": tried},
        "attributes": [{"name": n, **{k: round(float(v), 6) for k, v in zip(keys, r)}} for n, r in zip(ATTRIBUTES, rows)],
        "weights": encode(weight.numpy().T),
        "bias": encode(bias.numpy()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", type=Path, required=True, help="the folder that npm run features wrote")
    parser.add_argument("--labels", type=Path, required=True, help="the CSV of the same set")
    parser.add_argument("--out", type=Path, required=True, help="the JSON for npm run evaluate -- --svm")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(2)
    result = refit(read_set(args.features, args.labels), args.seed)
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print({k: v for k, v in result["log"].items() if k != "tried"})


if __name__ == "__main__":
    main()
