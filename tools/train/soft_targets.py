"""Stores what teachers think of each training face: probabilities of the 40 attributes, a flip and the teachers averaged.

    python tools/train/soft_targets.py --teachers teacher=runs/teacher anet=runs/anet --out runs/soft.npz

They are computed once; `finetune_anet.py --soft runs/soft.npz` mixes them into the labels.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from config import MEAN, SCALE, VIEWS, View
from data import TRAIN_SETS, load_set
from export_onnx import load_run
from faces import store_faces, warp
from loop import autocast

BATCH = 64


@torch.no_grad()
def probabilities(net, view: View, store: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """N x 40; rows that aren't asked for stay NaN."""
    found = np.full((len(store), 40), np.nan, np.float32)
    for chunk in np.array_split(indices, max(1, len(indices) // BATCH)):
        images = (warp(torch.from_numpy(store[chunk]), None, view) - MEAN) * SCALE
        images = images.to(memory_format=torch.channels_last)
        with autocast():
            logits = (net(images) + net(images.flip(-1))).float() / 2
        found[chunk] = logits.sigmoid().numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", nargs="+", required=True, metavar="NET=RUN", help="teacher=<run> or anet=<run>")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--out", type=Path, default=Path("runs/soft.npz"))
    args = parser.parse_args()
    torch.set_num_threads(2)
    teachers = []
    for name, _, run in (teacher.partition("=") for teacher in args.teachers):
        teachers.append((load_run(name, Path(run)).to(memory_format=torch.channels_last), VIEWS[name]))
    soft = {}
    for name in TRAIN_SETS:
        photos = load_set(args.cache, name)
        faces = photos.split(validation=False)
        store = store_faces(args.cache, photos)
        soft[name] = np.mean([probabilities(net, view, store, faces) for net, view in teachers], axis=0)
        right = ((soft[name][faces] > 0.5) == photos.labels[faces]).mean()
        print(f"{name}: {len(faces)} faces, {right:.2%} as labelled", flush=True)
    np.savez(args.out, **soft)


if __name__ == "__main__":
    main()
