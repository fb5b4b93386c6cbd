"""Stores what teachers think of each training face: probabilities of the 40 attributes, a flip and the teachers averaged.

    python -m facet_train.stages.soft_targets --teachers teacher=runs/teacher anet=runs/anet --out runs/soft.npz

They are computed once; `finetune_anet.py --soft runs/soft.npz` mixes them into the labels. A teacher trained with --fold
speaks only of the people it didn't learn from: the others' labels it may know by heart. All folds are needed then.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from facet_train.data.attributes import ATTRIBUTE_COUNT
from facet_train.config import MEAN, SCALE, VIEWS, View
from facet_train.data.sets import TRAIN_SETS, PhotoSet, learned_from, load_set
from facet_train.stages.export_onnx import load_run
from facet_train.data.faces import store_faces, warp
from facet_train.stages.loop import autocast

BATCH = 64


@torch.no_grad()
def probabilities(net, view: View, store: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """N x 40; rows that aren't asked for stay NaN."""
    found = np.full((len(store), ATTRIBUTE_COUNT), np.nan, np.float32)
    for chunk in np.array_split(indices, max(1, len(indices) // BATCH)):
        images = (warp(torch.from_numpy(store[chunk]), None, view) - MEAN) * SCALE
        images = images.to(memory_format=torch.channels_last)
        with autocast():
            logits = (net(images) + net(images.flip(-1))).float() / 2
        found[chunk] = logits.sigmoid().numpy()
    return found


def faces_for(run: Path, photos: PhotoSet, faces: np.ndarray | None = None) -> np.ndarray:
    """Indices of the training faces that a run's teacher labels: all, or those of the fold that it left out."""
    faces = photos.split(validation=False) if faces is None else faces
    fold = json.loads((run / "config.json").read_text()).get("fold")
    return faces[photos.in_fold(fold)[faces]] if fold else faces


def agreed(found: list[np.ndarray], faces: np.ndarray, name: str) -> np.ndarray:
    """The mean of what teachers found (each N x 40, NaN: not asked); some teacher must have been asked about each face."""
    asked = np.isfinite(found).all(2).any(0)
    if missing := int((~asked[faces]).sum()):
        raise SystemExit(f"{name}: no teacher speaks of {missing} of {len(faces)} faces; give a teacher of each fold")
    mean = np.full_like(found[0], np.nan)
    mean[faces] = np.nanmean([each[faces] for each in found], axis=0)
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", nargs="+", required=True, metavar="NET=RUN", help="teacher=<run> or anet=<run>")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--out", type=Path, default=Path("runs/soft.npz"))
    args = parser.parse_args()
    torch.set_num_threads(2)
    write_targets([(name, Path(run)) for name, _, run in (teacher.partition("=") for teacher in args.teachers)], args.cache, args.out)


def write_targets(runs: list[tuple[str, Path]], cache: Path, out: Path) -> None:
    """What pairs of a net's name and its run think of every training face: N x 40 a set, in one .npz."""
    teachers = [(load_run(name, run).to(memory_format=torch.channels_last), VIEWS[name], run) for name, run in runs]
    sets = {name: load_set(cache, name) for name in TRAIN_SETS}
    soft = {}
    for name, faces in learned_from(sets).items():
        photos = sets[name]
        store = store_faces(cache, photos)
        found = [probabilities(net, view, store, faces_for(run, photos, faces)) for net, view, run in teachers]
        soft[name] = agreed(found, faces, name)
        right = ((soft[name][faces] > 0.5) == photos.labels[faces]).mean()
        print(f"{name}: {len(faces)} faces, {right:.2%} as labelled", flush=True)
    np.savez(out, **soft)


if __name__ == "__main__":
    main()
