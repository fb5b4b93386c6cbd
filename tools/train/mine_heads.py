"""Collects what LNeto takes for heads where there is none: the hard empty crops for LNets' second stage.

    python tools/train/mine_heads.py --data <data> --run runs/lneto --out runs/mined.npz

Only photos outside validation are looked at.
"""

import argparse
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from config import LNETO_SIZE, LNETO_STRIDE, MEAN, SCALE, SIDE_UNIT
from data import PhotoSet, load_faces, load_set
from export_onnx import load_run
from localize import head_of, letterbox, square_iou
from sampler import Pyramid, sample

LOWEST_HEAT, MOST = 0.04, 12
# A square that overlaps a real head by more than this may well hold its face: it is no empty crop.
NEAR_A_HEAD = 0.15


@torch.no_grad()
def heads(net, photo: Pyramid) -> np.ndarray:
    """H x 4: centre x, y, side in photo pixels and heat, of the hottest local maxima."""
    square = letterbox(photo)
    maps, _ = net((sample(photo, square, LNETO_SIZE)[None] - MEAN) * SCALE)
    heat = maps[0, 0].sigmoid()
    peaks = (heat == F.max_pool2d(heat[None, None], 3, 1, 1)[0, 0]) & (heat >= LOWEST_HEAT)
    rows, columns = peaks.nonzero(as_tuple=True)
    order = heat[rows, columns].argsort(descending=True)[:MOST]
    rows, columns = rows[order], columns[order]
    dx, dy, log_side = maps[0, 1:, rows, columns]
    scale = square.side / LNETO_SIZE
    x = (columns + 0.5 + dx) * LNETO_STRIDE * scale + square.center_x - square.side / 2
    y = (rows + 0.5 + dy) * LNETO_STRIDE * scale + square.center_y - square.side / 2
    return torch.stack([x, y, log_side.exp() * SIDE_UNIT * scale, heat[rows, columns]], 1).numpy()


def empty_heads(net, photos: PhotoSet, indices, faces: list[np.ndarray] | None) -> np.ndarray:
    """N x 5: photo, centre x, y, side, heat of the found squares that hold no known face."""
    found = []
    for index in indices:
        known = [head_of(f[:4]) for f in faces[index]] if faces else []
        for head in heads(net, Pyramid(photos.photo(index))):
            if math.isfinite(head[2]) and all(square_iou(head[:3], k) < NEAR_A_HEAD for k in known):
                found.append([index, *head])
    return np.array(found, np.float32).reshape(-1, 5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("runs/mined.npz"))
    args = parser.parse_args()
    net = load_run("lneto", args.run)
    negatives, scenes = load_set(args.cache, "negatives_train"), load_set(args.cache, "celeba_wild_train")
    mined = {
        "negatives_train": empty_heads(net, negatives, negatives.split(validation=False), None),
        "celeba_wild_train": empty_heads(net, scenes, scenes.split(validation=False), load_faces(args.data, scenes)),
    }
    np.savez(args.out, **mined)
    print({name: len(found) for name, found in mined.items()})


if __name__ == "__main__":
    main()
