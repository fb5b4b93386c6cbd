"""ANet's training pictures: straightened faces stored once with a margin, then jittered and degraded batch by batch."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import IterableDataset

from attributes import ATTRIBUTES
from augment import grey, jpeg, light, shrink
from config import ANET_SIZE, FACE, MEAN, SCALE, STORE_SIDE, STORE_SIZE, CropGeometry
from data import PhotoSet
from sampler import Pyramid, Square, sample

BLURRY = ATTRIBUTES.index("Blurry")


def face_square(box: np.ndarray, roll: float, geometry: CropGeometry = FACE) -> Square:
    """ANet's input square around a face box: x, y, width, height in photo pixels. src/pipeline/crop.ts is its twin."""
    x, y, w, h = (float(v) for v in box)
    unit = math.sqrt(w * h)
    cos, sin = math.cos(roll), math.sin(roll)
    shift_x = cos * geometry.shiftX - sin * geometry.shiftY
    shift_y = sin * geometry.shiftX + cos * geometry.shiftY
    return Square(x + w / 2 + shift_x * unit, y + h / 2 + shift_y * unit, geometry.side * unit, roll)


def store_faces(cache: Path, photos: PhotoSet) -> np.ndarray:
    """N x 3 x S x S uint8 on disk, made at the first call; photos without a known face stay black."""
    path = cache / f"{photos.name}.faces.npy"
    if path.exists():
        return np.load(path, mmap_mode="r")
    shape = (len(photos), 3, STORE_SIZE, STORE_SIZE)
    partial = path.with_suffix(".tmp")
    store = np.lib.format.open_memmap(partial, "w+", np.uint8, shape)
    for index in np.flatnonzero(np.isfinite(photos.box[:, 0])):
        square = face_square(photos.box[index], float(photos.roll[index]), replace(FACE, side=STORE_SIDE))
        store[index] = (sample(Pyramid(photos.photo(index)), square, STORE_SIZE) + 0.5).clamp(0, 255).byte().numpy()
    store.flush()
    partial.rename(path)
    return np.load(path, mmap_mode="r")


def warp(faces: torch.Tensor, rng: np.random.Generator | None) -> torch.Tensor:
    """B x 3 x S x S stored faces to ANet's size, jittered as LNets' boxes and rolls are; without rng as they should be."""
    count = len(faces)
    scale = np.full(count, FACE.side / STORE_SIDE)
    shift, roll, flip = np.zeros((count, 2)), np.zeros(count), np.ones(count)
    if rng is not None:
        scale *= np.exp(rng.normal(0, 0.08, count))
        shift = rng.normal(0, 0.045, (count, 2))
        roll = rng.normal(0, np.where(rng.random(count) < 0.85, 0.07, 0.2))
        flip = np.where(rng.random(count) < 0.5, -1, 1)
    cos, sin = np.cos(roll) * scale, np.sin(roll) * scale
    theta = np.stack([np.stack([cos * flip, -sin, shift[:, 0]], 1), np.stack([sin * flip, cos, shift[:, 1]], 1)], 1)
    grid = F.affine_grid(torch.from_numpy(theta).float(), [count, 3, ANET_SIZE, ANET_SIZE], align_corners=False)
    return F.grid_sample(faces.float(), grid, padding_mode="border", align_corners=False)


def cover(image: torch.Tensor, rng: np.random.Generator) -> None:
    """A flat or noisy patch over a part of the face: a hand, a microphone, a frame's edge."""
    size = image.shape[-1]
    width, height = (int(v) for v in rng.uniform(0.1, 0.4, 2) * size)
    left, top = int(rng.integers(0, size - width)), int(rng.integers(0, size - height))
    patch = torch.from_numpy(rng.uniform(0, 255, 3)).float()[:, None, None].expand(3, height, width)
    image[:, top : top + height, left : left + width] = patch


def degrade(image: torch.Tensor, rng: np.random.Generator) -> tuple[torch.Tensor, bool]:
    """Light, low resolution, noise, compression, cover; and whether the face got visibly blurred."""
    blurred = False
    if rng.random() < 0.8:
        image = light(image, rng)
    if rng.random() < 0.2:
        factor = rng.uniform(1.3, 3.5)
        image, blurred = shrink(image, factor), factor > 1.6
    if rng.random() < 0.03:
        image = grey(image)
    if rng.random() < 0.1:
        image = image + torch.from_numpy(rng.normal(0, rng.uniform(2, 12), image.shape)).float()
    if rng.random() < 0.15:
        image = jpeg(image, int(rng.integers(25, 90)))
    if rng.random() < 0.1:
        image = image.clone()
        cover(image, rng)
    return image.clamp(0, 255), blurred


class FaceBatches(IterableDataset):
    """Endless batches of ANet inputs (B x 3 x 128 x 128) and labels (B x 40, NaN where the picture no longer tells)."""

    def __init__(self, parts: list[tuple[np.ndarray, np.ndarray, np.ndarray, float]], batch: int, seed: int, start: int):
        """Each part: stored faces, their labels, the indices to draw from, how often a photo is drawn."""
        self.parts, self.batch, self.seed, self.start = parts, batch, seed, start
        share = np.array([len(indices) * weight for _, _, indices, weight in parts])
        self.share = share / share.sum()

    def __iter__(self):
        torch.set_num_threads(1)
        info = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, self.start, info.id if info else 0])
        while True:
            yield self.draw(rng)

    def first(self) -> torch.Tensor:
        """The pictures of one batch, outside the stream."""
        return self.draw(np.random.default_rng([self.seed, self.start]))[0]

    def draw(self, rng: np.random.Generator):
        faces, labels = [], []
        for part in rng.choice(len(self.parts), self.batch, p=self.share):
            store, all_labels, indices, _ = self.parts[part]
            index = int(rng.choice(indices))
            faces.append(torch.from_numpy(store[index].copy()))
            labels.append(all_labels[index].astype(np.float32))
        images = warp(torch.stack(faces), rng)
        for i in range(self.batch):
            images[i], blurred = degrade(images[i], rng)
            if blurred and not labels[i][BLURRY]:
                labels[i][BLURRY] = np.nan
        return ((images - MEAN) * SCALE).bfloat16(), torch.from_numpy(np.stack(labels))
