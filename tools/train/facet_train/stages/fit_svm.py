"""Fits the 40 linear SVMs on the features that the shipped nets gave, and calibrates them on validation.

    npm run features -- --images <tar> --labels <csv> --out runs/features/<set>     (each set, shipped nets)
    python -m facet_train.stages.fit_svm --data <data> --features runs/features

The squared-hinge problems are convex; all 40 are solved together by L-BFGS. Each may be pulled towards the classifier
that ANet was trained with (`--run`), which has seen every face in many crops, instead of towards zero.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from facet_train.data.attributes import ATTRIBUTE_COUNT, ATTRIBUTES
from facet_train.stages.calibrate import balanced_accuracy, choose_pull, choose_thresholds, fit_sigmoid, probabilities, weighted_accuracy
from facet_train.config import ANET_CHANNELS, VIEWS
from facet_train.places import ONNX
from facet_train.data.sets import TRAIN_SETS, bettered, check_columns, find_file, held_out, numbers, read_csv, scene_people
from facet_train.data.faces import BLURRY, is_enlarged

COSTS = (1e-6, 3e-6, 1e-5, 3e-5, 1e-4)
# A margin is about this share of the classifier's logit; 0 pulls towards zero, as a plain SVM does.
PRIORS = (0.0, 0.3, 0.5)
SEARCH_SAMPLES = 10_000
HALVINGS = 6  # ways to part the people of validation in two, to choose how sigmoids are fitted
# Share of each kind of photo in validation. Nobody selected the aligned photos; HQ alone has other habits.
VALIDATION_SHARES = {"celeba_aligned_val": 0.6, "celeba_hq_val": 0.2, "celeba_hq_val_degraded": 0.2}


@dataclass
class Features:
    """Features (N x 2048) and labels (N x 40, NaN: unknown) of the photos in which the cascade found the labelled face."""

    version: str  # of the manifest whose nets gave them
    values: np.ndarray
    labels: np.ndarray
    held: np.ndarray
    halves: np.ndarray  # N x HALVINGS: one half of the people or the other, the same in all sets


def read_features(folder: Path, labels: Path) -> Features:
    """What `npm run features` wrote for a set, joined with its labels by file name."""
    header = json.loads((folder / "features.json").read_text())
    values = np.fromfile(folder / "features.bin", "<f4").reshape(-1, header["dimensions"])
    rows = {row["file"]: row for row in read_csv(labels)}
    check_columns(labels.stem, list(next(iter(rows.values()))))
    chosen = [rows[file] for file in header["files"]]
    if len(chosen) != len(values):
        raise SystemExit(f"{folder}: {len(chosen)} names but {len(values)} rows of features")
    held = np.array([held_out(r["identity"]) for r in chosen])
    known = numbers(chosen, ATTRIBUTES)
    # Nobody can tell whether a photo was blurry once it is enlarged, or degraded on purpose. Those that are called blurry
    # may still teach what blur is; in validation they would shift the base rate.
    enlarged = is_enlarged(np.array(header["faces"], np.float32), VIEWS["anet"])
    untold = enlarged | folder.name.endswith("_degraded")
    validation = held | (folder.name not in TRAIN_SETS)
    known[untold & (validation | (known[:, BLURRY] == 0)), BLURRY] = np.nan
    halves = np.array([[byte < 128 for byte in hashlib.sha256(f"half {r['identity']}".encode()).digest()[:HALVINGS]] for r in chosen])
    return Features(header["version"], values, known, held, halves)


def classifier_of(run: Path) -> tuple[torch.Tensor, torch.Tensor]:
    """The classifier ANet was trained with: 40 x 2048 in the features' order (row, column, channel), and its bias."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)["average"]
    weight = state["classifier.1.weight"].reshape(ATTRIBUTE_COUNT, ANET_CHANNELS, -1).transpose(1, 2).flatten(1)
    return weight.contiguous(), state["classifier.1.bias"]


