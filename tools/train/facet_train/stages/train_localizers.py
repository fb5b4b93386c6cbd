"""Fine-tunes LNeto or LNets from object filters, with the paper's attribute branch beside the boxes.

    python -m facet_train.stages.train_localizers --net lneto --data <data> --weights <weights> --run runs/lneto

Started again with the same --run it goes on from the last checkpoint.
"""

import argparse
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, IterableDataset

from facet_train.config import LNETO_STRIDE, LNETS_SIZE, MEAN, SCALE, LocalizerConfig
from facet_train.data.crops import HeadMaker
from facet_train.data.sets import TRAIN_SETS, learned_from, load_faces, load_set, turned_faces
from facet_train.nets.fast_layers import speed_up
from facet_train.nets.import_starts import calibrate_norms, load_objects, load_start
from facet_train.stages.loop import Run, add_speed, autocast, optimizer_for
from facet_train.nets.networks import NETWORKS
from facet_train.data.scenes import SceneMaker, targets


class Batches(IterableDataset):
    """Endless batches drawn by a maker; every worker and every resumed step has a random stream of its own."""

    def __init__(self, maker, collate, batch: int, seed: int, start: int):
        self.maker, self.collate, self.batch, self.seed, self.start = maker, collate, batch, seed, start

    def __iter__(self):
        torch.set_num_threads(1)
        info = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, self.start, info.id if info else 0])
        while True:
            yield self.collate([self.maker.draw(rng) for _ in range(self.batch)])


def collate_scenes(drawn):
    images, heads, labels = zip(*drawn)
    cells = images[0].shape[-1] // LNETO_STRIDE
    maps = [torch.from_numpy(np.stack(m)) for m in zip(*(targets(h, cells) for h in heads))]
    return ((torch.stack(images) - MEAN) * SCALE).bfloat16(), maps, torch.from_numpy(np.stack(labels))


def collate_crops(drawn):
    images, target, labels = zip(*drawn)
    return ((torch.stack(images) - MEAN) * SCALE).bfloat16(), torch.from_numpy(np.stack(target)), torch.from_numpy(np.stack(labels))


def lneto_loss(raw: torch.Tensor, maps) -> dict[str, torch.Tensor]:
    """Penalty-reduced focal loss on the heat (CornerNet's), smooth L1 on the squares near a centre."""
    heat, weight, box, box_weight = maps
    logit = raw[:, 0]
    p = logit.sigmoid()
    positive = (heat == 1).float()
    focal = -positive * (1 - p) ** 2 * F.logsigmoid(logit) - (1 - positive) * (1 - heat) ** 4 * p**2 * F.logsigmoid(-logit)
    heads = positive.sum().clamp(min=1)
    distance = F.smooth_l1_loss(raw[:, 1:], box, reduction="none", beta=0.1) * torch.tensor([1.0, 1.0, 3.0])[:, None, None]
    return {"heat": (focal * weight).sum() / heads, "box": (distance.sum(1) * box_weight).sum() / box_weight.sum().clamp(min=1)}


def lnets_loss(raw: torch.Tensor, target: torch.Tensor) -> dict[str, torch.Tensor]:
    """Cross-entropy on the validity; smooth L1 on centre, log size and the roll's sine and cosine where there is a face."""
    face = target[:, 0] == 1
    roll = target[face, 5]
    wanted = torch.cat([target[face, 1:5], roll.sin()[:, None], roll.cos()[:, None]], 1)
    distance = F.smooth_l1_loss(raw[face, 1:], wanted, reduction="none", beta=0.03)
    scale = torch.tensor([10.0, 10.0, 6.0, 6.0, 8.0, 8.0])
    return {"valid": F.binary_cross_entropy_with_logits(raw[:, 0], target[:, 0]), "box": (distance * scale).sum(1).mean()}


