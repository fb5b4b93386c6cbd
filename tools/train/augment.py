"""Light, colour, noise, blur and compression: what cameras and the web do to a photo. Bytes in, bytes out (0-255)."""

import io

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


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


OLD = 0.15  # share of old press photos


def photograph(image: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """One random mixture of the above."""
    image = light(image, rng)
    if rng.random() < OLD:
        image = press(image, rng)
    else:
        if rng.random() < 0.15:
            image = shrink(image, rng.uniform(1.2, 2.2))
        if rng.random() < 0.15:
            image = image + torch.from_numpy(rng.normal(0, rng.uniform(2, 18), image.shape)).float()
    if rng.random() < 0.2:
        image = jpeg(image, int(rng.integers(25, 90)))
    return image.clamp(0, 255)