def fit(x: torch.Tensor, labels: torch.Tensor, cost: float, iterations: int = 120, prior=None) -> tuple[torch.Tensor, torch.Tensor]:
    """Minimises |w - prior|^2 / 2 + cost * sum of squared hinges, on standardised features.

    Labels are 0, 1 or NaN; prior is a weight and a bias for raw features, or None for zeros. Returns w (40 x D) and b
    for raw features.
    """
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    sign = torch.nan_to_num(labels * 2.0 - 1)
    known = torch.isfinite(labels)
    start, start_bias = prior or (torch.zeros(ATTRIBUTE_COUNT, x.shape[1]), torch.zeros(ATTRIBUTE_COUNT))
    pull = start * deviation
    weight = pull.clone().requires_grad_(True)
    bias = (start_bias + start @ mean).requires_grad_(True)
    solver = torch.optim.LBFGS([weight, bias], max_iter=iterations, history_size=20, line_search_fn="strong_wolfe")
    z = (x - mean) / deviation

    def closure():
        solver.zero_grad()
        hinge = (1 - sign * (z @ weight.T + bias)).clamp(min=0) * known
        loss = ((weight - pull) ** 2).sum() / 2 + cost * (hinge**2).sum()
        loss.backward()
        return loss

    solver.step(closure)
    raw = (weight / deviation).detach()
    return raw, (bias - raw @ mean).detach()


def margins(x: np.ndarray, weight: torch.Tensor, bias: torch.Tensor) -> np.ndarray:
    return (torch.from_numpy(x) @ weight.T + bias).numpy()


