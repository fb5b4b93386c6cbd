"""Finding 1, pre-training: LNet from scratch and from objects, ANet from scratch and from identities; three seeds each.

    python -m facet_train.findings.pretraining --data <data> --weights <weights>

Same pictures, budget and settings within a pair; only the start differs. LNeto at 128 x 128 on drawn scenes, ANet on 8,000
fixed crops, four times each with another jitter. Started again it goes on with the runs that are missing.
"""

import json
import time
from pathlib import Path

import numpy as np
import torch

from facet_train.findings.common import arguments, spread, write_json
from facet_train.config import MEAN, SCALE, LocalizerConfig
from facet_train.data.sets import TRAIN_SETS, load_set
from facet_train.nets.localize import letterbox, localization
from facet_train.nets.networks import LNeto
from facet_train.data.sampler import Pyramid, sample
from facet_train.findings.train_crops import CropsConfig, train_anet
from facet_train.stages.train_localizers import train as train_localizer

STARTS = {"lneto": {"scratch": False, "objects": True}, "anet": {"scratch": False, "identities": True}}
LNETO_INPUT = 128


@torch.no_grad()
def branch_accuracy(net: LNeto, photos, indices) -> float:
    """How often LNeto's branch of two layers is right about whole scenes, mean of the 40 attributes."""
    right = []
    for i in indices:
        photo = Pyramid(photos.photo(i))
        _, features = net((sample(photo, letterbox(photo), LNETO_INPUT)[None] - MEAN) * SCALE)
        right.append(((net.attributes(features)[0] > 0).numpy() == photos.labels[i]).mean())
    return float(np.mean(right))


def train_lneto(pretrained: bool, seed: int, samples: int, args, folder: Path) -> dict[str, float]:
    scenes = load_set(args.cache, "celeba_wild_train")
    held = scenes.split(validation=True)
    config = LocalizerConfig(size=LNETO_INPUT, samples=samples, batch=64, average_decay=0.99, pretrained=pretrained, workers=2, seed=seed)
    net = train_localizer(config, [args.data], args.weights, args.cache, folder, args.fast, args.threads)
    return {**localization(net, scenes, held, LNETO_INPUT), "accuracy": branch_accuracy(net, scenes, held)}


def run_once(net: str, start: str, seed: int, args) -> dict[str, float]:
    """One training and its result, kept in its folder: what is there isn't trained again."""
    budget = args.samples if net == "lneto" else args.crops
    folder = args.runs / f"{net}-{start}-{budget}-{seed}"
    if not (folder / "result.json").exists():
        began = time.time()
        pretrained = STARTS[net][start]
        if net == "anet":
            result = train_anet(CropsConfig(pretrained, seed, args.crops), args.weights, args.cache, folder, args.fast)
        else:
            result = train_lneto(pretrained, seed, args.samples, args, folder)
        (folder / "result.json").write_text(json.dumps({**result, "minutes": (time.time() - began) / 60}) + "\n")
    result = json.loads((folder / "result.json").read_text())
    print(net, start, f"seed {seed}", {k: round(v, 4) for k, v in result.items()}, flush=True)
    return result


def majority(cache: Path) -> dict[str, float]:
    """What always answering the more frequent value scores on the same held-out faces: for ANet's rows and LNeto's."""
    shares = {}
    for name in TRAIN_SETS:
        photos = load_set(cache, name)
        present = photos.labels[photos.split(True)].mean(0)
        shares[name] = float(np.maximum(present, 1 - present).mean())
    return {"anet": float(np.mean(list(shares.values()))), "lneto": shares["celeba_wild_train"]}


def plot(result: dict, folder: Path) -> None:
    from facet_train.findings.plots import BLUE, FAINT, ORANGE, plt, save_svg

    panels = [("lneto", "iou50", "LNeto: found at IoU ≥ 0.5, %"), ("lneto", "meanIou", "LNeto: mean IoU, %"),
              ("lneto", "accuracy", "LNeto's branch: accuracy, %"), ("anet", "accuracy", "ANet: accuracy, %")]  # fmt: skip
    figure, axes = plt.subplots(1, 4, figsize=(9.5, 2.9))
    for (net, measure, title), panel in zip(panels, axes):
        for x, (start, colour) in enumerate(zip(STARTS[net], (FAINT, BLUE))):
            values = [100 * v for v in result[net][start][measure]["values"]]
            panel.plot([x - 0.22, x + 0.22], [np.mean(values)] * 2, color=colour)
            panel.plot(x + np.linspace(-0.1, 0.1, len(values)), values, "o", color=colour, ms=5)
        if measure == "accuracy":
            panel.axhline(100 * result["majority"][net], color=ORANGE, ls=":", lw=1.2)
        panel.set_xticks(range(2), [f"from {s}" for s in STARTS[net]], fontsize=8)
        panel.set(xlim=(-0.6, 1.6))
        panel.set_title(title, fontsize=8.5)
    figure.tight_layout()
    save_svg(figure, folder, "pretraining")


def main() -> None:
    args = arguments(__doc__, "data", "weights", samples=12_800, crops=8_000, seeds=3, net="", fast=False)
    args.data, args.weights = args.data.resolve(), args.weights.resolve()
    result = {"samples": args.samples, "crops": args.crops, "epochs": CropsConfig(True, 0).epochs, "seeds": args.seeds}
    for net in [args.net] if args.net else STARTS:
        result[net] = {}
        for start in STARTS[net]:
            runs = [run_once(net, start, seed + 1, args) for seed in range(args.seeds)]
            result[net][start] = {k: spread([r[k] for r in runs]) for k in runs[0]}
    if args.net:  # one net alone trains ahead; the figure needs both
        return
    result["majority"] = majority(args.cache)
    plot(write_json(args.docs, "pretraining", result), args.docs)


if __name__ == "__main__":
    main()