def attribute_loss(net, features: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the branch on the pictures that have labels."""
    known = torch.isfinite(labels[:, 0])
    if not known.any():
        return features.sum() * 0
    return F.binary_cross_entropy_with_logits(net.attributes(features[known]), labels[known])


def make_batches(config: LocalizerConfig, data: list[Path], cache: Path, start: int):
    sets = {name: load_set(cache, name) for name in (*TRAIN_SETS, "negatives_train")}
    negatives = sets["negatives_train"]
    scenes = sets["celeba_wild_train"]
    known = load_faces(data, scenes)
    faces = learned_from(sets)
    if config.net == "lneto":
        turned = turned_faces(data, scenes, faces[scenes.name])
        maker = SceneMaker(scenes, known, faces[scenes.name], negatives, config, turned)
        collate = collate_scenes
    else:
        # Scenes have the tilts, sizes and surroundings that crops lack: they are drawn more often.
        pairs = [(sets[name], indices) for name, indices in faces.items() for _ in range(config.repeats.get(name, 1))]
        turned = [face for name, indices in faces.items() for face in turned_faces(data, sets[name], indices)]
        mined = [(sets[name], found) for name, found in np.load(config.mined).items()] if config.mined else []
        maker = HeadMaker(pairs, negatives, config, mined, {scenes.name: known}, turned)
        collate = collate_crops
    batches = Batches(maker, collate, config.batch, config.seed, start)
    return iter(DataLoader(batches, batch_size=None, num_workers=config.workers, prefetch_factor=4))


def train(config: LocalizerConfig, data: list[Path], weights: Path, cache: Path, folder: Path, fast: bool = False, threads: int = 2):
    torch.manual_seed(config.seed)
    torch.set_num_threads(threads)
    net = NETWORKS[config.net]()
    if config.start:
        load_start(net, config.start, config.size)
    elif config.pretrained:
        load_objects(net, weights / "mobilenet_v1_025_imagenet.npz")
    calibrate_norms(net, next(make_batches(config, data, cache, start=2**31 - 1))[0].float())
    if fast:
        speed_up(net)
    run = Run(folder, config, net, optimizer_for(net, config.learning_rate, config.weight_decay), config.samples // config.batch)
    batches = make_batches(config, data, cache, start=run.step)
    loss_of = lneto_loss if config.net == "lneto" else lnets_loss
    net.train()
    while run.step < run.steps:
        images, target, labels = next(batches)
        with autocast():
            raw, features = net(images.float())
        parts = loss_of(raw.float(), target)
        if config.attribute_weight:
            parts["attributes"] = attribute_loss(net, features.float(), labels)
        loss = sum(parts.values()) + (config.attribute_weight - 1) * parts.get("attributes", 0)
        run.advance(loss, parts)
    net.load_state_dict(run.average.state)
    return net.eval()


def parse_config(parser: argparse.ArgumentParser) -> tuple[argparse.Namespace, LocalizerConfig]:
    defaults = {"lneto": LocalizerConfig(), "lnets": LocalizerConfig(net="lnets", size=LNETS_SIZE, samples=260_000, batch=128, workers=2)}
    parser.add_argument("--net", choices=list(defaults), required=True)
    parser.add_argument("--samples", type=int)
    parser.add_argument("--attribute-weight", type=float)
    parser.add_argument("--size", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--learning-rate", type=float)
    parser.add_argument("--start", help="a run's folder, or a float ONNX, to begin with")
    parser.add_argument("--mined", help="LNets: what mine_heads.py wrote")
    parser.add_argument("--no-pretraining", dest="pretrained", action="store_false", default=None)
    args = parser.parse_args()
    config = defaults[args.net]
    for f in fields(config):
        if getattr(args, f.name, None) is not None:
            setattr(config, f.name, getattr(args, f.name))
    return args, config


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--run", type=Path, required=True)
    add_speed(parser)
    args, config = parse_config(parser)
    train(config, args.data, args.weights, args.cache, args.run, args.fast, args.threads)


if __name__ == "__main__":
    main()