def validation_of(sets: dict[str, Features]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features, labels (unknown ones 0), weights (N x 40, by VALIDATION_SHARES) and halves of all validation photos."""
    parts = [(sets[name], share) for name, share in VALIDATION_SHARES.items()]
    x, y, halves = ([getattr(p, column) for p, _ in parts] for column in ("values", "labels", "halves"))
    weights = [np.full(len(p.values), share / len(p.values)) for p, share in parts]
    labels = np.concatenate(y)
    weight = np.concatenate(weights)[:, None] * np.isfinite(labels)
    return np.concatenate(x), np.nan_to_num(labels), weight / weight.sum(0), np.concatenate(halves)


def scaled(classifier, prior: float):
    return (classifier[0] * prior, classifier[1] * prior) if prior else None


def search(x: torch.Tensor, y: torch.Tensor, validation, classifier, seed: int) -> tuple[dict, list[dict]]:
    """The cost and prior with the best weighted accuracy on validation, at margin 0, from a sample of the training photos."""
    chosen = torch.from_numpy(np.random.default_rng(seed).permutation(len(x))[:SEARCH_SAMPLES])
    tried = []
    for prior in PRIORS if classifier else PRIORS[:1]:
        for cost in COSTS:
            # The hinge is summed, so a sample needs a higher cost for the same balance with the weights' norm.
            weight, bias = fit(x[chosen], y[chosen], cost * len(x) / len(chosen), 80, scaled(classifier, prior))
            right = weighted_accuracy(margins(validation[0], weight, bias) > 0, validation[1], validation[2])
            tried.append({"prior": prior, "cost": cost, "validation": round(float(right.mean()), 5)})
            print(tried[-1], flush=True)
    return max(tried, key=lambda t: t["validation"]), tried


def write_svm(path: Path, weight: torch.Tensor, bias: torch.Tensor) -> None:
    """One Gemm: features in row, column, channel order to 40 margins."""
    initializers = [numpy_helper.from_array(weight.numpy(), "weight"), numpy_helper.from_array(bias.numpy(), "bias")]
    graph = helper.make_graph(
        [helper.make_node("Gemm", ["input", "weight", "bias"], ["margins"], transB=1)],
        "svm",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", weight.shape[1]])],
        [helper.make_tensor_value_info("margins", TensorProto.FLOAT, ["batch", ATTRIBUTE_COUNT])],
        initializers,
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)


def write_classifier(run: Path, out: Path) -> None:
    """svm.onnx and svm.json from ANet's own classifier, so that its features can be read before there are SVMs."""
    write_svm(out / "svm.onnx", *classifier_of(run))
    nothing = np.zeros(ATTRIBUTE_COUNT)
    write_sigmoids(out, (nothing + 1, nothing, nothing + 0.5, nothing + 0.5), {})


def read_sets(data: list[Path], folder: Path) -> dict[str, Features]:
    """The features of all sets that training and validation need, of the same nets."""
    needed = (*TRAIN_SETS, *VALIDATION_SHARES)
    if missing := [n for n in needed if not (folder / n / "features.json").exists()]:
        raise SystemExit(f"features are missing for {', '.join(missing)} in {folder}")
    sets = {n: read_features(folder / n, find_file(data, f"{n.removesuffix('_degraded')}.csv")) for n in needed}
    if len(versions := {f.version for f in sets.values()}) > 1:
        raise SystemExit(f"features of different nets: {', '.join(sorted(versions))}; write all of them with the shipped ones")
    print({n: len(f.values) for n, f in sets.items()}, flush=True)
    return sets


def training_part(data: list[Path], folder: Path, sets: dict[str, Features]) -> tuple[torch.Tensor, torch.Tensor]:
    """Features and labels of the photos to learn from: see learned_from."""
    kept = scene_people(row["identity"] for row in read_csv(find_file(data, "celeba_wild_train.csv")))
    identity = {n: {row["file"]: row["identity"] for row in read_csv(find_file(data, f"{n}.csv"))} for n in TRAIN_SETS}
    x, y = [], []
    for name in TRAIN_SETS:
        files = json.loads((folder / name / "features.json").read_text())["files"]
        usable = np.array([identity[name][file] not in kept for file in files])
        if name == "celeba_aligned_train":
            usable &= ~bettered(files, identity["celeba_more_train"])
        x.append(sets[name].values[usable])
        y.append(sets[name].labels[usable])
    return torch.from_numpy(np.concatenate(x)), torch.from_numpy(np.concatenate(y))


def fit_all(data: list[Path], folder: Path, out: Path, run: Path | None, seed: int = 1) -> dict:
    """Fits, calibrates and writes svm.onnx and svm.json; returns the report that svm.json holds."""
    sets = read_sets(data, folder)
    classifier = classifier_of(run) if run else None
    x, y = training_part(data, folder, sets)
    validation = validation_of(sets)
    best, tried = search(x, y, validation, classifier, seed)
    weight, bias = fit(x, y, best["cost"], prior=scaled(classifier, best["prior"]))
    scores = margins(validation[0], weight, bias)
    pull, pulls = choose_pull(scores, *validation[1:])
    sigmoid = fit_sigmoid(scores, validation[1], validation[2], pull)
    thresholds = choose_thresholds(validation[1], validation[2])
    probability = probabilities(scores, sigmoid)
    report = {
        **{"cost": best["cost"], "prior": best["prior"], "tried": tried, "pull": pull, "pulls": pulls},
        **{"trainFaces": len(x), "validationFaces": len(validation[0])},
        "validationAccuracy": float(weighted_accuracy(probability >= thresholds[0], validation[1], validation[2]).mean()),
        "validationBalancedAccuracy": float(balanced_accuracy(probability >= thresholds[1], validation[1], validation[2]).mean()),
    }
    print(report)
    write_svm(out / "svm.onnx", weight, bias)
    write_sigmoids(out, (*sigmoid, *thresholds), report)
    return report


def write_sigmoids(out: Path, columns, log: dict) -> None:
    """svm.json: slope, intercept and the two thresholds (each of 40 numbers) by attribute, and how they were chosen."""
    keys = ("name", "slope", "intercept", "accurate", "balanced")
    rows = [dict(zip(keys, (n, *(round(float(v), 6) for v in values)))) for n, *values in zip(ATTRIBUTES, *columns)]
    (out / "svm.json").write_text(json.dumps({"log": log, "attributes": rows}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--features", type=Path, required=True, help="a folder with one folder per set")
    parser.add_argument("--out", type=Path, default=ONNX)
    parser.add_argument("--run", type=Path, help="the run of the shipped ANet, whose classifier the SVMs are pulled towards")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(2)
    fit_all(args.data, args.features, args.out, args.run, args.seed)


if __name__ == "__main__":
    main()
