"""Stores what a teacher thinks of each training face: probabilities of the 40 attributes, a flip averaged.

    python tools/train/soft_targets.py --run runs/teacher --out runs/soft.npz

They are computed once; `finetune_anet.py --soft runs/soft.npz` mixes them into the labels.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from config import MEAN, SCALE, VIEWS
from data import TRAIN_SETS, load_set
from export_onnx import load_run
from faces import store_faces, warp

BATCH = 64


@torch.no_grad()
def probabilities(net, store: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """N x 40; rows that aren't asked for stay NaN."""
    found = np.full((len(store), 40), np.nan, np.float32)
    for chunk in np.array_split(indices, max(1, len(indices) // BATCH)):
        images = (warp(torch.from_numpy(store[chunk]), None, VIEWS["teacher"]) - MEAN) * SCALE
        with torch.autocast("cpu", torch.bfloat16):
            logits = (net(images) + net(images.flip(-1))).float() / 2
        found[chunk] = logits.sigmoid().numpy()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="the teacher's")
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--out", type=Path, default=Path("runs/soft.npz"))
    args = parser.parse_args()
    torch.set_num_threads(2)
    net = load_run("teacher", args.run).to(memory_format=torch.channels_last)
    soft = {}
    for name in TRAIN_SETS:
        photos = load_set(args.cache, name)
        faces = photos.split(validation=False)
        soft[name] = probabilities(net, store_faces(args.cache, photos), faces)
        right = ((soft[name][faces] > 0.5) == photos.labels[faces]).mean()
        print(f"{name}: {len(faces)} faces, {right:.2%} as labelled", flush=True)
    np.savez(args.out, **soft)


if __name__ == "__main__":
    main()
