"""Collects what LNeto takes for heads where there is none: the hard empty crops for LNets' second stage.

    python -m facet_train.stages.mine_heads --data <data> --run runs/lneto --out runs/mined.npz

Only photos outside validation are looked at, and a third of the scenes: they hold enough.
"""

import argparse
import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch

from facet_train.config import DETECTION, LNETO_SIZE, TILING
from facet_train.data.sets import PhotoSet, load_faces, load_set
from facet_train.stages.export_onnx import load_run
from facet_train.nets.decode import heads_in
from facet_train.nets.localize import NEAR_A_HEAD, head_of, letterbox, square_iou
from facet_train.data.sampler import Pyramid, Square

LOWEST_HEAT, MOST = 0.04, 12
# Like src/pipeline/look.ts: where small heads show, even faint, LNeto looks again at tiles of about half the side; but
# also closer than the photo's own pixels, because what is found there is just as false.
TILE_SIDE, TILE_SHARED, DEEPEST_LOOK, SURE_HEAT, PART_OF_A_HEAD = TILING.values()
CLOSER = DETECTION["closerLook"]


def intervals(low: float, high: float, side: float) -> np.ndarray:
    """Middles of equal intervals that cover low…high."""
    if high - low <= side:
        return np.array([(low + high) / 2])
    count = 1 + math.ceil((high - low - side) / (side * (1 - TILE_SHARED)))
    return np.linspace(low + side / 2, high - side / 2, count)


def closer(photo: Pyramid, square: Square, found: np.ndarray) -> list[Square]:
    """The tiles of a square in which a small head shows that isn't a part of a large one."""
    pitch = square.side / LNETO_SIZE
    faint = found[found[:, 3] * pitch >= CLOSER["heatPitch"]]
    sure = faint[faint[:, 3] >= SURE_HEAT]
    inside = (np.abs(faint[:, None, :2] - sure[:, :2]).max(2) <= sure[:, 2] / 2) & (faint[:, None, 2] < PART_OF_A_HEAD * sure[:, 2])
    small = faint[(faint[:, 2] < CLOSER["smallHead"] * square.side) & ~inside.any(1)]
    half, side = square.side / 2, square.side * TILE_SIDE
    columns = intervals(max(0, square.center_x - half), min(photo.width, square.center_x + half), side)
    rows = intervals(max(0, square.center_y - half), min(photo.height, square.center_y + half), side)
    tiles = [Square(float(x), float(y), side) for y in rows for x in columns]
    return [t for t in tiles if (np.abs(small[:, :2] - [t.center_x, t.center_y]).max(1, initial=0) <= side / 2).any()]


def all_heads(net, photo: Pyramid, square: Square, depth: int = 0) -> np.ndarray:
    """What the first look and all closer ones find."""
    found = heads_in(net, photo, square, lowest=LOWEST_HEAT, most=MOST).numpy()
    tiles = closer(photo, square, found) if depth < DEEPEST_LOOK else []
    return np.concatenate([found, *(all_heads(net, photo, tile, depth + 1) for tile in tiles)])


def empty_heads(net, photos: PhotoSet, indices, faces: list[np.ndarray] | None) -> np.ndarray:
    """N x 5: photo, centre x, y, side, heat of the found squares that hold no known face."""

    def of_photo(index: int) -> list[list[float]]:
        known = [head_of(f[:4]) for f in faces[index]] if faces else []
        photo = Pyramid(photos.photo(index))
        found = all_heads(net, photo, letterbox(photo))
        return [[index, *h] for h in found if math.isfinite(h[2]) and all(square_iou(h[:3], k) < NEAR_A_HEAD for k in known)]

    with ThreadPoolExecutor(2) as pool:
        return np.array([head for found in pool.map(of_photo, indices) for head in found], np.float32).reshape(-1, 5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--cache", type=Path, default=Path("runs/cache"))
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("runs/mined.npz"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    mine(args.data, args.cache, args.run, args.out)


def mine(data: list[Path], cache: Path, run: Path, out: Path) -> None:
    """Writes N x 5 a set (photo, centre x, y, side, heat) of what a run's LNeto, or an ONNX file's, finds wrongly."""
    net = load_run("lneto", run)
    negatives, scenes = load_set(cache, "negatives_train"), load_set(cache, "celeba_wild_train")
    mined = {
        "negatives_train": empty_heads(net, negatives, negatives.split(validation=False), None),
        "celeba_wild_train": empty_heads(net, scenes, scenes.split(validation=False)[::3], load_faces(data, scenes)),
    }
    np.savez(out, **mined)
    print({name: len(found) for name, found in mined.items()})


if __name__ == "__main__":
    main()
