"""Heads from LNeto's maps; src/pipeline/lneto.ts is the page's."""

import torch
import torch.nn.functional as F

from facet_train.config import LNETO_SIZE, LNETO_STRIDE, MEAN, SCALE, SIDE_UNIT
from facet_train.data.sampler import Pyramid, Square, sample


@torch.no_grad()
def heads_in(net, photo: Pyramid, square: Square, size: int = LNETO_SIZE, lowest: float = 0.0, most: int = 1) -> torch.Tensor:
    """H x 4: centre x, y, side in photo pixels and heat of the hottest local maxima in a square of the photo, hottest first."""
    maps, _ = net((sample(photo, square, size)[None] - MEAN) * SCALE)
    heat = maps[0, 0].sigmoid()
    peaks = (heat == F.max_pool2d(heat[None, None], 3, 1, 1)[0, 0]) & (heat >= lowest)
    rows, columns = peaks.nonzero(as_tuple=True)
    order = heat[rows, columns].argsort(descending=True)[:most]
    rows, columns = rows[order], columns[order]
    dx, dy, log_side = maps[0, 1:, rows, columns]
    scale = square.side / size
    x = (columns + 0.5 + dx) * LNETO_STRIDE * scale + square.center_x - square.side / 2
    y = (rows + 0.5 + dy) * LNETO_STRIDE * scale + square.center_y - square.side / 2
    return torch.stack([x, y, log_side.exp() * SIDE_UNIT * scale, heat[rows, columns]], 1)
