"""Runs the same training with one thing changed, and prints what it does to localization.

    python -m facet_train.stages.ablate --data <data> --weights <weights>

The branch: LNeto with the paper's two fully connected layers on the 40 attributes, and without; the same seed, pictures
and budget; small inputs, because the comparison matters and not the level.
"""

import argparse
import json
from pathlib import Path

from facet_train.config import LocalizerConfig
from facet_train.data.sets import load_set
from facet_train.nets.localize import localization
from facet_train.stages.train_localizers import train

CASES = {"with the branch": LocalizerConfig().attribute_weight, "without": 0.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--out", type=Path, default=Path("runs/ablate"))
    parser.add_argument("--samples", type=int, default=48_000)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    scenes = load_set(args.cache, "celeba_wild_train")
    held = scenes.split(validation=True)
    print(f"| LNeto at {args.size}, {args.samples} pictures, seed {args.seed}; {len(held)} scenes of held-out identities "
          "| IoU ≥ 0.5 | IoU ≥ 0.75 | mean IoU |\n|---|---|---|---|")
    for name, weight in CASES.items():
        config = LocalizerConfig(size=args.size, samples=args.samples, batch=64, attribute_weight=weight, workers=2, seed=args.seed)
        folder = args.out / f"{name.replace(' ', '-')}-{args.size}-{args.samples}-{args.seed}"
        net = train(config, [args.data], args.weights, args.cache, folder)
        result = localization(net, scenes, held, args.size)
        (folder / "result.json").write_text(json.dumps(result, indent=1) + "\n")
        print(f"| {name} | {result['iou50']:.1%} | {result['iou75']:.1%} | {result['meanIou']:.3f} |", flush=True)


if __name__ == "__main__":
    main()
