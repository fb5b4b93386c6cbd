"""How well LNeto finds the head of the most prominent face in photos of held-out identities (PyTorch, not shipped nets)."""

import math

import numpy as np

from facet_train.config import HEAD
from facet_train.data.sets import PhotoSet
from facet_train.nets.networks import LNeto
from facet_train.data.sampler import Pyramid, Square
from facet_train.nets.decode import heads_in

# A square that overlaps a real head by more than this may well hold its face: it is no empty crop.
NEAR_A_HEAD = 0.15


def letterbox(photo: Pyramid) -> Square:
    return Square(photo.width / 2, photo.height / 2, max(photo.width, photo.height))


def strongest_head(net: LNeto, photo: Pyramid, size: int) -> tuple[np.ndarray, float]:
    """The head square (centre x, y, side; photo pixels) under the highest heat, and that heat."""
    *square, heat = heads_in(net, photo, letterbox(photo), size)[0].tolist()
    return np.array(square), heat


def square_iou(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two upright squares: centre x, y, side."""
    low, high = np.maximum(a[:2] - a[2] / 2, b[:2] - b[2] / 2), np.minimum(a[:2] + a[2] / 2, b[:2] + b[2] / 2)
    shared = float(np.prod(np.clip(high - low, 0, None)))
    return shared / (a[2] ** 2 + b[2] ** 2 - shared)


def head_of(box: np.ndarray) -> np.ndarray:
    x, y, w, h = box
    unit = math.sqrt(w * h)
    return np.array([x + w / 2 + HEAD.shiftX * unit, y + h / 2 + HEAD.shiftY * unit, HEAD.side * unit])


def face_in(head: np.ndarray) -> np.ndarray:
    """head_of backwards: the square of a face box's area (x, y, width, height) in a head square (centre x, y, side)."""
    unit = head[2] / HEAD.side
    return np.array([head[0] - HEAD.shiftX * unit - unit / 2, head[1] - HEAD.shiftY * unit - unit / 2, unit, unit])


def localization(net: LNeto, photos: PhotoSet, indices, size: int) -> dict[str, float]:
    """Share of photos whose strongest head overlaps the reference by IoU 0.5 and 0.75, and the mean IoU."""
    net.eval()
    found = [strongest_head(net, Pyramid(photos.photo(i)), size)[0] for i in indices]
    overlaps = np.array([square_iou(f, head_of(photos.box[i])) for f, i in zip(found, indices)])
    return {"iou50": float((overlaps >= 0.5).mean()), "iou75": float((overlaps >= 0.75).mean()), "meanIou": float(overlaps.mean())}
