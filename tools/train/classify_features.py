"""How right ANet's own classifier is on features that the whole cascade gave: what a stage of its training brought.

    npm run features -- --models <models of that stage> --images <tar> --labels <csv> --out runs/stage/<set>
    python tools/train/classify_features.py --data <data> --features runs/stage --run runs/anet-joint
"""

import argparse
from pathlib import Path

import numpy as np

from calibrate import weighted_accuracy
from data import TRAIN_SETS
from fit_svm import Features, classifier_of, margins, read_features


def accuracy(features: Features, chosen: np.ndarray, run: Path) -> str:
    """How many faces, and the mean over the 40 attributes of the share of known labels that the sign of the logit hits."""
    values, truth = features.values[chosen], features.labels[chosen]
    known = np.isfinite(truth)
    right = weighted_accuracy(margins(values, *classifier_of(run)) > 0, np.nan_to_num(truth), known / known.sum(0).clip(1))
    return f"{len(values)} faces, {right[known.any(0)].mean():.2%}"  # of a degraded set nobody knows what is blurry


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--features", type=Path, required=True, help="a folder with one folder per set")
    parser.add_argument("--run", type=Path, required=True, help="the run whose ANet gave the features")
    args = parser.parse_args()
    for folder in sorted(p for p in args.features.iterdir() if (p / "features.json").exists()):
        features = read_features(folder, args.data / f"{folder.name.removesuffix('_degraded')}.csv")
        if folder.name in TRAIN_SETS:
            print(f"{folder.name}, trained on: {accuracy(features, ~features.held, args.run)}")
            print(f"{folder.name}, people held out: {accuracy(features, features.held, args.run)}")
        else:
            print(f"{folder.name}: {accuracy(features, np.ones(len(features.held), bool), args.run)}")


if __name__ == "__main__":
    main()
