"""The one sampler: how every net's input is read from a photo. src/pipeline/{pyramid,sampler}.ts is its twin.

Photo frame: pixels after EXIF orientation, continuous, origin top left; pixel i covers [i, i + 1).
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from facet_train.config import DARK_PHOTO, LONG_PHOTO, SAMPLER_MAX_SIDE


@dataclass(frozen=True)
class Square:
    """The region a net's input is read from; roll is clockwise in the picture, radians."""

    center_x: float
    center_y: float
    side: float
    roll: float = 0.0


def area_matrix(source: int, target: int) -> np.ndarray:
    """target x source: how much of each pixel an output covers, in units of 1/target pixel; whole numbers, so sums are exact."""
    outputs, pixels = np.arange(target)[:, None], np.arange(source)[None]
    overlap = np.minimum((outputs + 1) * source, (pixels + 1) * target) - np.maximum(outputs * source, pixels * target)
    return np.clip(overlap, 0, None).astype(np.float64)


def reduce_area(pixels: np.ndarray, max_side: int) -> np.ndarray:
    """HxWx3 uint8, area-averaged so that its longest side is at most max_side; never enlarged. Halves round up."""
    height, width = pixels.shape[:2]
    scale = min(1.0, max_side / max(width, height))
    if scale == 1.0:
        return pixels
    w0, h0 = (max(1, math.floor(side * scale + 0.5)) for side in (width, height))
    rows = np.tensordot(area_matrix(height, h0), pixels.astype(np.float64), axes=(1, 0))
    total = np.einsum("ow,hwc->hoc", area_matrix(width, w0), rows, optimize=True).astype(np.int64)
    area = width * height
    return ((2 * total + area) // (2 * area)).astype(np.uint8)


def halve(level: np.ndarray) -> np.ndarray:
    """HxWx3 uint8 to ceil(H/2)xceil(W/2)x3; an odd last row or column is repeated."""
    height, width = level.shape[:2]
    if height % 2:
        level = np.concatenate([level, level[-1:]])
    if width % 2:
        level = np.concatenate([level, level[:, -1:]], 1)
    rows = level[0::2].astype(np.uint16) + level[1::2]
    total = rows[:, 0::2] + rows[:, 1::2]
    return ((total + 2) >> 2).astype(np.uint8)


def stretch_levels(pixels: np.ndarray) -> np.ndarray:
    """HxWx3 uint8: a dark photo with its levels stretched, any other as it is. src/pipeline/levels.ts is its twin."""
    below = np.cumsum(np.bincount(pixels.reshape(-1), minlength=256))
    black, white = (int(np.argmax(below > share * below[-1])) for share in (DARK_PHOTO["darkest"], 1 - DARK_PHOTO["brightest"]))
    if white >= DARK_PHOTO["white"] or white - black < 2:
        return pixels
    table = np.rint((np.arange(256) - black) * DARK_PHOTO["stretchedWhite"] / (white - black))
    return np.clip(table, 0, 255).astype(np.uint8)[pixels]


class Pyramid:
    """A photo reduced once, and its halvings down to 32 pixels, built when they are first needed.

    max_side is the longest side of the reduced photo; of a long photo the length of LONG_PHOTO of its short sides.
    """

    def __init__(self, pixels: np.ndarray, max_side: int = SAMPLER_MAX_SIDE):
        self.height, self.width = pixels.shape[:2]
        longer = max(1, max(self.height, self.width) / (LONG_PHOTO * min(self.height, self.width)))
        self.levels = [stretch_levels(reduce_area(pixels, max_side * longer))]
        longest = max(self.levels[0].shape[:2])
        self.last = max(0, math.ceil(math.log2(max(longest, 1) / 32)))

    def level(self, index: int) -> np.ndarray:
        while len(self.levels) <= index:
            self.levels.append(halve(self.levels[-1]))
        return self.levels[index]


def sample(pyramid: Pyramid, square: Square, width: int, height: int | None = None, dtype=torch.float32) -> torch.Tensor:
    """3 x height x width bytes (0-255) as floats, bilinear, repeated edges; `side` spans `width` output pixels."""
    height = width if height is None else height
    h0, w0 = pyramid.levels[0].shape[:2]
    pitch = square.side / width * (w0 / pyramid.width)
    level = 0
    while pitch >= 2 and level < pyramid.last:
        pitch, level = pitch / 2, level + 1
    pixels = pyramid.level(level)
    u = ((torch.arange(width, dtype=torch.float64) + 0.5) - width / 2) * (square.side / width)
    v = ((torch.arange(height, dtype=torch.float64) + 0.5) - height / 2) * (square.side / width)
    cos, sin = math.cos(square.roll), math.sin(square.roll)
    x = square.center_x + cos * u[None, :] - sin * v[:, None]
    y = square.center_y + sin * u[None, :] + cos * v[:, None]
    # grid_sample's -1…1 spans the level's outer edges when align_corners is off, so x maps without the half pixel.
    grid_x = x * (w0 / pyramid.width) / 2**level * (2 / pixels.shape[1]) - 1
    grid_y = y * (h0 / pyramid.height) / 2**level * (2 / pixels.shape[0]) - 1
    grid = torch.stack([grid_x, grid_y], -1)[None].to(dtype)
    source = torch.from_numpy(pixels.astype(np.float32)).to(dtype).permute(2, 0, 1)[None]
    return F.grid_sample(source, grid, mode="bilinear", padding_mode="border", align_corners=False)[0]
