"""ANet on a fixed, small choice of crops: what the comparison of its starts trains."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from facet_train.config import MEAN, SCALE, VIEWS
from facet_train.data.sets import TRAIN_SETS, load_set
from facet_train.nets.fast_layers import speed_up
from facet_train.data.faces import store_faces, warp
from facet_train.stages.finetune_anet import masked_cross_entropy, validate
from facet_train.nets.import_starts import load_identity
from facet_train.stages.loop import Run, autocast, optimizer_for
from facet_train.nets.networks import ANet


@dataclass
class CropsConfig:
    """ANet on a fixed choice of crops: jittered and flipped anew in each epoch, with no other augmentation."""

    pretrained: bool
    seed: int
    crops: int = 8_000
    epochs: int = 4
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    average_decay: float = 0.99


def choose_crops(cache: Path, count: int):
    """Stored faces and labels of so many training crops, the same for all runs, in proportion to the sets."""
    sets = {name: load_set(cache, name) for name in TRAIN_SETS}
    pool = [(name, i) for name in TRAIN_SETS for i in sets[name].split(False)]
    chosen = [pool[i] for i in np.sort(np.random.default_rng(0).permutation(len(pool))[:count])]
    stores = {name: store_faces(cache, photos) for name, photos in sets.items()}
    labels = np.stack([sets[name].labels[i] for name, i in chosen]).astype(np.float32)
    held = [(name, stores[name], sets[name].labels, sets[name].split(True)) for name in TRAIN_SETS]
    return [(stores[name], i) for name, i in chosen], torch.from_numpy(labels), held


def train_anet(config: CropsConfig, weights: Path, cache: Path, folder: Path, fast: bool = False) -> dict[str, float]:
    """Fine-tunes one ANet; accuracy at logit 0 on held-out identities, per set and in their mean."""
    torch.manual_seed(config.seed)
    crops, labels, held = choose_crops(cache, config.crops)
    net = ANet(deeper={})  # MobileFace V2 itself: what is asked is what its start is worth
    if config.pretrained:
        load_identity(net, weights / "mobileface_v2_identity.npz")
    net = net.to(memory_format=torch.channels_last).train()
    if fast:
        speed_up(net)
    per_epoch = len(crops) // config.batch
    run = Run(folder, config, net, optimizer_for(net, config.learning_rate, config.weight_decay), per_epoch * config.epochs)
    while run.step < run.steps:
        epoch, place = divmod(run.step, per_epoch)
        order = np.random.default_rng([config.seed, epoch]).permutation(len(crops))
        batch = order[place * config.batch : (place + 1) * config.batch]
        faces = torch.from_numpy(np.stack([crops[i][0][crops[i][1]] for i in batch]))
        images = (warp(faces, np.random.default_rng([config.seed, run.step]), VIEWS["anet"]) - MEAN) * SCALE
        with autocast():
            logits = net(images.to(memory_format=torch.channels_last))
        run.advance(masked_cross_entropy(logits, labels[batch]), {})
    accuracy = validate(net, run.average.state, held, VIEWS["anet"])
    return {"accuracy": accuracy["validation"], **{name: accuracy[name] for name in TRAIN_SETS}}
