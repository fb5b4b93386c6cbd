"""How right ANet's own classifier is on features that the whole cascade gave: what a stage of its training brought.

    npm run features -- --models <models of that stage> --images <tar> --labels <csv> --out runs/stage/<set>
    python -m facet_train.stages.classify_features --data <data> --features runs/stage --run runs/anet-joint
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from facet_train.stages.calibrate import weighted_accuracy
from facet_train.data.sets import TRAIN_SETS
from facet_train.stages.fit_svm import classifier_of, margins, read_features


def accuracy(values: np.ndarray, truth: np.ndarray, classifier: tuple[torch.Tensor, torch.Tensor]) -> float:
    """Mean over the 40 attributes of the share of known labels (N x 40, NaN: unknown) that the sign of the logit hits."""
    known = np.isfinite(truth)
    right = weighted_accuracy(margins(values, *classifier) > 0, np.nan_to_num(truth), known / known.sum(0).clip(1))
    return float(right[known.any(0)].mean())  # of a degraded set nobody knows what is blurry


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--features", type=Path, required=True, help="a folder with one folder per set")
    parser.add_argument("--run", type=Path, required=True, help="the run whose ANet gave the features")
    args = parser.parse_args()
    classifier = classifier_of(args.run)
    for folder in sorted(p for p in args.features.iterdir() if (p / "features.json").exists()):
        features = read_features(folder, args.data / f"{folder.name.removesuffix('_degraded')}.csv")
        trained = ~features.held & (folder.name in TRAIN_SETS)
        for chosen, which in ((trained, ", trained on"), (~trained, "")):
            if chosen.any():
                right = accuracy(features.values[chosen], features.labels[chosen], classifier)
                print(f"{folder.name}{which}: {chosen.sum()} faces, {right:.2%}")


if __name__ == "__main__":
    main()
