"""Fine-tunes ANet, pre-trained on face identities, on the 40 attributes; or its teacher, pre-trained on objects.

    python -m facet_train.stages.finetune_anet --weights <weights> --run runs/anet
    python -m facet_train.stages.finetune_anet --net teacher --samples 80000 --learning-rate 0.001 --run runs/teacher

Started again with the same --run it goes on from the last checkpoint.
"""

import argparse
import copy
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader

from facet_train.config import MEAN, SCALE, VIEWS, AnetConfig, View
from facet_train.data.sets import TRAIN_SETS, VALIDATION_SETS, learned_from, load_set
from facet_train.data.faces import BLURRY, FaceBatches, cascade_faces, known_labels, store_faces, warp
from facet_train.nets.fast_layers import speed_up
from facet_train.nets.import_starts import calibrate_norms, load_face_teacher, load_identity, load_start, load_teacher
from facet_train.stages.loop import Run, add_speed, autocast, optimizer_for
from facet_train.nets.networks import NETWORKS

VALIDATE_EVERY = 520


def masked_cross_entropy(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy, mean over the labels that are known."""
    known = torch.isfinite(labels)
    return F.binary_cross_entropy_with_logits(logits[known], labels[known])


@torch.no_grad()
def validate(net, state: dict, parts, view: View, limit: int = 700) -> dict[str, float]:
    """Accuracy at logit 0 of the averaged weights on held-out identities, per set and in the mean."""
    averaged = copy.deepcopy(net)
    averaged.load_state_dict(state)
    averaged.eval()
    result = {}
    for name, store, labels, indices in parts:
        right = []
        for chunk in np.array_split(indices[:limit], max(1, min(limit, len(indices)) // 64)):
            images = (warp(torch.from_numpy(store[chunk]), None, view) - MEAN) * SCALE
            with autocast():
                logits = averaged(images.to(memory_format=torch.channels_last))
            right.append(((logits > 0).numpy() == labels[chunk]).mean(1))
        result[name] = float(np.concatenate(right).mean())
    return {"validation": float(np.mean(list(result.values()))), **result}


def mixed(labels: np.ndarray, soft: np.ndarray, share: float) -> np.ndarray:
    """Labels with a share of a teacher's probabilities; where a label is unknown it stays unknown.

    Blurry stays as labelled: a teacher that sees faces at another size calls other photos blurry.
    """
    targets = (1 - share) * labels + share * soft
    targets[:, BLURRY] = labels[:, BLURRY]
    return targets


def train(config: AnetConfig, weights: Path | None, cache: Path, folder: Path, fast: bool = False, threads: int = 2):
    view = VIEWS[config.net]
    torch.manual_seed(config.seed)
    torch.set_num_threads(threads)
    sets = {name: load_set(cache, name) for name in (*TRAIN_SETS, *VALIDATION_SETS)}
    if config.features:
        sets = {name: cascade_faces(Path(config.features), photos) for name, photos in sets.items()}
        cache = folder  # these faces belong to this run's localizers
        folder.mkdir(parents=True, exist_ok=True)
    stores = {name: store_faces(cache, photos) for name, photos in sets.items()}
    weight_of = {name: config.set_weights[name.removesuffix("_train")] for name in TRAIN_SETS}
    labels = {n: known_labels(sets[n], view) for n in TRAIN_SETS}
    if config.soft:
        soft = np.load(config.soft)
        labels = {n: mixed(labels[n], soft[n], config.soft_share) if n in soft else labels[n] for n in TRAIN_SETS}
    learned = learned_from(sets)
    if config.fold:
        learned = {n: faces[~sets[n].in_fold(config.fold)[faces]] for n, faces in learned.items()}
    train_parts = [(stores[n], labels[n], learned[n], weight_of[n]) for n in TRAIN_SETS]
    held = [("celeba_wild_train", stores["celeba_wild_train"], sets["celeba_wild_train"].labels, sets["celeba_wild_train"].split(True))]
    for name in VALIDATION_SETS:
        everyone = np.flatnonzero(np.isfinite(sets[name].box[:, 0]))
        held.append((name, stores[name], sets[name].labels, everyone))

    net = NETWORKS[config.net](config.dropout)
    if config.start:
        load_start(net, config.start, view.size)
    elif config.pretrained and config.net == "teacher":
        load_teacher(net)
    elif config.pretrained:
        if weights is None:
            raise SystemExit("--weights is needed: the folder with mobileface_v2_identity.npz, for the face teacher with faceres.json and .bin")
        if config.net == "face-teacher":
            load_face_teacher(net, weights)
        else:
            load_identity(net, weights / "mobileface_v2_identity.npz")
    calibrate_norms(net, FaceBatches(train_parts, view, config.batch, config.seed, 2**31 - 1).first().float())
    net = net.to(memory_format=torch.channels_last)
    if fast:
        speed_up(net)
    optimizer = optimizer_for(net, config.learning_rate, config.weight_decay, config.head_weight_decay)
    run = Run(folder, config, net, optimizer, config.samples // config.batch)
    batches = FaceBatches(train_parts, view, config.batch, config.seed, run.step, config.jitter, config.degraded)
    loader = iter(DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=4))
    net.train()
    while run.step < run.steps:
        images, wanted = next(loader)
        with autocast():
            logits = net(images.float().to(memory_format=torch.channels_last))
        loss = masked_cross_entropy(logits, wanted)
        run.advance(loss, {})
        if run.step % VALIDATE_EVERY == 0 or run.step == run.steps:
            run.log(validate(net, run.average.state, held, view))
    net.load_state_dict(run.average.state)
    return net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="the folder with the identity weights; the teacher from objects needs none")
    parser.add_argument("--net", choices=("anet", "teacher", "face-teacher"))
    parser.add_argument("--soft", help="what soft_targets.py wrote")
    parser.add_argument("--soft-share", type=float)
    parser.add_argument("--features", help="the joint stage: the folder with one folder of `npm run features` a set")
    parser.add_argument("--jitter", type=float, help="how much faces are jittered; 1 for the reference's boxes")
    parser.add_argument("--degraded", type=float, help="how often faces are degraded, 0 to 1")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--samples", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--learning-rate", type=float)
    parser.add_argument("--fold", help="leaves out a part of the people, such as 0/3: see soft_targets.py")
    parser.add_argument("--start", help="a run's folder, or a float ONNX, to begin with")
    parser.add_argument("--no-pretraining", dest="pretrained", action="store_false", default=None)
    add_speed(parser)
    args = parser.parse_args()
    config = AnetConfig()
    for f in fields(config):
        if getattr(args, f.name, None) is not None:
            setattr(config, f.name, getattr(args, f.name))
    train(config, args.weights, args.cache, args.run, args.fast, args.threads)


if __name__ == "__main__":
    main()
