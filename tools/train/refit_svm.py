"""Fits the 40 SVMs again on the features of one small set, nets frozen: the paper's protocol for LFWA.

    npm run features -- --images lfw_train.tar --labels lfw_train.csv --out runs/lfw/lfw_train
    python tools/train/refit_svm.py --features runs/lfw/lfw_train --labels lfw_train.csv --out runs/lfw/svm.json
    npm run evaluate -- --images lfw_test.tar --labels lfw_test.csv --svm runs/lfw/svm.json

Everything is chosen inside that set, by cross-validation over identities: how strongly the weights are held back, the
sigmoid, and both thresholds. A photo in which the cascade found no face has no features, so it is left out here; when the
result is measured, such a photo counts as "absent" forty times over.
"""

import argparse
import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from attributes import ATTRIBUTES
from calibrate import balanced_accuracy, choose_thresholds, fit_sigmoid, weighted_accuracy
from data import check_columns, numbers, read_csv
from fit_svm import fit, margins

# Strengths of the squared hinge against the weights' norm; for a thousand faces, where fit_svm.py has forty thousand.
COSTS = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3)
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
    weights = np.full(len(labels), 1 / len(labels))
    slope, intercept = fit_sigmoid(scores, labels, weights)
    probability = 1 / (1 + np.exp(-(scores * slope + intercept)))
    return slope, intercept, *choose_thresholds(probability, labels, weights)


def judge(scores: np.ndarray, labels: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Accuracy of each attribute, with sigmoid and threshold of a fold always chosen on the other folds."""
    right = np.zeros(40)
    for held in range(fold.max() + 1):
        keep = fold != held
        slope, intercept, accurate, _ = calibrated(scores[keep], labels[keep])
        probability = 1 / (1 + np.exp(-(scores[~keep] * slope + intercept)))
        right += ((probability >= accurate) == labels[~keep].astype(bool)).sum(0)
    return right / len(labels)
