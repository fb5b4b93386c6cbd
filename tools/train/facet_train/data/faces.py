"""ANet's training pictures: straightened faces stored once with a margin, then jittered and degraded batch by batch."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import IterableDataset

from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.augment import cover, grey, jpeg, light, shrink
from facet_train.config import FACE, MEAN, SCALE, STORE_SIDE, STORE_SIZE, CropGeometry, View
from facet_train.data.sets import PhotoSet
from facet_train.data.sampler import Pyramid, Square, sample

BLURRY = ATTRIBUTES.index("Blurry")
ENLARGED = 0.8  # photo pixels a net pixel, below which a face counts as enlarged


def face_square(box: np.ndarray, roll: float, geometry: CropGeometry = FACE) -> Square:
    """ANet's input square around a face box: x, y, width, height in photo pixels. src/pipeline/crop.ts is its twin."""
    x, y, w, h = (float(v) for v in box)
    unit = math.sqrt(w * h)
    cos, sin = math.cos(roll), math.sin(roll)
    shift_x = cos * geometry.shiftX - sin * geometry.shiftY
    shift_y = sin * geometry.shiftX + cos * geometry.shiftY
    return Square(x + w / 2 + shift_x * unit, y + h / 2 + shift_y * unit, geometry.side * unit, roll)


def cascade_faces(features: Path, photos: PhotoSet) -> PhotoSet:
    """The set with boxes and rolls as the shipped LNeto and LNets give them (`npm run features`), not the reference's."""
    header = json.loads((features / photos.name / "features.json").read_text())
    row = {file: numbers for file, numbers in zip(header["files"], header["faces"], strict=True)}
    found = np.array([row.get(file, [np.nan] * 5) for file in photos.files], np.float32)
    angle = np.radians(found[:, 4])
    eyes = np.stack([np.zeros_like(angle), np.zeros_like(angle), np.cos(angle), np.sin(angle)], 1)
    return replace(photos, box=found[:, :4], eyes=eyes)


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


def is_enlarged(boxes: np.ndarray, view: View) -> np.ndarray:
    """N: whether a face (N x 4: x, y, width, height in photo pixels) must be enlarged to fill the net's input."""
    return np.sqrt(boxes[:, 2] * boxes[:, 3]) * view.side / view.size < ENLARGED


def known_labels(photos: PhotoSet, view: View) -> np.ndarray:
    """N x 40 labels, *Blurry* unknown where the picture has to be enlarged so much that nobody could tell."""
    labels = photos.labels.astype(np.float32)
    labels[is_enlarged(photos.box, view) & (labels[:, BLURRY] == 0), BLURRY] = np.nan
    return labels


def warp(faces: torch.Tensor, rng: np.random.Generator | None, view: View, jitter: float = 1.0) -> torch.Tensor:
    """B x 3 x S x S stored faces to a net's size; without rng as they should be, else flipped and jittered.

    A jitter of 1 is what LNets' boxes and rolls do to the reference's; 0 leaves them as they are.
    """
    count = len(faces)
    scale = np.full(count, view.side / STORE_SIDE)
    shift, roll, flip = np.zeros((count, 2)), np.zeros(count), np.ones(count)
    if rng is not None:
        scale *= np.exp(rng.normal(0, 0.08 * jitter, count))
        shift = rng.normal(0, 0.045 * jitter, (count, 2))
        roll = rng.normal(0, np.where(rng.random(count) < 0.85, 0.07, 0.2) * jitter)
        flip = np.where(rng.random(count) < 0.5, -1, 1)
    cos, sin = np.cos(roll) * scale, np.sin(roll) * scale
    theta = np.stack([np.stack([cos * flip, -sin, shift[:, 0]], 1), np.stack([sin * flip, cos, shift[:, 1]], 1)], 1)
    grid = F.affine_grid(torch.from_numpy(theta).float(), [count, 3, view.size, view.size], align_corners=False)
    return F.grid_sample(faces.float(), grid, padding_mode="border", align_corners=False)


def degrade(image: torch.Tensor, rng: np.random.Generator, often: float = 1.0) -> tuple[torch.Tensor, bool]:
    """Light, low resolution, noise, compression, cover; and whether the face got visibly blurred.

    often: 0 to 1, scales how often each happens.
    """
    blurred = False
    if rng.random() < 0.8 * often:
        image = light(image, rng)
    if rng.random() < 0.2 * often:
        image, blurred = shrink(image, rng.uniform(1.3, 3.5)), True
    if rng.random() < 0.03 * often:
        image = grey(image)
    if rng.random() < 0.1 * often:
        image = image + torch.from_numpy(rng.normal(0, rng.uniform(2, 12), image.shape)).float()
    if rng.random() < 0.15 * often:
        image = jpeg(image, int(rng.integers(25, 90)))
    if rng.random() < 0.1 * often:
        image = image.clone()
        size = image.shape[-1]
        cover(image, rng, *rng.uniform(0.15, 0.85, 2) * size, *rng.uniform(0.1, 0.4, 2) * size)
    return image.clamp(0, 255), blurred


class FaceBatches(IterableDataset):
    """Endless batches of a net's inputs (B x 3 x S x S) and labels (B x 40, NaN where the picture no longer tells)."""

    def __init__(self, parts: list[tuple[np.ndarray, np.ndarray, np.ndarray, float]], view: View, batch: int, seed: int, start: int, jitter: float = 1.0, degraded: float = 1.0):
        """Each part: stored faces, their labels, the indices to draw from, how often a photo is drawn."""
        self.parts, self.view, self.batch, self.seed, self.start = parts, view, batch, seed, start
        self.jitter, self.degraded = jitter, degraded
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
        images = warp(torch.stack(faces), rng, self.view, self.jitter)
        for i in range(self.batch):
            images[i], blurred = degrade(images[i], rng, self.degraded)
            if blurred and labels[i][BLURRY] < 0.5:
                labels[i][BLURRY] = np.nan
        return ((images - MEAN) * SCALE).bfloat16(), torch.from_numpy(np.stack(labels))
