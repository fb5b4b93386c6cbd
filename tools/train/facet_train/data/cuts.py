"""Photos that end within a face: what of a photo stays so that its edges cut the face, and how much of a face is left."""

import numpy as np

from facet_train.config import CutShares

SMALLEST = 8  # pixels a side that stay


def beyond(rng: np.random.Generator, shares: CutShares) -> np.ndarray:
    """The shares of a face box beyond the photo's left, top, right and bottom edge."""
    kind = rng.random()
    if kind < shares.all_sides:
        return np.clip(rng.uniform(0, shares.most) + rng.uniform(-0.05, 0.05, 4), 0, shares.most)
    cut = np.zeros(4)
    if kind < shares.all_sides + shares.one_side:
        cut[rng.integers(4)] = rng.uniform(0, shares.most_one)
    else:
        sides = rng.permutation(4)[: rng.integers(1, 4)]
        cut[sides] = rng.uniform(0, shares.most, len(sides))
    return cut


def window(box: np.ndarray, cut: np.ndarray, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what stays of a photo; sides that cut nothing keep the photo's edge."""
    x, y, w, h = box
    left, top = (round(max(0.0, low + c * side)) if c > 0 else 0 for low, side, c in ((x, w, cut[0]), (y, h, cut[1])))
    right = round(min(width, x + w * (1 - cut[2]))) if cut[2] > 0 else width
    bottom = round(min(height, y + h * (1 - cut[3]))) if cut[3] > 0 else height
    left, top = min(left, width - SMALLEST), min(top, height - SMALLEST)
    return left, top, max(right, left + SMALLEST), max(bottom, top + SMALLEST)


def cut_photo(pixels: np.ndarray, box: np.ndarray, rng: np.random.Generator, shares: CutShares):
    """H x W x 3 bytes, cut through a face box; and the box (x, y, width, height) in what is left, whole."""
    left, top, right, bottom = window(box, beyond(rng, shares), pixels.shape[1], pixels.shape[0])
    return pixels[top:bottom, left:right], box - np.array([left, top, 0, 0], np.float32)
