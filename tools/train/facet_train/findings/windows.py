"""From a response map to a face window: the map thresholded around its peak, and a fixed correction of size and place."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from facet_train.config import LNETO_STRIDE, MEAN, SCALE
from facet_train.nets.localize import letterbox
from facet_train.data.sampler import Pyramid, sample
from facet_train.findings.statistics_of import box_iou, region_around_peak

THRESHOLDS = np.round(np.arange(0.3, 0.86, 0.05), 2)


@dataclass(frozen=True)
class Correction:
    """Threshold as a share of the way from the map's lowest to its highest value; shift and log size of the window."""

    threshold: float
    shift: tuple[float, float] = (0.0, 0.0)  # in units of the window's width and height
    log_size: tuple[float, float] = (0.0, 0.0)


def mean_response(net, features: torch.Tensor) -> torch.Tensor:
    """The paper's reading of 1 x 48 x C x C features: their mean over the channels, C x C."""
    return features[0].mean(0)


def branch_evidence(net, features: torch.Tensor) -> torch.Tensor:
    """How much of the 40 logits each place gives: the branch is linear where its units are on; sizes added up, C x C."""
    first, _, _, last = net.branch
    cells = features.shape[-1] // net.grid
    on = (first(F.adaptive_avg_pool2d(features, net.grid).flatten(1))[0] > 0).float()
    slope = (last.weight * on) @ first.weight / cells**2
    slope = slope.reshape(len(last.bias), -1, net.grid, net.grid).repeat_interleave(cells, 2).repeat_interleave(cells, 3)
    return (slope * features[0]).sum(1).abs().sum(0)


@torch.no_grad()
def response_map(net, photo: Pyramid, size: int, read=mean_response) -> np.ndarray:
    """What is read from LNeto's last map of the letterboxed photo, at the input's size, scaled to 0...1."""
    _, features = net((sample(photo, letterbox(photo), size)[None] - MEAN) * SCALE)
    read_out = read(net, features)[None, None]
    values = F.interpolate(read_out, scale_factor=LNETO_STRIDE, mode="bilinear", align_corners=False)[0, 0]
    values = inside_photo(values.numpy(), photo)
    return (values - np.nanmin(values)) / max(float(np.nanmax(values) - np.nanmin(values)), 1e-6)


def inside_photo(values: np.ndarray, photo: Pyramid) -> np.ndarray:
    """NaN where the letterbox's margin lies: no window begins there."""
    longest, size = max(photo.width, photo.height), len(values)
    across, down = (round((longest - side) / 2 / longest * size) for side in (photo.width, photo.height))
    result = np.full_like(values, np.nan)
    result[down : size - down, across : size - across] = values[down : size - down, across : size - across]
    return result


def raw_window(response: np.ndarray, threshold: float) -> np.ndarray:
    """The box x, y, width, height, in map pixels, of what is above the threshold and connected to the peak."""
    filled = np.nan_to_num(response, nan=-1.0)
    peak = np.unravel_index(int(filled.argmax()), filled.shape)
    rows, columns = np.nonzero(region_around_peak(filled >= threshold, peak))
    low = np.array([columns.min(), rows.min()], float)
    return np.concatenate([low, [columns.max() + 1, rows.max() + 1] - low])


def corrected(window: np.ndarray, correction: Correction) -> np.ndarray:
    size = window[..., 2:] * np.exp(correction.log_size)
    center = window[..., :2] + window[..., 2:] / 2 + window[..., 2:] * correction.shift
    return np.concatenate([center - size / 2, size], -1)


def to_photo(window: np.ndarray, photo: Pyramid, size: int) -> np.ndarray:
    square = letterbox(photo)
    corner = np.array([square.center_x, square.center_y]) - square.side / 2
    scaled = window * square.side / size
    return np.concatenate([scaled[:2] + corner, scaled[2:]])


def learn(windows: np.ndarray, boxes: np.ndarray, threshold: float) -> tuple[Correction, float]:
    """The correction (medians) for windows N x 4 that should be boxes N x 4, and the mean IoU with it."""
    shift = (boxes[:, :2] + boxes[:, 2:] / 2 - windows[:, :2] - windows[:, 2:] / 2) / windows[:, 2:]
    log_size = np.log(boxes[:, 2:] / windows[:, 2:])
    correction = Correction(threshold, tuple(np.median(shift, 0).tolist()), tuple(np.median(log_size, 0).tolist()))
    return correction, float(box_iou(corrected(windows, correction), boxes).mean())


def learn_threshold(maps: list[np.ndarray], boxes: np.ndarray) -> tuple[Correction, float]:
    """The best threshold and its correction; boxes in map pixels."""
    tried = [learn(np.stack([raw_window(m, t) for m in maps]), boxes, float(t)) for t in THRESHOLDS]
    return max(tried, key=lambda t: t[1])
