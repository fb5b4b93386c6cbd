"""Light, colour, noise, blur and compression: what cameras and the web do to a photo. Bytes in, bytes out (0-255)."""

import io
import math

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from facet_train.config import CoverShares, PhotoShares


def jpeg(image: torch.Tensor, quality: int) -> torch.Tensor:
    """3 x H x W bytes, compressed and decoded again."""
    pixels = image.clamp(0, 255).byte().permute(1, 2, 0).numpy()
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return torch.from_numpy(np.array(Image.open(buffer))).permute(2, 0, 1).float()


def shrink(image: torch.Tensor, factor: float) -> torch.Tensor:
    """A smaller copy enlarged again: low resolution, or blur."""
    height, width = image.shape[1:]
    size = (max(4, round(height / factor)), max(4, round(width / factor)))
    small = F.interpolate(image[None], size=size, mode="bilinear", antialias=True, align_corners=False)
    return F.interpolate(small, size=(height, width), mode="bilinear", align_corners=False)[0]


def grey(image: torch.Tensor) -> torch.Tensor:
    luma = image[0] * 0.299 + image[1] * 0.587 + image[2] * 0.114
    return luma.expand_as(image).clone()


def dots(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """1 x H x W grey as a printed screen: large dots where it is dark, small ones where it is bright."""
    height, width = image.shape[1:]
    period, angle = rng.uniform(2.2, 4.5), rng.uniform(0, np.pi / 2)
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    u = (x * np.cos(angle) + y * np.sin(angle)) * (2 * np.pi / period)
    v = (y * np.cos(angle) - x * np.sin(angle)) * (2 * np.pi / period)
    level = 127.5 + 63.75 * (torch.cos(u) + torch.cos(v))
    return torch.lerp(image, (127.5 + rng.uniform(1, 3) * (image - level)).clamp(0, 255), rng.uniform(0.15, 0.6))


def press(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """An old press or team photo, scanned small: grey, faded, grainy, often printed in dots, and enlarged again."""
    height, width = image.shape[1:]
    factor = rng.uniform(1, 1.7)
    size = (round(height / factor), round(width / factor))
    small = F.interpolate(grey(image)[None, :1], size=size, mode="bilinear", antialias=True, align_corners=False)[0]
    black, white = rng.uniform(0, 60), rng.uniform(180, 255)
    small = black + (white - black) * (small.clamp(0, 255) / 255) ** rng.uniform(0.7, 1.5)
    if rng.random() < 0.35:
        small = dots(small, rng)
    side = 1 if rng.random() < 0.7 else 2
    grain = torch.from_numpy(rng.normal(0, rng.uniform(2, 24), [1, *(-(-n // side) for n in size)])).float()
    small = small + grain.repeat_interleave(side, 1).repeat_interleave(side, 2)[:, : size[0], : size[1]]
    return F.interpolate(small[None], size=(height, width), mode="bilinear", align_corners=False)[0].expand(3, -1, -1).clone()


def cover(image: torch.Tensor, rng: np.random.Generator, x: float, y: float, width: float, height: float) -> None:
    """Puts something before 3 x H x W bytes, in place, centred on (x, y): a hand, a flower, a microphone.

    A box or an ellipse, flat or copied from elsewhere in the picture.
    """
    left, right = (round(x + side * width / 2) for side in (-1, 1))
    top, bottom = (round(y + side * height / 2) for side in (-1, 1))
    part = image[:, max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    rows, columns = part.shape[1:]
    if rows == 0 or columns == 0:
        return
    if rng.random() < 0.5:
        patch = torch.from_numpy(rng.uniform(0, 255, 3)).float()[:, None, None]
    else:
        from_y, from_x = (int(rng.integers(whole - n + 1)) for whole, n in zip(image.shape[1:], (rows, columns)))
        patch = image[:, from_y : from_y + rows, from_x : from_x + columns].flip(-1).clone()
    v, u = torch.meshgrid(torch.linspace(-1, 1, rows), torch.linspace(-1, 1, columns), indexing="ij")
    inside = torch.ones(rows, columns, dtype=torch.bool) if rng.random() < 0.5 else u**2 + v**2 <= 1
    part.copy_(torch.where(inside, patch, part))


def cover_face(image: torch.Tensor, rng: np.random.Generator, x: float, y: float, width: float, height: float) -> None:
    """Hides up to two thirds of a face, in place; the box's centre and size in pixels."""
    across, down = rng.uniform(0.3, 0.8, 2)
    cover(image, rng, x + rng.uniform(-0.5, 0.5) * width, y + rng.uniform(-0.5, 0.5) * height, across * width, down * height)


def light(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Brightness, contrast, gamma and a colour cast."""
    gain = torch.tensor(rng.normal(1, 0.06, 3) * rng.normal(1, 0.15), dtype=torch.float32)[:, None, None]
    mean = image.mean()
    image = (image - mean) * float(np.clip(rng.normal(1, 0.2), 0.4, 1.8)) + mean
    image = (image * gain + rng.normal(0, 12)).clamp(0, 255)
    return 255 * (image / 255) ** float(np.exp(rng.normal(0, 0.2)))


def face_frame(image: torch.Tensor, x: float, y: float, width: float, height: float, roll: float):
    """For each pixel of 3 x H x W, its place across and down a face box: -1 to 1 within it, turned with the face."""
    v, u = torch.meshgrid(*(torch.arange(n) + 0.5 for n in image.shape[1:]), indexing="ij")
    dx, dy, cos, sin = u - x, v - y, math.cos(roll), math.sin(roll)
    return (cos * dx + sin * dy) / (width / 2), (cos * dy - sin * dx) / (height / 2)


def under_mask(rng: np.random.Generator, u: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """Nose, mouth and chin; the upper edge rises to the bridge of the nose."""
    return (v > rng.uniform(-0.1, 0.25) + 0.2 * u**2) & (v < 1.1) & (u.abs() < 1.05 - 0.3 * v.clamp(min=0))


def under_bar(rng: np.random.Generator, u: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """Both eyes, which lie a little above the box's middle."""
    return ((v + rng.normal(0.22, 0.05)).abs() < rng.uniform(0.13, 0.32)) & (u.abs() < rng.uniform(0.8, 1.4))


def under_half(rng: np.random.Generator, u: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """About half of the face from one side on: a wall, a shoulder, hair, a turned collar."""
    across, side = (u, v)[int(rng.integers(2))], (-1, 1)[int(rng.integers(2))]
    return (across * side > rng.normal(0.1, 0.15)) & (u.abs() < rng.uniform(1.1, 2)) & (v.abs() < rng.uniform(1.1, 2))


HIDDEN = {"mask": under_mask, "bar": under_bar, "half": under_half}


def material(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """3 x H x W to put before a face: a colour, shaded; the picture itself moved aside; or coarse squares of it."""
    kind = rng.random()
    if kind < 0.55:
        grey_or_colour = rng.uniform(0, 255) * np.ones(3) if rng.random() < 0.5 else rng.uniform(0, 255, 3)
        shade = torch.linspace(-1, 1, image.shape[1])[:, None] * float(rng.normal(0, 15))
        return (torch.from_numpy(grey_or_colour).float()[:, None, None] + shade).expand_as(image).clamp(0, 255)
    if kind < 0.85:
        return image.roll([int(n * rng.uniform(0.3, 0.7)) for n in image.shape[1:]], (1, 2))
    return shrink(image, rng.uniform(8, 16))


def hide_face(image: torch.Tensor, rng: np.random.Generator, face: tuple, roll: float, shares: CoverShares) -> None:
    """Hides part of a face, in place. face: the box's centre and size in pixels; roll: its tilt, radians."""
    kind = str(rng.choice(list(shares.kinds), p=list(shares.kinds.values())))
    if kind == "object":
        cover_face(image, rng, *face)
    else:
        inside = HIDDEN[kind](rng, *face_frame(image, *face, roll))
        image.copy_(torch.where(inside, material(image, rng), image))


def log_uniform(rng: np.random.Generator, limits: tuple[float, float]) -> float:
    return math.exp(rng.uniform(*(math.log(limit) for limit in limits)))


def stretch(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Levels drawn apart, as the pipeline does to a dark photo; its brightest place may lie outside this picture."""
    low, high = np.quantile(image[:, ::2, ::2].numpy(), [rng.uniform(0, 0.01), rng.uniform(0.985, 1)]).tolist()
    brighter = max(high, 1.0) * (math.exp(rng.uniform(0, 0.8)) if rng.random() < 0.5 else 1)
    return (image - low) * (255 / max(1.0, brighter - low))


def darken(image: torch.Tensor, rng: np.random.Generator, shares: PhotoShares) -> torch.Tensor:
    """Too little light, and a camera's noise: of reading the sensor, and of the light itself. Kept in whole bytes."""
    dark = image.clamp(0, 255) * log_uniform(rng, shares.exposure)
    spread = (log_uniform(rng, shares.read_noise) ** 2 + rng.uniform(0, 0.15) * dark).sqrt()
    dark = dark + spread * torch.from_numpy(rng.normal(size=image.shape)).float()
    dark = dark.round().clamp(0, 255)
    if rng.random() < shares.compressed:
        dark = jpeg(dark, int(rng.integers(60, 96)))
    return stretch(dark, rng) if rng.random() < shares.stretched else dark


def photograph(image: torch.Tensor, rng: np.random.Generator, shares: PhotoShares = PhotoShares()) -> torch.Tensor:
    """One random mixture of the above."""
    image = light(image, rng)
    if rng.random() < shares.old:
        image = press(image, rng)
    elif rng.random() < shares.dark:
        image = darken(image, rng, shares)
    else:
        if rng.random() < shares.shrunk:
            image = shrink(image, rng.uniform(1.2, 2.2))
        if rng.random() < shares.noisy:
            image = image + torch.from_numpy(rng.normal(0, rng.uniform(2, 18), image.shape)).float()
    if rng.random() < shares.compressed:
        image = jpeg(image, int(rng.integers(25, 90)))
    return image.clamp(0, 255)
